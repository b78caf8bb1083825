"""Blocks of staged rows: the typed values of some thousand rows of a sheet, column by column, with one mark a row.

The child process writes the blocks (`spreadsheets.staging_writer`); a row that is new for certain stays in its block from
the sheet to the workspace. A row that needs more (it exists already, is faulty, was corrected) is moved to the table `row`
of the same staging file, where SQL can judge it; `loosen` moves it, and its mark says so.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from loyalty_desktop.domain.staged_blocks import (
    LOOSE,
    NEW,
    column,
    unpacked,
    unpacked_numbers,
)
from loyalty_desktop.domain.text import email_key, search_texts

LAST = 2**62


@dataclass(frozen=True, slots=True)
class Fill:
    """The profile field that gets the value of another column where that has one: the key of a participants sheet."""

    field: str
    source: str


@dataclass(slots=True)
class Block:
    """A block: row numbers, marks, and the values of the columns that were asked for."""

    first: int
    last: int
    numbers: Sequence[int]
    marks: bytearray
    new: int
    values: dict[str, list[Any]] = field(default_factory=dict)

    def places(self, mark: int, *, after: int = 0, upto: int = LAST) -> list[int]:
        """Return the places in the block of rows with this mark and `after` < row number <= `upto`."""
        whole = after < self.first and self.last <= upto
        if whole and self.marks.count(mark) == len(self.marks):
            return list(range(len(self.marks)))
        return [
            place
            for place, found in enumerate(self.marks)
            if found == mark and after < self.numbers[place] <= upto
        ]


def blocks(
    conn: sqlite3.Connection,
    columns: Sequence[str] = (),
    *,
    after: int = 0,
    upto: int = LAST,
    fill: Fill | None = None,
    only_new: bool = False,
) -> Iterator[Block]:
    """Yield blocks with rows `after` < row number <= `upto`, in order, with the values of these columns.

    With `fill` the columns that follow from the filled one (`email_key`, `search`) are made anew.
    """
    have = {r[1][2:] for r in conn.execute("PRAGMA table_info(block)") if r[1].startswith("v:")}
    wanted = _needed(columns, have, fill)
    names = "".join(f", {column(name)}" for name in wanted)
    some = " AND new > 0" if only_new else ""
    listed = conn.execute(
        f"SELECT first FROM block WHERE last > ? AND first <= ?{some} ORDER BY first", (after, upto)
    ).fetchall()  # one at a time, so that the caller may change the one it has
    query = f"SELECT first, last, numbers, marks, new{names} FROM block WHERE first = ?"
    for place in listed:
        first, last, numbers, marks, new, *values = conn.execute(query, place).fetchone()
        block = Block(
            first,
            last,
            unpacked_numbers(numbers, first, last),
            bytearray(marks),
            new,
            {name: unpacked(value) for name, value in zip(wanted, values, strict=True)},
        )
        if fill is not None and fill.source in have:
            _fill(block.values, columns, fill)
        yield block


def _needed(columns: Sequence[str], have: set[str], fill: Fill | None) -> list[str]:
    wanted = [name for name in columns if name in have]
    if fill is not None and fill.source in have:
        from loyalty_desktop.domain.entities.profiles import SEARCHED

        more = [fill.source]
        if "search" in columns:
            more += SEARCHED
        wanted += [name for name in dict.fromkeys(more) if name in have and name not in wanted]
    return wanted


def _fill(values: dict[str, list[Any]], columns: Sequence[str], fill: Fill) -> None:
    from loyalty_desktop.domain.entities.profiles import SEARCHED

    keys = values[fill.source]
    own = values.get(fill.field)
    values[fill.field] = (
        list(keys)
        if own is None
        else [old if key is None else key for key, old in zip(keys, own, strict=True)]
    )
    if "email_key" in columns and "email" in values:
        values["email_key"] = [email_key(e) if e else None for e in values["email"]]
    if "search" in columns:
        parts = [values[name] for name in SEARCHED if name in values]
        values["search"] = list(search_texts(parts, len(keys)))


def keep_marks(conn: sqlite3.Connection, block: Block) -> None:
    """Store the marks of a block."""
    block.new = block.marks.count(NEW)
    conn.execute(
        "UPDATE block SET marks = ?, new = ? WHERE first = ?",
        (bytes(block.marks), block.new, block.first),
    )


def loosen(
    conn: sqlite3.Connection,
    which: Callable[[Block], Collection[int]],
    *,
    fill: Fill | None = None,
    after: int = 0,
    upto: int = LAST,
) -> None:
    """Move rows of blocks to the table `row`; `which` returns their places in a block."""
    shape = [r[1] for r in conn.execute("PRAGMA table_info(row)")]
    columns = [name for name in shape if name not in {"row_no", "ok"}]
    marks = ", ".join("?" * (2 + len(columns)))
    names = ", ".join(_quoted(name) for name in ("row_no", "ok", *columns))
    insert = f"INSERT INTO row ({names}) VALUES ({marks})"
    for bare in blocks(conn, (), after=after, upto=upto):
        places = [place for place in which(bare) if bare.marks[place] != LOOSE]
        if not places:
            continue
        (block,) = blocks(conn, columns, after=bare.first - 1, upto=bare.first, fill=fill)
        nothing = [None] * len(block.numbers)
        given = [block.values.get(name, nothing) for name in columns]
        conn.executemany(
            insert, ((block.numbers[p], 1, *(values[p] for values in given)) for p in places)
        )
        for place in places:
            block.marks[place] = LOOSE
        keep_marks(conn, block)


def loosen_numbers(
    conn: sqlite3.Connection, numbers: Iterable[int], *, fill: Fill | None = None
) -> None:
    """Move the rows with these numbers to the table `row`; unknown numbers and loose rows stay as they are."""
    wanted = set(numbers)
    if wanted:
        loosen(
            conn,
            lambda block: [p for p, number in enumerate(block.numbers) if number in wanted],
            fill=fill,
            after=min(wanted) - 1,
            upto=max(wanted),
        )


def loosen_all(conn: sqlite3.Connection, *, fill: Fill | None = None) -> None:
    """Move all rows to the table `row`."""
    loosen(conn, lambda block: range(len(block.marks)), fill=fill)


def new_rows(
    conn: sqlite3.Connection,
    columns: Sequence[str],
    *,
    after: int,
    upto: int,
    fill: Fill | None = None,
) -> tuple[list[int], dict[str, list[Any]]]:
    """Return the numbers and values of rows marked NEW with `after` < row number <= `upto`, in order."""
    numbers: list[int] = []
    found: dict[str, list[Any]] = {}
    for block in blocks(conn, columns, after=after, upto=upto, fill=fill, only_new=True):
        places = block.places(NEW, after=after, upto=upto)
        whole = len(places) == len(block.marks)
        numbers += block.numbers if whole else [block.numbers[p] for p in places]
        for name in columns:
            values = block.values.get(name)
            if values is not None:
                some = values if whole else [values[p] for p in places]
                found.setdefault(name, []).extend(some)
    return numbers, found


def count_new(conn: sqlite3.Connection, *, after: int = 0, upto: int = LAST) -> int:
    """Count the rows marked NEW with `after` < row number <= `upto`."""
    found = conn.execute(
        "SELECT first, last, new FROM block WHERE new > 0 AND last > ? AND first <= ?",
        (after, upto),
    ).fetchall()
    count = 0
    for first, last, new in found:
        if after < first and last <= upto:
            count += new
        else:
            (block,) = blocks(conn, (), after=first - 1, upto=first)
            count += len(block.places(NEW, after=after, upto=upto))
    return count


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
