"""The window. The only QtWidgets and QtGui. Importing this package must not import Qt (the command line uses ui.messages)."""
