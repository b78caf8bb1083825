"""Move points from the participant of a card to another one of the same program; they keep their expiry."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from loyalty_desktop.controllers.participant_card import ParticipantCardController
from loyalty_desktop.controllers.participant_card_data import CardData
from loyalty_desktop.controllers.participants import new_key
from loyalty_desktop.domain.entities.points import POINTS_OPERATION
from loyalty_desktop.domain.errors import InvalidInput, LoyaltyError
from loyalty_desktop.domain.kinds import PointsKind
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.dialogs.points_operation import read_amount
from loyalty_desktop.ui.widgets import AmountEdit, Choice, Form, LineEdit, Note
from loyalty_desktop.ui.words.fields import field_label
from loyalty_desktop.ui.words.i18n import fill, translate


class TransferDialog(Dialog):
    """Finds the receiver by ID, email or phone when the focus leaves the field."""

    def __init__(
        self, controller: ParticipantCardController, data: CardData, window: QWidget
    ) -> None:
        row = data.card.row
        super().__init__(
            translate("TransferDialog", "Transfer points"),
            window,
            subtitle=translate("TransferDialog", "From {name}").format(
                name=row.name or row.external_id
            ),
        )
        self._controller, self._data = controller, data
        self._key = new_key("transfer")
        self._to: Any = None
        self._form = form = Form()
        self._receiver = LineEdit(translate("TransferDialog", "ID, email or phone"))
        form.add(
            "to_id", translate("TransferDialog", "To participant"), self._receiver, required=True
        )
        balances = sorted(data.balances, key=lambda b: b.kind != PointsKind.STANDARD)
        self._type = Choice([(b, b.name) for b in balances])
        self._amount = AmountEdit(decimals=balances[0].decimals if balances else 2)
        form.add_pair(
            ("points_type", translate("Common", "Points type"), self._type),
            ("amount", field_label(POINTS_OPERATION, "amount"), self._amount),
        )
        self._description = LineEdit(translate("TransferDialog", "Shared family card"))
        form.add_field(POINTS_OPERATION, "description", self._description)
        self.body.addWidget(form)
        self._note = Note()
        self.body.addWidget(self._note)
        self._type.changed.connect(lambda _value: self._sum_up())
        self._receiver.editingFinished.connect(self._find)
        self.set_help(
            translate(
                "TransferDialog",
                "A transfer takes active points from one participant and gives them to another of the same program. The points keep their last day. Either both movements are written or none.",
            )
        )
        self.set_buttons(translate("TransferDialog", "Transfer"))
        self.primary_clicked.connect(self._save)
        self._saving = False
        self._sum_up()
        self._receiver.setFocus()

    def _sum_up(self) -> None:
        balance = self._type.value()
        if balance is None:
            self._note.set_text("")
            return
        self._amount.decimals = balance.decimals
        if self._to is None:
            words = translate("TransferDialog", "{now} {now:point|points} can be transferred.")
            self._note.set_text(fill(words, now=balance.active))
            return
        row = self._to.row
        words = translate(
            "TransferDialog",
            "{now} {now:point|points} can be transferred to {name}, ID {external_id}.",
        )
        self._note.set_text(
            fill(
                words,
                now=balance.active,
                name=row.name or row.external_id,
                external_id=row.external_id,
            )
        )

    def _find(self) -> None:
        text = self._receiver.text().strip()
        if text:
            self._controller.find_other(
                self._data.card.program.id, text, self._found, self._refused
            )

    def _found(self, card: Any) -> None:
        self._to = card
        self._form.clear_errors()
        if card.row.id == self._data.card.row.id:
            self._to, self._saving = None, False
            self.set_busy(False)
            self._form.show_error(InvalidInput("participant.same", field="to_id"))
        self._sum_up()
        if self._saving and self._to is not None:
            self._send()

    def _save(self) -> None:
        self.banner.clear()
        self._form.clear_errors()
        if not self._receiver.text().strip():
            self._form.show_error(InvalidInput("participant.key_missing", field="to_id"))
            return
        try:
            self._draft().checked_amount()
        except InvalidInput as error:
            self._form.show_error(error)
            return
        self._saving = True
        self.set_busy(True)
        self._find()

    def _draft(self) -> PointsDraft:
        return PointsDraft(
            self._type.value().points_type_id,
            read_amount(self._amount),
            self._description.text().strip(),
        )

    def _send(self) -> None:
        self._saving = False
        self._controller.transfer(
            self._to.row.id,
            self._type.value().points_type_id,
            self._draft().checked_amount(),
            key=self._key,
            description=self._description.text().strip(),
            done=lambda _outcome: self.accept(),
            failed=self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        self._saving = False
        self.set_busy(False)
        if isinstance(error, LoyaltyError) and error.code.startswith(("profile.", "participant.")):
            self._form.show_error(type(error)(error.code, **{**error.params, "field": "to_id"}))
        elif not (isinstance(error, LoyaltyError) and self._form.show_error(error)):
            self.fail(error)
