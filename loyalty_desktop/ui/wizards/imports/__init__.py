"""The import wizard, one module for each page."""
