"""The rows of a points sheet that are posted, in slices of participants: all rows of a participant are in one slice.

The rehearsal writes the slices into the staging file, block by block; it and the import read them one after the other.
Rows go to their slice as columns, so that none of them is a row of a table between the sheet and the ledger.
"""

from __future__ import annotations

import marshal
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, repeat
from typing import Any, Final

SIZE: Final = 25_000
"""Rows of a slice, besides those of its last participant."""

FIELDS: Final = (
    "row_no",
    "participant_id",
    "points_type_id",
    "type",
    "amount",
    "occurred_at",
    "activates_at",
    "expires_at",
    "external_id",
    "description",
    "external_data",
)
"""What is kept of a row, in the order of the fields of a row to post."""

_AT = FIELDS.index("occurred_at")

Column = list[Any] | str | int | None
"""The values of a field, or the one value that all rows have."""

_TABLES = (
    "DROP TABLE IF EXISTS slice",
    "DROP TABLE IF EXISTS slice_rows",
    "CREATE TABLE slice (upto INTEGER PRIMARY KEY, after INTEGER NOT NULL, people BLOB NOT NULL, counts BLOB NOT NULL)",
    "CREATE TABLE slice_rows (upto INTEGER NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (upto, part))",
)


def begin(conn: sqlite3.Connection, people: Iterable[Sequence[int]]) -> list[int]:
    """Make empty slices for rows of these participants, given once a row. Returns the last participant of each slice."""
    for statement in _TABLES:
        conn.execute(statement)
    ends: list[int] = []
    who, counts, inside = array("q"), array("q"), 0

    def close() -> None:
        conn.execute(
            "INSERT INTO slice VALUES (?, ?, ?, ?)",
            (who[-1], ends[-1] if ends else 0, who.tobytes(), counts.tobytes()),
        )
        ends.append(who[-1])

    for participant, same in groupby(sorted(chain.from_iterable(people))):
        count = len(list(same))
        who.append(participant)
        counts.append(count)
        inside += count
        if inside >= SIZE:
            close()
            who, counts, inside = array("q"), array("q"), 0
    if who:
        close()
    return ends


def add(
    conn: sqlite3.Connection,
    ends: Sequence[int],
    part: int,
    columns: Sequence[Column],
) -> None:
    """Add rows, given as columns in the order of `FIELDS`, to the slices of their participants. Parts have numbers."""
    people, kinds = columns[1], columns[2]
    if not isinstance(people, list) or not isinstance(kinds, list):
        raise TypeError("participants and points types must be lists")
    at = columns[_AT]
    when = [moment or 0 for moment in at] if isinstance(at, list) else repeat(0)
    keys = list(zip(people, kinds, when, strict=False))
    order = sorted(range(len(keys)), key=keys.__getitem__)  # nearly the order of posting
    start = 0
    while start < len(order):
        number = bisect_left(ends, people[order[start]])
        past = bisect_right(order, ends[number], start, key=people.__getitem__)
        mine = order[start:past]
        start = past
        kept = [
            [column[place] for place in mine] if isinstance(column, list) else column
            for column in columns
        ]
        conn.execute(
            "INSERT INTO slice_rows VALUES (?, ?, ?)", (ends[number], part, marshal.dumps(kept))
        )


def rows(conn: sqlite3.Connection, *, after: int, upto: int, now_us: int) -> list[tuple[Any, ...]]:
    """Return the rows of participants with `after` < id <= `upto`, in no order; rows without a time have `now_us`."""
    found: list[tuple[Any, ...]] = []
    parts = conn.execute(
        "SELECT s.after, s.upto, r.data FROM slice AS s JOIN slice_rows AS r ON r.upto = s.upto"
        " WHERE s.upto > ? AND s.after < ? ORDER BY s.upto, r.part",
        (after, upto),
    )
    for first, last, stored in parts:
        columns = marshal.loads(stored)  # noqa: S302 - a private file of this user
        at = columns[_AT]
        if at is None:
            columns[_AT] = now_us
        elif isinstance(at, list) and None in at:
            columns[_AT] = [now_us if moment is None else moment for moment in at]
        whole = zip(*(c if isinstance(c, list) else repeat(c) for c in columns), strict=False)
        if after <= first and last <= upto:
            found += whole
        else:
            found += [row for row in whole if after < row[1] <= upto]
    return found


def ends_of(conn: sqlite3.Connection, step: int, after: int) -> list[int]:
    """Return the participants at whom slices of about `step` rows end, after the participant `after`."""
    found: list[int] = []
    inside, last = 0, None
    for who, count in _counted(conn, after, None):
        inside += count
        last = who
        if inside >= step:
            found.append(who)
            inside = 0
    if last is not None and (not found or found[-1] < last):
        found.append(last)
    return found


def count(conn: sqlite3.Connection, *, after: int, upto: int) -> int:
    """Count the rows of participants with `after` < id <= `upto`."""
    return sum(number for _, number in _counted(conn, after, upto))


def sums(conn: sqlite3.Connection) -> Counter[str]:
    """Return the units of all rows by their word for the type; a negative accrual is a redemption."""
    found: Counter[str] = Counter()
    for (stored,) in conn.execute("SELECT data FROM slice_rows"):
        columns = marshal.loads(stored)  # noqa: S302 - a private file of this user
        kinds, amounts = columns[3], columns[4]
        for kind, units in zip(
            kinds if isinstance(kinds, list) else repeat(kinds), amounts, strict=False
        ):
            found["redemption" if units < 0 and kind == "accrual" else kind] += abs(units)
    return found


def _counted(conn: sqlite3.Connection, after: int, upto: int | None) -> Iterator[tuple[int, int]]:
    query = (
        "SELECT people, counts FROM slice WHERE upto > ? AND (? IS NULL OR after < ?) ORDER BY upto"
    )
    for people, counts in conn.execute(query, (after, upto, upto)):
        for who, number in zip(array("q", people), array("q", counts), strict=True):
            if who > after and (upto is None or who <= upto):
                yield who, number
