"""The window process: start, one open workspace, pictures without a screen."""
