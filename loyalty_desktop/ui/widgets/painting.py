"""Safe painting: whatever error a widget's drawing raises, its painter is closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def painted(draw: Callable[[W, QPainter], None]) -> Callable[[W, QPaintEvent], None]:
    """Turn a method that draws into a paintEvent.

    A painter that an error leaves open would make every later paint event of the widget fail.
    """

    @wraps(draw)
    def paint_event(self: W, event: QPaintEvent) -> None:
        del event
        with QPainter(self) as painter:
            draw(self, painter)

    return paint_event
