"""Cancel a transaction, with a reason: its points are moved back in the same lots."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from loyalty_desktop.controllers.participant_card import ParticipantCardController
from loyalty_desktop.controllers.participants import new_key
from loyalty_desktop.domain.entities.points import CANCELLATION
from loyalty_desktop.domain.errors import InvalidInput, LoyaltyError
from loyalty_desktop.domain.kinds import TransactionType
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import Form, KeyValues, Note, TextArea
from loyalty_desktop.ui.words.fields import field_example
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.programs import transaction_type_text


class CancelTransactionDialog(Dialog):
    """Shows the transaction and asks for the reason."""

    def __init__(
        self,
        controller: ParticipantCardController,
        transaction: Any,
        time_zone: str,
        window: QWidget,
    ) -> None:
        super().__init__(translate("CancelTransaction", "Cancel the transaction"), window)
        self._controller, self._transaction = controller, transaction
        self._key = new_key("cancellation")
        facts = KeyValues(
            [
                (
                    translate("Common", "Type"),
                    transaction_type_text(TransactionType(transaction.type)),
                ),
                (
                    translate("Common", "When"),
                    formats.moment(transaction.occurred_at, time_zone),
                ),
                (
                    translate("Common", "Points"),
                    f"{formats.signed(transaction.amount)} {transaction.points_type}",
                ),
            ]
        )
        self.body.addWidget(facts)
        self._form = Form()
        self._reason = TextArea(field_example(CANCELLATION, "reason"), rows=2)
        self._form.add_field(CANCELLATION, "reason", self._reason)
        self.body.addWidget(self._form)
        self.body.addWidget(Note(_consequences(TransactionType(transaction.type))))
        self.set_help(
            translate(
                "CancelTransaction",
                "A cancellation writes a counter-transaction: the old one stays in the list with the state “cancelled”. When points of a cancelled accrual were spent meanwhile, the missing part becomes a debt that the next accruals pay first, or is written off; the program decides.",
            )
        )
        self.set_buttons(
            translate("CancelTransaction", "Cancel the transaction"),
            cancel_text=translate("CancelTransaction", "Keep it"),
            destructive=True,
        )
        self.primary_clicked.connect(self._save)
        self._reason.setFocus()

    def _save(self) -> None:
        reason = self._reason.toPlainText().strip()
        if not reason:
            self._form.show_error(InvalidInput("participant.reason_missing", field="reason"))
            return
        self.set_busy(True)
        self._controller.cancel(
            self._transaction.id,
            key=self._key,
            reason=reason,
            done=lambda _outcome: self.accept(),
            failed=self._refused,
        )

    def _refused(self, error: BaseException) -> None:
        self.set_busy(False)
        if not (isinstance(error, LoyaltyError) and self._form.show_error(error)):
            self.fail(error)


def _consequences(kind: TransactionType) -> str:
    if kind is TransactionType.EXPIRATION:
        return translate(
            "CancelTransaction",
            "Nothing is deleted: a cancellation is written beside it. Expired points come back. Those past "
            "their last valid day expire again at once; those taken by a tier review or by inactivity stay.",
        )
    return translate(
        "CancelTransaction",
        "Nothing is deleted: a cancellation is written beside it. Points come back with their "
        "old expiry. Points that were spent already become a debt or are written off, as the "
        "points type says.",
    )
