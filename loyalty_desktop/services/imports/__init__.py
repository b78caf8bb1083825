"""Spreadsheets in: read, rehearse, correct, apply, undo."""
