"""Screens as their users see them: one module a screen. Tests of the window speak to these, never to private attributes."""
