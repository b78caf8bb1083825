"""Dialogs over one screen."""
