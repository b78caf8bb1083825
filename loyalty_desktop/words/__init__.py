"""Messages in both languages, and formats of numbers and dates. Plain data without Qt.

The window, the command line and the API use the same tables. Texts of widgets are not here: they go through the
window's translate().
"""
