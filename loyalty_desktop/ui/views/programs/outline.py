"""The outline of the General tab: the program, its points types and its tier groups, to choose from."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from loyalty_desktop.domain.drafts import ProgramDraft
from loyalty_desktop.domain.kinds import PointsKind
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.widgets import Caption, LinkButton
from loyalty_desktop.ui.words.i18n import translate


class ProgramContents(QWidget):
    """Keys are "general", "points_types.0", "tier_groups.0"; `chosen` carries one."""

    chosen = Signal(str)
    add_points_type = Signal()
    add_tier_group = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._texts: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self._current = "general"

    def show_draft(self, draft: ProgramDraft) -> None:
        """List the items of the draft, keeping the choice when it still exists."""
        self._clear()
        self._caption(translate("ProgramOutline", "PROGRAM"))
        self._item("general", translate("ProgramOutline", "Name and settings"), "settings")
        self._caption(translate("ProgramOutline", "POINTS TYPES"))
        for place, kind in enumerate(draft.points_types):
            text = kind.name.strip() or translate("ProgramOutline", "Unnamed")
            if kind.archived:
                text = translate("ProgramOutline", "{name} (archived)").replace("{name}", text)
            mark = "coins" if kind.kind is PointsKind.STANDARD else "star"
            self._item(f"points_types.{place}", text, mark)
        add = LinkButton(translate("ProgramOutline", "Add points type"))
        add.setIcon(icon("plus", "accent"))
        add.clicked.connect(self.add_points_type)
        self._layout.addWidget(add)
        self._caption(translate("ProgramOutline", "TIER GROUPS"))
        for place, group in enumerate(draft.tier_groups):
            text = group.name.strip() or translate("ProgramOutline", "Unnamed")
            self._item(f"tier_groups.{place}", text, "medal")
        more = LinkButton(translate("ProgramOutline", "Add tier group"))
        more.setIcon(icon("plus", "accent"))
        more.clicked.connect(self.add_tier_group)
        self._layout.addWidget(more)
        self._layout.addStretch(1)
        self.choose(self._current if self._current in self._buttons else "general")

    def choose(self, key: str) -> None:
        """Mark an item as the current one, without a signal."""
        button = self._buttons.get(key)
        if button is not None:
            self._current = key
            button.setChecked(True)

    def current(self) -> str:
        """Return the chosen item's key."""
        return self._current

    def rename(self, key: str, text: str) -> None:
        """Show a name while it is being typed."""
        if key in self._buttons:
            self._texts[key] = text.strip() or translate("ProgramOutline", "Unnamed")
            self._buttons[key].setText(self._texts[key])

    def show_report(self, report: ValidationReport) -> None:
        """Mark the items that hold errors (by an icon and its tooltip, not by colour alone)."""
        wrong = dict.fromkeys(self._buttons, 0)
        for finding in report.errors:
            key = ".".join(finding.field.split(".")[:2]) if "." in finding.field else "general"
            if key in wrong:
                wrong[key] += 1
        for key, button in self._buttons.items():
            count = wrong[key]
            button.setIcon(icon("circle-alert", "bad") if count else button.property("mark"))
            tip = (
                translate("ProgramOutline", "To mend: {count}").replace(
                    "{count}", formats.number(count)
                )
                if count
                else ""
            )
            button.setToolTip(tip)

    def _caption(self, text: str) -> None:
        label = Caption(text)
        label.setContentsMargins(10, 12, 10, 4)
        self._layout.addWidget(label)

    def _item(self, key: str, text: str, mark: str) -> None:
        button = QPushButton(text)
        button.setObjectName(f"outline.{key}")
        button.setCheckable(True)
        button.setProperty("kind", "nav")
        button.setProperty("mark", icon(mark, checked_tone="accent"))
        button.setIcon(button.property("mark"))
        button.clicked.connect(lambda: self._clicked(key))
        self._group.addButton(button)
        self._buttons[key] = button
        self._texts[key] = text
        self._layout.addWidget(button)

    def _clicked(self, key: str) -> None:
        self._current = key
        self.chosen.emit(key)

    def _clear(self) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
        self._buttons.clear()
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
