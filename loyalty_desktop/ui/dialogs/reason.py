"""Where helpers of screens look for the dialog that asks for a reason."""

from loyalty_desktop.ui.dialogs.base import ReasonDialog

__all__ = ["ReasonDialog"]
