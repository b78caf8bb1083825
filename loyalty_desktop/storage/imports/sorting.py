"""Find the rows of a sheet of profiles or participants that are new for certain: they stay in their blocks.

A row stays when its keys are in no other row and in no profile, and when nothing else of it needs a look. All others are
moved to the table `row` of the staging file, where `matching` compares them with the workspace.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import ImportMode, ParticipantState
from loyalty_desktop.domain.staged_blocks import LOOSE, NEW, OPEN
from loyalty_desktop.storage.imports.blocks import (
    Block,
    blocks,
    keep_marks,
    loosen,
    loosen_all,
)
from loyalty_desktop.storage.imports.plan import MatchPlan, Problem
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.sql import among, id_list

KEYS = {"external_id": "external_id", "email": "email_key", "phone": "phone"}
"""The staging column that is compared, by the profile field that finds a profile."""


def sort_out(conn: Connection, staging: StagingFile, plan: MatchPlan) -> list[Problem] | None:
    """Mark the new rows and move all others. Returns the rows that repeat the key of an earlier row; None: not known."""
    have = set(staging.columns())
    with staging.open() as staged:
        staged.execute("BEGIN")  # rolled back by closing when it fails
        found: list[Problem] | None = None
        if not _may_stay(plan, have):
            loosen_all(staged, fill=plan.fill)
        else:
            found = _Sorter(conn, staged, plan, have).sorted()
        staged.execute("COMMIT")
    return found


def known_keys(conn: Connection, plan: MatchPlan, name: str, keys: Collection[str]) -> set[str]:
    """Return which of these values of a profile field (external_id, email, phone) are in the workspace."""
    if not keys:
        return set()
    table, column = ("profile_key", name) if name == "external_id" else ("profile", KEYS[name])
    query = (
        f"SELECT {column} FROM {table} WHERE profile_database_id = :database_id"
        f" AND {among(conn, column, 'keys')}"
    )
    params: dict[str, Any] = {"database_id": plan.database_id, "keys": id_list(conn, keys)}
    return set(conn.execute(text(query), params).scalars())


def checked_keys(plan: MatchPlan, have: Collection[str]) -> list[str]:
    """Return the profile fields whose values no profile may have for a row to be new."""
    more = plan.key != "external_id" and "external_id" in have
    return [plan.key, *(["external_id"] if more else [])]


def _may_stay(plan: MatchPlan, have: Collection[str]) -> bool:
    """Return whether a row can be new for certain at all, by what is asked and what the sheet has."""
    return (
        not plan.key_custom
        and KEYS[plan.key] in have
        and plan.mode is not ImportMode.ONLY_UPDATE
        and plan.create_profiles
        and not any(name == "tier" or name.startswith("tier (") for name in have)
    )


@dataclass(slots=True)
class _Keys:
    """The keys of one profile field: those seen in the sheet so far, and rows that repeat one."""

    name: str  # the sheet's field, for problems
    column: str  # the staging column
    known: Callable[[Collection[str]], set[str]]  # which of these keys are in the workspace
    seen: set[str] = field(default_factory=set)
    repeats: dict[str, list[int]] = field(default_factory=dict)

    def look(self, rows: Sequence[tuple[int, str | None]]) -> tuple[set[int], set[str]]:
        """Return the row numbers that repeat a key, and the keys that are in the workspace."""
        given = [key for _, key in rows if key is not None]
        fresh = set(given)
        again: set[int] = set()
        if len(fresh) < len(given) or not self.seen.isdisjoint(fresh):
            for row_no, key in rows:
                if key is None:
                    continue
                if key in self.seen:
                    self.repeats.setdefault(key, []).append(row_no)
                    again.add(row_no)
                self.seen.add(key)
        else:
            self.seen |= fresh
        return again, self.known(fresh)


class _Sorter:
    """Goes through the blocks once."""

    def __init__(
        self, conn: Connection, staged: sqlite3.Connection, plan: MatchPlan, have: Collection[str]
    ) -> None:
        self._conn, self._staged, self._plan = conn, staged, plan
        self._have = have
        self._empty = not conn.execute(
            text("SELECT 1 FROM profile WHERE profile_database_id = :database_id LIMIT 1"),
            {"database_id": plan.database_id},
        ).first()
        self._keys = [
            _Keys(plan.key_field if name == plan.key else name, KEYS[name], self._known(name))
            for name in checked_keys(plan, have)
        ]

    def sorted(self) -> list[Problem]:
        columns = [keys.column for keys in self._keys]
        columns += [
            name for name in ("program", "state") if self._plan.enrols and name in self._have
        ]
        loose: dict[int, set[int]] = {}
        for block in blocks(self._staged, columns, fill=self._plan.fill):
            away = self._away(block)
            for place, mark in enumerate(block.marks):
                if mark != LOOSE:
                    block.marks[place] = OPEN if place in away else NEW
            keep_marks(self._staged, block)
            if away:
                loose[block.first] = away
        if loose:
            loosen(self._staged, lambda block: loose.get(block.first, ()), fill=self._plan.fill)
        problems: dict[int, Problem] = {}
        for keys in self._keys:
            for problem in self._repeated(keys):
                problems.setdefault(problem[0], problem)
        return list(problems.values())

    def _away(self, block: Block) -> set[int]:
        """Return the places of rows that cannot stay in a block."""
        away: set[int] = set()
        place_of = {number: place for place, number in enumerate(block.numbers)}
        for keys in self._keys:
            values = block.values.get(keys.column) or [None] * len(block.marks)
            rows = list(zip(block.numbers, values, strict=True))
            if LOOSE in block.marks:
                rows = [row for row, mark in zip(rows, block.marks, strict=True) if mark != LOOSE]
                rows = sorted([*rows, *self._loose(keys, block)])
            again, known = keys.look(rows)
            away |= {place_of[number] for number in again}
            if known:
                away |= {place for place, key in enumerate(values) if key in known}
            if keys is self._keys[0] and None in values:
                away |= {place for place, key in enumerate(values) if key is None}
        for name, allowed in (
            ("program", {None, *self._plan.program_names}),
            ("state", {None, ParticipantState.ACTIVE.value}),
        ):
            held = block.values.get(name)
            if held is not None and (name != "program" or self._plan.program_names):
                away |= {place for place, value in enumerate(held) if value not in allowed}
        return {place for place in away if block.marks[place] != LOOSE}

    def _loose(self, keys: _Keys, block: Block) -> Iterable[tuple[int, str | None]]:
        """Return the keys of rows of the block that were moved earlier and have no error."""
        found = self._staged.execute(
            f"SELECT row_no, {keys.column} FROM row WHERE ok = 1 AND row_no >= ? AND row_no <= ?"
            f" AND {keys.column} IS NOT NULL",
            (block.first, block.last),
        )
        return [(int(row_no), str(key)) for row_no, key in found]

    def _repeated(self, keys: _Keys) -> Iterable[Problem]:
        """Yield a problem for each row that repeats a key, with the first row that has it."""
        if not keys.repeats:
            return
        first: dict[str, int] = {}
        for block in blocks(self._staged, (keys.column,), fill=self._plan.fill):
            values = block.values.get(keys.column) or ()
            for row_no, key in zip(block.numbers, values, strict=False):
                if key in keys.repeats:
                    first.setdefault(key, row_no)
        for row_no, key in self._staged.execute(
            f"SELECT row_no, {keys.column} FROM row WHERE ok = 1"
        ):
            if key in keys.repeats:
                first[key] = min(first.get(key, row_no), row_no)
        for key, rows in keys.repeats.items():
            for row_no in rows:
                yield (row_no, keys.name, "import.repeated", {"found": key, "row": first[key]})

    def _known(self, name: str) -> Callable[[Collection[str]], set[str]]:
        if self._empty:
            return lambda _keys: set()
        return lambda keys: known_keys(self._conn, self._plan, name, keys)
