"""What the program says: messages in both languages, numbers and dates. Plain data without Qt.

The window, the command line and the API read the same tables. Texts of widgets are not here: they go through the
window's translate().
"""
