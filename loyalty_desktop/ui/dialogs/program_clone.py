"""Clone a program: a new draft with the same points types, tier groups and partners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loyalty_desktop.controllers.programs import ProgramsController
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.entities.programs import PROGRAM
from loyalty_desktop.domain.external_ids import external_id_from
from loyalty_desktop.domain.program_rows import ProgramRow
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.program_fields import show_refusal
from loyalty_desktop.ui.widgets import Form, LineEdit
from loyalty_desktop.ui.words.i18n import translate


class CloneProgramDialog(Dialog):
    """Asks for the name and the external ID of the copy."""

    def __init__(
        self,
        controller: ProgramsController,
        row: ProgramRow,
        ui: UiContext,
        on_done: Callable[[int], None],
    ) -> None:
        super().__init__(
            translate("CloneProgramDialog", "Clone “{name}”").replace("{name}", row.name),
            ui.window,
            subtitle=translate(
                "CloneProgramDialog",
                "Points types, tier groups and partners are copied; participants and points are not.",
            ),
        )
        self._controller = controller
        self._on_done = on_done
        self._row = row
        self._form = Form()
        self._name = LineEdit()
        self._external_id = LineEdit()
        self._form.add_field(PROGRAM, "name", self._name)
        self._form.add_field(PROGRAM, "external_id", self._external_id)
        self.body.addWidget(self._form)
        copy = translate("CloneProgramDialog", "{name} (copy)").replace("{name}", row.name)
        self._name.setText(copy)
        self._external_id.setText(external_id_from(f"{row.external_id}-copy"))
        self.set_buttons(translate("CloneProgramDialog", "Clone"))
        self.primary_clicked.connect(self._clone)
        self._name.selectAll()
        self._name.setFocus()

    def _clone(self) -> None:
        self._form.clear_errors()
        self.set_busy(True)
        self._controller.clone(
            self._row.id,
            name=self._name.text().strip(),
            external_id=self._external_id.text().strip(),
            done=self._done,
            failed=self._failed,
        )

    def _done(self, outcome: Outcome[int]) -> None:
        self.accept()
        self._on_done(outcome.value)

    def _failed(self, error: Any) -> None:
        self.set_busy(False)
        if not show_refusal(self._form, error):
            self.fail(error)
