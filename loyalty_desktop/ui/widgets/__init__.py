"""Building blocks shared by screens."""
