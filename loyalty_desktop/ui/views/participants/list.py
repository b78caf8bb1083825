"""The participants of a program: a list with actions on those selected."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from loyalty_desktop.controllers.participants import ParticipantsController
from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.list_filters import ColumnFilter
from loyalty_desktop.services.participant_lists import ListLayout
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.views.list_screen import ListScreen
from loyalty_desktop.ui.views.participants.columns import participant_columns, participant_facets
from loyalty_desktop.ui.views.participants.link_words import link_text
from loyalty_desktop.ui.views.participants.list_commands import ParticipantCommands
from loyalty_desktop.ui.widgets import Choice, EmptyState, PrimaryButton, SecondaryButton
from loyalty_desktop.ui.widgets.list_spec import ListAction, ListSpec
from loyalty_desktop.ui.widgets.list_view import ListView
from loyalty_desktop.ui.words.i18n import translate


class ParticipantsView(ListScreen):
    """Shows the list of participants."""

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
        self._commands = ParticipantCommands(self, self._controller)
        self.header.set_title(translate("Common", "Participants"))
        self._program = Choice()
        self._program.setObjectName("program")
        self._program.setAccessibleName(translate("Common", "Program"))
        self._program.changed.connect(self._controller.open)
        self._program.hide()
        self.header.add_action(self._program)
        export = SecondaryButton(translate("Common", "Export"), "file-down")
        export.clicked.connect(self._commands.export)
        self.header.add_action(export)
        bring = SecondaryButton(translate("ParticipantsView", "Import"), "file-up")
        bring.clicked.connect(self._commands.import_file)
        self.header.add_action(bring)
        add = PrimaryButton(translate("ParticipantsView", "Add participant"), "user-plus")
        add.clicked.connect(self._commands.add)
        self.header.add_action(add)
        for button, name in ((export, "export"), (bring, "import"), (add, "add")):
            button.setObjectName(name)
        self._needs_program = [export, bring, add]
        self._stack = QStackedWidget()
        self.content.addWidget(self._stack, 1)
        self._stack.addWidget(QWidget())

    def _build_list(self, layout: ListLayout) -> None:
        """Build the list of this program; its columns follow its points types."""
        made = self.new_list(
            ListSpec(
                "participants",
                translate("Common", "Participants"),
                participant_columns(layout),
                self._controller,
                translate("ParticipantsView", "Search participants"),
                self._commands.open,
                self._list_actions(),
                participant_facets(layout),
                translate("ParticipantsView", "Name, ID, email, or a phone in any format (Ctrl+F)"),
                self._hidden_words,
            )
        )
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
                lambda: self._commands.with_row(self._commands.open),
                "user",
                "Return",
                needs="one",
                on_rows=True,
            ),
            ListAction(
                "edit",
                translate("ParticipantsView", "Edit profile…"),
                lambda: self._commands.with_row(self._commands.edit),
                "pencil",
                "F2",
                needs="one",
                on_rows=True,
            ),
            ListAction(
                "accrue",
                translate("ParticipantsView", "Accrue points…"),
                self._commands.accrue_selected,
                "circle-plus",
                needs="some",
                bulk=translate("ParticipantsView", "Accrue points"),
                separated=True,
            ),
            ListAction(
                "export",
                translate("ParticipantsView", "Export…"),
                self._commands.export,
                "file-down",
                "Ctrl+E",
                bulk=translate("Common", "Export"),
            ),
            ListAction(
                "block",
                translate("Common", "Block…"),
                self._commands.block_selected,
                "ban",
                needs="some",
                bulk=translate("ParticipantsView", "Block"),
            ),
            ListAction(
                "leave",
                translate("ParticipantsView", "Leave the program…"),
                lambda: self._commands.with_row(self._commands.leave),
                "log-out",
                "Del",
                needs="one",
                on_rows=True,
                available=lambda row: row.state is not ParticipantState.LEFT,
            ),
            ListAction(
                "new",
                translate("ParticipantsView", "Add participant…"),
                self._commands.add,
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
        empty.add_action(
            translate("Common", "Import workbook"), self._commands.import_file, primary=True
        )
        empty.add_action(translate("ParticipantsView", "Add by hand"), self._commands.add)
        if layout.profiles_not_enrolled:
            empty.add_action(
                translate(
                    "ParticipantsView", "Add all %n profiles", None, layout.profiles_not_enrolled
                ),
                self._commands.join_everyone,
            )
        empty.add_action(
            translate("ParticipantsView", "Download template"), self._commands.save_template
        )
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
        self._commands.use(None, None)
        self._put(empty)

    # Showing

    def open_with(self, **params: Any) -> None:
        """Show the list. Route parameters: program_id, tier_id, state, query, batch_id."""
        self._wanted = params
        self._controller.open(params.get("program_id"))

    def refresh(self) -> None:
        """Read again with the same filter."""
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
        self._commands.use(self._list, layout)
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
        """Return the list; None without a program."""
        return self._list

    def state(self) -> dict[str, Any]:
        """Return the program and the state of the list."""
        if self._list is not None:
            self._kept = self._list.state()
        return {"program_id": self._controller.program_id, **self._kept}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Restore a saved state."""
        self._controller.program_id = state.get("program_id")
        self._kept = state

    def paste_kind(self) -> str | None:
        """Import pasted cells as participants."""
        return "participants"

    def help_text(self) -> str:
        """Return the help shown by F1."""
        return translate(
            "ParticipantsView",
            "Everyone who takes part in the program. Type a name, an ID, an email or a phone to search; "
            "tick states and tiers at the left to narrow the list; click a column's title to sort. Double "
            "click or Enter opens the card. Select several participants to accrue points, export or block.",
        )


def _shape(layout: ListLayout) -> tuple[Any, ...]:
    return layout.program.id, layout.points_types, layout.tier_groups
