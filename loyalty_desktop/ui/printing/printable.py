"""What goes on paper, as plain texts: a title, the filters in force, pairs and tables."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_ROWS = 2_000
"""Rows of a list that are printed; a longer one says so."""


@dataclass(frozen=True, slots=True)
class PrintTable:
    """A table: headings with their alignment ("left", "right") and rows of texts. `note` stands below it."""

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
        """Whether there is nothing below the title."""
        return not self.pairs and not any(table.rows for table in self.tables)
