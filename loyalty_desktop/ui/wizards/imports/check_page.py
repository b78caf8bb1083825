"""The check of an import: every row with its verdict, problems in groups, filters, and corrections in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.domain.kinds import Severity
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
    RowTable,
    SearchField,
    SecondaryButton,
    StatTile,
    Text,
)
from loyalty_desktop.ui.wizards.imports.check_columns import check_columns, known_text
from loyalty_desktop.ui.wizards.imports.correct_row import CorrectRowDialog, header_text, issue_text
from loyalty_desktop.ui.words.i18n import message, translate
from loyalty_desktop.ui.words.imports import (
    VERDICT_TONES,
    field_text,
    plan_words,
    rows_text,
)

PAGE = 500


_LEFT_OUT = frozenset({"row.looks_like_total", "row.looks_like_note"})
"""Problems of rows that are left out unless a person takes them in."""
_INDENT = "    "
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
    ) -> None:
        super().__init__()
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
        self._problems.setMaximumWidth(380)
        self._problems.changed.connect(self._problem)
        tools.addWidget(self._problems)
        self._mend_all = SecondaryButton(translate("ImportWizard", "Correct all alike…"), "pencil")
        self._mend_all.setObjectName("correct-alike")
        self._mend_all.clicked.connect(self._correct_group)
        tools.addWidget(self._mend_all)
        self._without_column = SecondaryButton(
            translate("ImportWizard", "Leave the column out"), "x"
        )
        self._without_column.setObjectName("without-column")
        self._without_column.clicked.connect(self._leave_column_out)
        tools.addWidget(self._without_column)
        self._without_rows = SecondaryButton(translate("ImportWizard", "Leave these rows out"))
        self._without_rows.setObjectName("without-rows")
        self._without_rows.clicked.connect(self._leave_rows_out)
        tools.addWidget(self._without_rows)
        tools.addStretch(1)
        self._rejected = SecondaryButton(
            translate("ImportWizard", "Save rejected rows"), "file-down"
        )
        self._rejected.setObjectName("save-rejected")
        self._rejected.clicked.connect(save_rejected)
        tools.addWidget(self._rejected)
        self._card.body.addLayout(tools)
        self._read_as = ElidedLabel(tone="muted")
        self._read_as.setObjectName("read-as")
        line = QHBoxLayout()
        line.setContentsMargins(14, 0, 14, 8)
        line.addWidget(self._read_as)
        self._card.body.addLayout(line)
        self._table: RowTable | None = None
        self._told = Text(tone="muted", wrap=True)
        self._told.setObjectName("told")
        self._told.setContentsMargins(14, 8, 14, 8)
        self._told.hide()
        self._more = LinkButton(translate("ImportWizard", "Show more rows"))
        self._more.clicked.connect(self._load_more)
        self._more.setVisible(False)
        self._card.body.addWidget(self._more)
        self._card.body.addWidget(self._told)
        column.addWidget(self._card, 1)
        controller.checking.rows_loaded.connect(self._show_rows)
        self._appending = False

    def show_rehearsal(self, rehearsal: Rehearsal) -> None:
        """Show counts, problems and the first rows."""
        first = self._rehearsal is None or self._rehearsal.id != rehearsal.id
        self._rehearsal = rehearsal
        counts = rehearsal.counts
        labels = {
            Verdict.NEW: rows_text(Verdict.NEW, counts.new),
            Verdict.CHANGED: _changed_label(rehearsal),
            Verdict.UNCHANGED: rows_text(Verdict.UNCHANGED, counts.unchanged),
            Verdict.REJECTED: _rejected_label(rehearsal),
            Verdict.LEFT_OUT: rows_text(Verdict.LEFT_OUT, counts.left_out),
        }
        self._tiles[Verdict.LEFT_OUT].setVisible(counts.left_out > 0)
        for verdict, tile in self._tiles.items():
            tile.set(formats.number(getattr(counts, verdict.value)), labels[verdict])
        if first:
            self._verdict = self._group = None
            for tile in self._tiles.values():
                tile.set_checked(False)
            self._search.set_text("")
        groups = [(group, _group_text(group)) for group in rehearsal.issues]
        self._problems.set_options([(None, translate("ImportWizard", "All problems")), *groups])
        self._group = _same(
            self._group, rehearsal.issues
        )  # what was corrected is no longer a filter
        self._problems.show_value(self._group)
        self._problems.setVisible(bool(groups))
        self._rejected.setVisible(counts.rejected > 0)
        self._read_as.setText(" ".join(message(told) for told in rehearsal.decisions))
        self._read_as.setVisible(bool(rehearsal.decisions))
        self._build_table(rehearsal)
        self._enable()
        self._load()

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
        self._enable()
        self._load()

    def focus_rows(self) -> None:
        """Let the keys move in the rows, unless another field or button is in use."""
        at = self._window.focusWidget()
        if self._table is not None and (at is None or at is self._window):
            self._table.setFocus()

    def _build_table(self, rehearsal: Rehearsal) -> None:
        if self._table is not None and self._fields == rehearsal.fields:
            return
        if self._table is not None:
            self._card.body.removeWidget(self._table)
            self._table.deleteLater()
        self._fields = rehearsal.fields
        self._table = RowTable(check_columns(rehearsal), "check")
        self._table.setAccessibleName(translate("ImportWizard", "Rows of the sheet"))
        self._table.activated_row.connect(self._correct)
        self._table.selected_changed.connect(self._tell)
        self._card.body.insertWidget(self._card.body.count() - 2, self._table, 1)

    def _load(self, offset: int = 0) -> None:
        self._appending = offset > 0
        group = self._group
        self._controller.checking.load_rows(
            verdict=self._verdict,
            search=self._search.text().strip(),
            code=group.code if group else None,
            field=group.field or None if group else None,
            value=group.value or None if group else None,
            offset=offset,
            limit=PAGE,
        )

    def _load_more(self) -> None:
        if self._table is not None:
            self._load(len(self._table.rows()))

    def _show_rows(self, page: RehearsalPage) -> None:
        if self._table is None:
            return
        rows = [*self._table.rows(), *page.rows] if self._appending else list(page.rows)
        self._table.set_rows(rows)
        self._more.setVisible(len(rows) < page.total)

    def _tile(self, verdict: Verdict, *, on: bool) -> None:
        self._verdict = verdict if on else None
        for other, tile in self._tiles.items():
            if other is not verdict:
                tile.set_checked(False)
        self._load()

    def _problem(self, group: IssueGroup | None) -> None:
        self._group = group
        self._enable()
        self._load()

    def _enable(self) -> None:
        group = self._group
        self._mend_all.setVisible(group is not None and bool(group.value) and group.count > 1)
        error = group is not None and group.severity is Severity.ERROR
        optional = self._rehearsal.optional if self._rehearsal is not None else ()
        self._without_column.setVisible(error and group is not None and group.field in optional)
        left_out = group is not None and group.code in _LEFT_OUT
        self._without_rows.setVisible(error or left_out)
        self._without_rows.setText(
            translate("ImportWizard", "Take these rows in")
            if left_out
            else translate("ImportWizard", "Leave these rows out")
        )

    def _leave_column_out(self) -> None:
        if self._group is not None and self._rehearsal is not None:
            self._controller.leave_column_out(self._rehearsal.letters[self._group.field])

    def _leave_rows_out(self) -> None:
        if self._group is not None:
            self._controller.checking.leave_out(self._group, out=self._group.code not in _LEFT_OUT)

    def _tell(self, rows: Sequence[RehearsalRow]) -> None:
        """Show all of what is known about the row that is chosen; its cell may be too narrow."""
        rehearsal = self._rehearsal
        words = known_text(rehearsal, rows[0]) if rehearsal is not None and len(rows) == 1 else ""
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _correct(self, row: RehearsalRow) -> None:
        if self._rehearsal is not None and any(issue.field for issue in row.issues):
            self._open_dialog(
                CorrectRowDialog(self._controller, self._rehearsal, row, self._window)
            )

    def _correct_group(self) -> None:
        group, table = self._group, self._table
        if group is None or table is None or self._rehearsal is None:
            return
        row = next((r for r in table.rows() if _is_of(r, group)), None)
        if row is not None:
            self._open_dialog(
                CorrectRowDialog(self._controller, self._rehearsal, row, self._window, alike=True)
            )


def plan_text(rehearsal: Rehearsal) -> str:
    """Return what the import will do, in one line (rich text)."""
    counts = rehearsal.counts
    return escape(plan_words(rehearsal.request.kind)).format(
        new=f"<b>{formats.number(counts.new)}</b>",
        changed=f"<b>{formats.number(counts.changed)}</b>",
        unchanged=formats.number(counts.unchanged),
        rejected=formats.number(counts.rejected),
    )


def _same(group: IssueGroup | None, groups: Sequence[IssueGroup]) -> IssueGroup | None:
    """Return the same problem after the rows were checked again."""
    return next(
        (
            g
            for g in groups
            if group is not None
            and (g.code, g.field, g.value) == (group.code, group.field, group.value)
        ),
        None,
    )


def _is_of(row: RehearsalRow, group: IssueGroup) -> bool:
    """Return whether the row has the problem of the group."""
    return any(
        (issue.code, issue.field) == (group.code, group.field)
        and str(issue.params.get("found", "")) == group.value
        for issue in row.issues
    )


def _changed_label(rehearsal: Rehearsal) -> str:
    most = sorted(rehearsal.changed_by_field.items(), key=lambda item: -item[1])[:2]
    words = rows_text(Verdict.CHANGED, rehearsal.counts.changed)
    if not most:
        return words
    listed = ", ".join(
        f"{header_text(rehearsal, name).lower()} {formats.number(count)}" for name, count in most
    )
    return f"{words}: {listed}"


def _rejected_label(rehearsal: Rehearsal) -> str:
    groups = sum(g.severity is Severity.ERROR and not g.part for g in rehearsal.issues)
    if not rehearsal.counts.rejected or not groups:
        return rows_text(Verdict.REJECTED, rehearsal.counts.rejected)
    rows = rows_text(Verdict.REJECTED, rehearsal.counts.rejected)
    return f"{rows}, {translate('ImportWizard', '%n kinds of problems', None, groups)}"


def _group_text(group: IssueGroup) -> str:
    if group.part:
        words = translate("ImportWizard", "%n rows: “{value}”", None, group.count)
        return f"{_INDENT}{words.format(value=group.value)}"
    words = translate("ImportWizard", "%n rows: {problem}", None, group.count)
    return words.format(problem=issue_text(group, field_text(group.field) if group.field else ""))
