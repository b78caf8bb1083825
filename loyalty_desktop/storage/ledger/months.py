"""What a person did in a month (participant_month): written with the postings, because the rows are the person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loyalty_desktop.domain.kinds import Flow, TransactionType
from loyalty_desktop.domain.ledger.flows import flow_of
from loyalty_desktop.domain.ledger.rules import PointsRules
from loyalty_desktop.domain.ledger.state import Postings
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.bulk import execute_many
from loyalty_desktop.storage.unit_of_work import UnitOfWork

FLOW_COLUMNS = tuple(flow.value for flow in Flow if flow is not Flow.NONE)
COUNT_COLUMNS = ("accruals", "redemptions", "transfers_out")
SUMS = (*FLOW_COLUMNS, *COUNT_COLUMNS)

_PLACE: dict[Flow, int] = {
    flow: number for number, flow in enumerate(flow for flow in Flow if flow is not Flow.NONE)
}
_ACCRUALS = len(FLOW_COLUMNS)

Months = dict[tuple[int, int, int], list[int]]
"""(participant, points type, YYYYMM) -> changes of the sums, in the order of SUMS."""

_ADD = (
    f"INSERT INTO participant_month (participant_id, points_type_id, month, {', '.join(SUMS)})"
    f" VALUES (?, ?, ?, {', '.join('?' * len(SUMS))})"
    " ON CONFLICT (participant_id, points_type_id, month) DO UPDATE SET "
    + ", ".join(f"{name} = participant_month.{name} + excluded.{name}" for name in SUMS)
)


def counted(kind: TransactionType, amount: int) -> int | None:
    """Return the place in SUMS of the count of a transaction that a person made; None when it is not counted."""
    if kind is TransactionType.ACCRUAL:
        return _ACCRUALS
    if kind is TransactionType.REDEMPTION:
        return _ACCRUALS + 1
    return _ACCRUALS + 2 if kind is TransactionType.TRANSFER and amount < 0 else None


def of_sums(
    points_type_id: int, sums: Mapping[tuple[int, int, int, bool], Sequence[int]]
) -> Months:
    """Return what new transactions (no cancellations) of a points type change.

    `sums`: (participant, YYYYMM, code of the type, whether below zero) -> units and count.
    """
    months: Months = {}
    for (who, month, code, _), (units, count) in sums.items():
        kind = codes.TYPE_OF[code]
        mine = _sums(months, (who, points_type_id, month))
        mine[_PLACE[flow_of(kind)]] += units
        place = counted(kind, units)
        if place is not None:
            mine[place] += count
    return months


def of_postings(rules: Mapping[int, PointsRules], postings: Postings) -> Months:
    """Return what postings change: flows of the new transactions, counts of those and of the cancelled ones."""
    months: Months = {}
    for e in postings.entries:
        flow = e.flow
        if flow is Flow.NONE:
            continue
        what = e.points_type_id
        sums = _row(months, e.participant_id, what, rules[what].local_days(e.occurred_at))
        sums[_PLACE[flow]] += e.amount
        place = counted(e.type, e.amount)
        if place is not None:
            sums[place] += 1
    for change in postings.state_changes:
        if change.cancelled is not None:
            what, original = change.cancelled
            place = counted(original.type, original.amount)
            if place is not None:
                day = rules[what].local_days(original.occurred_at)
                _row(months, change.participant_id, what, day)[place] -= 1
    return months


def store(uow: UnitOfWork, months: Months) -> None:
    """Add to the months."""
    execute_many(uow.conn, _ADD, [(*key, *sums) for key, sums in sorted(months.items())])


def _row(months: Months, who: int, what: int, day: int) -> list[int]:
    return _sums(months, (who, what, day // 100))


def _sums(months: Months, key: tuple[int, int, int]) -> list[int]:
    found = months.get(key)
    if found is None:
        found = months[key] = [0] * len(SUMS)
    return found
