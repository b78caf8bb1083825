"""Write dated tier steps: new rows of the history, the standings after them, and the tiers of stored transactions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from loyalty_desktop.storage.bulk import execute_many, update_many
from loyalty_desktop.storage.queries.tier_dating import load_stored_tiers
from loyalty_desktop.storage.queries.tiers import TierGroupRow
from loyalty_desktop.storage.tiers import HistoryStep, write_history
from loyalty_desktop.storage.unit_of_work import UnitOfWork

Spans = Mapping[int, Sequence[tuple[int, int]]]
"""Person -> (instant reached, tier) in time order."""


class NewStanding(NamedTuple):
    """What dating changes in a standing."""

    tier_id: int
    reached_at: int
    earned_tier_id: int | None
    grace_until: int | None
    participant_id: int


def store(
    uow: UnitOfWork,
    group: TierGroupRow,
    standings: Sequence[NewStanding],
    steps: Sequence[HistoryStep],
) -> None:
    """Write standings and history of people who are locked."""
    update_many(
        uow.conn,
        "tier_state",
        sets=("tier_id", "reached_at"),
        null_sets=("earned_tier_id", "grace_until"),
        keys=("participant_id", "tier_group_id"),
        rows=[(*standing, group.id) for standing in standings],
    )
    write_history(uow, group, steps)


def tier_before(spans: Sequence[tuple[int, int]] | None, at: int) -> int | None:
    """Return the tier just before an instant: the last one reached earlier, else the first; None without tiers."""
    if not spans:
        return None
    place = bisect_left(spans, (at,)) - 1
    return spans[max(place, 0)][1]


def mend_transactions(
    uow: UnitOfWork, program_id: int, spans: Spans, people: Collection[int], after: int
) -> int:
    """Set the tiers of stored transactions after an instant that their people's spans contradict. Returns how many.

    For those that the daily summary has already, the tier under which they are folded is kept in `tier_correction`.
    """
    found = load_stored_tiers(uow.conn, program_id, people, after)
    wrong = [
        (tier_id, who, number)
        for who, rows in found.items()
        for number, at, stored in rows
        if (tier_id := tier_before(spans.get(who), at)) != stored
    ]
    execute_many(
        uow.conn,
        "INSERT INTO tier_correction (participant_id, transaction_id, tier_id)"
        " SELECT t.participant_id, t.id, COALESCE(t.tier_id, 0) FROM points_transaction t"
        " JOIN person p ON p.id = t.participant_id WHERE t.participant_id = ? AND t.id = ? AND t.id <= p.folded"
        " ON CONFLICT (participant_id, transaction_id) DO NOTHING",
        [row[1:] for row in wrong],
    )
    execute_many(
        uow.conn,
        "UPDATE points_transaction SET tier_id = ? WHERE participant_id = ? AND id = ?",
        wrong,
    )
    return len(wrong)
