"""The main window: bars, navigation, palette."""
