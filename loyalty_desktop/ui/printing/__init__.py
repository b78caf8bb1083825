"""Printing: what a view shows as pages, a preview of them, PDF and printer."""
