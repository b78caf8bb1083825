"""Words of widgets: translations at run time."""
