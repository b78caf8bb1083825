"""What a schema makes of a row beyond its cells: values that follow from others, and checks of several cells at once.

Each schema declares both; the reader of rows runs them and knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loyalty_desktop.domain.kinds import Severity


@dataclass(slots=True)
class StagedBatch:
    """Values of a batch by staging column, and its issues: (offset, column index or None, field, severity, code, params).

    `places` has the column index of each matched field; `count` is the number of rows.
    """

    places: Mapping[str, int] = field(default_factory=dict)
    count: int = 0
    values: dict[str, list[Any]] = field(default_factory=dict)
    issues: list[tuple[int, int | None, str, str, str, dict[str, Any]]] = field(
        default_factory=list
    )

    def flawed(self, *fields: str) -> set[int]:
        """Return the offsets of rows with an error, or only of those with one in these fields."""
        return {
            issue[0]
            for issue in self.issues
            if issue[3] == Severity.ERROR and (not fields or issue[2] in fields)
        }

    def refuse(self, offset: int, name: str, code: str) -> None:
        """Add an error in a field of a row."""
        self.issues.append((offset, self.places.get(name), name, Severity.ERROR, code, {}))


@dataclass(frozen=True, slots=True)
class Derived:
    """A staging column that follows from others of its row.

    It is made when the sheet has one of the columns `of`, always when `of` is empty. `make` gets the values by column and
    the number of rows; without it a check of the schema fills the column. `kind` is its type in SQL.
    """

    name: str
    of: tuple[str, ...] = ()
    make: Callable[[Mapping[str, Sequence[Any]], int], Sequence[Any]] | None = None
    kind: str = "TEXT"


RowCheck = Callable[[StagedBatch], None]
"""Looks at several cells of each row of a batch; may complete values and refuse rows."""


def one_key_of(*fields: str) -> RowCheck:
    """Return the check that rejects rows without any of these fields."""

    def check(batch: StagedBatch) -> None:
        present = [batch.values[n] for n in fields if n in batch.values]
        if "custom" in batch.values:
            present.append(batch.values["custom"])
        if any(None not in values for values in present):
            return
        flawed = batch.flawed()
        name = next((n for n in fields if n in batch.places), "")
        for offset in range(batch.count):
            if offset not in flawed and all(values[offset] is None for values in present):
                batch.refuse(offset, name, "row.no_key")

    return check
