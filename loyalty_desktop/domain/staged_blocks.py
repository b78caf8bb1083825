"""The form of blocks of staged rows, which the child process writes and the workspace's process reads.

A block holds the typed values of some thousand rows of a sheet, column by column, with one mark a row.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Sequence
from typing import Any, Final

OPEN: Final = 0
"""A row that was read without an error and is not judged yet."""
LOOSE: Final = 1
"""A row in the table `row`."""
NEW: Final = 2
"""A row that will be written from its block: what it names is not in the workspace."""

BLOCK = (
    "CREATE TABLE block (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, numbers BLOB,"
    " marks BLOB NOT NULL, new INTEGER NOT NULL DEFAULT 0{columns})"
)
"""`numbers` is NULL when the rows have all numbers from `first` to `last`; `new` counts the rows marked NEW."""


def column(name: str) -> str:
    """Return the name of the column that holds the values of a staging column, quoted."""
    return '"v:' + name.replace('"', '""') + '"'


def packed(values: Sequence[Any]) -> bytes:
    """Return a column's values (text, whole numbers, None) as bytes."""
    return marshal.dumps(list(values))


def packed_numbers(numbers: Sequence[int]) -> bytes | None:
    """Return row numbers as bytes; None when none is left out."""
    if numbers[-1] - numbers[0] + 1 == len(numbers):
        return None
    return array("q", numbers).tobytes()


def unpacked(stored: bytes) -> list[Any]:
    """Return the values of a column that `packed` stored."""
    found: list[Any] = marshal.loads(stored)  # noqa: S302 - a private file of this user
    return found


def unpacked_numbers(stored: bytes | None, first: int, last: int) -> Sequence[int]:
    """Return the row numbers that `packed_numbers` stored."""
    return range(first, last + 1) if stored is None else array("q", stored)
