"""Columns of cells in a test: what a reader makes of them, in a form that an assertion can show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.spreadsheets.cells import ColumnReader, Problem, make_reader
from loyalty_desktop.spreadsheets.contract import AllowedValue, CellKind, SheetColumn, SheetContext


@dataclass(frozen=True)
class Refused:
    """A cell that rejects its row."""

    code: str


@dataclass(frozen=True)
class Doubted:
    """A cell whose value is kept with a warning."""

    value: Any
    code: str


@dataclass(frozen=True)
class Column:
    """A column of a sheet as a test says it."""

    kind: CellKind
    name: str = "field"
    zone: str = "UTC"
    region: str = "US"
    choices: tuple[AllowedValue, ...] = ()
    date_order: str = ""
    decimal_mark: str = ""
    today: int = 0

    def reader(self, cells: Iterable[Any] | None = None) -> ColumnReader:
        """A reader of this column that may ask for all its cells."""
        made = make_reader(
            SheetColumn(self.name, "Field", self.kind, choices=self.choices),
            SheetContext(time_zone=self.zone, region=self.region, today=self.today),
            date_order=self.date_order,
            decimal_mark=self.decimal_mark,
        )
        if cells is not None:
            known = list(cells)
            made.all_cells = lambda: known
        return made

    def read(self, *cells: Any) -> list[Any]:
        """What the column says of its cells, read as one batch."""
        return outcome(self.reader(cells), cells)

    def one(self, cell: Any) -> Any:
        """What the column says of its only cell."""
        (value,) = self.read(cell)
        return value


def outcome(reader: ColumnReader, cells: Sequence[Any], *, slow: bool = False) -> list[Any]:
    """Values of a batch; refused and doubted cells stand as such. `slow` leaves out what makes plain batches fast."""
    problems: list[Problem] = []
    values: list[Any] = list((reader.slow if slow else reader.read)(cells, problems))
    for offset, severity, code, _params in problems:
        refused = severity == Severity.ERROR
        assert not refused or values[offset] is None
        values[offset] = Refused(code) if refused else Doubted(values[offset], code)
    return values
