"""Tier columns of participants sheets: what a row's tier changes, setting tiers by hand for many, and undoing that.

A tier equal to the one in force changes nothing; another one becomes a floor. The previous floor is stored in
`import_change` as entity `tier:<group>`, so that an undo can restore it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import local_day
from loyalty_desktop.domain.kinds import ImportMode
from loyalty_desktop.storage import tiers
from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.imports.applying import Slice
from loyalty_desktop.storage.imports.staging import Staged, StagingFile
from loyalty_desktop.storage.queries.tiers import StandingRow, TierGroupRow, load_standings
from loyalty_desktop.storage.tiers import Floor
from loyalty_desktop.storage.unit_of_work import UnitOfWork

CHUNK = 20_000
_ENTITY = "tier:"


@dataclass(frozen=True, slots=True)
class TierColumn:
    """A tier column: its field, its tier group, the tier of each value in the staged rows, the last day of new floors."""

    field: str
    group: TierGroupRow
    tiers: Mapping[str, int]
    until: int


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def judge(
    conn: Connection, staging: StagingFile, columns: Sequence[TierColumn], mode: ImportMode
) -> None:
    """Mark rows whose tier differs from the one in force as changed, with the names of both tiers."""
    for column in columns:
        after = 0
        while rows := _judged(staging, column.field, after):
            after = rows[-1][0]
            known = [p for _, p, _ in rows if p is not None]
            if mode is ImportMode.ONLY_NEW or not known:
                continue
            standings = {s.participant_id: s for s in load_standings(conn, column.group, known)}
            changed = []
            for row_no, participant_id, value in rows:
                row = standings.get(participant_id) if participant_id is not None else None
                wanted = column.tiers.get(value)
                if row is not None and wanted is not None and _differs(row, wanted):
                    changed.append(
                        (row_no, _name(column.group, row.tier_id), _name(column.group, wanted))
                    )
            _mark(staging, column.field, changed)


def _judged(staging: StagingFile, field: str, after: int) -> list[tuple[int, int | None, str]]:
    with staging.open() as conn:
        return conn.execute(
            f"SELECT v.row_no, v.participant_id, r.{_quoted(field)} FROM verdict AS v"
            " JOIN row AS r ON r.row_no = v.row_no WHERE v.verdict <> 'rejected' AND v.row_no > ?"
            f" AND r.{_quoted(field)} IS NOT NULL ORDER BY v.row_no LIMIT {CHUNK}",
            (after,),
        ).fetchall()


def _differs(row: StandingRow, wanted: int) -> bool:
    """Return whether the row's tier is neither in force nor already the floor."""
    return wanted not in {row.tier_id, row.floor_tier_id}


def _name(group: TierGroupRow, tier_id: int) -> str:
    return group.names[group.place(tier_id)]


def _mark(staging: StagingFile, field: str, changed: Sequence[tuple[int, str, str]]) -> None:
    with staging.open() as conn:
        conn.execute("BEGIN")
        conn.executemany(
            "UPDATE verdict SET verdict = CASE WHEN verdict = 'unchanged' THEN 'changed' ELSE verdict END,"
            " tier_before = json_patch(COALESCE(tier_before, '{}'), ?),"
            " tier_after = json_patch(COALESCE(tier_after, '{}'), ?) WHERE row_no = ?",
            [
                (json.dumps({field: old}), json.dumps({field: new}), row_no)
                for row_no, old, new in changed
            ],
        )
        conn.execute("COMMIT")


def apply(
    uow: UnitOfWork,
    staged: Staged,
    columns: Sequence[TierColumn],
    *,
    batch_id: int,
    rows: Slice,
    first_profile: int,
    mode: ImportMode,
    reason: str,
) -> None:
    """Set the floors of a slice after its participants are written; `first_profile` is the id of its first new profile."""
    for column in columns:
        wanted = {
            who: column.tiers[value]
            for who, value in _wanted(staged, column.field, rows, first_profile, mode)
            if value in column.tiers
        }
        if not wanted:
            continue
        standings = load_standings(uow.conn, column.group, list(wanted))
        floors = [
            Floor(row, wanted[row.participant_id], column.until, reason)
            for row in standings
            if _differs(row, wanted[row.participant_id])
        ]
        _remember(uow, column.group, floors, batch_id)
        tiers.set_floors(uow, column.group, floors, import_batch_id=batch_id)


def _wanted(
    staged: Staged, field: str, rows: Slice, first_profile: int, mode: ImportMode
) -> Iterator[tuple[int, str]]:
    """Return (participant, value of the column) of the rows of a slice that have one."""
    found = staged.conn.execute(
        text(
            f"SELECT v.participant_verdict, v.profile_id, r.{_quoted(field)} FROM {staged.verdict} AS v"
            f" JOIN {staged.row} AS r ON r.row_no = v.row_no WHERE v.row_no > :after AND v.row_no <= :upto"
            " AND v.verdict <> 'rejected' ORDER BY v.row_no"
        ),
        rows.params,
    ).all()
    fresh = first_profile
    for verdict, who, value in found:
        if who is None:
            who, fresh = fresh, fresh + 1
        elif verdict != "new" and mode is ImportMode.ONLY_NEW:
            continue
        if value is not None:
            yield int(who), str(value)


def _state(
    tier_id: int | None, until: int | None, reason: str | None
) -> dict[str, int | str | None]:
    return {"floor_tier_id": tier_id, "floor_until": until, "floor_reason": reason}


def _remember(uow: UnitOfWork, group: TierGroupRow, floors: Sequence[Floor], batch_id: int) -> None:
    insert_many(
        uow.conn,
        "import_change",
        ("batch_id", "entity", "entity_id", "before", "after", "version_after"),
        [
            (
                batch_id,
                f"{_ENTITY}{group.id}",
                floor.row.participant_id,
                json.dumps(
                    _state(floor.row.floor_tier_id, floor.row.floor_until, floor.row.floor_reason)
                ),
                json.dumps(_state(floor.tier_id, floor.until, floor.reason)),
                0,
            )
            for floor in floors
        ],
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A floor that a batch set: the present standing, and the floor before and after the batch."""

    row: StandingRow
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def stands(self) -> bool:
        """Whether the floor is still as the batch set it."""
        row = self.row
        return _state(row.floor_tier_id, row.floor_until, row.floor_reason) == dict(self.after)


def kept(
    conn: Connection, batch_id: int, groups: Sequence[TierGroupRow]
) -> Iterator[tuple[TierGroupRow, list[Kept]]]:
    """Yield the floors that a batch set, in chunks by group."""
    for group in groups:
        last = 0
        while True:
            rows = conn.execute(
                text(
                    "SELECT entity_id, before, after FROM import_change WHERE batch_id = :batch"
                    " AND entity = :entity AND entity_id > :last ORDER BY entity_id LIMIT :n"
                ),
                {"batch": batch_id, "entity": f"{_ENTITY}{group.id}", "last": last, "n": CHUNK},
            ).all()
            if not rows:
                break
            last = int(rows[-1][0])
            standings = {
                s.participant_id: s for s in load_standings(conn, group, [int(r[0]) for r in rows])
            }
            yield (
                group,
                [
                    Kept(standings[who], json.loads(before), json.loads(after))
                    for who, before, after in rows
                    if who in standings
                ],
            )


def changed_since(
    conn: Connection, batch_id: int, groups: Sequence[TierGroupRow], now_us: int
) -> list[int]:
    """Return participants whose floor was changed by hand after the batch set it. A floor that has ended does not count."""
    found = []
    for group, floors in kept(conn, batch_id, groups):
        today = local_day(now_us, group.tz)
        found += [
            floor.row.participant_id
            for floor in floors
            if not floor.stands
            and not (floor.row.floor_tier_id is None and floor.after["floor_until"] < today)
        ]
    return found


def take_back(uow: UnitOfWork, batch_id: int, groups: Sequence[TierGroupRow]) -> None:
    """Restore the floors from before the batch, except those that have ended since."""
    for group, floors in kept(uow.conn, batch_id, groups):
        today = local_day(uow.now_us, group.tz)
        back = []
        for floor in floors:
            if not floor.stands:
                continue
            before = floor.before
            ended = before["floor_tier_id"] is None or before["floor_until"] < today
            if ended:
                back.append(Floor(floor.row, None, None, floor.after["floor_reason"]))
            else:
                back.append(
                    Floor(
                        floor.row,
                        before["floor_tier_id"],
                        before["floor_until"],
                        before["floor_reason"],
                    )
                )
        tiers.set_floors(uow, group, back, import_batch_id=batch_id)
