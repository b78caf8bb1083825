"""The import batches: which file each came from, and undo, rejected rows, resume."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from loyalty_desktop.controllers.imports import ImportsController
from loyalty_desktop.domain.changes import Entity, Outcome
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.list_filters import ColumnKind
from loyalty_desktop.services.imports.kinds import KINDS
from loyalty_desktop.services.imports.types import BatchRow, ImportReport, UndoCheck, UndoReport
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.dialogs.save_path import ask_save_path
from loyalty_desktop.ui.dialogs.undo_reasons import UndoReasonsDialog
from loyalty_desktop.ui.views.list_screen import ListScreen
from loyalty_desktop.ui.widgets import (
    Column,
    EmptyState,
    MenuButton,
    PrimaryButton,
)
from loyalty_desktop.ui.widgets.list_spec import Facet, ListAction, ListSpec
from loyalty_desktop.ui.widgets.list_view import ListView
from loyalty_desktop.ui.words.i18n import fill, message, translate
from loyalty_desktop.ui.words.imports import STATE_TONES, kind_text, state_text
from loyalty_desktop.words.sheet_kinds import KIND_WORDS

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")


class ImportsView(ListScreen):
    """Shows the list of import batches."""

    name: ClassVar[str] = "imports"
    entities: ClassVar[tuple[Entity, ...]] = (
        Entity.IMPORT_BATCH,
        Entity.PROFILE,
        Entity.PARTICIPANT,
        Entity.POINTS_TRANSACTION,
    )

    def __init__(self, ui: UiContext, parent: QWidget | None = None) -> None:
        self._controller = ImportsController(ui.app)
        self._wanted: int | None = None
        self._wanted_action = ""
        super().__init__(ui, parent)
        self.setAcceptDrops(True)
        self._controller.setParent(self)
        self._controller.ids_loaded.connect(lambda _answer: self._show())
        self._controller.undo_checked.connect(self._ask_undo)
        self._controller.failed.connect(self.message)

    def _build_ui(self) -> None:
        self.header.set_title(translate("Common", "Imports"))
        self._more = MenuButton(translate("Common", "Actions"))
        self.header.add_action(self._more)
        bring = PrimaryButton(translate("Common", "Import workbook"), "file-up")
        bring.clicked.connect(lambda: self.ui.navigate("import"))
        self.header.add_action(bring)
        self._list = self.new_list(
            ListSpec(
                "imports",
                translate("Common", "Imports"),
                _columns(),
                self._controller,
                translate("ImportsView", "Search imports"),
                actions=self._list_actions(),
                facets=[
                    Facet("kind", translate("ImportsView", "What"), tuple(KIND_WORDS)),
                    Facet(
                        "state", translate("Common", "State"), tuple(k.value for k in BatchState)
                    ),
                    Facet("target", translate("ImportsView", "To")),
                ],
                search_help=translate("ImportsView", "File, program or name of a person (Ctrl+F)"),
            )
        )
        self._list.selected.connect(lambda: self._more.setEnabled(self._chosen() is not None))
        self._list.fill_menu(self._more.menu_)
        empty = EmptyState(
            "file-spreadsheet",
            translate("ImportsView", "Nothing was imported yet"),
            translate(
                "ImportsView",
                "Bring in profiles, participants or points from a workbook or a CSV file. You see what will "
                "happen to every row before anything is written, and a whole import can be undone later.",
            ),
        )
        empty.add_action(
            translate("Common", "Import workbook"),
            lambda: self.ui.navigate("import"),
            primary=True,
        )
        self._list.set_empty(empty)
        self.content.addWidget(self._list, 1)

    @property
    def list_view(self) -> ListView:
        """Return the list."""
        return self._list

    def _list_actions(self) -> list[ListAction]:
        return [
            ListAction(
                "undo",
                translate("ImportsView", "Undo import…"),
                self._undo,
                "undo-2",
                "Del",
                needs="one",
                on_rows=True,
                available=lambda batch: batch.state is not BatchState.UNDONE,
            ),
            ListAction(
                "rejected",
                translate("ImportsView", "Save rejected rows…"),
                self._rejected,
                "file-down",
                needs="one",
                available=lambda batch: batch.has_rejected,
            ),
            ListAction(
                "resume",
                translate("ImportsView", "Resume"),
                self._resume,
                "play",
                needs="one",
                available=lambda batch: batch.resumable,
            ),
            ListAction(
                "created",
                translate("ImportsView", "Show what was created"),
                self._created,
                "users",
                "Return",
                needs="one",
                on_rows=True,
                available=_created_people,
            ),
        ]

    def open_with(self, **params: Any) -> None:
        """Show the list. Route parameters: batch_id, to be selected; action "undo" or "rejected", to be asked for."""
        self._wanted = params.get("batch_id")
        self._wanted_action = str(params.get("action", ""))
        self.refresh()

    def reopen(self, **params: Any) -> None:
        """Show the list again, without asking a second time."""
        self.open_with(**{**params, "action": ""})

    def refresh(self) -> None:
        """Read the list again."""
        self._controller.refresh()

    def _show(self) -> None:
        everything = self._controller.everything
        self._list.set_total(everything)
        self._more.setVisible(everything > 0)
        self.header.set_subtitle(
            translate("ImportsView", "%n batches", None, everything) if everything else ""
        )
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._list.select(wanted)
        elif self._chosen() is None and self._list.table.paged.ids:
            self._list.table.selectRow(0)
        action, self._wanted_action = self._wanted_action, ""
        if action and self._list.actions_[action].isEnabled():
            self._list.actions_[action].trigger()

    def _chosen(self) -> BatchRow | None:
        found: BatchRow | None = self._list.selected_row()
        return found

    def _undo(self) -> None:
        batch = self._chosen()
        if batch is not None:
            self._controller.check_undo(batch.id)

    def _ask_undo(self, check: UndoCheck) -> None:
        if not check.safe:
            self.ui.open_dialog(UndoReasonsDialog(check, self.ui.window))
            return
        words = translate(
            "ImportsView",
            "{removed} created {removed:row is|rows are} deleted, {restored} changed {restored:row gets|rows get} "
            "the old values back, {cancelled} points {cancelled:transaction is|transactions are} cancelled.",
        )
        said = fill(
            words,
            removed=check.removed - check.leaving,
            restored=check.restored,
            cancelled=check.cancelled,
        )
        if check.leaving:
            stay = translate(
                "ImportsView",
                "{leaving} created {leaving:participant leaves|participants leave} the program but {leaving:stays|stay} "
                "in the list: what happened to points and tiers is never deleted.",
            )
            stay = fill(stay, leaving=check.leaving)
            said = f"{said}\n\n{stay}"
        ask(
            translate("ImportsView", "Undo the import"),
            said,
            translate("ImportsView", "Undo import"),
            self.ui.window,
            on_yes=lambda: self._controller.undo(
                check.batch_id, done=self._undone, failed=self.message
            ),
            destructive=True,
            cancel_text=translate("ImportsView", "Keep it"),
        )

    def _undone(self, _outcome: Outcome[UndoReport]) -> None:
        self.ui.toast(translate("ImportsView", "The import was undone"))

    def _resume(self) -> None:
        batch = self._chosen()
        if batch is not None:
            self._controller.resume(batch.id, done=self._resumed)

    def _resumed(self, _outcome: Outcome[ImportReport]) -> None:
        self.ui.toast(translate("ImportsView", "The import is complete"))

    def _rejected(self) -> None:
        batch = self._chosen()
        if batch is None:
            return
        path = ask_rejected_path(self, Path(batch.file_name))
        if path is not None:
            self._controller.save_rejected(batch.id, path, message, self._rejected_saved)

    def _rejected_saved(self, count: int) -> None:
        self.ui.toast(translate("ImportsView", "%n rejected rows were saved", None, count))

    def _created(self) -> None:
        batch = self._chosen()
        if batch is not None:
            self.ui.navigate("participants", program_id=batch.program_id, batch_id=batch.id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event)
        if paths:
            event.acceptProposedAction()
            self.ui.navigate("import", paths=[str(path) for path in paths])

    def paste_kind(self) -> str | None:
        """Accept pasted cells of any kind."""
        return ""

    def help_text(self) -> str:
        """Return the help shown by F1."""
        return translate(
            "ImportsView",
            "Every file that was brought in, newest first. Select one to undo it, to save its rejected rows "
            "as a workbook, or to resume it when it was interrupted. Drop files here to import them.",
        )


def _created_people(batch: BatchRow) -> bool:
    return batch.state is BatchState.APPLIED and KINDS[batch.kind].enrols and batch.new > 0


def _columns() -> list[Column]:
    def count(name: str, title: str) -> Column:
        return Column(
            name,
            title,
            lambda r: formats.number(getattr(r, name)),
            align="right",
            width=6,
            visible=name not in {"changed", "unchanged"},
            value=lambda r: int(getattr(r, name)),
            kind=ColumnKind.NUMBER,
            says=lambda value: formats.number(int(value)),
            tone=lambda r: "bad" if name == "rejected" and r.rejected else "normal",
        )

    return [
        Column(
            "file",
            translate("Common", "File"),
            lambda r: r.file_name,
            width=18,
            bold=True,
            stretch=True,
            keeps_end=True,
            kind=ColumnKind.TEXT,
        ),
        Column(
            "kind",
            translate("ImportsView", "What"),
            lambda r: kind_text(r.kind),
            width=15,
            kind=ColumnKind.CHOICE,
            says=lambda value: kind_text(ImportKind(value)),
        ),
        Column(
            "target",
            translate("ImportsView", "To"),
            lambda r: r.program_name or r.database_name,
            width=16,
            visible=False,
            kind=ColumnKind.TEXT,
        ),
        Column(
            "state",
            translate("Common", "State"),
            lambda r: state_text(r.state),
            width=10,
            chip=True,
            tone=lambda r: STATE_TONES[r.state],
            kind=ColumnKind.CHOICE,
            says=lambda value: state_text(BatchState(value)),
        ),
        count("read", translate("ImportsView", "Rows")),
        count("new", translate("ImportsView", "New")),
        count("changed", translate("ImportsView", "Changed")),
        count("unchanged", translate("ImportsView", "Unchanged")),
        count("rejected", translate("ImportsView", "Rejected")),
        Column(
            "when",
            translate("Common", "When"),
            lambda r: formats.moment(r.started_at),
            width=15,
            kind=ColumnKind.MOMENT,
        ),
        Column(
            "actor",
            translate("ImportsView", "By"),
            lambda r: r.actor,
            width=12,
            visible=False,
            kind=ColumnKind.TEXT,
        ),
    ]


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the spreadsheets that are dragged; nothing when anything else is among them."""
    urls = event.mimeData().urls()
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    fit = [path for path in paths if path.suffix.lower() in ENDINGS]
    return fit if len(fit) == len(urls) else []


def ask_rejected_path(parent: QWidget, source: Path) -> Path | None:
    """Return where the rejected rows should be written."""
    return ask_save_path(
        parent,
        translate("ImportsView", "Save rejected rows"),
        (source.parent if source.is_absolute() else Path.home()) / f"{source.stem}-rejected.xlsx",
        translate("ImportsView", "Workbooks (*.xlsx)"),
        ".xlsx",
    )
