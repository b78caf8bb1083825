"""The check of an import: every row with its verdict, problems in groups, filters, and corrections in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.services.imports.types import (
    IssueGroup,
    Rehearsal,
    RehearsalPage,
    RehearsalRow,
    Verdict,
)
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import (
    Card,
    Choice,
    ElidedLabel,
    LinkButton,
    SearchField,
    SecondaryButton,
    StatTile,
    Text,
)
from loyalty_desktop.ui.wizards.imports.cause_actions import CauseActions
from loyalty_desktop.ui.wizards.imports.check_columns import check_columns, known_text
from loyalty_desktop.ui.wizards.imports.check_grid import CheckGrid
from loyalty_desktop.ui.wizards.imports.check_words import (
    all_text,
    changed_label,
    group_text,
    is_of,
    rejected_label,
    same,
)
from loyalty_desktop.ui.wizards.imports.correct_row import CorrectRowDialog
from loyalty_desktop.ui.words.i18n import message, translate
from loyalty_desktop.ui.words.imports import VERDICT_TONES, choice_texts, rows_text

PAGE = 500


CheckFilters = tuple[Verdict | None, IssueGroup | None, str]
"""The pressed tile, the chosen problem, and the text of the search."""


class CheckPage(QWidget):
    """Four tiles that filter, the grid with old and new values, and the problems in groups."""

    def __init__(
        self,
        controller: ImportWizardController,
        save_rejected: Callable[[], None],
        open_dialog: Callable[[Dialog], None],
        window: QWidget,
        say: Callable[..., None],
    ) -> None:
        super().__init__()
        self._say = say
        self._controller = controller
        self._open_dialog, self._window = open_dialog, window
        self._verdict: Verdict | None = None
        self._group: IssueGroup | None = None
        self._rehearsal: Rehearsal | None = None
        self._fields: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        tiles = QHBoxLayout()
        tiles.setSpacing(12)
        self._tiles: dict[Verdict, StatTile] = {}
        for verdict in Verdict:
            tile = StatTile(rows_text(verdict, 0), VERDICT_TONES[verdict])
            tile.setObjectName(f"tile.{verdict.value}")
            tile.toggled.connect(lambda on, verdict=verdict: self._tile(verdict, on=on))
            self._tiles[verdict] = tile
            tiles.addWidget(tile, 1)
        column.addLayout(tiles)
        self._card = Card()
        self._card.flush()
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 10, 12, 10)
        tools.setSpacing(12)
        self._search = SearchField(translate("ImportWizard", "Search rows"))
        self._search.setObjectName("search")
        self._search.setMaximumWidth(260)
        self._search.searched.connect(lambda _text: self._load())
        tools.addWidget(self._search)
        self._problems = Choice()
        self._problems.setObjectName("problems")
        self._problems.setAccessibleName(translate("ImportWizard", "Problems"))
        self._problems.setMaximumWidth(560)
        self._problems.changed.connect(self._problem)
        tools.addWidget(self._problems)
        tools.addStretch(1)
        self._rejected = SecondaryButton(
            translate("ImportWizard", "Save rejected rows"), "file-down"
        )
        self._rejected.setObjectName("save-rejected")
        self._rejected.clicked.connect(save_rejected)
        tools.addWidget(self._rejected)
        self._card.body.addLayout(tools)
        self._actions = CauseActions(controller, self._correct_group)
        self._card.body.addWidget(self._actions)
        self._read_as = ElidedLabel(tone="muted")
        self._read_as.setObjectName("read-as")
        line = QHBoxLayout()
        line.setContentsMargins(14, 0, 14, 8)
        line.addWidget(self._read_as)
        self._card.body.addLayout(line)
        self._table: CheckGrid | None = None
        self._told = Text(tone="muted", wrap=True)
        self._told.setObjectName("told")
        self._told.setContentsMargins(14, 8, 14, 8)
        self._told.hide()
        self._more = LinkButton(translate("ImportWizard", "Show more rows"))
        self._more.clicked.connect(self._load_more)
        self._more.setVisible(False)
        more = QHBoxLayout()
        more.setContentsMargins(10, 0, 10, 0)
        more.addWidget(self._more)
        more.addStretch(1)
        self._card.body.addLayout(more)
        self._card.body.addWidget(self._told)
        column.addWidget(self._card, 1)
        controller.checking.rows_loaded.connect(self._show_rows)
        controller.checking.mended.connect(self._tell_mended)
        self._appending = self._loading = False
        self._other_rows = True  # than those shown: the next ones begin at the top

    def show_rehearsal(self, rehearsal: Rehearsal) -> None:
        """Show counts, problems and the first rows."""
        first = self._rehearsal is None or self._rehearsal.id != rehearsal.id
        self._rehearsal = rehearsal
        counts = rehearsal.counts
        labels = {
            Verdict.NEW: rows_text(Verdict.NEW, counts.new),
            Verdict.CHANGED: changed_label(rehearsal),
            Verdict.UNCHANGED: rows_text(Verdict.UNCHANGED, counts.unchanged),
            Verdict.REJECTED: rejected_label(rehearsal),
            Verdict.LEFT_OUT: rows_text(Verdict.LEFT_OUT, counts.left_out),
        }
        self._tiles[Verdict.LEFT_OUT].setVisible(counts.left_out > 0)
        for verdict, tile in self._tiles.items():
            tile.set(formats.number(getattr(counts, verdict.value)), labels[verdict])
        if first:
            self._tell(())
            self._verdict = self._group = None
            for tile in self._tiles.values():
                tile.set_checked(False)
            self._search.set_text("")
        groups = [(group, group_text(group)) for group in rehearsal.issues]
        self._problems.set_options([(None, all_text(rehearsal)), *groups])
        self._group = same(
            self._group, rehearsal.issues
        )  # what was corrected is no longer a filter
        self._problems.show_value(self._group)
        self._problems.setVisible(bool(groups))
        self._rejected.setVisible(counts.rejected > 0)
        self._read_as.setText(" ".join(message(told) for told in rehearsal.decisions))
        self._read_as.setVisible(bool(rehearsal.decisions))
        self._build_table(rehearsal)
        self._actions.offer(self._rehearsal, self._group)
        self._load(stay=not first)

    def filters(self) -> CheckFilters:
        """Return which rows are shown."""
        return self._verdict, self._group, self._search.text()

    def show_filters(self, filters: CheckFilters) -> None:
        """Show these rows again."""
        self._verdict, self._group, text = filters
        for verdict, tile in self._tiles.items():
            tile.set_checked(verdict is self._verdict)
        self._search.set_text(text)
        self._problems.show_value(self._group)
        self._actions.offer(self._rehearsal, self._group)
        self._load()

    def focus_rows(self) -> None:
        """Let the keys move in the rows, unless another field or button is in use."""
        at = self._window.focusWidget()
        inside = QApplication.focusWidget()  # a cell that is being written, for one
        if inside is not None and self.isAncestorOf(inside):
            return
        if self._table is not None and (at is None or at is self._window):
            self._table.setFocus()

    def _build_table(self, rehearsal: Rehearsal) -> None:
        if self._table is not None and self._fields == rehearsal.fields:
            return
        if self._table is not None:
            self._card.body.removeWidget(self._table)
            self._table.deleteLater()
        self._fields = rehearsal.fields
        info = self._controller.checking.info
        self._table = CheckGrid(
            check_columns(rehearsal, info),
            rehearsal.fields,
            lambda name: choice_texts(info(name)),
        )
        self._table.setAccessibleName(translate("ImportWizard", "Rows of the sheet"))
        self._table.activated_row.connect(self._correct)
        self._table.selected_changed.connect(self._tell)
        self._table.edited.connect(self._controller.checking.put)
        self._table.not_pasted.connect(self._tell_not_pasted)
        self._table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._card.body.insertWidget(self._card.body.count() - 2, self._table, 1)

    def _load(self, offset: int = 0, *, stay: bool = False) -> None:
        self._appending, self._loading = offset > 0, True
        self._other_rows = self._other_rows or not (stay or self._appending)
        shown = len(self._table.rows()) if stay and self._table is not None else 0
        group = self._group
        self._controller.checking.load_rows(
            verdict=self._verdict,
            search=self._search.text().strip(),
            code=group.code if group else None,
            field=group.field or None if group else None,
            value=group.value or None if group else None,
            offset=offset,
            limit=max(PAGE, shown),
        )

    def _load_more(self) -> None:
        if self._table is not None:
            self._load(len(self._table.rows()))

    def _show_rows(self, page: RehearsalPage) -> None:
        self._loading = False
        if self._table is None or self._controller.checking.busy:
            return  # after a correction the rows come again
        rows = [*self._table.rows(), *page.rows] if self._appending else list(page.rows)
        self._table.show_rows(rows, stay=not self._other_rows)
        if self._other_rows and self._group is not None:
            self._table.show_column(self._group.field)
        self._other_rows = False
        self._more.setVisible(len(rows) < page.total)

    def _tile(self, verdict: Verdict, *, on: bool) -> None:
        self._verdict = verdict if on else None
        for other, tile in self._tiles.items():
            if other is not verdict:
                tile.set_checked(False)
        self._load()

    def _problem(self, group: IssueGroup | None) -> None:
        self._group = group
        self._actions.offer(self._rehearsal, self._group)
        self._load()

    def _tell(self, rows: Sequence[RehearsalRow]) -> None:
        """Show all of what is known about the row that is chosen; its cell may be too narrow."""
        rehearsal = self._rehearsal
        words = known_text(rehearsal, rows[0]) if rehearsal is not None and len(rows) == 1 else ""
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _tell_mended(self, count: int) -> None:
        checking = self._controller.checking
        words = translate("ImportWizard", "%n rows were checked again", None, count)
        if checking.can_undo:
            self._say(words, translate("MainWindow", "Undo"), checking.undo)
        else:
            self._say(words)

    def _tell_not_pasted(self, count: int) -> None:
        self._say(
            translate(
                "ImportWizard", "%n pasted values found no cell in the rows shown.", None, count
            )
        )

    def _scrolled(self, value: int) -> None:
        table = self._table
        at_end = table is not None and value == table.verticalScrollBar().maximum() > 0
        if at_end and self._more.isVisible() and not self._loading:
            self._load_more()

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Z before the window does: here it takes the last correction back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and (self._controller.checking.can_undo or self._controller.checking.busy)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self._controller.checking.undo()
            return
        super().keyPressEvent(event)

    def _correct(self, row: RehearsalRow) -> None:
        if self._rehearsal is not None and any(issue.field for issue in row.issues):
            self._open_dialog(
                CorrectRowDialog(self._controller, self._rehearsal, row, self._window)
            )

    def _correct_group(self) -> None:
        group, table = self._group, self._table
        if group is None or table is None or self._rehearsal is None:
            return
        row = next((r for r in table.rows() if is_of(r, group)), None)
        if row is not None:
            self._open_dialog(
                CorrectRowDialog(self._controller, self._rehearsal, row, self._window, group=group)
            )
