"""The participants of a program: a list with what can be done to those selected."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from loyalty_desktop.controllers.participant_card import CardData, ParticipantCardController
from loyalty_desktop.controllers.participants import ParticipantsController
from loyalty_desktop.domain.changes import Entity, Outcome
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.list_filters import ColumnFilter
from loyalty_desktop.domain.participants import BulkResult, Selection
from loyalty_desktop.services.participant_lists import ListLayout, ParticipantRow
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.dialogs.block import block_dialog
from loyalty_desktop.ui.dialogs.export import ExportDialog
from loyalty_desktop.ui.dialogs.participant_new import EditProfileDialog, NewParticipantDialog
from loyalty_desktop.ui.dialogs.points_operation import BulkAccrualDialog
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.views.participants.columns import participant_columns, participant_facets
from loyalty_desktop.ui.views.participants.link_words import link_text
from loyalty_desktop.ui.widgets import Choice, EmptyState, PrimaryButton, SecondaryButton
from loyalty_desktop.ui.widgets.list_spec import ListAction, ListSpec
from loyalty_desktop.ui.widgets.list_view import ListView
from loyalty_desktop.ui.words.i18n import language, message, translate


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
        self._list: ListView | None = None
        self._wanted: dict[str, Any] = {}
        self._kept: dict[str, Any] = {}
        super().__init__(ui, parent)
        self._controller.setParent(self)
        self._controller.opened.connect(self._show_program)
        self._controller.failed.connect(self.message)

    # Building

    def _build_ui(self) -> None:
        self.header.set_title(translate("Common", "Participants"))
        self._program = Choice()
        self._program.setObjectName("program")
        self._program.setAccessibleName(translate("Common", "Program"))
        self._program.changed.connect(self._controller.open)
        self._program.hide()
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
        for button, name in ((export, "export"), (bring, "import"), (add, "add")):
            button.setObjectName(name)
        self._needs_program = [export, bring, add]
        self._stack = QStackedWidget()
        self.content.addWidget(self._stack, 1)
        self._stack.addWidget(QWidget())

    def _build_list(self, layout: ListLayout) -> None:
        """The list of this program; its columns follow its points types."""
        made = ListView(
            ListSpec(
                "participants",
                translate("Common", "Participants"),
                participant_columns(layout),
                self._controller,
                translate("ParticipantsView", "Search participants"),
                self._open,
                self._list_actions(),
                participant_facets(layout),
                translate("ParticipantsView", "Name, ID, email, or a phone in any format (Ctrl+F)"),
                self._hidden_words,
            )
        )
        made.status_changed.connect(self.tell_status)
        made.said.connect(self.ui.toast)
        made.lend_actions(self.ui.actions)
        self._list = made
        self._put(made)

    def _put(self, page: QWidget) -> None:
        old = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()

    def _list_actions(self) -> list[ListAction]:
        return [
            ListAction(
                "open",
                translate("ParticipantsView", "Open card"),
                lambda: self._with_row(self._open),
                "user",
                "Return",
                needs="one",
                on_rows=True,
            ),
            ListAction(
                "edit",
                translate("ParticipantsView", "Edit profile…"),
                lambda: self._with_row(self._edit),
                "pencil",
                "F2",
                needs="one",
                on_rows=True,
            ),
            ListAction(
                "accrue",
                translate("ParticipantsView", "Accrue points…"),
                self._accrue_selected,
                "circle-plus",
                needs="some",
                bulk=translate("ParticipantsView", "Accrue points"),
                separated=True,
            ),
            ListAction(
                "export",
                translate("ParticipantsView", "Export…"),
                self._export,
                "file-down",
                "Ctrl+E",
                bulk=translate("Common", "Export"),
            ),
            ListAction(
                "block",
                translate("Common", "Block…"),
                self._block_selected,
                "ban",
                needs="some",
                bulk=translate("ParticipantsView", "Block"),
            ),
            ListAction(
                "leave",
                translate("ParticipantsView", "Leave the program…"),
                lambda: self._with_row(self._leave),
                "log-out",
                "Del",
                needs="one",
                on_rows=True,
                available=lambda row: row.state is not ParticipantState.LEFT,
            ),
            ListAction(
                "new",
                translate("ParticipantsView", "Add participant…"),
                self._add,
                "user-plus",
                "Ctrl+N",
                menu=False,
            ),
        ]

    def _hidden_words(self, wanted: ColumnFilter) -> str:
        return link_text(wanted)

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
        empty.setObjectName("no-program")
        self._list = None
        self._put(empty)

    # Showing

    def open_with(self, **params: Any) -> None:
        """Route parameters: program_id, tier_id, state, query, batch_id."""
        self._wanted = params
        self._controller.open(params.get("program_id"))

    def refresh(self) -> None:
        """Load again, the filter stays."""
        self._controller.open(self._controller.program_id)

    def _show_program(self, layout: ListLayout | None) -> None:
        for button in self._needs_program:
            button.setEnabled(layout is not None)
        if layout is None:
            self._layout = None
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
        built = self._list is None or old is None or _shape(old) != _shape(layout)
        if built:
            self._build_list(layout)
        assert self._list is not None  # noqa: S101 - just built
        self._list.set_empty(self._nobody(layout))
        self._list.set_total(layout.total)
        wanted, self._wanted = self._wanted, {}
        if any(name != "program_id" for name in wanted):
            self._list.show_query(self._controller.linked(wanted))
        elif built:
            self._list.restore_state(self._kept)
        else:
            self._controller.refresh()

    @property
    def list_view(self) -> ListView | None:
        """The list; None without a program."""
        return self._list

    def focus_search(self) -> None:
        """Ctrl+F."""
        if self._list is not None:
            self._list.focus_search()

    def escape(self) -> bool:
        """Esc."""
        return self._list is not None and self._list.escape()

    def state(self) -> dict[str, Any]:
        """Program and list, to be kept."""
        if self._list is not None:
            self._kept = self._list.state()
        return {"program_id": self._controller.program_id, **self._kept}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Put kept choices in force."""
        self._controller.program_id = state.get("program_id")
        self._kept = state

    # Doing

    def _open(self, participant_id: int) -> None:
        self.ui.navigate("participant", participant_id=participant_id)

    def _with_row(self, do: Any) -> None:
        ids = self._list.selected_ids() if self._list is not None else []
        if len(ids) == 1:
            do(ids[0])

    def _edit(self, participant_id: int) -> None:
        card = ParticipantCardController(self.ui.app, self)
        card.failed.connect(self.message)

        def show(data: CardData) -> None:
            card.loaded.disconnect(show)
            dialog = EditProfileDialog(card, data, self.ui.window)
            dialog.destroyed.connect(card.deleteLater)
            self.ui.open_dialog(dialog)

        card.loaded.connect(show)
        card.open(participant_id)

    def _leave(self, participant_id: int) -> None:
        row: ParticipantRow | None = self._list.selected_row() if self._list is not None else None
        who = "" if row is None else row.name or row.external_id
        ask(
            translate("ParticipantsView", "{name} leaves the program").format(name=who),
            translate(
                "ParticipantsView",
                "Points and history stay, nothing can be accrued or redeemed, and joining again is possible.",
            ),
            translate("ParticipantsView", "Leave"),
            self.ui.window,
            on_yes=lambda: self._controller.leave(participant_id),
        )

    def _selection(self) -> tuple[Selection, int]:
        """What is selected, and how many that are."""
        if self._list is None:
            return (), 0
        selection = self._controller.selection(
            self._list.selected_ids(), everything=self._list.everything_selected()
        )
        return selection, self._list.selected_count()

    def _accrue_selected(self) -> None:
        selection, count = self._selection()
        if self._layout is not None and count:
            self.ui.open_dialog(
                BulkAccrualDialog(
                    self._controller,
                    self._layout,
                    selection,
                    count,
                    self.ui.window,
                    on_done=self._bulk_done,
                )
            )

    def _block_selected(self) -> None:
        selection, count = self._selection()
        if count:
            self.ui.open_dialog(
                block_dialog(
                    count,
                    lambda reason: self._controller.block_all(
                        selection, reason, done=self._bulk_done, failed=self.message
                    ),
                    self.ui.window,
                )
            )

    def _bulk_done(self, outcome: Outcome[BulkResult]) -> None:
        result = outcome.value
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
                controller, self._layout, controller.query, controller.total, self.ui.window
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
            self._controller.save_template(Path(chosen), language(), self._template_saved)

    def _template_saved(self, _answer: object) -> None:
        self.ui.toast(translate("ParticipantsView", "The template was saved"))

    def paste_kind(self) -> str | None:
        """Cells pasted on the list are participants."""
        return "participants"

    def help_text(self) -> str:
        """F1."""
        return translate(
            "ParticipantsView",
            "Everyone who takes part in the program. Type a name, an ID, an email or a phone to search; "
            "tick states and tiers at the left to narrow the list; click a column's title to sort. Double "
            "click or Enter opens the card. Select several participants to accrue points, export or block.",
        )


def _shape(layout: ListLayout) -> tuple[Any, ...]:
    return layout.program.id, layout.points_types, layout.tier_groups
