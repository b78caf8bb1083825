"""Accrue or redeem points by hand: for one participant from the card, or the same amount for everyone selected.

The idempotency key is made when the dialog opens: pressing twice, or trying again after a lost answer, moves points once.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from loyalty_desktop.controllers.base import Done
from loyalty_desktop.controllers.participant_card import ParticipantCardController
from loyalty_desktop.controllers.participant_card_data import CardData
from loyalty_desktop.controllers.participants import ParticipantsController, new_key
from loyalty_desktop.domain.entities.points import POINTS_OPERATION
from loyalty_desktop.domain.errors import InvalidInput, LoyaltyError
from loyalty_desktop.domain.kinds import PointsKind
from loyalty_desktop.domain.participants import BulkResult, Selection
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.services.participant_lists import ListLayout
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import (
    AmountEdit,
    CheckBox,
    Choice,
    Form,
    LineEdit,
    Note,
    NumberEdit,
)
from loyalty_desktop.ui.widgets.field_inputs import FieldInputs
from loyalty_desktop.ui.words.fields import field_label
from loyalty_desktop.ui.words.i18n import fill, translate

DEFAULT_MINUTES = 30


def read_amount(edit: AmountEdit) -> Decimal | None:
    """Return the amount typed, None for nothing. Raises InvalidInput with the field `amount` when it is malformed."""
    try:
        return edit.amount()
    except InvalidInput as error:
        raise InvalidInput(error.code, **{**error.params, "field": "amount"}) from error


class PointsOperationDialog(Dialog):
    """Accrues (`accrue=True`) or redeems for the participant of a card."""

    def __init__(
        self,
        controller: ParticipantCardController,
        data: CardData,
        window: QWidget,
        *,
        accrue: bool,
    ) -> None:
        title = (
            translate("PointsOperation", "Accrue points")
            if accrue
            else translate("PointsOperation", "Redeem points")
        )
        row = data.card.row
        super().__init__(title, window, subtitle=row.name or row.external_id)
        self._controller, self._data, self._accrue = controller, data, accrue
        self._key = new_key("accrual" if accrue else "redemption")
        self._build_form()
        self.set_help(
            translate(
                "PointsOperation",
                "Total is what the participant has; active points can be spent now; pending ones become active later. Points that are accrued get a last day by the expiry rule of their type. A redemption takes the points that expire first. Nothing is ever deleted: a mistake is taken back by a counter-transaction.",
            )
        )
        self.set_buttons(translate("Common", "Accrue") if accrue else translate("Common", "Redeem"))
        self.primary_clicked.connect(self._save)
        self._sum_up()
        self._amount.setFocus()

    def _build_form(self) -> None:
        types = [
            b
            for b in self._data.balances
            if self._accrue or b.kind == PointsKind.STANDARD or len(self._data.balances) == 1
        ]
        types.sort(key=lambda b: b.kind != PointsKind.STANDARD)
        self._form = form = Form()
        self._type = Choice([(b, b.name) for b in types])
        zone = ZoneInfo(self._data.card.program.time_zone)
        asked = POINTS_OPERATION.without("activates_on", *([] if self._accrue else ["expires_on"]))
        self._inputs = FieldInputs(asked, now=self._controller.app.clock().astimezone(zone))
        self._amount = self._inputs.amount("amount")
        form.add_pair(
            ("points_type", translate("Common", "Points type"), self._type),
            ("amount", field_label(POINTS_OPERATION, "amount"), self._amount),
        )
        self._inputs.line("description").setPlaceholderText(
            translate("PointsOperation", "Card was not scanned at the till")
            if self._accrue
            else translate("PointsOperation", "Paid with points at the till")
        )
        moments = ["occurred_at", "expires_on"] if self._accrue else ["occurred_at"]
        form.add_fields(self._inputs, (["description"], moments))
        self._temporary = CheckBox(
            translate("PointsOperation", "Only promise the points for now")
            if self._accrue
            else translate("PointsOperation", "Only hold the points for now")
        )
        self._temporary.setObjectName("temporary")
        self._temporary.setAccessibleName(self._temporary.text())
        form.add_widget(self._temporary)
        self._minutes = NumberEdit(1, 60 * 24 * 30)
        self._minutes.set_value(DEFAULT_MINUTES)
        self._minutes_row = form.add(
            "temporary_seconds",
            translate("PointsOperation", "For how many minutes"),
            self._minutes,
            translate(
                "PointsOperation",
                "Commit or roll back from the list of transactions; after that time it rolls back by itself.",
            ),
        )
        self._minutes_row.setVisible(False)
        self._temporary.toggled.connect(self._minutes_row.setVisible)
        self.body.addWidget(form)
        self._note = Note()
        self.body.addWidget(self._note)
        self._type.changed.connect(lambda _value: self._sum_up())
        self._amount.changed.connect(self._sum_up)

    def _sum_up(self) -> None:
        """Show what the operation does to the balance, in a sentence."""
        balance: Any = self._type.value()
        try:
            amount = self._amount.amount()
        except InvalidInput:
            amount = None
        if balance is None:
            self._note.set_text("")
            return
        self._amount.decimals = balance.decimals
        now = balance.active
        if amount is None or amount <= 0:
            words = translate("PointsOperation", "{now} {now:point is|points are} active now.")
            self._note.set_text(fill(words, now=now))
            return
        after = balance.total + amount if self._accrue else balance.total - amount
        words = (
            translate(
                "PointsOperation",
                "{now} {now:point is|points are} active now; the total becomes {after}.",
            )
            if self._accrue or amount <= balance.active
            else translate(
                "PointsOperation", "Only {now} {now:point is|points are} active: not enough."
            )
        )
        self._note.set_text(fill(words, now=now, after=after))

    def _save(self) -> None:
        self.banner.clear()
        self._form.clear_errors()
        try:
            draft = self._draft()
            draft.validate().raise_first()
        except InvalidInput as error:
            self._form.show_error(error)
            return
        self.set_busy(True)
        run = self._controller.accrue if self._accrue else self._controller.redeem
        run(draft, key=self._key, done=lambda _outcome: self.accept(), failed=self._refused)

    def _draft(self) -> PointsDraft:
        """Return what is asked for. Raises InvalidInput when the amount cannot be read."""
        return PointsDraft(
            points_type_id=self._type.value().points_type_id,
            **self._inputs.values(),
            temporary_seconds=(self._minutes.value() * 60 if self._temporary.isChecked() else None),
        )

    def _refused(self, error: BaseException) -> None:
        self.set_busy(False)
        if not (isinstance(error, LoyaltyError) and self._form.show_error(error)):
            self.fail(error)


class BulkAccrualDialog(Dialog):
    """The same accrual for everyone selected; a second press after a failure repeats nobody."""

    def __init__(
        self,
        controller: ParticipantsController,
        layout: ListLayout,
        selection: Selection,
        count: int,
        window: QWidget,
        *,
        on_done: Done[BulkResult],
    ) -> None:
        super().__init__(
            translate("PointsOperation", "Accrue points"),
            window,
            subtitle=translate("PointsOperation", "%n participants selected", None, count),
        )
        self._controller, self._selection, self._count = controller, selection, count
        self._on_done = on_done
        self._key = new_key("bulk-accrual")
        self._form = form = Form()
        types = layout.points_types
        self._decimals = {t.id: t.decimals for t in types}
        self._type = Choice([(t.id, t.name) for t in types])
        self._amount = AmountEdit(decimals=types[0].decimals if types else 2)
        form.add_pair(
            ("points_type", translate("Common", "Points type"), self._type),
            ("amount", translate("PointsOperation", "Amount each, points"), self._amount),
        )
        self._description = LineEdit(translate("PointsOperation", "Anniversary gift"))
        form.add_field(POINTS_OPERATION, "description", self._description)
        self.body.addWidget(form)
        self._note = Note()
        self.body.addWidget(self._note)
        self._type.changed.connect(lambda _value: self._sum_up())
        self._amount.changed.connect(self._sum_up)
        self._sum_up()
        self.set_buttons(translate("Common", "Accrue"))
        self.primary_clicked.connect(self._save)
        self._amount.setFocus()

    def _sum_up(self) -> None:
        """Show the points of all participants together, in the decimals of the chosen type."""
        self._amount.decimals = self._decimals.get(self._type.value(), self._amount.decimals)
        try:
            amount = self._amount.amount() or Decimal(0)
        except InvalidInput:
            amount = Decimal(0)
        words = translate(
            "PointsOperation",
            "{total} {total:point|points} in all. Blocked participants and those who left are passed over and named.",
        )
        self._note.set_text(fill(words, total=amount * self._count))

    def _save(self) -> None:
        self._form.clear_errors()
        try:
            draft = self._draft()
            draft.validate().raise_first()
        except InvalidInput as error:
            self._form.show_error(error)
            return
        self._controller.accrue_all(self._selection, draft, key=self._key, done=self._on_done)
        self.accept()

    def _draft(self) -> PointsDraft:
        return PointsDraft(
            points_type_id=self._type.value(),
            amount=read_amount(self._amount),
            description=self._description.text().strip(),
        )
