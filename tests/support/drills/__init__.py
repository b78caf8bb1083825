"""Support of the drills: killed processes, simulated power cuts, several writers, marker data."""
