"""Buttons. A screen has one primary button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from loyalty_desktop.ui.style.icons import icon


class PlainButton(QPushButton):
    """A button that Enter presses when it has the focus, as Space does. Qt does so only in dialogs, and not for all buttons."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            self.click()
        else:
            super().keyPressEvent(event)


class _Button(PlainButton):
    kind = ""
    icon_tone = "normal"

    def __init__(self, text: str = "", icon_name: str = "") -> None:
        shown = text.replace("&", "&&")
        super().__init__(f" {shown}" if icon_name and text else shown)
        self.setAccessibleName(text)
        self.setProperty("kind", self.kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.icon_name = icon_name
        if icon_name:
            self.setIcon(icon(icon_name, self.icon_tone))
            self.setIconSize(QSize(16, 16))


class PrimaryButton(_Button):
    """The main action of a screen."""

    kind = "primary"
    icon_tone = "on_accent"

    def step_back(self, back: bool) -> None:
        """Look like the other buttons while another action is the main one."""
        self.setProperty("kind", "" if back else self.kind)
        if self.icon_name:
            self.setIcon(icon(self.icon_name, "normal" if back else self.icon_tone))
        self.style().unpolish(self)
        self.style().polish(self)


class SecondaryButton(_Button):
    """A button for any other action."""


class DangerButton(_Button):
    """A button that confirms what cannot be undone."""

    kind = "danger"
    icon_tone = "on_accent"


class LinkButton(_Button):
    """A button that looks like a link."""

    kind = "link"
    icon_tone = "accent"


class ViewButton(_Button):
    """A view of a list: flat, the current one on a soft background; a long name ends in "…" with a tooltip."""

    kind = "view"
    icon_tone = "warn"

    def __init__(self, text: str, icon_name: str = "") -> None:
        super().__init__("", icon_name)
        self._said = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if icon_name:
            self.setIcon(icon(icon_name, self.icon_tone))
            self.setIconSize(QSize(16, 16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        room = self.width() - 20 - (0 if self.icon().isNull() else 24)
        shown = QFontMetrics(bold).elidedText(self._said, Qt.TextElideMode.ElideRight, room)
        self.setText(f"{'' if self.icon().isNull() else ' '}{shown}".replace("&", "&&"))
        self.setToolTip(self._said if shown != self._said else "")


class BarButton(_Button):
    """A small muted button of the status bar."""

    kind = "bar"
    icon_tone = "muted"


class IconButton(_Button):
    """An icon with a name for the tooltip and the screen reader."""

    kind = "icon"

    def __init__(self, icon_name: str, tooltip: str) -> None:
        super().__init__()
        self.setIcon(icon(icon_name))
        self.setIconSize(QSize(16, 16))
        self.setToolTip(tooltip)
        self.setAccessibleName(tooltip)


class MenuButton(_Button):
    """A button that opens a menu."""

    def __init__(self, text: str, icon_name: str = "chevron-down") -> None:
        super().__init__(text, icon_name)
        self.menu_ = QMenu(self)
        self.setMenu(self.menu_)
        if icon_name == "chevron-down":
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            self.menu_.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
