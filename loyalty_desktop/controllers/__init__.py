"""QObjects without widgets: one a view; jobs; forms."""
