"""Words for what can go wrong when points are moved."""

from __future__ import annotations

from loyalty_desktop.ui.message_tables import QT_TRANSLATE_NOOP

TABLE = {
    "amount.not_positive": QT_TRANSLATE_NOOP(
        "errors", "The amount is {found}. Give an amount greater than 0."
    ),
    "amount.negative": QT_TRANSLATE_NOOP(
        "errors", "{found} is below zero. Give an amount of 0 or more."
    ),
    "amount.too_fine": QT_TRANSLATE_NOOP(
        "errors",
        "{found} has more than {decimals} decimals, the most these points have. Round the amount.",
    ),
    "amount.too_large": QT_TRANSLATE_NOOP(
        "errors", "{found} is more than the ledger can hold. Check the amount."
    ),
    "amount.missing": QT_TRANSLATE_NOOP("errors", "There is no amount. Give a number."),
    "amount.not_a_number": QT_TRANSLATE_NOOP(
        "errors", "“{found}” is not a number. Give the amount in digits."
    ),
    "amount.ambiguous": QT_TRANSLATE_NOOP(
        "errors",
        "“{found}” can be read as thousands or as decimals. Write it without the thousands separator.",
    ),
    "points.not_enough": QT_TRANSLATE_NOOP(
        "errors",
        "{needed} points are needed, {available} can be spent at that time. Lower the amount or accrue points first.",
    ),
    "points.largest_balance": QT_TRANSLATE_NOOP(
        "errors",
        "The balance is {total} and may not exceed {largest}. Give fewer points or change the points type's largest balance.",
    ),
    "points.redeem_min": QT_TRANSLATE_NOOP(
        "errors", "{needed} points are too few to redeem: the smallest amount is {least}."
    ),
    "points.redeem_step": QT_TRANSLATE_NOOP(
        "errors", "Points are redeemed in steps of {step}. Round {needed} to such a step."
    ),
    "points.redeem_share": QT_TRANSLATE_NOOP(
        "errors",
        "Points may pay {share} % of an order: {most} points here, not {needed}. Lower the amount.",
    ),
    "points.expiry_passed": QT_TRANSLATE_NOOP(
        "errors",
        "Points of this type expired on {expires_on}. Change the expiry of the points type or give a last day.",
    ),
    "points.expires_before": QT_TRANSLATE_NOOP(
        "errors",
        "The last valid day {expires_on} is before the accrual on {accrued_on}. Give a later day.",
    ),
    "points.activates_too_late": QT_TRANSLATE_NOOP(
        "errors",
        "The points would become active on {activates_on}, after their last valid day {expires_on}. Change one of the days.",
    ),
    "points.in_future": QT_TRANSLATE_NOOP(
        "errors", "The time of the operation lies in the future. Give a time that has passed."
    ),
    "points.key_missing": QT_TRANSLATE_NOOP(
        "errors", "The operation has no external ID. Give it one, so that it is never done twice."
    ),
    "points.key_reused": QT_TRANSLATE_NOOP(
        "errors",
        "The external ID “{key}” was used for another operation. Check the operation or give a new ID.",
    ),
    "points.no_transaction": QT_TRANSLATE_NOOP(
        "errors", "There is no points transaction {id} of this participant. Refresh the list."
    ),
    "points.not_temporary": QT_TRANSLATE_NOOP(
        "errors",
        "This transaction is no longer temporary: it was committed, rolled back, or its time ran out. Refresh the list.",
    ),
    "points.still_temporary": QT_TRANSLATE_NOOP(
        "errors", "This transaction is temporary. Roll it back instead of cancelling it."
    ),
    "points.already_cancelled": QT_TRANSLATE_NOOP(
        "errors", "This transaction was cancelled before. Refresh the list."
    ),
    "points.cannot_cancel": QT_TRANSLATE_NOOP(
        "errors",
        "A transaction of the type “{type}” cannot be cancelled. Cancel the accrual or redemption it belongs to.",
    ),
    "points.reason_missing": QT_TRANSLATE_NOOP(
        "errors", "Give the reason for cancelling; it is kept in the journal."
    ),
    "points.transfer_to_self": QT_TRANSLATE_NOOP(
        "errors", "Points cannot be transferred to the same participant. Choose another one."
    ),
    "points.timeout": QT_TRANSLATE_NOOP(
        "errors", "A temporary transaction needs a time-out of at least one second."
    ),
    "points.temporary_days": QT_TRANSLATE_NOOP(
        "errors",
        "A temporary accrual takes its days from the points type when it is committed. Leave activation and expiry empty.",
    ),
    "points.type_not_importable": QT_TRANSLATE_NOOP(
        "errors",
        "Transactions of the type “{type}” are made by the program itself. Use accrual, redemption, adjustment or import.",
    ),
    "points.gone_meanwhile": QT_TRANSLATE_NOOP(
        "errors", "{missing} points of this participant were spent or expired since the import."
    ),
    "points_type.not_found": QT_TRANSLATE_NOOP(
        "errors", "This points type no longer exists. Refresh the screen."
    ),
    "points_type.archived": QT_TRANSLATE_NOOP(
        "errors", "This points type is archived. Choose another one."
    ),
    "participant.blocked": QT_TRANSLATE_NOOP(
        "errors", "The participant is blocked ({reason}). Unblock the participant to go on."
    ),
    "participant.left": QT_TRANSLATE_NOOP(
        "errors", "The participant has left the program. Add the profile again to go on."
    ),
    "program.not_active": QT_TRANSLATE_NOOP(
        "errors", "The program is not active, so that no points move. Activate the program first."
    ),
    "ledger.moved_meanwhile": QT_TRANSLATE_NOOP(
        "errors", "Somebody else moved the same points at this moment. Try again."
    ),
}
