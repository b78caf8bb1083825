"""Read cells: one reader per column reads whole batches; batches with unusual cells are read cell by cell with `one`.

A batch of plain cells is recognised by a few string operations on the joined column, so that reading a million rows
takes little longer than copying them. A reader never raises: it returns a value or None and records a problem.
"""

from __future__ import annotations

from collections.abc import Callable

from loyalty_desktop.spreadsheets.cells.amounts import (
    AmountReader,
    DecimalReader,
    IntegerReader,
    PercentReader,
)
from loyalty_desktop.spreadsheets.cells.base import CellProblem, ColumnReader, Problem
from loyalty_desktop.spreadsheets.cells.contacts import EmailReader, ParticipantReader, PhoneReader
from loyalty_desktop.spreadsheets.cells.dates import BirthDateReader, DayReader, InstantReader
from loyalty_desktop.spreadsheets.cells.lists import (
    ChoiceReader,
    FullNameReader,
    JsonReader,
    TagsReader,
    YesNoReader,
)
from loyalty_desktop.spreadsheets.cells.texts import IdentifierReader, LanguageReader, TextReader
from loyalty_desktop.spreadsheets.contract import CellKind, SheetColumn, SheetContext

__all__ = ["CellProblem", "ColumnReader", "Problem", "make_reader"]

_READERS: dict[CellKind, Callable[[SheetColumn, SheetContext], ColumnReader]] = {
    CellKind.IDENTIFIER: IdentifierReader,
    CellKind.TEXT: TextReader,
    CellKind.EMAIL: EmailReader,
    CellKind.PHONE: PhoneReader,
    CellKind.DAY: DayReader,
    CellKind.INSTANT: InstantReader,
    CellKind.AMOUNT: AmountReader,
    CellKind.INTEGER: IntegerReader,
    CellKind.DECIMAL: DecimalReader,
    CellKind.PERCENT: PercentReader,
    CellKind.YES_NO: YesNoReader,
    CellKind.CHOICE: ChoiceReader,
    CellKind.TAGS: TagsReader,
    CellKind.FULL_NAME: FullNameReader,
    CellKind.PARTICIPANT: ParticipantReader,
    CellKind.JSON: JsonReader,
}


def make_reader(
    column: SheetColumn, context: SheetContext, *, date_order: str = "", decimal_mark: str = ""
) -> ColumnReader:
    """Return the reader of a column. `date_order`: dmy, mdy, ymd; `decimal_mark`: "," or "."; empty: found from the column."""
    factory = _READERS[column.kind]
    if column.kind is CellKind.TEXT and column.name == "language" and not column.custom:
        factory = LanguageReader
    if column.name == "birth_date" and not column.custom:
        factory = BirthDateReader
    reader = factory(column, context)
    reader.date_order = date_order
    reader.decimal_mark = decimal_mark
    return reader
