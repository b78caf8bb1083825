"""Sheet kinds, one module each: import, export, template and documentation share them."""
