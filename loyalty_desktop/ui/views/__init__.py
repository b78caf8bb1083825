"""Views: one module for each screen."""
