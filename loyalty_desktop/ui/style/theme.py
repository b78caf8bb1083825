"""Colours, font and density. Two palettes of our own over Fusion; the style sheet is in ui/style/sheet.py.

The colours in force stand on the application object, so that painting widgets ask here and nobody keeps a copy.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from loyalty_desktop.ui.style.colours import DARK, LIGHT, Colours
from loyalty_desktop.ui.style.resources import resource
from loyalty_desktop.ui.style.sheet import style_sheet

FAMILY = "Inter Tabular"
FONT_PX = 13
DENSITIES = {"compact": 8, "normal": 16, "large": 22}
"""Pixels added to the font's height in a table row."""


def colours() -> Colours:
    """Return the palette in force."""
    app = QApplication.instance()
    return DARK if app is not None and app.property("loyalty_theme") == "dark" else LIGHT


def tone_colour(tone: str) -> str:
    """Return the colour of a tone: normal, muted, faint, accent, good, bad, warn, on_accent."""
    return str(getattr(colours(), "text" if tone == "normal" else tone))


def font(size: int = FONT_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the bundled font at a size in pixels."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(weight)
    return made


def row_height() -> int:
    """Return the height of a table row at the density in force."""
    app = QApplication.instance()
    density = app.property("loyalty_density") if app is not None else None
    return QFontMetrics(font()).height() + DENSITIES.get(str(density), 16)


def load_fonts() -> None:
    """Load the bundled font. It is cheap to call again."""
    if FAMILY in QFontDatabase.families():
        return
    for weight in ("Regular", "Medium", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resource("fonts", f"InterTabular-{weight}.ttf")))


class Theme(QObject):
    """Applies colours, font and density. Screens are rebuilt on `changed`."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.mode = "system"
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        load_fonts()
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(font())

    def use(self, mode: str, density: str = "normal") -> None:
        """Apply a theme; `mode` is light, dark or system. Emits `changed` only when something changed."""
        self.mode = mode if mode in {"light", "dark"} else "system"
        chosen = DARK if self._is_dark() else LIGHT
        density = density if density in DENSITIES else "normal"
        before = (self._app.property("loyalty_theme"), self._app.property("loyalty_density"))
        if before == (chosen.name, density):
            return
        self._app.setProperty("loyalty_theme", chosen.name)
        self._app.setProperty("loyalty_density", density)
        self._app.setPalette(palette(chosen))
        self._app.setStyleSheet(style_sheet(chosen))
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self.mode != "system":
            return self.mode == "dark"
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _system_changed(self) -> None:
        if self.mode == "system":
            self.use("system", str(self._app.property("loyalty_density")))


def palette(chosen: Colours) -> QPalette:
    """Return Qt's palette made from ours."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, chosen.background),
        (role.Base, chosen.panel),
        (role.AlternateBase, chosen.background),
        (role.Button, chosen.panel),
        (role.ToolTipBase, chosen.panel),
        (role.Text, chosen.text),
        (role.WindowText, chosen.text),
        (role.ButtonText, chosen.text),
        (role.ToolTipText, chosen.text),
        (role.PlaceholderText, chosen.muted),
        (role.Highlight, chosen.soft),
        (role.HighlightedText, chosen.text),
        (role.Accent, chosen.accent),
        (role.Link, chosen.accent),
        (role.LinkVisited, chosen.accent),
        (role.Mid, chosen.line),
        (role.Midlight, chosen.line),
        (role.Light, chosen.panel),
        (role.Dark, chosen.line),
        (role.Shadow, chosen.line),
        (role.BrightText, chosen.bad),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(chosen.faint))
    return made
