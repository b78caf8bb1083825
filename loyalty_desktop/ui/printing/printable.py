"""What is printed, as plain texts: a title, the filters in force, pairs and tables."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_ROWS = 2_000
"""The number of rows of a list that are printed; a longer list carries a note."""


@dataclass(frozen=True, slots=True)
class PrintTable:
    """A table: headings with their alignment ("left", "right") and rows of texts. `note` is printed below it."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]
    heading: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Printable:
    """One document."""

    title: str
    subtitle: str = ""
    filters: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    tables: tuple[PrintTable, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing below the title."""
        return not self.pairs and not any(table.rows for table in self.tables)
