"""The pages of the quick start. Each reads the controller's answers and writes them back as fields are edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt

from loyalty_desktop.controllers.quick_start import Answers
from loyalty_desktop.domain.drafts import PointsTypeDraft
from loyalty_desktop.domain.entities.programs import POINTS_TYPE, PROGRAM
from loyalty_desktop.domain.external_ids import external_id_from
from loyalty_desktop.domain.kinds import ExpiryKind
from loyalty_desktop.domain.phones import proposed_region
from loyalty_desktop.domain.programs import COUNTED_EXPIRY
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.domain.summary import summarise_points
from loyalty_desktop.ui.program_fields import (
    currency_choice,
    machine_region,
    region_choice,
    region_of_zone,
    side_by_side,
    zone_choice,
)
from loyalty_desktop.ui.widgets import (
    AmountEdit,
    CheckBox,
    Choice,
    LineEdit,
    Note,
    NumberEdit,
)
from loyalty_desktop.ui.wizards.quick_start.page import PAGE_WIDTH, QuickStartPage
from loyalty_desktop.ui.words import programs as words
from loyalty_desktop.ui.words.i18n import translate


class ProgramPage(QuickStartPage):
    """Asks for the name of the program and whom it serves."""

    def _build_ui(self) -> None:
        self._intro(
            translate("QuickStartPages", "Name your program"),
            translate("QuickStartPages", "Names can change later."),
        )
        form = self.form
        self._name = LineEdit()
        self._external_id = LineEdit()
        self._currency: Choice = currency_choice()
        self._zone: Choice = zone_choice()
        self._database = LineEdit()
        side_by_side(
            form,
            form.add_field(PROGRAM, "name", self._name),
            form.add_field(PROGRAM, "external_id", self._external_id),
        )
        side_by_side(
            form,
            form.add_field(PROGRAM, "currency", self._currency),
            form.add_field(PROGRAM, "time_zone", self._zone),
        )
        self._region: Choice = region_choice()
        self._region_chosen = False
        self._proposed = ""
        form.add(
            "phone_region",
            translate("QuickStartPages", "Country of phones"),
            self._region,
            help_text=translate(
                "QuickStartPages",
                "Phones written without a country code belong to it. Proposed from the time zone; it can change in Settings.",
            ),
        )
        form.add(
            "database.name",
            translate("Common", "Profile database"),
            self._database,
            help_text=translate("QuickStartPages", "The customer base the program serves."),
            required=True,
        )
        self.body.addWidget(form)

    def _fill(self, answers: Answers) -> None:
        draft = answers.draft
        self._name.setText(draft.program_name)
        self._external_id.setText(draft.program_external_id)
        self._currency.set_value(draft.currency)
        self._zone.set_value(draft.time_zone)
        self._region.set_value(draft.phone_region)
        self._region_chosen = draft.phone_region not in {"", self._proposed}
        self._propose_region()
        self._database.setText(draft.database_name)

    def _read(self, field: str) -> None:
        draft = self._controller.answers.draft
        if field == "name":
            follows = draft.program_external_id in {
                "loyalty",
                external_id_from(draft.program_name, otherwise="loyalty"),
            }
            name = self._name.text()
            self._draft(program_name=name)
            if follows and name != QuickStartDraft().program_name:
                self._external_id.setText(external_id_from(name, otherwise="loyalty"))
        elif field == "external_id":
            self._draft(program_external_id=self._external_id.text().strip())
        elif field == "currency":
            self._draft(currency=str(self._currency.value()))
            self._propose_region()
        elif field == "time_zone":
            self._draft(time_zone=str(self._zone.value()))
            self._propose_region()
        elif field == "phone_region":
            self._region_chosen = True
            self._draft(phone_region=str(self._region.value()))
        else:
            self._draft(database_name=self._database.text())

    def _propose_region(self) -> None:
        """Follow time zone, currency and machine until the user chooses; a country chosen for the workspace stays."""
        if self._region_chosen:
            return
        draft = self._controller.answers.draft
        code = self._controller.phone_region or proposed_region(
            region_of_zone(draft.time_zone), draft.currency, machine_region()
        )
        self._region.blockSignals(True)
        self._region.set_value(code)
        self._region.blockSignals(False)
        self._proposed = str(self._region.value())
        self._draft(phone_region=self._proposed)


class PointsPage(QuickStartPage):
    """Asks about the points that pay."""

    prefixes = ("points_types.0.",)

    def _build_ui(self) -> None:
        self._intro(
            translate("QuickStartPages", "Points that pay"),
            translate("QuickStartPages", "Participants collect them and spend them on purchases."),
        )
        form = self.form
        self._name = LineEdit()
        self._rate = AmountEdit(decimals=4)
        side_by_side(
            form,
            form.add_field(POINTS_TYPE, "name", self._name),
            form.add_field(POINTS_TYPE, "money_rate", self._rate),
        )
        self._initial = AmountEdit(decimals=2)
        self._activation = NumberEdit(0, 36_500)
        side_by_side(
            form,
            form.add_field(POINTS_TYPE, "initial_balance", self._initial),
            form.add_field(POINTS_TYPE, "activation_days", self._activation),
        )
        self._kind = Choice()
        self._kind.set_options(
            [o for o in words.expiry_options() if o[0] is not ExpiryKind.FIXED_DATE]
        )
        self._count = NumberEdit(0, 36_500)
        self._count_row = form.add_field(POINTS_TYPE, "expiry_count", self._count)
        side_by_side(form, form.add_field(POINTS_TYPE, "expiry_kind", self._kind), self._count_row)
        self.body.addWidget(form)
        self._note = Note()
        self._note.label.setTextFormat(Qt.TextFormat.RichText)
        self._note.setMaximumWidth(PAGE_WIDTH)
        self.body.addWidget(self._note)

    def _fill(self, answers: Answers) -> None:
        points = answers.draft.points
        self._name.setText(points.name)
        self._rate.set_amount(points.money_rate)
        self._initial.set_amount(points.initial_balance)
        self._activation.set_value(points.activation_days)
        self._kind.set_value(points.expiry_kind)
        self._count.set_value(points.expiry_count)

    def _read(self, field: str) -> None:
        points = self._points()
        readers: dict[str, Callable[[], Any]] = {
            "name": self._name.text,
            "money_rate": lambda: self._rate.amount() or Decimal(0),
            "initial_balance": lambda: self._initial.amount() or Decimal(0),
            "activation_days": self._activation.value,
            "expiry_kind": self._kind.value,
            "expiry_count": self._count.value,
        }
        points = replace(points, **{field: readers[field]()})
        least, _ = COUNTED_EXPIRY.get(points.expiry_kind, (0, 0))
        if field == "expiry_kind" and points.expiry_count < least:
            usual = 365 if points.expiry_kind is ExpiryKind.AFTER_DAYS else 12
            points = replace(points, expiry_count=usual)
        self._draft(points=points)
        if self._count.value() != points.expiry_count:
            self._count.set_value(points.expiry_count)

    def _follow(self) -> None:
        points = self._points()
        self._count_row.setVisible(points.expiry_kind in COUNTED_EXPIRY)
        currency = self._controller.answers.draft.currency
        parts = summarise_points(points, currency=currency)
        self._note.set_text(words.points_sentence(parts, points.name))

    def _points(self) -> PointsTypeDraft:
        return self._controller.answers.draft.points


class StatusPage(QuickStartPage):
    """Asks about the points that decide tiers, if there are any."""

    prefixes = ("points_types.1.",)

    def _build_ui(self) -> None:
        self._intro(
            translate("QuickStartPages", "Points that decide tiers"),
            translate(
                "QuickStartPages",
                "They show how loyal somebody is. They are counted beside the others and never spent.",
            ),
        )
        self._use = CheckBox(translate("QuickStartPages", "The program has tiers"))
        self._name = LineEdit()
        self.form.add("use", "", self._use)
        self._name_row = self.form.add_field(POINTS_TYPE, "name", self._name)
        self.body.addWidget(self.form)

    def _fill(self, answers: Answers) -> None:
        status = answers.draft.status
        self._use.setChecked(answers.with_tiers)
        self._name.setText("" if status is None else status.name)

    def _read(self, field: str) -> None:
        answers = self._controller.answers
        status = answers.draft.status
        if field == "use":
            self._controller.answers = replace(answers, with_tiers=self._use.isChecked())
        elif status is not None:
            self._draft(status=replace(status, name=self._name.text()))

    def _follow(self) -> None:
        self._name_row.setVisible(self._controller.answers.with_tiers)
