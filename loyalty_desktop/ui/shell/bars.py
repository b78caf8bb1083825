"""Sidebar and top bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QVBoxLayout

from loyalty_desktop.domain.program_rows import ProgramRow
from loyalty_desktop.ui.shell.navigation import SECTIONS, section_title
from loyalty_desktop.ui.style import theme
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.widgets.buttons import PlainButton
from loyalty_desktop.ui.widgets.labels import Caption, ElidedLabel
from loyalty_desktop.ui.words.i18n import LANGUAGES, translate
from loyalty_desktop.ui.words.programs import state_text


class Sidebar(QFrame):
    """The sections with icons; Settings at the foot."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "sidebar")
        self.setFixedWidth(208)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, PlainButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 12)
        layout.setSpacing(2)
        for section, icon_name in SECTIONS.items():
            layout.addWidget(self._entry(section, icon_name))
        layout.addStretch(1)
        layout.addWidget(self._entry("settings", "settings"))

    def lit(self) -> str:
        """Return the section that is marked as current."""
        return next((name for name, b in self._buttons.items() if b.isChecked()), "")

    def light(self, section: str) -> None:
        """Mark a section as current."""
        self._buttons[section].setChecked(True)

    def _entry(self, section: str, icon_name: str) -> PlainButton:
        button = PlainButton("  " + section_title(section))
        button.setObjectName(f"go.{section}")
        button.setAccessibleName(section_title(section))
        button.setProperty("kind", "nav")
        button.setCheckable(True)
        button.setIcon(icon(icon_name, "muted", checked_tone="accent"))
        button.setIconSize(QSize(17, 17))
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.chosen.emit(section))
        self._group.addButton(button)
        self._buttons[section] = button
        return button


class TopBar(QFrame):
    """The top bar: program and workspace, search, language."""

    search_asked = Signal()
    language_asked = Signal(str)
    workspace_asked = Signal()
    program_chosen = Signal(int)

    def __init__(self, language: str) -> None:
        super().__init__()
        self.setProperty("kind", "topbar")
        self.setFixedHeight(48)
        self._place = PlainButton()
        self._place.setProperty("kind", "bar")
        self._place.setFont(theme.font(14, QFont.Weight.DemiBold))
        self._place.setStyleSheet(
            f"color: {theme.colours().text}; font-weight: 600; font-size: 14px;"
        )
        self._place.setObjectName("program-switcher")
        self._place.setToolTip(translate("TopBar", "Choose the program or another workspace"))
        self._place.setIcon(icon("chevron-down", "muted"))
        self._place.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._programs = QMenu(self._place)
        self._programs.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._place.setMenu(self._programs)
        self.set_programs([], None)
        self._workspace = ElidedLabel(tone="muted")
        search = PlainButton(translate("TopBar", "Find a participant, a section, a command"))
        search.setProperty("kind", "search")
        search.setFixedWidth(340)
        search.setCursor(Qt.CursorShape.IBeamCursor)
        search.clicked.connect(self.search_asked)
        inner = QHBoxLayout(search)
        inner.setContentsMargins(0, 0, 10, 0)
        inner.addStretch(1)
        inner.addWidget(Caption("Ctrl K"))
        self._language = PlainButton(language.upper())
        self._language.setProperty("kind", "bar")
        self._language.setObjectName("language")
        self._language.setAccessibleName(translate("Common", "Language"))
        self._language.setToolTip(translate("Common", "Language"))
        menu = QMenu(self._language)
        for code, name in LANGUAGES.items():
            action = menu.addAction(name)
            action.setObjectName(f"language.{code}")
            action.setCheckable(True)
            action.setChecked(code == language)
            action.triggered.connect(
                lambda _checked=False, code=code: self.language_asked.emit(code)
            )
        self._language.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(self._place)
        row.addWidget(self._workspace, 1)
        row.addWidget(search)
        row.addWidget(self._language)

    def set_place(self, main: str, beside: str) -> None:
        """Show the current program, and the workspace beside it."""
        self._place.setText(main.replace("&", "&&"))
        self._workspace.setText(beside)

    def set_programs(self, programs: Sequence[ProgramRow], current: int | None) -> None:
        """Offer these programs with their states, and another workspace below."""
        menu = self._programs
        menu.clear()
        for row in programs:
            action = menu.addAction(f"{row.name}  ·  {state_text(row.state)}")
            action.setCheckable(True)
            action.setChecked(row.id == current)
            action.triggered.connect(
                lambda _checked=False, chosen=row.id: self.program_chosen.emit(chosen)
            )
        if programs:
            menu.addSeparator()
        other = menu.addAction(translate("TopBar", "Open another workspace"))
        other.triggered.connect(self.workspace_asked)
