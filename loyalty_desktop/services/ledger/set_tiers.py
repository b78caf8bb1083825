"""Tiers of transactions that set-based SQL is about to write: the same steps and tiers as by tier_dating.judge_in.

Most people keep their tier: their entries have the tier that stands now. Those whose qualification points move, and those
whose tier was reached after their first entry, are judged by judge_columns.
"""

from __future__ import annotations

from collections.abc import Sequence

from loyalty_desktop.domain.tiers import event_of
from loyalty_desktop.services.tier_dating import Moved, judge_columns
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.ledger import set_posting
from loyalty_desktop.storage.queries.tiers import TierGroupRow
from loyalty_desktop.storage.tier_dating import tier_before
from loyalty_desktop.storage.unit_of_work import UnitOfWork


def date_tiers(
    uow: UnitOfWork, program_id: int, groups: Sequence[TierGroupRow], *, resets: bool = False
) -> int:
    """Judge the people of `set_entry` and set the tiers of their entries. Returns how many tiers changed.

    `resets`: the entries are the reset after a review.
    """
    if not groups:
        return 0
    deciding = {group.points_type_id for group in groups}
    entries = set_posting.load_judged(uow, groups[0].id, deciding)
    if not entries:
        return 0
    first_at: dict[int, int] = {}
    moves: dict[int, dict[int, Moved]] = {number: {} for number in deciding}
    for who, _, kind, code, at, before, after in entries:
        if at < first_at.get(who, at + 1):
            first_at[who] = at
        if kind in deciding and after != before:
            mine = moves[kind].get(who)
            if mine is None:
                mine = moves[kind][who] = Moved(before, [])
            mine.events.append(event_of(codes.TYPE_OF[code], at, after - before, resets=resets))
    latest = set_posting.load_latest(uow, first_at)
    judged = judge_columns(uow, program_id, moves, first_at, latest, groups=groups)
    set_posting.set_tiers(
        uow,
        [
            (tier_before(judged.spans.get(e.participant_id), e.occurred_at), e.participant_id, e.id)
            for e in entries
        ],
    )
    return judged.changed
