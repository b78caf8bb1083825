"""The order in which Tab moves through a part of the window: the order of its layouts, not that in which widgets were made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def reading_order(root: QWidget) -> list[QWidget]:
    """Return the widgets inside `root` that Tab stops at, in their order on the screen."""
    return [w for w in in_order(root) if _stops(w)]


def move_focus(regions: Sequence[QWidget], at: QWidget | None, forward: bool) -> bool:
    """Move the focus to the stop after `at`, or before it; False when there is none.

    Qt asks for the next stop as well when what has the focus is hidden or disabled. The next Enter must then reach no
    other button, so the window itself takes the focus.
    """
    if at is not None and not (at.isVisible() and at.isEnabled()):
        at.window().setFocus()
        return True
    order = [w for region in regions for w in reading_order(region)]
    if not order:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    step = 1 if forward else -1
    place = order.index(at) + step if at in order else min(0, step)
    order[place % len(order)].setFocus(reason)
    return True


def _stops(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.focusProxy() is None and widget.isEnabled() and widget.isVisible()


def in_order(widget: QWidget) -> Iterator[QWidget]:
    """Give a widget and everything in its layouts, as it is read; what is hidden is left out."""
    if widget.isHidden():
        return
    yield widget
    if isinstance(widget, (QScrollArea, QStackedWidget)):
        shown = widget.widget() if isinstance(widget, QScrollArea) else widget.currentWidget()
        if shown is not None:
            yield from in_order(shown)
        return
    layout = widget.layout()
    for each in _in_layout(layout) if layout is not None else ():
        yield from in_order(each)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        widget, nested = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif nested is not None:
            yield from _in_layout(nested)
