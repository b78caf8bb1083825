"""Write tiers: first standings, floors set by hand, rows of the history. For many at once: tier_bulk.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import TierReason
from loyalty_desktop.domain.tiers import periods
from loyalty_desktop.storage.bulk import execute_many, insert_many
from loyalty_desktop.storage.codes import TIER_REASONS
from loyalty_desktop.storage.queries.tiers import (
    StandingRow,
    TierGroupRow,
)
from loyalty_desktop.storage.row_hash import COVERED, TIER_STEP, row_hash
from loyalty_desktop.storage.sql import among, id_list
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_CHUNK = 50_000


def start(
    uow: UnitOfWork, group: TierGroupRow, participant_ids: Collection[int] | None, today: int
) -> int:
    """Set the first tier of participants who have none in this group (None: all of the program). Returns how many."""
    started = 0
    for rows in _without_state(uow, group, participant_ids):
        times = periods(group.plan, {row[1] for row in rows}, group.tz, today)
        lowest = group.tier_ids[0]
        states = [
            (who, group.id, lowest, registered, *times[registered]) for who, registered in rows
        ]
        columns = ("participant_id", "tier_group_id", "tier_id", "reached_at", "period_start")
        insert_many(uow.conn, "tier_state", (*columns, "next_review"), states)
        steps = [HistoryStep(who, None, lowest, at, TierReason.JOINED) for who, at in rows]
        write_history(uow, group, steps)
        started += len(rows)
    return started


def _without_state(
    uow: UnitOfWork, group: TierGroupRow, participant_ids: Collection[int] | None
) -> Iterator[list[tuple[int, int]]]:
    """Yield (participant, registered at) without a standing in this group, in chunks by id."""
    query = (
        "SELECT p.id, p.registered_at FROM participant p WHERE p.program_id = :program_id AND p.id > :after"
        " AND NOT EXISTS (SELECT 1 FROM tier_state s WHERE s.participant_id = p.id AND s.tier_group_id = :group_id)"
    )
    bound: dict[str, Any] = {"program_id": group.program_id, "group_id": group.id, "after": 0}
    if participant_ids is not None:
        query += f" AND {among(uow.conn, 'p.id')}"
        bound["ids"] = id_list(uow.conn, participant_ids)
    query += f" ORDER BY p.id LIMIT {_CHUNK}"
    while True:
        rows = [(row[0], row[1]) for row in uow.conn.execute(text(query), bound)]
        if rows:
            yield rows
        if len(rows) < _CHUNK:
            return
        bound["after"] = rows[-1][0]


def shown(group: TierGroupRow, earned: int, floor_tier_id: int | None) -> int:
    """Return the tier of a participant: the higher of the earned one and the floor."""
    floor = -1 if floor_tier_id is None else group.place(floor_tier_id)
    return group.tier_ids[max(earned, floor)]


@dataclass(frozen=True, slots=True)
class Floor:
    """A tier to set by hand for one standing, or to remove (None)."""

    row: StandingRow
    tier_id: int | None
    until: int | None
    reason: str


def set_floors(
    uow: UnitOfWork,
    group: TierGroupRow,
    floors: Sequence[Floor],
    *,
    import_batch_id: int | None = None,
) -> int:
    """Set tiers by hand, or remove them. Returns how many tiers changed.

    Each is a step of the history, also when the tier stays the same, so that the floor of any moment is known.
    """
    states = []
    steps = []
    moved = 0
    for floor in floors:
        row = floor.row
        tier_id = shown(group, group.place(row.earned_tier_id), floor.tier_id)
        reached = row.reached_at
        if tier_id != row.tier_id:
            moved += 1
            reached = uow.now_us
        kept = floor.tier_id is not None
        steps.append(
            HistoryStep(
                row.participant_id,
                row.tier_id,
                tier_id,
                uow.now_us,
                TierReason.MANUAL if kept else TierReason.MANUAL_END,
                floor.reason,
                floor_tier_id=floor.tier_id,
                floor_until=floor.until if kept else None,
            )
        )
        states.append(
            (
                tier_id,
                reached,
                row.earned_tier_id if kept else None,
                floor.tier_id,
                floor.until,
                floor.reason if kept else None,
                row.participant_id,
                group.id,
            )
        )
    execute_many(
        uow.conn,
        "UPDATE tier_state SET tier_id = ?, reached_at = ?, earned_tier_id = ?, floor_tier_id = ?, floor_until = ?,"
        " floor_reason = ? WHERE participant_id = ? AND tier_group_id = ?",
        states,
    )
    write_history(uow, group, steps, import_batch_id=import_batch_id)
    return moved


class HistoryStep(NamedTuple):
    """A row of tier history to write. `replaces_id` names the row that it dates anew; the floor as in the table."""

    participant_id: int
    from_tier_id: int | None
    tier_id: int
    reached_at: int
    reason: TierReason
    comment: str = ""
    replaces_id: int | None = None
    floor_tier_id: int | None = None
    floor_until: int | None = None


def write_history(
    uow: UnitOfWork,
    group: TierGroupRow,
    steps: Sequence[HistoryStep],
    *,
    import_batch_id: int | None = None,
) -> None:
    """Write tier history, numbered by the person under the person's lock, in the order given."""
    if not steps:
        return
    people = uow.lock_people({step.participant_id for step in steps})
    numbers = last_steps(uow.conn, people)
    rows = []
    for who, before, after, at, reason, comment, replaces_id, floor, until in steps:
        numbers[who] = number = numbers.get(who, 0) + 1
        row = (
            number,
            group.id,
            before,
            after,
            at,
            uow.now_us,
            TIER_REASONS[reason],
            replaces_id,
            floor,
            until,
            comment,
            uow.actor.name,
            import_batch_id,
        )
        people[who].digest += row_hash(TIER_STEP, *row)
        rows.append((who, *row))
    insert_many(uow.conn, "tier_history", ("participant_id", *COVERED[TIER_STEP]), rows)


def last_steps(conn: Connection, participant_ids: Iterable[int]) -> dict[int, int]:
    """Return the number of the last row of tier history of each person who has one. Call it under the person's lock."""
    query = (
        "SELECT participant_id, MAX(id) FROM tier_history"
        f" WHERE {among(conn, 'participant_id')} GROUP BY participant_id"
    )
    rows = conn.execute(text(query), {"ids": id_list(conn, sorted(set(participant_ids)))})
    return {row[0]: row[1] for row in rows}
