"""The form of one points type, with a sentence that sums up its rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from loyalty_desktop.domain.drafts import PointsTypeDraft
from loyalty_desktop.domain.entities.programs import POINTS_TYPE
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import ExpiryKind, PointsKind
from loyalty_desktop.domain.programs import COUNTED_EXPIRY
from loyalty_desktop.domain.summary import summarise_points
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.ui.program_fields import side_by_side
from loyalty_desktop.ui.widgets import (
    AmountEdit,
    Choice,
    DayEdit,
    Form,
    LineEdit,
    Note,
    NumberEdit,
    RadioGroup,
)
from loyalty_desktop.ui.words import programs as words
from loyalty_desktop.ui.words.i18n import translate


class PointsTypePanel(QWidget):
    """Edits a PointsTypeDraft. `edited` carries the changed copy, `unread` a field whose text cannot be read as a value."""

    edited = Signal(object)  # PointsTypeDraft
    unread = Signal(str, object)  # field, InvalidInput | None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = PointsTypeDraft("", "")
        self._currency = "USD"
        self._groups: tuple[str, ...] = ()
        self._filling = False
        self._build_ui()
        self._readers: dict[str, Callable[[], Any]] = {
            "name": self._name.text,
            "external_id": lambda: self._external_id.text().strip(),
            "description": self._description.text,
            "kind": self._kind.value,
            "money_rate": lambda: self._money_rate.amount() or Decimal(0),
            "decimals": self._decimals.value,
            "rounding_mode": self._rounding_mode.value,
            "rounding_step": lambda: self._rounding_step.amount() or Decimal(0),
            "initial_balance": lambda: self._initial.amount() or Decimal(0),
            "activation_days": self._activation.value,
            "expiry_kind": self._expiry_kind.value,
            "expiry_count": self._expiry_count.value,
            "expiry_date": self._expiry_date.day,
            "redeem_max_share": self._share.amount,
            "redeem_min": self._least.amount,
            "redeem_step": self._step.amount,
            "largest_balance": self._largest.amount,
            "cancel_policy": self._cancel.value,
        }
        self.form.edited.connect(self._field_edited)

    def set_draft(
        self, draft: PointsTypeDraft, *, currency: str, groups: tuple[str, ...] = ()
    ) -> None:
        """Show a points type; `groups` are the names of the tier groups that count it."""
        self._filling = True
        self._draft, self._currency, self._groups = draft, currency, groups
        self._name.setText(draft.name)
        self._external_id.setText(draft.external_id)
        self._description.setText(draft.description)
        self._kind.set_value(draft.kind)
        self._money_rate.set_amount(draft.money_rate)
        self._decimals.set_value(draft.decimals)
        self._rounding_mode.set_value(draft.rounding_mode)
        self._rounding_step.set_amount(draft.rounding_step)
        self._initial.set_amount(draft.initial_balance)
        self._activation.set_value(draft.activation_days)
        self._expiry_kind.set_value(draft.expiry_kind)
        self._expiry_count.set_value(draft.expiry_count)
        self._expiry_date.set_day(draft.expiry_date)
        self._share.set_amount(draft.redeem_max_share)
        self._least.set_amount(draft.redeem_min)
        self._step.set_amount(draft.redeem_step)
        self._largest.set_amount(draft.largest_balance)
        self._cancel.set_value(draft.cancel_policy)
        self.form.clear_errors()
        self._filling = False
        self._follow()

    def show_text(self, field: str, text: str) -> None:
        """Show again what was typed into a field although it is not a value."""
        editor = self.form.rows[field].editor
        if isinstance(editor, AmountEdit):
            self._filling = True
            editor.setText(text)
            self._filling = False

    def show_report(self, report: ValidationReport, *, everything: bool = False) -> None:
        """Show errors under the fields that were left (or under all of them)."""
        self.form.show_report(report, everything=everything)

    def _build_ui(self) -> None:
        self.form = Form()
        self._name = LineEdit(translate("Common", "Points"))
        self._external_id = LineEdit()
        self._description = LineEdit()
        self._kind = Choice()
        self._kind.set_options(words.points_kind_options())
        form = self.form
        side_by_side(
            form,
            form.add_field(POINTS_TYPE, "name", self._name),
            form.add_field(POINTS_TYPE, "external_id", self._external_id),
        )
        side_by_side(
            form,
            form.add_field(POINTS_TYPE, "kind", self._kind),
            form.add_field(POINTS_TYPE, "description", self._description),
        )
        self._add_life(form)
        self._add_worth(form)
        self._add_limits(form)
        self.note = Note()
        self.note.label.setTextFormat(Qt.TextFormat.RichText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(form)

    def _add_life(self, form: Form) -> None:
        form.section(translate("PointsTypePanel", "How long points live"))
        self._initial = AmountEdit(decimals=2)
        self._activation = NumberEdit(0, 36_500)
        self._initial_row = form.add_field(POINTS_TYPE, "initial_balance", self._initial)
        activation = form.add_field(POINTS_TYPE, "activation_days", self._activation)
        side_by_side(form, self._initial_row, activation)
        self._expiry_kind = Choice()
        self._expiry_kind.set_options(words.expiry_options())
        self._expiry_count = NumberEdit(0, 36_500)
        self._expiry_date = DayEdit(optional=False)
        kind = form.add_field(POINTS_TYPE, "expiry_kind", self._expiry_kind)
        self._count_row = form.add_field(POINTS_TYPE, "expiry_count", self._expiry_count)
        side_by_side(form, kind, self._count_row)
        self._date_row = form.add_field(POINTS_TYPE, "expiry_date", self._expiry_date)

    def _add_worth(self, form: Form) -> None:
        form.section(translate("PointsTypePanel", "Worth and rounding"))
        self._money_rate = AmountEdit(decimals=12)
        self._decimals = Choice()
        self._decimals.set_options([(n, str(n)) for n in range(5)])
        self._rate_row = form.add_field(POINTS_TYPE, "money_rate", self._money_rate)
        decimals = form.add_field(POINTS_TYPE, "decimals", self._decimals)
        side_by_side(form, self._rate_row, decimals)
        self._rounding_mode = Choice()
        self._rounding_mode.set_options(words.rounding_options())
        self._rounding_step = AmountEdit(decimals=4)
        mode = form.add_field(POINTS_TYPE, "rounding_mode", self._rounding_mode)
        step = form.add_field(POINTS_TYPE, "rounding_step", self._rounding_step)
        side_by_side(form, mode, step)

    def _add_limits(self, form: Form) -> None:
        form.section(translate("PointsTypePanel", "Limits and cancellation"))
        self._share = AmountEdit(decimals=4)
        self._least = AmountEdit(decimals=4)
        self._step = AmountEdit(decimals=4)
        self._largest = AmountEdit(decimals=4)
        self._share_row = form.add_field(POINTS_TYPE, "redeem_max_share", self._share)
        self._least_row = form.add_field(POINTS_TYPE, "redeem_min", self._least)
        side_by_side(form, self._share_row, self._least_row)
        self._step_row = form.add_field(POINTS_TYPE, "redeem_step", self._step)
        largest = form.add_field(POINTS_TYPE, "largest_balance", self._largest)
        side_by_side(form, self._step_row, largest)
        self._cancel = RadioGroup()
        for value, text, help_text in words.cancel_options():
            self._cancel.add(value, text, help_text)
        self._cancel_row = form.add_field(POINTS_TYPE, "cancel_policy", self._cancel)

    def _field_edited(self, field: str) -> None:
        if self._filling or field not in self._readers:
            return
        try:
            value = self._readers[field]()
        except InvalidInput as error:
            self.unread.emit(field, error)
            return
        self.unread.emit(field, None)
        before = self._draft
        self._draft = replace(before, **{field: value})
        if field == "decimals" and before.rounding_step == Decimal(1).scaleb(-before.decimals):
            step = Decimal(1).scaleb(-self._draft.decimals)  # the finest step stays the finest
            self._draft = replace(self._draft, rounding_step=step)
            self._filling = True
            self._rounding_step.set_amount(step)
            self._filling = False
        if field == "expiry_kind":
            self._start_count()
        if field == "kind" and self._draft.kind is PointsKind.QUALIFICATION:
            self._draft = replace(self._draft, initial_balance=Decimal(0))  # its field is hidden
        self._follow()
        self.edited.emit(self._draft)

    def _start_count(self) -> None:
        """A kind of expiry that counts from one does not start at zero."""
        if self._draft.expiry_kind is ExpiryKind.FIXED_DATE and self._draft.expiry_date is None:
            self._draft = replace(self._draft, expiry_date=self._expiry_date.day())
        least, _ = COUNTED_EXPIRY.get(self._draft.expiry_kind, (0, 0))
        if self._draft.expiry_count < least:
            usual = 365 if self._draft.expiry_kind is ExpiryKind.AFTER_DAYS else 12
            self._draft = replace(self._draft, expiry_count=usual)
            self._filling = True
            self._expiry_count.set_value(usual)
            self._filling = False

    def _follow(self) -> None:
        """Show the fields of this kind, and the sentence."""
        draft = self._draft
        standard = draft.kind is PointsKind.STANDARD
        for row in (
            self._initial_row,
            self._rate_row,
            self._share_row,
            self._least_row,
            self._step_row,
            self._cancel_row,
        ):
            row.setVisible(standard)
        self._count_row.setVisible(draft.expiry_kind in COUNTED_EXPIRY)
        self._date_row.setVisible(draft.expiry_kind is ExpiryKind.FIXED_DATE)
        parts = summarise_points(draft, currency=self._currency, tier_groups=self._groups)
        self.note.set_text(words.points_sentence(parts, draft.name))
