"""Find the participants of a points sheet's rows, block by block, and put the rows that are posted into slices.

A row stays in its block when its participant and points type are found, no other row has its external ID, and it names no
transaction of the program's own. All others are moved to the table `row`, where `points` judges them with SQL.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.staged_blocks import LOOSE, NEW, OPEN
from loyalty_desktop.domain.uuids import owner, uuid_bytes
from loyalty_desktop.storage.imports import slices
from loyalty_desktop.storage.imports.blocks import Block, blocks, keep_marks, loosen
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.sql import among, id_list

KEYS = {"external_id": "participant", "email": "participant_email", "phone": "participant_phone"}
"""The staging column of a points sheet that names the participant, by the profile field it is looked for in."""

OWN_TYPES = ("accrual", "redemption", "import")
"""Types that a points sheet may contain; the program makes all others itself."""

_UUID_LENGTH = 36
_REMEMBERED = 200_000  # names of participants
_AT_ONCE = 50_000  # rows that are put into slices at a time


@dataclass(frozen=True, slots=True)
class PointsPlan:
    """How the rows of a points sheet are matched: by which profile field, and which points type rows without one have."""

    database_id: int
    program_id: int
    key: str
    key_custom: bool
    points_type_id: int | None


@dataclass(slots=True)
class Sorted:
    """The rows that stay in their blocks: participants and points types by the first row of their block."""

    people: dict[int, array[int]] = field(default_factory=dict)
    types: dict[int, array[int]] = field(default_factory=dict)


def sort_out(conn: Connection, staging: StagingFile, plan: PointsPlan) -> Sorted:
    """Mark the rows that are posted from their blocks as new and move all others."""
    have = set(staging.columns())
    with staging.open() as staged:
        staged.execute("BEGIN")  # rolled back by closing when it fails
        found = _Sorter(conn, staged, plan, have).sorted()
        staged.execute("COMMIT")
    return found


class _Sorter:
    """Goes through the blocks once, and once more when external IDs repeat."""

    def __init__(
        self, conn: Connection, staged: sqlite3.Connection, plan: PointsPlan, have: Collection[str]
    ) -> None:
        self._conn, self._staged, self._plan, self._have = conn, staged, plan, have
        self._known: dict[str, int] = {}
        types = conn.execute(
            text("SELECT external_id, id FROM points_type WHERE program_id = :program_id"),
            {"program_id": plan.program_id},
        )
        self._types: dict[str | None, int] = dict(iter(types))
        self._types[None] = plan.points_type_id or 0

    def sorted(self) -> Sorted:
        found = Sorted()
        name = KEYS.get(self._plan.key)
        if self._plan.key_custom or name is None or name not in self._have:
            loosen(self._staged, lambda block: range(len(block.marks)))
            return found
        hashes = array("q")
        loose: dict[int, set[int]] = {}
        for block in blocks(self._staged, (name, "points_type", "type", "external_id")):
            people = self._people(block.values[name])
            kinds = self._kinds(block)
            found.people[block.first], found.types[block.first] = people, kinds
            keys = block.values.get("external_id")
            if keys is not None:
                hashes.extend(
                    hash(key)
                    for key, mark in zip(keys, block.marks, strict=True)
                    if key is not None and mark != LOOSE
                )
            self._mark(block, self._away(block, people, kinds), loose)
        repeated = self._repeated(hashes)
        if repeated:
            for block in blocks(self._staged, ("external_id",)):
                keys = block.values["external_id"]
                again = {
                    place
                    for place, key in enumerate(keys)
                    if key is not None and hash(key) in repeated
                }
                self._mark(block, again | loose.get(block.first, set()), loose)
        if loose:
            loosen(self._staged, lambda block: loose.get(block.first, ()))
        return found

    def _mark(self, block: Block, away: set[int], loose: dict[int, set[int]]) -> None:
        away = {place for place in away if block.marks[place] != LOOSE}
        for place, mark in enumerate(block.marks):
            if mark != LOOSE:
                block.marks[place] = NEW
        for place in away:
            block.marks[place] = OPEN
        keep_marks(self._staged, block)
        if away:
            loose[block.first] = away

    def _away(self, block: Block, people: Sequence[int], kinds: Sequence[int]) -> set[int]:
        """Return the places of rows that need a look."""
        away = {place for place, who in enumerate(people) if not who}
        if 0 in kinds:
            away |= {place for place, kind in enumerate(kinds) if not kind}
        words = block.values.get("type")
        if words is not None and not {*OWN_TYPES, None, ""}.issuperset(words):
            away |= {place for place, word in enumerate(words) if word and word not in OWN_TYPES}
        for place, key in enumerate(block.values.get("external_id") or ()):
            if key is not None and len(key) == _UUID_LENGTH:
                value = uuid_bytes(key)
                if value is not None and owner(value)[0] == people[place]:
                    away.add(place)
        return away

    def _kinds(self, block: Block) -> array[int]:
        named = block.values.get("points_type")
        if named is None:
            return array("q", [self._types[None]]) * len(block.marks)
        of = self._types
        return array("q", [of.get(name, 0) for name in named])

    def _people(self, names: Sequence[str | None]) -> array[int]:
        """Return the participant of each name; 0 when there is none."""
        known = self._known
        asked = {name for name in names if name is not None and name not in known}
        if asked:
            if len(known) + len(asked) > _REMEMBERED:
                known.clear()
                asked = {name for name in names if name is not None}
            known.update(dict.fromkeys(asked, 0))
            known.update(_participants(self._conn, self._plan, asked))
        return array("q", [0 if name is None else known[name] for name in names])

    def _repeated(self, hashes: array[int]) -> set[int]:
        """Return the hashes of external IDs that stand in several rows."""
        if "external_id" in self._have:
            hashes.extend(
                hash(key)
                for (key,) in self._staged.execute(
                    "SELECT external_id FROM row WHERE ok = 1 AND external_id IS NOT NULL"
                )
            )
        return {one for one, other in pairwise(sorted(hashes)) if one == other}


def _participants(conn: Connection, plan: PointsPlan, names: Collection[str]) -> Mapping[str, int]:
    """Return the participants whom these keys name; a key that several profiles have names nobody."""
    if plan.key == "external_id":
        query = (
            "SELECT k.external_id, m.id FROM profile_key AS k JOIN participant AS m"
            " ON m.id = k.profile_id AND m.program_id = :program_id"
            f" WHERE k.profile_database_id = :database_id AND {among(conn, 'k.external_id', 'names')}"
        )
    else:
        column = "email_key" if plan.key == "email" else "phone"
        query = (
            f"SELECT c.name, m.id FROM (SELECT f.{column} AS name, MIN(f.id) AS id FROM profile AS f"
            f" WHERE f.profile_database_id = :database_id AND {among(conn, f'f.{column}', 'names')}"
            f" GROUP BY f.{column} HAVING COUNT(*) = 1) AS c"
            " JOIN participant AS m ON m.id = c.id AND m.program_id = :program_id"
        )
    params: dict[str, Any] = {
        "program_id": plan.program_id,
        "database_id": plan.database_id,
        "names": id_list(conn, names),
    }
    return dict(iter(conn.execute(text(query), params)))


def fill_slices(staging: StagingFile, found: Sorted) -> None:
    """Write the rows that are posted into slices: those that stayed in their blocks, and judged rows that are new."""
    with staging.open() as staged:
        staged.execute("BEGIN")
        staged.execute("UPDATE verdict SET posted = 1 WHERE verdict = 'new'")
        _Filler(staged, found).fill()
        staged.execute(
            "CREATE INDEX IF NOT EXISTS verdict_asked ON verdict (participant_id) WHERE posted = 1"
        )
        staged.execute("COMMIT")


class _Filler:
    """Collects columns of rows and adds them to the slices, some ten thousand rows at a time."""

    def __init__(self, staged: sqlite3.Connection, found: Sorted) -> None:
        self._staged, self._found = staged, found
        self._ends: list[int] = []
        self._have: set[str] = {r[1] for r in staged.execute("PRAGMA table_info(row)")}
        self._parts = 0
        self._columns: list[list[Any]] = [[] for _ in slices.FIELDS]

    def fill(self) -> None:
        judged = self._staged.execute(
            "SELECT participant_id FROM verdict WHERE posted = 1"
        ).fetchall()
        stay: list[Sequence[int]] = [array("q", [who for (who,) in judged])]
        for block in blocks(self._staged):
            people = self._found.people.get(block.first)
            if block.new and people is not None:
                stay.append(array("q", [people[place] for place in block.places(NEW)]))
        self._ends = slices.begin(self._staged, stay)
        for block in blocks(self._staged, slices.FIELDS[3:], only_new=True):
            self._of_block(block)
        self._flush()
        self._of_table()
        self._flush()

    def _of_block(self, block: Block) -> None:
        places = block.places(NEW)
        whole = len(places) == len(block.marks)
        of = (
            block.numbers,
            self._found.people[block.first],
            self._found.types[block.first],
            *(block.values.get(name) for name in slices.FIELDS[3:]),
        )
        for kept, values in zip(self._columns, of, strict=True):
            if values is None:
                kept += [None] * len(places)
            else:
                kept += values if whole else [values[place] for place in places]
        if len(self._columns[0]) >= _AT_ONCE:
            self._flush()

    def _of_table(self) -> None:
        names = ", ".join(
            f"r.{name}" if name in self._have else "NULL" for name in slices.FIELDS[3:]
        )
        judged = self._staged.execute(
            f"SELECT v.row_no, v.participant_id, v.points_type_id, {names} FROM verdict AS v"
            " JOIN row AS r ON r.row_no = v.row_no WHERE v.posted = 1 ORDER BY v.row_no"
        )
        while chunk := judged.fetchmany(_AT_ONCE):
            self._columns = [list(column) for column in zip(*chunk, strict=True)]
            self._flush()

    def _flush(self) -> None:
        if not self._columns[0]:
            return
        given = dict(zip(slices.FIELDS, self._columns, strict=True))
        given["type"] = [kind or "accrual" for kind in given["type"]]
        given["description"] = [words or "" for words in given["description"]]
        columns: list[slices.Column] = [
            _one_value(values) if name in _SHARED else values for name, values in given.items()
        ]
        slices.add(self._staged, self._ends, self._parts, columns)
        self._parts += 1
        self._columns = [[] for _ in slices.FIELDS]


_SHARED = frozenset(slices.FIELDS[5:])
"""Fields of which often all rows have the same value, mostly none."""


def _one_value(values: list[Any]) -> slices.Column:
    return values[0] if values.count(values[0]) == len(values) else values


def settle(staging: StagingFile, rows: Sequence[tuple[int, int, int]]) -> None:
    """Give rows of slices a verdict of their own: (row number, participant, points type); it is new until it changes."""
    if not rows:
        return
    numbers = {row[0] for row in rows}
    which: Callable[[Block], list[int]] = lambda block: [  # noqa: E731
        place for place, number in enumerate(block.numbers) if number in numbers
    ]
    with staging.open() as staged:
        staged.execute("BEGIN")
        loosen(staged, which, after=min(numbers) - 1, upto=max(numbers))
        staged.executemany(
            "INSERT INTO verdict (row_no, verdict, profile_id, participant_id, points_type_id, posted)"
            " VALUES (?, 'new', ?2, ?2, ?3, 1) ON CONFLICT (row_no) DO NOTHING",
            rows,
        )
        staged.execute("COMMIT")
