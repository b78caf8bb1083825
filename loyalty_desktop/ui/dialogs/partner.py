"""One partner of a program: its name, what it owns, and its share of the cost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from loyalty_desktop.controllers.program_editor import ProgramEditorController
from loyalty_desktop.domain.drafts import PartnerDraft
from loyalty_desktop.domain.entities.programs import PARTNER
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.external_ids import external_id_from
from loyalty_desktop.domain.programs import validate_partner
from loyalty_desktop.domain.validation import Finding, ValidationReport
from loyalty_desktop.ui.context import UiContext
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.program_fields import show_refusal
from loyalty_desktop.ui.widgets import Form
from loyalty_desktop.ui.widgets.field_inputs import FieldInputs
from loyalty_desktop.ui.words.i18n import translate


class PartnerDialog(Dialog):
    """Saves at once: partners do not depend on the other edits of the program."""

    def __init__(
        self, controller: ProgramEditorController, ui: UiContext, draft: PartnerDraft | None = None
    ) -> None:
        title = (
            translate("PartnerDialog", "New partner")
            if draft is None
            else translate("PartnerDialog", "Partner “{name}”").replace("{name}", draft.name)
        )
        super().__init__(title, ui.window)
        self._controller = controller
        self._draft = draft or PartnerDraft("", "")
        self._new = draft is None
        self._id_typed = draft is not None
        self._build_form()
        self.set_buttons(
            translate("PartnerDialog", "Add partner")
            if self._new
            else translate("PartnerDialog", "Save partner")
        )
        self.primary_clicked.connect(self._save)
        controller.saved.connect(self._saved)
        self._name.setFocus()

    def _build_form(self) -> None:
        self._inputs = FieldInputs(PARTNER, self._draft)
        self._name, self._external_id = self._inputs.line("name"), self._inputs.line("external_id")
        self._name.textEdited.connect(self._name_edited)
        self._external_id.textEdited.connect(self._id_edited)
        form = self._form = Form()
        form.add_fields(
            self._inputs, (("name",), ("external_id",), ("owns",), ("cost_share",), ...)
        )
        form.left.connect(lambda _field: form.show_report(self._report()))
        self.body.addWidget(form)

    def _name_edited(self, text: str) -> None:
        if not self._id_typed:
            used = {p.external_id for p in self._others()}
            self._external_id.setText(external_id_from(text, taken=used, otherwise="partner"))

    def _id_edited(self, text: str) -> None:
        self._id_typed = bool(text)

    def _others(self) -> list[PartnerDraft]:
        stored = self._controller.stored
        partners = stored.partners if stored is not None else ()
        return [p for p in partners if self._new or p.id != self._draft.id]

    def _edited(self) -> PartnerDraft:
        return replace(self._draft, **self._inputs.values())

    def _report(self) -> ValidationReport:
        try:
            draft = self._edited()
        except InvalidInput as error:
            field = str(error.params["field"])
            return ValidationReport((Finding(field, error.code, params=error.params),))
        return validate_partner(draft, self._others())

    def _save(self) -> None:
        report = self._report()
        self._form.show_report(report, everything=True)
        if report.errors:
            self._form.focus_first_error()
            return
        self.set_busy(True)
        self._controller.save_partner(self._edited(), remove=False, failed=self._failed)

    def _saved(self, _program_id: int) -> None:
        self.accept()

    def _failed(self, error: Any) -> None:
        self.set_busy(False)
        if isinstance(error, InvalidInput):
            error.params["field"] = str(error.params.get("field", "")).rpartition(".")[2]
        if show_refusal(self._form, error):
            return
        self.fail(error)
