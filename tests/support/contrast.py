"""Contrast of words and their ground, read from the style sheet and the palette as Qt would apply them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QMenu, QWidget

from loyalty_desktop.ui.widgets.labels import ElidedLabel
from tests.support.look import name, visible

LEAST = 4.5
_PART = re.compile(r"(?P<type>\w+)?(?P<rest>[^\s]*)")
_PROPERTY = re.compile(r"\[(\w+)=\"([^\"]*)\"\]")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Rule:
    """One selector of the sheet with what it says of colours."""

    parts: tuple[str, ...]
    text: str | None
    ground: str | None

    def weight(self) -> tuple[int, int]:
        """How particular it is: names and properties before types, as in CSS."""
        said = " ".join(self.parts)
        return len(re.findall(r"[\[#:]", said)), len(re.findall(r"(?:^| )\w", said))


def rules(sheet: str) -> list[Rule]:
    """The rules of a style sheet that colour something and hold without a mouse over it."""
    found = []
    for head, body in re.findall(r"([^{}]+)\{([^}]*)\}", sheet):
        text = re.search(r"(?<![-\w])color:\s*([^;]+)", body)
        ground = re.search(r"background:\s*([^;]+)", body)
        if not text and not ground:
            continue
        for selector in head.split(","):
            parts = tuple(part for part in selector.split() if part != ">")
            if (
                parts
                and "::" not in selector
                and not re.search(":(hover|focus|selected)", selector)
            ):
                found.append(
                    Rule(
                        parts,
                        text.group(1).strip() if text else None,
                        ground.group(1).strip() if ground else None,
                    )
                )
    return sorted(found, key=Rule.weight)


def _fits(widget: QWidget, part: str) -> bool:
    kind = re.match(r"\w+", part)
    if kind and not any(c.__name__ == kind.group(0) for c in type(widget).__mro__):
        return False
    for key, value in _PROPERTY.findall(part):
        held = widget.property(key)
        if (str(held).lower() if isinstance(held, bool) else str(held or "")) != value:
            return False
    identifier = re.search(r"#(\w+)", _PROPERTY.sub("", part))
    if identifier and widget.objectName() != identifier.group(1):
        return False
    if ":checked" in part and not (isinstance(widget, QAbstractButton) and widget.isChecked()):
        return False
    return not (":disabled" in part and widget.isEnabled())


def _matches(widget: QWidget, rule: Rule) -> bool:
    if not _fits(widget, rule.parts[-1]):
        return False
    at = widget.parentWidget()
    for part in reversed(rule.parts[:-1]):
        while at is not None and not _fits(at, part):
            at = at.parentWidget()
        if at is None:
            return False
        at = at.parentWidget()
    return True


def _said(widget: QWidget, sheet: list[Rule], of: str) -> str | None:
    own = rules(widget.styleSheet()) if "{" in widget.styleSheet() else []
    bare = re.search(r"(?<![-\w])color:\s*(#\w{6})", widget.styleSheet()) if of == "text" else None
    if bare and "{" not in widget.styleSheet():
        return bare.group(1)
    for rule in (*reversed(own), *reversed(sheet)):
        value = getattr(rule, of)
        if value is not None and _matches(widget, rule):
            return str(value)
    return None


def _ground(widget: QWidget | None, sheet: list[Rule]) -> QColor:
    at = widget
    while at is not None:
        said = _said(at, sheet, "ground")
        if said is not None and _COLOUR.fullmatch(said):
            return QColor(said)
        at = None if at.isWindow() else at.parentWidget()
    return QApplication.palette().color(QPalette.ColorRole.Window)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(first: QColor, second: QColor) -> float:
    """Contrast of two colours after WCAG."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def weak(root: QWidget) -> Iterator[str]:
    """Words on `root` that stand out too little; what is switched off is left out."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    sheet = rules(application.styleSheet())
    for kind in (QLabel, QAbstractButton, QLineEdit):
        for widget in visible(root, kind):
            text = widget.text() if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)) else ""
            if not text or not widget.isEnabled() or isinstance(widget, QMenu):
                continue
            if isinstance(widget, ElidedLabel):
                colour = QColor(widget.colour())
            else:
                said = _said(widget, sheet, "text")
                colour = QColor(said) if said else widget.palette().color(widget.foregroundRole())
            ground = _ground(widget, sheet)
            found = ratio(colour, ground)
            if found < LEAST:
                yield f"{name(widget)} has contrast {found:.1f}: {colour.name()} on {ground.name()}"
