"""To which line of the reports a transaction belongs."""

from __future__ import annotations

from loyalty_desktop.domain.kinds import Flow, TransactionType

_OWN = {
    TransactionType.ACCRUAL: Flow.ACCRUED,
    TransactionType.INITIAL: Flow.INITIAL,
    TransactionType.IMPORT: Flow.IMPORTED,
    TransactionType.REDEMPTION: Flow.REDEEMED,
    TransactionType.EXPIRATION: Flow.EXPIRED,
    TransactionType.TRANSFER: Flow.TRANSFERRED,
    TransactionType.ADJUSTMENT: Flow.ADJUSTED,
}


def flow_of(kind: TransactionType) -> Flow:
    """Return the flow of a permanent transaction; activations and roll-backs have none."""
    return _OWN.get(kind, Flow.NONE)


def reversal_flow(original: TransactionType, amount: int) -> Flow:
    """Return the flow of the cancellation of a transaction that changed the total by `amount` units."""
    if original is TransactionType.ADJUSTMENT:
        return Flow.ADJUSTED
    return Flow.GIVEN_BACK if amount < 0 else Flow.CANCELLED
