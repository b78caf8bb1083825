"""The participants of a program: search, facets, a table for a million rows, and what can be done with those selected."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QWidget,
)

from loyalty_desktop.controllers.participants import ParticipantsController
from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.participants import (
    AllMatching,
    BulkResult,
    ParticipantFilter,
    Selection,
)
from loyalty_desktop.services.participant_lists import Facets, ListLayout, SelectionSum
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.dialogs.block import block_dialog
from loyalty_desktop.ui.dialogs.export import ExportDialog
from loyalty_desktop.ui.dialogs.participant_new import NewParticipantDialog
from loyalty_desktop.ui.dialogs.points_operation import BulkAccrualDialog
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.views.participants.columns import participant_columns
from loyalty_desktop.ui.views.participants.facets import FacetPanel
from loyalty_desktop.ui.widgets import (
    Choice,
    EmptyState,
    ListPanel,
    PagedTable,
    PrimaryButton,
    SecondaryButton,
)
from loyalty_desktop.ui.words.i18n import message, translate
from loyalty_desktop.ui.words.participants import state_text


class ParticipantsView(View):
    """List of participants."""

    name: ClassVar[str] = "participants"
    entities: ClassVar[tuple[Entity, ...]] = (
        Entity.PARTICIPANT,
        Entity.ACCOUNT,
        Entity.POINTS_TRANSACTION,
        Entity.TIER_STATE,
        Entity.PROFILE,
        Entity.PROGRAM,
    )

    def __init__(self, ui: UiContext, parent: QWidget | None = None) -> None:
        self._controller = ParticipantsController(ui.app)
        self._layout: ListLayout | None = None
        self._actions: dict[str, QAction] = {}
        self._wanted: dict[str, Any] = {}
        self._selection_sum: SelectionSum | None = None
        super().__init__(ui, parent)
        self._controller.setParent(self)
        self._controller.opened.connect(self._show_program)
        self._controller.facets_loaded.connect(self._show_facets)
        self._controller.sums_loaded.connect(self._show_sums)
        self._controller.bulk_done.connect(self._bulk_done)
        self._controller.ids_loaded.connect(self._counted)
        self._controller.failed.connect(self.message)

    # Building ------------------------------------------------------------------------------------------------

    def _build_ui(self) -> None:
        self.header.set_title(translate("Common", "Participants"))
        self._program = Choice()
        self._program.setAccessibleName(translate("Common", "Program"))
        self._program.changed.connect(self._controller.open)
        self._program.setVisible(False)
        self.header.add_action(self._program)
        export = SecondaryButton(translate("Common", "Export"), "file-down")
        export.clicked.connect(self._export)
        self.header.add_action(export)
        bring = SecondaryButton(translate("ParticipantsView", "Import"), "file-up")
        bring.clicked.connect(self._import)
        self.header.add_action(bring)
        add = PrimaryButton(translate("ParticipantsView", "Add participant"), "user-plus")
        add.clicked.connect(self._add)
        self.header.add_action(add)
        self._needs_program = [export, bring, add]
        self._stack = QStackedWidget()
        self.content.addWidget(self._stack, 1)
        self._panel: ListPanel | None = None
        self._facets: FacetPanel | None = None
        self._blank = QWidget()
        self._stack.addWidget(self._blank)

    def _build_list(self, layout: ListLayout) -> None:
        """The list of this program; its columns follow its points types."""
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._facets = FacetPanel(layout.tier_groups)
        self._facets.setMinimumWidth(176)
        self._facets.setMaximumWidth(230)
        self._facets.chosen.connect(self._narrow)
        row.addWidget(self._facets)
        self._table = PagedTable(participant_columns(layout), "participants")
        self._table.setAccessibleName(translate("Common", "Participants"))
        self._table.attach(self._controller)
        self._table.activated_id.connect(self._open)
        self._table.selected_changed.connect(self._selected)
        self._table.menu_requested.connect(self._menu)
        panel = ListPanel(self._table, translate("ParticipantsView", "Search participants"))
        panel.search.setToolTip(
            translate("ParticipantsView", "Name, ID, email, or a phone in any format (Ctrl+F)")
        )
        panel.search.searched.connect(lambda _text: self._narrow())
        panel.chips.removed.connect(self._drop_chip)
        panel.chips.cleared.connect(self._clear)
        panel.bulk.add_action(translate("ParticipantsView", "Accrue points"), self._accrue_selected)
        panel.bulk.add_action(translate("Common", "Export"), self._export)
        panel.bulk.add_action(translate("ParticipantsView", "Block"), self._block_selected)
        panel.set_empty(self._nobody(layout))
        row.addWidget(panel, 1)
        self._panel = panel
        self._add_actions()
        old = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()

    def _nobody(self, layout: ListLayout) -> EmptyState:
        empty = EmptyState(
            "users",
            translate("ParticipantsView", "No participants yet"),
            translate(
                "ParticipantsView",
                "A participant is a profile that takes part in the program and has points and a tier. "
                "Bring them in from a workbook, or add one by hand.",
            ),
        )
        empty.add_action(translate("Common", "Import workbook"), self._import, primary=True)
        empty.add_action(translate("ParticipantsView", "Add by hand"), self._add)
        if layout.outside:
            empty.add_action(
                translate("ParticipantsView", "Add all %n profiles", None, layout.outside),
                self._join_everyone,
            )
        empty.add_action(translate("ParticipantsView", "Download template"), self._template)
        return empty

    def _no_program(self) -> None:
        empty = EmptyState(
            "layers",
            translate("ParticipantsView", "No program yet"),
            translate(
                "ParticipantsView",
                "Participants belong to a program. Quick start makes one in two minutes.",
            ),
        )
        empty.add_action(
            translate("Common", "Quick start"),
            lambda: self.ui.navigate("quick-start"),
            primary=True,
        )
        self._stack.addWidget(empty)
        self._stack.setCurrentWidget(empty)

    def _add_actions(self) -> None:
        """The same actions for menu and keyboard."""
        for action in self._actions.values():
            self.removeAction(action)
            action.deleteLater()
        self._actions = {}
        for key, text, icon_name, shortcut, callback in (
            ("open", translate("ParticipantsView", "Open card"), "user", "", self._open_selected),
            (
                "accrue",
                translate("ParticipantsView", "Accrue points…"),
                "circle-plus",
                "",
                self._accrue_selected,
            ),
            (
                "export",
                translate("ParticipantsView", "Export…"),
                "file-down",
                "Ctrl+E",
                self._export,
            ),
            ("block", translate("Common", "Block…"), "ban", "", self._block_selected),
            ("copy", translate("Common", "Copy"), "copy", "", self._copy),
            (
                "new",
                translate("ParticipantsView", "Add participant…"),
                "user-plus",
                "Ctrl+N",
                self._add,
            ),
        ):
            action = QAction(icon(icon_name), text, self)
            if shortcut:
                action.setShortcut(shortcut)
            action.triggered.connect(lambda _on=False, callback=callback: callback())
            self.addAction(action)
            self._actions[key] = action

    # Showing -------------------------------------------------------------------------------------------------

    def open_with(self, **params: Any) -> None:
        """Route parameters: program_id, tier_id, state, query, batch_id."""
        self._wanted = params
        if params:
            self._controller.filter = ParticipantFilter()
        self._controller.open(params.get("program_id"))

    def refresh(self) -> None:
        """Load again, the filter stays."""
        self._controller.open(self._controller.program_id)

    def _show_program(self, layout: ListLayout | None) -> None:
        for button in self._needs_program:
            button.setEnabled(layout is not None)
        if layout is None:
            self.header.set_subtitle("")
            self._no_program()
            return
        programs = self._controller.programs
        self._program.setVisible(len(programs) > 1)
        self._program.set_options([(p.id, p.name) for p in programs])
        self._program.blockSignals(True)
        self._program.set_value(layout.program.id)
        self._program.blockSignals(False)
        self.header.set_subtitle(layout.program.name if len(programs) == 1 else "")
        self.ui.set_program(layout.program.name)
        old, self._layout = self._layout, layout
        shape = (layout.program.id, layout.points_types, layout.tier_groups)
        if (
            self._panel is None
            or old is None
            or shape
            != (
                old.program.id,
                old.points_types,
                old.tier_groups,
            )
        ):
            if old is not None and old.program.id != layout.program.id:
                self._controller.filter = ParticipantFilter()
            self._build_list(layout)
            columns = self._wanted_state().get("columns")
            if columns:
                self._table.restore_columns(columns)
                self._controller.sort = self._table.paged.sort_by
        assert self._panel is not None  # noqa: S101 - built above
        self._panel.set_empty(self._nobody(layout))
        self._panel.set_total(layout.total)
        self._take_wanted()
        self._show_filter()
        self._controller.narrow(self._controller.filter)

    def _wanted_state(self) -> dict[str, Any]:
        kept = self.ui.app.settings.get("participants.columns", None)
        return {"columns": kept} if kept else {}

    def _take_wanted(self) -> None:
        """Turn route parameters into the filter, once."""
        wanted, self._wanted = self._wanted, {}
        found = self._controller.filter
        if wanted.get("tier_id"):
            found = replace(found, tier_ids=(int(wanted["tier_id"]),))
        if wanted.get("state"):
            found = replace(found, states=(ParticipantState(wanted["state"]),))
        if wanted.get("query"):
            found = replace(found, text=str(wanted["query"]))
        if wanted.get("batch_id"):
            found = replace(found, batch_id=int(wanted["batch_id"]))
        self._controller.filter = found

    def _show_filter(self) -> None:
        assert self._panel is not None  # noqa: S101 - the list is built
        assert self._facets is not None  # noqa: S101
        wanted = self._controller.filter
        self._facets.show_filter(wanted)
        self._panel.search.set_text(wanted.text)
        self._panel.chips.set_chips(self._chips(wanted))

    def _chips(self, wanted: ParticipantFilter) -> list[tuple[str, str]]:
        chips = []
        if wanted.states:
            words = ", ".join(state_text(state) for state in wanted.states)
            chips.append(
                ("states", translate("ParticipantsView", "State: {states}").format(states=words))
            )
        if wanted.tier_ids and self._layout is not None:
            names = {t.id: t.name for g in self._layout.tier_groups for t in g.tiers}
            words = ", ".join(names.get(tier, "?") for tier in wanted.tier_ids)
            chips.append(
                ("tiers", translate("ParticipantsView", "Tier: {tiers}").format(tiers=words))
            )
        if wanted.batch_id is not None:
            chips.append(
                (
                    "batch",
                    translate("ParticipantsView", "Import {number}").format(number=wanted.batch_id),
                )
            )
        return chips

    def _narrow(self) -> None:
        assert self._panel is not None  # noqa: S101 - the list is built
        assert self._facets is not None  # noqa: S101
        wanted = replace(
            self._controller.filter,
            text=self._panel.search.text().strip(),
            states=self._facets.states(),
            tier_ids=self._facets.tiers(),
        )
        self._panel.chips.set_chips(self._chips(wanted))
        self._controller.narrow(wanted)

    def _drop_chip(self, key: str) -> None:
        wanted = self._controller.filter
        if key == "states":
            wanted = replace(wanted, states=())
        elif key == "tiers":
            wanted = replace(wanted, tier_ids=())
        else:
            wanted = replace(wanted, batch_id=None)
        self._controller.filter = wanted
        self._show_filter()
        self._controller.narrow(wanted)

    def _clear(self) -> None:
        self._controller.filter = ParticipantFilter()
        self._show_filter()
        self._controller.narrow(self._controller.filter)

    def _show_facets(self, facets: Facets) -> None:
        if self._facets is not None:
            self._facets.show_counts(facets)

    def _counted(self, _answer: object) -> None:
        if self._panel is not None and self._layout is not None and self._facets is not None:
            self._facets.setVisible(self._layout.total > 0)
            self._selected([])

    # Selection -----------------------------------------------------------------------------------------------

    def _selection(self) -> Selection:
        if self._panel is None:
            return ()
        if self._table.all_matching():
            return AllMatching(self._controller.filter)
        return tuple(self._table.selected_ids())

    def _selected(self, _ids: object) -> None:
        self._selection_sum = None
        selection = self._selection()
        if isinstance(selection, AllMatching) or len(selection) > 1:
            self._controller.load_sums(selection)
        self._tell_status()

    def _show_sums(self, sums: SelectionSum) -> None:
        self._selection_sum = sums
        self._tell_status()

    def _tell_status(self) -> None:
        strip = getattr(self.ui, "strip", None)
        if strip is not None and self.isVisible():
            strip.set_note(" · ".join(self.status_parts()))

    def status_parts(self) -> list[str]:
        """What the status bar says: shown of total, selected, sum and average."""
        if self._layout is None:
            return []
        parts = [
            translate("ParticipantsView", "{shown} of {total}").format(
                shown=formats.number(self._controller.total),
                total=formats.number(self._layout.total),
            )
        ]
        selection = self._selection()
        count = self._controller.total if isinstance(selection, AllMatching) else len(selection)
        if count:
            parts.append(translate("ParticipantsView", "%n selected", None, count))
        sums = self._selection_sum
        if sums is not None and self._layout.points_types:
            places = self._layout.points_types[0].decimals
            average = sums.average.quantize(Decimal(1).scaleb(-places))
            parts.append(
                translate("ParticipantsView", "Active: sum {sum}, average {average}").format(
                    sum=formats.amount(sums.total, places),
                    average=formats.amount(average, places),
                )
            )
        return parts

    def _menu(self, _ids: object, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([self._actions[k] for k in ("open", "accrue")])
        menu.addSeparator()
        menu.addActions([self._actions[k] for k in ("copy", "export")])
        menu.addSeparator()
        menu.addAction(self._actions["block"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at if isinstance(at, QPoint) else QCursor.pos())

    def _open(self, participant_id: int) -> None:
        self.ui.navigate("participant", participant_id=participant_id)

    def _open_selected(self) -> None:
        ids = self._table.selected_ids()
        if ids:
            self._open(ids[0])

    def _copy(self) -> None:
        self._table.copy_selection()

    def focus_search(self) -> None:
        """Ctrl+F."""
        if self._panel is not None:
            self._panel.search.setFocus()
            self._panel.search.selectAll()

    # Doing ---------------------------------------------------------------------------------------------------

    def _count(self, selection: Selection) -> int:
        return self._controller.total if isinstance(selection, AllMatching) else len(selection)

    def _accrue_selected(self) -> None:
        selection = self._selection()
        if self._layout is not None and self._count(selection):
            self.ui.open_dialog(
                BulkAccrualDialog(
                    self._controller,
                    self._layout,
                    selection,
                    self._count(selection),
                    self.ui.window,
                )
            )

    def _block_selected(self) -> None:
        selection = self._selection()
        if self._count(selection):
            self.ui.open_dialog(
                block_dialog(
                    self._count(selection),
                    lambda reason: self._controller.block_all(selection, reason, self.message),
                    self.ui.window,
                )
            )

    def _bulk_done(self, result: BulkResult) -> None:
        if result.refusals:
            words = translate("ParticipantsView", "{done} of {asked} done. {first}").format(
                done=formats.number(result.done),
                asked=formats.number(result.asked),
                first=message(result.refusals[0][1]),
            )
            self.banner.show_message(words, "warn")
            return
        self.ui.toast(translate("ParticipantsView", "Done for %n participants", None, result.done))

    def _add(self) -> None:
        if self._layout is not None:
            dialog = NewParticipantDialog(self._controller, self._layout, self.ui.window)
            dialog.joined.connect(self._joined)
            self.ui.open_dialog(dialog)

    def _joined(self, participant_id: int) -> None:
        self.ui.toast(
            translate("ParticipantsView", "The participant was added"),
            translate("ParticipantsView", "Open card"),
            lambda: self._open(participant_id),
        )

    def _join_everyone(self) -> None:
        if self._layout is None:
            return
        ask(
            translate("ParticipantsView", "Add all profiles"),
            translate(
                "ParticipantsView",
                "%n profiles of the profile database become participants and get the initial balance.",
                None,
                self._layout.outside,
            ),
            translate("ParticipantsView", "Add all"),
            self.ui.window,
            on_yes=lambda: self._controller.join_everyone(self._everyone_joined),
        )

    def _everyone_joined(self, outcome: Any) -> None:
        self.ui.toast(
            translate("ParticipantsView", "%n participants were added", None, outcome.value)
        )

    def _import(self) -> None:
        self.ui.navigate("import", kind="participants")

    def _export(self) -> None:
        if self._layout is not None:
            controller = self._controller
            dialog = ExportDialog(
                controller, self._layout, controller.filter, controller.total, self.ui.window
            )
            dialog.exported.connect(self._exported)
            self.ui.open_dialog(dialog)

    def _exported(self, report: Any) -> None:
        self.ui.toast(translate("ParticipantsView", "%n rows were written", None, report.rows))

    def _template(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            translate("ParticipantsView", "Save the template"),
            "participants.xlsx",
            translate("ParticipantsView", "Workbooks (*.xlsx)"),
        )
        if chosen:
            self._controller.save_template(Path(chosen), self._template_saved)

    def _template_saved(self, _answer: object) -> None:
        self.ui.toast(translate("ParticipantsView", "The template was saved"))

    def state(self) -> dict[str, Any]:
        """Program, filter and columns, to be kept."""
        wanted = self._controller.filter
        kept: dict[str, Any] = {
            "program_id": self._controller.program_id,
            "query": wanted.text,
            "states": [str(s) for s in wanted.states],
            "tier_ids": list(wanted.tier_ids),
        }
        if self._panel is not None:
            kept["columns"] = self._table.column_state()
            self.ui.app.settings.set("participants.columns", kept["columns"])
        return kept

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put kept choices in force."""
        self._controller.program_id = state.get("program_id")
        self._controller.filter = ParticipantFilter(
            text=state.get("query", ""),
            states=tuple(ParticipantState(s) for s in state.get("states", ())),
            tier_ids=tuple(state.get("tier_ids", ())),
        )
        if state.get("columns"):
            self.ui.app.settings.set("participants.columns", state["columns"])

    def help_text(self) -> str:
        """F1."""
        return translate(
            "ParticipantsView",
            "Everyone who takes part in the program. Type a name, an ID, an email or a phone to search; "
            "tick states and tiers at the left to narrow the list; click a column's title to sort. Double "
            "click or Enter opens the card. Select several participants to accrue points, export or block.",
        )
