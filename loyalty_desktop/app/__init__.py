"""The only package that wires the layers: settings, engine, services, controllers, window; and the command line."""
