"""The commands of the list of participants: dialogs for one, for those selected, and for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from loyalty_desktop.controllers.participant_card import ParticipantCardController
from loyalty_desktop.controllers.participant_card_data import CardData
from loyalty_desktop.controllers.participants import ParticipantsController
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.participants import BulkResult, ParticipantKey, Selection
from loyalty_desktop.services.participant_lists import ListLayout, ParticipantRow
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.base import ask
from loyalty_desktop.ui.dialogs.block import block_dialog
from loyalty_desktop.ui.dialogs.export import ExportDialog
from loyalty_desktop.ui.dialogs.participant_new import EditProfileDialog, NewParticipantDialog
from loyalty_desktop.ui.dialogs.points_operation import BulkAccrualDialog
from loyalty_desktop.ui.dialogs.save_path import ask_save_path
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.widgets.list_view import ListView
from loyalty_desktop.ui.words.i18n import language, message, translate


class ParticipantCommands(QObject):
    """The commands of the participants' list. The view sets which list and which program are shown."""

    def __init__(self, view: View, controller: ParticipantsController) -> None:
        super().__init__(view)
        self._view = view
        self.ui = view.ui
        self._controller = controller
        self._layout: ListLayout | None = None
        self._list: ListView | None = None

    def use(self, shown: ListView | None, layout: ListLayout | None) -> None:
        """Use this list of this program."""
        self._list, self._layout = shown, layout

    def open(self, participant_id: int) -> None:
        """Open the card of a participant of the list."""
        self._open(self._controller.named(participant_id))

    def _open(self, who: ParticipantKey) -> None:
        self.ui.navigate("participant", **who.params())

    def with_row(self, do: Any) -> None:
        """Run something on the one selected participant."""
        ids = self._list.selected_ids() if self._list is not None else []
        if len(ids) == 1:
            do(ids[0])

    def edit(self, participant_id: int) -> None:
        """Edit the profile of a participant."""
        card = ParticipantCardController(self.ui.app, self)
        card.failed.connect(self._view.message)

        def show(data: CardData) -> None:
            card.loaded.disconnect(show)
            dialog = EditProfileDialog(card, data, self.ui.window)
            dialog.destroyed.connect(card.deleteLater)
            self.ui.open_dialog(dialog)

        card.loaded.connect(show)
        card.open(*self._controller.named(participant_id))

    def leave(self, participant_id: int) -> None:
        """Ask, then let a participant leave the program."""
        row: ParticipantRow | None = self._list.selected_row() if self._list is not None else None
        name = "" if row is None else row.name or row.external_id
        who = self._controller.named(participant_id)
        ask(
            translate("ParticipantsView", "{name} leaves the program").format(name=name),
            translate(
                "ParticipantsView",
                "Points and history stay, nothing can be accrued or redeemed, and joining again is possible.",
            ),
            translate("ParticipantsView", "Leave"),
            self.ui.window,
            on_yes=lambda: self._controller.leave(who),
        )

    def _selection(self) -> tuple[Selection, int]:
        """Return what is selected, and how many participants that are."""
        if self._list is None:
            return (), 0
        selection = self._controller.selection(
            self._list.selected_ids(), everything=self._list.everything_selected()
        )
        return selection, self._list.selected_count()

    def accrue_selected(self) -> None:
        """Accrue points to the selected participants."""
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

    def block_selected(self) -> None:
        """Block the selected participants."""
        selection, count = self._selection()
        if count:
            self.ui.open_dialog(
                block_dialog(
                    count,
                    lambda reason: self._controller.block_all(
                        selection, reason, done=self._bulk_done, failed=self._view.message
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
            self._view.banner.show_message(words, "warn")
            return
        self.ui.toast(translate("ParticipantsView", "Done for %n participants", None, result.done))

    def add(self) -> None:
        """Add one participant."""
        if self._layout is not None:
            dialog = NewParticipantDialog(self._controller, self._layout, self.ui.window)
            program_id = self._layout.program.id
            dialog.joined.connect(lambda joined: self._joined(ParticipantKey(program_id, joined)))
            self.ui.open_dialog(dialog)

    def _joined(self, who: ParticipantKey) -> None:
        self.ui.toast(
            translate("ParticipantsView", "The participant was added"),
            translate("ParticipantsView", "Open card"),
            lambda: self._open(who),
        )

    def join_everyone(self) -> None:
        """Ask, then let every profile join."""
        if self._layout is None:
            return
        ask(
            translate("ParticipantsView", "Add all profiles"),
            translate(
                "ParticipantsView",
                "%n profiles of the profile database become participants and get the initial balance.",
                None,
                self._layout.profiles_not_enrolled,
            ),
            translate("ParticipantsView", "Add all"),
            self.ui.window,
            on_yes=lambda: self._controller.join_everyone(self._everyone_joined),
        )

    def _everyone_joined(self, outcome: Any) -> None:
        self.ui.toast(
            translate("ParticipantsView", "%n participants were added", None, outcome.value)
        )

    def import_file(self) -> None:
        """Import participants."""
        self.ui.navigate("import", kind="participants")

    def export(self) -> None:
        """Export the participants that match."""
        if self._layout is not None:
            controller = self._controller
            dialog = ExportDialog(
                controller, self._layout, controller.query, controller.total, self.ui.window
            )
            dialog.exported.connect(self._exported)
            self.ui.open_dialog(dialog)

    def _exported(self, report: Any) -> None:
        self.ui.toast(translate("ParticipantsView", "%n rows were written", None, report.rows))

    def save_template(self) -> None:
        """Save the template of a participants sheet."""
        path = ask_save_path(
            self.ui.window,
            translate("ParticipantsView", "Save the template"),
            Path.home() / "participants.xlsx",
            translate("ParticipantsView", "Workbooks (*.xlsx)"),
            ".xlsx",
        )
        if path is not None:
            self._controller.save_template(path, language(), self._template_saved)

    def _template_saved(self, _answer: object) -> None:
        self.ui.toast(translate("ParticipantsView", "The template was saved"))
