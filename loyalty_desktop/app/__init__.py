"""The only place that wires: settings, engine, services, controllers, window; command line."""
