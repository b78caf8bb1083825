"""Lucide icons (ISC), shipped with the program, in the colours of the palette in force; each is made once and kept."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from loyalty_desktop.ui.style.resources import resource
from loyalty_desktop.ui.style.theme import tone_colour


def icon(name: str, tone: str = "muted", *, checked_tone: str | None = None) -> QIcon:
    """Return an icon by its Lucide name ("house") in the colour of a tone; `checked_tone` is for the On state."""
    made = QIcon()
    for mode_tone, state in ((tone, QIcon.State.Off), (checked_tone or tone, QIcon.State.On)):
        for scale in (1, 2):
            made.addPixmap(pixmap(name, mode_tone, 18, scale), QIcon.Mode.Normal, state)
    for scale in (1, 2):
        made.addPixmap(pixmap(name, "faint", 18, scale), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, tone: str = "muted", size: int = 18, scale: int = 2) -> QPixmap:
    """Return the icon as a picture of `size` logical pixels."""
    return _drawn(name, tone_colour(tone), size, scale)


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, scale: int) -> QPixmap:
    source = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    picture = QPixmap(size * scale, size * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture
