"""The import wizard, one module a page."""
