"""Where the sheet of shortcuts is looked for."""

from loyalty_desktop.ui.dialogs.about import ShortcutsDialog

__all__ = ["ShortcutsDialog"]
