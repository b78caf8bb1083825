"""Import spreadsheets: read, rehearse, correct, apply, undo."""
