"""The programs of the workspace: a table, and every action on a program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from loyalty_desktop.controllers.base import Done
from loyalty_desktop.controllers.programs import (
    ProgramsController,
    allowed_actions,
    other_active,
)
from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.domain.list_filters import ColumnKind
from loyalty_desktop.domain.program_rows import ProgramRow
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.dialogs.profile_database import ProfileDatabasesDialog
from loyalty_desktop.ui.dialogs.program_clone import CloneProgramDialog
from loyalty_desktop.ui.dialogs.program_new import NewProgramDialog
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.views.list_screen import ListScreen
from loyalty_desktop.ui.widgets import (
    Column,
    EmptyState,
    MenuButton,
    PrimaryButton,
    SecondaryButton,
)
from loyalty_desktop.ui.widgets.list_spec import Facet, ListAction, ListSpec
from loyalty_desktop.ui.widgets.list_view import ListView
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.programs import STATE_TONES, state_text

ACTION_ICONS = {
    "activate": "play",
    "pause": "pause",
    "clone": "copy",
    "archive": "archive",
    "delete": "trash-2",
}


class ProgramsView(ListScreen):
    """Shows the list of programs."""

    name: ClassVar[str] = "programs"
    entities: ClassVar[tuple[Entity, ...]] = (Entity.PROGRAM, Entity.PARTICIPANT, Entity.ACCOUNT)

    def _build_ui(self) -> None:
        self._controller = ProgramsController(self.ui.app, self)
        self._controller.ids_loaded.connect(lambda _answer: self._show())
        self._controller.failed.connect(self.message)
        self.header.set_title(translate("Common", "Programs"))
        self._actions = MenuButton(translate("Common", "Actions"))
        self._actions.setEnabled(False)
        self.header.add_action(self._actions)
        databases = SecondaryButton(translate("Common", "Profile databases"), "database")
        databases.setObjectName("databases")
        databases.clicked.connect(self._open_databases)
        self.header.add_action(databases)
        quick = SecondaryButton(translate("Common", "Quick start"), "sparkles")
        quick.clicked.connect(lambda: self.ui.navigate("quick-start"))
        self.header.add_action(quick)
        new = PrimaryButton(translate("ProgramsView", "New program"), "plus")
        new.setObjectName("new")
        new.clicked.connect(self._new)
        self.header.add_action(new)

        self._list = self.new_list(
            ListSpec(
                "programs",
                translate("Common", "Programs"),
                self._columns(),
                self._controller,
                translate("ProgramsView", "Search programs"),
                lambda number: self.ui.navigate("program", program_id=number),
                self._list_actions(),
                [
                    Facet(
                        "state", translate("Common", "State"), tuple(s.value for s in ProgramState)
                    ),
                    Facet("database", translate("Common", "Profile database")),
                ],
            )
        )
        self._list.selected.connect(lambda: self._actions.setEnabled(self._chosen() is not None))
        self._list.fill_menu(self._actions.menu_)
        empty = EmptyState(
            "layers",
            translate("ProgramsView", "No programs yet"),
            translate(
                "ProgramsView",
                "A program says what points are worth, how long they live and which tiers they open. "
                "Quick start makes one in two minutes.",
            ),
        )
        empty.add_action(
            translate("Common", "Quick start"),
            lambda: self.ui.navigate("quick-start"),
            primary=True,
            name="empty-quick-start",
        )
        empty.add_action(translate("ProgramsView", "New program"), self._new)
        self._list.set_empty(empty)
        self.content.addWidget(self._list, 1)

    @property
    def list_view(self) -> ListView:
        """Return the list."""
        return self._list

    def _list_actions(self) -> list[ListAction]:
        """Return "open" and the actions that depend on a program's state, disabled where the state does not allow them."""
        shortcuts = {"archive": "Del", "clone": "Ctrl+D"}
        return [
            ListAction(
                "open",
                translate("Common", "Open"),
                self._open_selected,
                "eye",
                "Return",
                needs="one",
                on_rows=True,
            ),
            *(
                ListAction(
                    name,
                    action_text(name),
                    partial(self._act_on_selected, name),
                    icon_name,
                    shortcuts.get(name, ""),
                    needs="one",
                    on_rows=True,
                    separated=name in {"activate", "archive"},
                    available=partial(_takes, name),
                )
                for name, icon_name in ACTION_ICONS.items()
            ),
            ListAction(
                "new",
                translate("ProgramsView", "New program…"),
                self._new,
                "plus",
                "Ctrl+N",
                menu=False,
            ),
        ]

    def _columns(self) -> list[Column]:
        return [
            Column(
                "name",
                translate("Common", "Program"),
                lambda r: r.name,
                bold=True,
                width=28,
                stretch=True,
                kind=ColumnKind.TEXT,
            ),
            Column(
                "state",
                translate("Common", "State"),
                lambda r: state_text(r.state),
                tone=lambda r: STATE_TONES[r.state],
                chip=True,
                width=12,
                kind=ColumnKind.CHOICE,
                says=lambda value: state_text(ProgramState(value)),
            ),
            Column(
                "database",
                translate("Common", "Profile database"),
                lambda r: r.database_name,
                width=20,
                kind=ColumnKind.TEXT,
            ),
            Column(
                "participants",
                translate("Common", "Participants"),
                lambda r: formats.number(r.participants),
                align="right",
                value=lambda r: r.participants,
                width=14,
                kind=ColumnKind.NUMBER,
                says=lambda value: formats.number(int(value)),
            ),
            Column(
                "outstanding",
                translate("ProgramsView", "Outstanding, points"),
                lambda r: formats.amount(r.outstanding, 2),
                align="right",
                value=lambda r: r.outstanding,
                width=20,
                kind=ColumnKind.NUMBER,
                says=lambda value: formats.amount(value, 2),
            ),
            Column(
                "liability",
                translate("Common", "Liability"),
                lambda r: formats.money(r.liability, r.currency),
                align="right",
                width=16,
            ),
        ]

    def help_text(self) -> str:
        """Return the help shown by F1."""
        return translate(
            "ProgramsView",
            "Every program with its state. A draft can be changed freely; an active program moves points; a paused one keeps everything and moves nothing; an archived one is only kept for reading. Open a program to change its points, tiers and partners, or to see its transactions. Quick start makes a whole program with a few questions.",
        )

    def open_with(self, **params: Any) -> None:
        """Show the list as it was left. Takes no parameters."""
        del params
        self.refresh()

    def refresh(self) -> None:
        self._controller.refresh()

    def _show(self) -> None:
        self._list.set_total(self._controller.everything)
        self._actions.setVisible(self._controller.everything > 0)
        focused = self.window().focusWidget()
        inside = focused is not None and self._list.isAncestorOf(focused)
        if self._controller.total and self.isVisible() and not inside:
            self._list.table.setFocus()

    def _chosen(self) -> ProgramRow | None:
        found: ProgramRow | None = self._list.selected_row()
        return found

    def _open_selected(self) -> None:
        row = self._chosen()
        if row is not None:
            self.ui.navigate("program", program_id=row.id)

    def _act_on_selected(self, action: str) -> None:
        row = self._chosen()
        if row is not None:
            self.act(action, row)

    def act(self, action: str, row: ProgramRow) -> None:
        """Run an action on a program; one that is hard to take back asks first."""
        run_program_action(self, self._controller, action, row, self._done)

    def _new(self) -> None:
        self.ui.open_dialog(
            NewProgramDialog(self._controller, self.ui, partial(self._done, "created"))
        )

    def _open_databases(self) -> None:
        self.ui.open_dialog(ProfileDatabasesDialog(self.ui))

    def _done(self, action: str, program_id: int) -> None:
        if action in {"created", "cloned"}:
            self.ui.navigate("program", program_id=program_id)
        self.ui.toast(done_text(action))


def _takes(action: str, row: ProgramRow) -> bool:
    """Return whether an action is possible on a program now."""
    return action in allowed_actions(row.state) and (action != "delete" or not row.participants)


def run_program_action(
    view: View,
    controller: ProgramsController,
    action: str,
    row: ProgramRow,
    done: Callable[[str, int], None],
) -> None:
    """Run an action of the list or of the editor, with the question it needs.

    `done` gets what was done ("activated", "cloned", "paused", "archived", "deleted") and the program's id.
    """

    def told(what: str) -> Done[int]:
        return lambda outcome: done(what, outcome.value)

    if action == "activate":
        activate_program(view, controller, row.id, told("activated"))
    elif action == "clone":
        view.ui.open_dialog(CloneProgramDialog(controller, row, view.ui, partial(done, "cloned")))
    elif action == "pause":
        ask(
            translate("ProgramsView", "Pause “{name}”?").replace("{name}", row.name),
            translate(
                "ProgramsView",
                "Participants stay. Nothing is accrued, redeemed or expired until the program is active again.",
            ),
            translate("ProgramsView", "Pause"),
            parent=view,
            on_yes=lambda: controller.pause(row.id, done=told("paused")),
        )
    elif action == "archive":
        ask(
            translate("ProgramsView", "Archive “{name}”?").replace("{name}", row.name),
            translate(
                "ProgramsView",
                "The program stops and goes to the end of the list. Its participants and points stay as they are.",
            ),
            translate("ProgramsView", "Archive"),
            parent=view,
            on_yes=lambda: controller.archive(row.id, done=told("archived")),
        )
    elif action == "delete":
        ask(
            translate("ProgramsView", "Delete “{name}”?").replace("{name}", row.name),
            translate(
                "ProgramsView",
                "Only a program that was never used can be deleted. It cannot be brought back.",
            ),
            translate("ProgramsView", "Delete"),
            parent=view,
            destructive=True,
            on_yes=lambda: controller.delete(row.id, done=told("deleted")),
        )


def activate_program(
    view: View, controller: ProgramsController, program_id: int, done: Done[int]
) -> None:
    """Activate a program, and ask first when another program of its profile database has to be paused."""

    def refused(error: BaseException) -> None:
        other = other_active(error)
        if other is None:
            view.message(error)
            return
        ask(
            translate("ProgramsView", "Pause “{name}” and activate this one?").replace(
                "{name}", other
            ),
            translate(
                "ProgramsView",
                "“{name}” is active over the same profile database, and there can be only one active program. "
                "Its participants and points stay.",
            ).replace("{name}", other),
            translate("ProgramsView", "Pause it and activate"),
            parent=view,
            on_yes=lambda: controller.activate(program_id, pause_other=True, done=done),
        )

    controller.activate(program_id, done=done, failed=refused)


def done_text(action: str) -> str:
    """Return the text of the toast after an action."""
    return {
        "created": translate("ProgramsView", "Program created. Activate it when it is ready."),
        "activated": translate("ProgramsView", "Program activated."),
        "paused": translate("ProgramsView", "Program paused."),
        "archived": translate("ProgramsView", "Program archived."),
        "cloned": translate("ProgramsView", "Program cloned as a draft."),
        "deleted": translate("ProgramsView", "Program deleted."),
    }[action]


def action_text(action: str) -> str:
    """Return the name of an action in the menu."""
    return {
        "activate": translate("ProgramsView", "Activate"),
        "pause": translate("ProgramsView", "Pause…"),
        "clone": translate("ProgramsView", "Clone…"),
        "archive": translate("ProgramsView", "Archive…"),
        "delete": translate("ProgramsView", "Delete…"),
    }[action]
