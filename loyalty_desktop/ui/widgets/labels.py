"""Text widgets: headings, muted lines, elided labels, label-value lists, notes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.widgets.painting import painted


def reveal(widget: QWidget, shown: bool) -> None:
    """Show or hide a widget. One without a parent is left to its parent: shown alone it would open as a window."""
    if shown and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(shown)


class Text(QLabel):
    """Plain text in a size, weight and tone."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = theme.FONT_PX,
        weight: QFont.Weight = QFont.Weight.Normal,
        tone: str = "normal",
        wrap: bool = False,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, weight))
        self.setWordWrap(wrap)
        self._tone = ""
        self.set_tone(tone)

    def set_tone(self, tone: str) -> None:
        """Set the colour by tone."""
        if tone != self._tone:
            self._tone = tone
            self.setStyleSheet(f"color: {theme.tone_colour(tone)};")


def Title(text: str = "") -> Text:
    """The title of a view."""
    return Text(text, size=20, weight=QFont.Weight.DemiBold)


def Heading(text: str = "") -> Text:
    """The title of a card."""
    return Text(text, weight=QFont.Weight.DemiBold)


def Caption(text: str = "") -> Text:
    """Small muted text."""
    return Text(text, size=12, tone="muted")


def Muted(text: str = "", *, wrap: bool = False) -> Text:
    """Muted text."""
    return Text(text, tone="muted", wrap=wrap)


def semibold(rich: str) -> str:
    """Rich text whose <b> is the bundled semibold: the font has no bold, and Qt would smear one."""
    return rich.replace("<b>", '<span style="font-weight:600">').replace("</b>", "</span>")


class ElidedLabel(QLabel):
    """One line that ends in "…" where space ends; the whole text is its tooltip."""

    def __init__(self, text: str = "", *, tone: str = "normal", font: QFont | None = None) -> None:
        super().__init__(text)
        self._tone = tone
        self.setFont(font or theme.font())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: str) -> None:
        """Set the colour by tone."""
        self._tone = tone
        self.update()

    def colour(self) -> str:
        """Return the colour of the text."""
        return theme.tone_colour(self._tone)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            wide = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
            self.setToolTip(self.text() if wide else "")
        return super().event(event)

    @painted
    def paintEvent(self, painter: QPainter) -> None:
        painter.setPen(theme.tone_colour(self._tone))
        painter.setFont(self.font())
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), text)


class Note(QFrame):
    """A soft panel with a sentence: what a rule means, or what will happen."""

    def __init__(self, text: str = "", tone: str = "accent") -> None:
        super().__init__()
        self.setProperty("kind", "note")
        self.setProperty("tone", tone)
        self.label = Text(text, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self.label)

    def set_text(self, text: str) -> None:
        """Show this; nothing hides the note."""
        rich = self.label.textFormat() == Qt.TextFormat.RichText
        self.label.setText(semibold(text) if rich else text)
        reveal(self, bool(text))


class KeyValues(QWidget):
    """Labels and values in two columns."""

    def __init__(self, rows: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self.set_rows(rows)

    def set_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show these pairs."""
        self.pairs = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for number, (name, value) in enumerate(rows):
            label = Muted(name, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            # One long word, such as an email address, cannot be wrapped: it would make its panel too wide.
            shown = (
                Text(value, wrap=True) if " " in value or len(value) < 15 else ElidedLabel(value)
            )
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            shown.setAccessibleName(name)
            self._grid.addWidget(label, number, 0)
            self._grid.addWidget(shown, number, 1)


def line() -> QFrame:
    """Return a thin line."""
    made = QFrame()
    made.setProperty("kind", "line")
    return made
