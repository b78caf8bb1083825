"""The command palette (Ctrl+K): commands, sections, recent places, participants.

Fuzzy, in both languages, and also when the keyboard was left in the other layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from loyalty_desktop.ui.style.icons import pixmap
from loyalty_desktop.ui.widgets.labels import Caption, ElidedLabel, line
from loyalty_desktop.ui.words.i18n import translate

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
LEAST_SCORE = 60
SHOWN = 12


@dataclass(frozen=True)
class PaletteEntry:
    """A line of the palette. `words` are searched but not shown."""

    text: str
    callback: Callable[[], object]
    kind: str = ""
    hint: str = ""
    icon: str = "arrow-right"
    words: tuple[str, ...] = ()
    key: str = ""  # identifies a place or record, so that it is shown once


def other_layout(text: str) -> tuple[str, str]:
    """Return what the same keys would have typed in the other keyboard layout, in both directions."""
    low = text.casefold()
    return low.translate(_TO_CYRILLIC), low.translate(_TO_LATIN)


def find(query: str, entries: Sequence[PaletteEntry], limit: int = SHOWN) -> list[PaletteEntry]:
    """Return the best entries first; all of them for an empty query."""
    if not query.strip():
        return list(entries[:limit])
    from rapidfuzz import fuzz

    plain = query.casefold().strip().replace("ё", "е")
    asked = [(plain, 0), *((wrong.replace("ё", "е"), 4) for wrong in other_layout(query.strip()))]
    scored = []
    for place, entry in enumerate(entries):
        best = 0.0
        for position, words in enumerate((entry.text, *entry.words)):
            target = words.casefold().replace("ё", "е")
            for text, penalty in asked:
                if not text:
                    continue
                score = (
                    100.0
                    if target.startswith(text)
                    else 95.0
                    if text in target
                    else fuzz.WRatio(text, target)
                )
                if len(text) < 3 and text not in target:
                    score = 0.0
                best = max(best, score - penalty - (1 if position else 0))
        if best >= LEAST_SCORE:
            scored.append((-best, place, entry))
    return [entry for _, _, entry in sorted(scored, key=lambda item: item[:2])[:limit]]


class CommandPalette(QDialog):
    """The field with its list. `asked` makes the window look for participants; `add_found` shows them."""

    asked = Signal(str)

    def __init__(self, entries: Sequence[PaletteEntry], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._window = parent
        self.setObjectName("palette")
        self.setWindowTitle(translate("Palette", "Commands"))
        self._entries = list(entries)
        self._found: list[PaletteEntry] = []
        self._shown: list[PaletteEntry] = []
        self.field = QLineEdit()
        self.field.setProperty("kind", "palette")
        self.field.setPlaceholderText(
            translate("Palette", "Find a participant, a section, a command")
        )
        self.field.setAccessibleName(self.field.placeholderText())
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Palette", "Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Caption(translate("Palette", "Nothing found."))
        self._nothing.setContentsMargins(10, 8, 10, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(line())
        layout.addWidget(self._nothing)
        layout.addWidget(self.list)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self.run())
        self._fill()

    def place(self) -> None:
        """Show the palette under the top bar, in the middle."""
        window = self._window
        width = min(600, window.width() - 40)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(window.mapToGlobal(window.rect().topLeft()).x() + (window.width() - width) // 2,
                  window.mapToGlobal(window.rect().topLeft()).y() + 56)  # fmt: skip

    def add_found(self, query: str, entries: Sequence[PaletteEntry]) -> None:
        """Add records that match; an answer to an older text is dropped."""
        if query == self.field.text().strip():
            self._found = list(entries)
            self._fill()

    def run(self) -> None:
        """Run the chosen entry."""
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            chosen = self._shown[row]
            self.accept()
            chosen.callback()

    def texts(self) -> list[str]:
        """Return the lines shown."""
        return [entry.text for entry in self._shown]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.run()
                return True
        return super().eventFilter(watched, event)

    def _search(self) -> None:
        self._found = []
        self._fill()
        if len(self.field.text().strip()) >= 2:
            self.asked.emit(self.field.text().strip())

    def _fill(self) -> None:
        commands = find(self.field.text(), self._entries)
        known = {entry.key for entry in commands if entry.key}
        records = [entry for entry in self._found if entry.key not in known]
        self._shown = [*commands, *records][: SHOWN + 6]
        self.list.clear()
        for entry in self._shown:
            item = QListWidgetItem()
            item.setSizeHint(QSize(200, 36))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.text)
            self.list.addItem(item)
            self.list.setItemWidget(item, _line(entry))
        self.list.setCurrentRow(0 if self._shown else -1)
        self._nothing.setVisible(not self._shown)
        self.list.setVisible(bool(self._shown))
        self.list.setFixedHeight(36 * min(len(self._shown), 10) + 4)
        self.adjustSize()


def _line(entry: PaletteEntry) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(10, 0, 10, 0)
    row.setSpacing(10)
    picture = QLabel()
    picture.setPixmap(pixmap(entry.icon, "muted", 16))
    row.addWidget(picture)
    row.addWidget(ElidedLabel(entry.text), 1)
    row.addWidget(Caption(entry.kind))
    if entry.hint:
        hint = Caption(entry.hint)
        weight = hint.font()
        weight.setWeight(QFont.Weight.DemiBold)
        hint.setFont(weight)
        row.addWidget(hint)
    return made
