"""A new program: its name, profile database, currency and time zone. Everything else is set in its editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from loyalty_desktop.controllers.programs import ProgramsController
from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft, ProgramDraft
from loyalty_desktop.domain.entities.programs import PROGRAM
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.external_ids import external_id_from
from loyalty_desktop.domain.program_rows import ProfileDatabaseRow
from loyalty_desktop.domain.quick_start import POINTS
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.program_fields import (
    CURRENCIES,
    currency_choice,
    local_zone,
    show_refusal,
    side_by_side,
    zone_choice,
)
from loyalty_desktop.ui.widgets import Choice, Form, LineEdit
from loyalty_desktop.ui.words.i18n import translate

NEW = 0
"""The value of the choice "a new profile database"."""


class NewProgramDialog(Dialog):
    """Makes a draft with one standard points type and opens its editor."""

    def __init__(
        self, controller: ProgramsController, ui: UiContext, on_done: Callable[[int], None]
    ) -> None:
        super().__init__(
            translate("NewProgramDialog", "New program"),
            ui.window,
            subtitle=translate(
                "NewProgramDialog",
                "It starts as a draft with one points type. Nothing happens to points until you activate it.",
            ),
        )
        self._controller = controller
        self._on_done = on_done
        self._databases: list[ProfileDatabaseRow] = []
        self._id_typed = False
        self._build_form()
        self.set_buttons(translate("NewProgramDialog", "Create program"))
        self.primary_clicked.connect(self._create)
        controller.databases_loaded.connect(self._show_databases)
        controller.load_databases()
        self._name.setFocus()

    def _build_form(self) -> None:
        self._form = Form()
        self._name = LineEdit(translate("NewProgramDialog", "Star club"))
        self._name.textEdited.connect(self._name_edited)
        self._form.add_field(PROGRAM, "name", self._name)
        self._external_id = LineEdit()
        self._external_id.textEdited.connect(self._id_edited)
        self._form.add_field(PROGRAM, "external_id", self._external_id)
        self._database = Choice()
        self._database.changed.connect(self._database_changed)
        self._form.add(
            "profile_database_id",
            translate("Common", "Profile database"),
            self._database,
            help_text=translate(
                "NewProgramDialog",
                "The customer base the program serves. It cannot change afterwards.",
            ),
            required=True,
        )
        self._database_name = LineEdit(translate("NewProgramDialog", "Customers"))
        self._database_row = self._form.add(
            "database.name",
            translate("NewProgramDialog", "Name of the new database"),
            self._database_name,
            required=True,
        )
        self._currency = currency_choice()
        self._zone = zone_choice(local_zone())
        first = self._form.add_field(PROGRAM, "currency", self._currency)
        second = self._form.add_field(PROGRAM, "time_zone", self._zone)
        side_by_side(self._form, first, second)
        self.body.addWidget(self._form)
        self.body.addStretch(1)
        self._show_databases([])

    def _show_databases(self, rows: list[ProfileDatabaseRow]) -> None:
        self._databases = rows
        options: list[tuple[object, str]] = [(row.id, row.name) for row in rows]
        options.append((NEW, translate("NewProgramDialog", "New profile database…")))
        self._database.set_options(options)
        self._database.set_value(rows[0].id if rows else NEW)
        self._database_changed()

    def _database_changed(self, _value: object = None) -> None:
        self._database_row.setVisible(self._database.value() == NEW)

    def _name_edited(self, text: str) -> None:
        if not self._id_typed:
            self._external_id.setText(external_id_from(text, otherwise="program"))

    def _id_edited(self, text: str) -> None:
        self._id_typed = bool(text)

    def _create(self) -> None:
        self._form.clear_errors()
        chosen = self._database.value()
        base: ProfileDatabaseDraft | None = None
        if chosen == NEW:
            name = self._database_name.text().strip() or self._database_name.placeholderText()
            taken = {row.external_id for row in self._databases}
            base = ProfileDatabaseDraft(
                name=name, external_id=external_id_from(name, taken=taken, otherwise="customers")
            )
        draft = ProgramDraft(
            name=self._name.text().strip(),
            external_id=self._external_id.text().strip(),
            profile_database_id=int(chosen or 0),
            currency=str(self._currency.value() or CURRENCIES[0]),
            time_zone=str(self._zone.value() or "UTC"),
            points_types=(POINTS,),
        )
        self.set_busy(True)
        self._controller.create(draft, database=base, done=self._done, failed=self._failed)

    def _done(self, outcome: Outcome[int]) -> None:
        self.accept()
        self._on_done(outcome.value)

    def _failed(self, error: Any) -> None:
        self.set_busy(False)
        if isinstance(error, InvalidInput):
            field = str(error.params.get("field", ""))
            if field.startswith("database."):
                error.params["field"] = "database.name"
        if show_refusal(self._form, error):
            return
        self.fail(error)
