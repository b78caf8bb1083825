"""The editor of one program: tabs General, Participants and partners, Transactions; one save for all edits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, ClassVar

from PySide6.QtGui import QAction, QKeySequence, QShortcut

from loyalty_desktop.controllers.program_editor import (
    Conflicting,
    ProgramEditorController,
    ProgramOpened,
    SavePreview,
    as_error,
)
from loyalty_desktop.controllers.programs import (
    ProgramsController,
    allowed_actions,
)
from loyalty_desktop.domain.changes import Changes, Entity
from loyalty_desktop.domain.draft_json import decode, encode
from loyalty_desktop.domain.drafts import ProgramDraft
from loyalty_desktop.domain.entities.programs import PROGRAM
from loyalty_desktop.domain.kinds import PointsKind, ProgramState, TransactionType
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.dialogs.conflict import ConflictDialog
from loyalty_desktop.ui.dialogs.program_moves import TierMovesDialog
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.views.programs.general import ProgramGeneralTab
from loyalty_desktop.ui.views.programs.list import (
    ACTION_ICONS,
    action_text,
    activate_program,
    done_text,
    run_program_action,
)
from loyalty_desktop.ui.views.programs.people import ProgramPeopleTab
from loyalty_desktop.ui.views.programs.transactions import ProgramTransactionsTab
from loyalty_desktop.ui.widgets import Chip, MenuButton, PrimaryButton, SecondaryButton, Tabs
from loyalty_desktop.ui.words.conflicts import clash_label, clash_text
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.programs import STATE_TONES, state_text

_PLACES = {"tab", "item", "first_day", "last_day", "types"}


class ProgramEditorView(View):
    """Edits one program."""

    name: ClassVar[str] = "program"
    entities: ClassVar[tuple[Entity, ...]] = (Entity.PROGRAM, Entity.PARTICIPANT, Entity.ACCOUNT)

    def _build_ui(self) -> None:
        self._wanted: dict[str, Any] = {}
        self._leave: Callable[[], None] | None = None  # where to go after saving
        self._kept: ProgramDraft | None = None  # edits from before the screen was rebuilt
        self._controller = ProgramEditorController(self.ui.app, self)
        self._actions_controller = ProgramsController(self.ui.app, self)
        for controller in (self._controller, self._actions_controller):
            controller.failed.connect(self.message)
        self._controller.opened.connect(self._show)
        self._controller.checked.connect(self._checked)
        self._controller.refused.connect(self._refused)
        self._controller.moves_found.connect(self._ask_moves)
        self._controller.saved.connect(self._saved)
        self._controller.conflicted.connect(self._conflicted)
        self._controller.merged.connect(self._merged)
        self._controller.joined.connect(self._joined)
        self._chip = Chip("", "muted")
        self.header.add_chip(self._chip)
        self._unsaved = Chip(translate("ProgramEditorView", "Unsaved changes"), "warn")
        self.header.add_chip(self._unsaved)
        self._actions = MenuButton(translate("Common", "Actions"))
        self.header.add_action(self._actions)
        self._revert = SecondaryButton(translate("ProgramEditorView", "Discard changes"), "undo-2")
        self._revert.clicked.connect(self._controller.revert)
        self.header.add_action(self._revert)
        self._save = PrimaryButton(translate("Common", "Save"), "save")
        self._save.clicked.connect(self.save)
        self.header.add_action(self._save)
        self._activate = PrimaryButton(translate("ProgramEditorView", "Activate"), "play")
        self._activate.clicked.connect(self._activate_now)
        self.header.add_action(self._activate)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        shortcut.activated.connect(self.save)

        self.general = ProgramGeneralTab(self._controller)
        self.people = ProgramPeopleTab(self._controller, self.ui, self)
        self.transactions = ProgramTransactionsTab(self.ui, self)
        self.tabs = Tabs()
        for key, title, page in (
            ("general", translate("ProgramEditorView", "General"), self.general),
            ("people", translate("ProgramEditorView", "Participants and partners"), self.people),
            ("transactions", translate("Common", "Transactions"), self.transactions),
        ):
            page.setContentsMargins(0, 16, 0, 0)
            self.tabs.add(key, title, page)
        self.tabs.changed.connect(self._tab_changed)
        self.content.addWidget(self.tabs, 1)
        self.tabs.setEnabled(False)
        self._unsaved.hide()
        for name, button in (
            ("revert", self._revert),
            ("save", self._save),
            ("activate", self._activate),
        ):
            button.setObjectName(name)
            button.hide()

    def open_with(self, **params: Any) -> None:
        """Open `program_id`; optional `tab`, `item` of the General tab, `first_day`, `last_day`, `types` of transactions."""
        wanted = {key: value for key, value in params.items() if key in _PLACES}
        program_id = int(params.get("program_id") or 0)
        if wanted or program_id != self._controller.program_id:
            self._wanted = wanted
        if program_id and program_id != self._controller.program_id:
            self._controller.open(program_id)
        elif self._controller.stored is not None:
            self._choose_wanted()

    def refresh(self) -> None:
        if self._controller.program_id:
            self._controller.refresh_numbers()

    def on_changes(self, changes: Changes) -> None:
        super().on_changes(changes)
        if changes.touches(Entity.ACCOUNT):
            self.transactions.refresh()

    def state(self) -> dict[str, Any]:
        edits = self._controller.draft if self._controller.dirty else None
        return {
            "program_id": self._controller.program_id,
            "tab": self.tabs.current(),
            "item": self.general.current(),
            "edits": encode(edits) if edits is not None else None,
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        self._kept = decode(ProgramDraft, state.get("edits"))
        if state.get("program_id"):
            self.open_with(**state)

    def may_leave(self, leave: Callable[[], None]) -> bool:
        if not self._controller.dirty:
            return True

        def discard() -> None:
            self._controller.revert()
            leave()

        def save() -> None:
            question.reject()
            self._leave = leave
            self._controller.save()

        question = ask(
            translate("ProgramEditorView", "Leave without saving?"),
            translate("ProgramEditorView", "Your changes to this program are not saved yet."),
            translate("ProgramEditorView", "Discard changes"),
            parent=self,
            destructive=True,
            on_yes=discard,
            cancel_text=translate("ProgramEditorView", "Stay"),
        )
        keep = SecondaryButton(translate("ProgramEditorView", "Save and leave"), "save")
        keep.setObjectName("save-and-leave")
        keep.clicked.connect(save)
        question.add_button(keep)
        return False

    def paste_kind(self) -> str | None:
        """Accept cells pasted on the list of transactions as points."""
        return "points" if self.tabs.current() == "transactions" else None

    def help_text(self) -> str:
        return translate(
            "ProgramEditorView",
            "Pick what to edit at the left; the sentence under the form says what it means. "
            "Nothing is written before Save. A change of tiers first shows who would move.",
        )

    def save(self) -> None:
        """Save the edits; the controller reports errors, moves and conflicts."""
        self._leave = None
        self._controller.save()

    def _show(self, opened: ProgramOpened) -> None:
        row = opened.row
        self.header.set_title(opened.draft.name or row.name)
        self.header.set_subtitle(row.database_name)
        self.ui.set_program(row.name)
        self._chip.set(state_text(row.state), STATE_TONES[row.state])
        self.tabs.setEnabled(True)
        self.tabs.set_count("people", row.participants)
        if not self._controller.dirty:  # figures that arrive meanwhile do not disturb typing
            self.general.show_draft()
        self.people.show_program()
        if self.tabs.current() == "transactions":
            self.transactions.open_program(row.id, opened.draft)
        self._fill_actions()
        self._follow()
        self._choose_wanted()
        kept, self._kept = self._kept, None
        if kept is not None and (kept.id, kept.version) == (opened.draft.id, opened.draft.version):
            self._controller.edit(kept)
            self.general.show_draft()

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, {}
        if wanted.get("tab"):
            self.tabs.set_current(str(wanted["tab"]))
        if wanted.get("first_day"):
            self._show_days(wanted)
        if wanted.get("item"):
            self.general.choose(str(wanted["item"]))

    def _show_days(self, wanted: dict[str, Any]) -> None:
        """Show the transactions that a bar of Home counts: standard points of some days and types."""
        stored = self._controller.stored
        if stored is None:
            return
        self.transactions.open_program(self._controller.program_id, stored)
        standard = [t.id for t in stored.points_types if t.kind is PointsKind.STANDARD]
        self.transactions.show_days(
            (date.fromisoformat(wanted["first_day"]), date.fromisoformat(wanted["last_day"])),
            tuple(TransactionType(name) for name in wanted["types"].split(",")),
            standard[0] if len(standard) == 1 else None,
        )

    def _tab_changed(self, key: str) -> None:
        stored = self._controller.stored
        if key == "transactions" and stored is not None:
            self.transactions.open_program(self._controller.program_id, stored)

    def _fill_actions(self) -> None:
        menu = self._actions.menu_
        menu.clear()
        row = self._controller.row
        for name in allowed_actions(row.state):
            if name == "archive":
                menu.addSeparator()
            action = QAction(icon(ACTION_ICONS[name]), action_text(name), menu)
            action.setObjectName(name)
            action.setEnabled(name != "delete" or not row.participants)
            action.triggered.connect(
                lambda _on=False, what=name: run_program_action(
                    self, self._actions_controller, what, self._controller.row, self._done
                )
            )
            menu.addAction(action)

    def _follow(self) -> None:
        """Make one button primary: Save while there is something to save, otherwise Activate where that is next."""
        dirty = self._controller.dirty
        row = self._controller.row
        waits = row is not None and row.state in {ProgramState.DRAFT, ProgramState.PAUSED}
        self._unsaved.setVisible(dirty)
        self._revert.setVisible(dirty)
        self._save.setVisible(dirty)
        self._activate.setVisible(waits and not dirty)

    def _checked(self, _report: ValidationReport) -> None:
        self._follow()

    def _refused(self, report: ValidationReport) -> None:
        first = report.errors[0]
        if first.field.startswith("partners") or (
            "." not in first.field
            and first.field
            in {
                "points_types",
                "tier_groups",
            }
        ):
            self.message(as_error(first))
            return
        self.tabs.set_current("general")
        self.general.show_errors(report)

    def _ask_moves(self, found: SavePreview) -> None:
        if found.asks:
            self.ui.open_dialog(
                TierMovesDialog(
                    found,
                    self.ui,
                    lambda redate: self._controller.save(confirmed=True, redate=redate),
                )
            )
        else:
            self._controller.save(confirmed=True)

    def _saved(self, _program_id: int) -> None:
        self.ui.toast(translate("ProgramEditorView", "Program saved."))
        leave, self._leave = self._leave, None
        if leave is not None:
            leave()

    def _conflicted(self, found: Conflicting) -> None:
        dialog = ConflictDialog(
            found.clashes, partial(clash_label, PROGRAM), partial(clash_text, PROGRAM), self
        )
        dialog.chosen.connect(partial(self._controller.settle, found))
        self.ui.open_dialog(dialog)

    def _merged(self) -> None:
        self.general.show_draft()
        self._follow()

    def _joined(self, count: int) -> None:
        self.ui.toast(translate("ProgramEditorView", "%n participants joined.", None, count))

    def _activate_now(self) -> None:
        activate_program(
            self,
            self._actions_controller,
            self._controller.program_id,
            lambda outcome: self._done("activated", outcome.value),
        )

    def _done(self, action: str, program_id: int) -> None:
        self.ui.toast(done_text(action))
        if action == "cloned":
            self.ui.navigate("program", program_id=program_id)
        elif action == "deleted":
            self.ui.navigate("programs")
