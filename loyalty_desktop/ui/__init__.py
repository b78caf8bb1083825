"""The window. The only QtWidgets and QtGui. Importing this package must not import Qt."""
