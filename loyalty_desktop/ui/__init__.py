"""The window: the only package with QtWidgets and QtGui. Importing the package itself must not import Qt."""
