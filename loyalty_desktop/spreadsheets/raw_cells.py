"""The sheet's own cells: how a cell is shown, stored in a staging file, and written to a workbook again.

`cell_text` shows a cell, `to_json` and `from_json` store it, `CellWriter` writes it to a workbook.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

_PLAIN_UP_TO = 1e22
_PLAIN_FROM = 1e-20
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_FIRST_SERIAL = date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A cell without a usable value: a spreadsheet error such as #N/A, or a formula that was never calculated."""

    text: str
    code: str


def cell_text(cell: Any, decimal_mark: str = "") -> str:
    """Return a cell as a person would type it, so that the same column reads the text as the same value.

    Whole numbers have no decimal point, and no number has an exponent; days and moments are ISO. `decimal_mark` is the
    decimal sign of the cell's column.
    """
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case int():
            return str(cell)
        case float():
            return _number(cell).replace(".", decimal_mark or ".")
        case datetime():
            return cell.isoformat(sep=" ")
        case date() | time():
            return cell.isoformat()
        case BrokenCell():
            return cell.text
        case _:
            return str(cell)


def _number(cell: float) -> str:
    if not math.isfinite(cell):
        return repr(cell)
    if cell.is_integer() and abs(cell) < _PLAIN_UP_TO:
        return str(int(cell))
    if _PLAIN_FROM < abs(cell) < _PLAIN_UP_TO:
        return format(Decimal(repr(cell)), "f")
    return repr(cell)


def to_json(cell: Any) -> Any:
    """Return a cell as a JSON value that keeps its type."""
    match cell:
        case None | bool() | int():
            return cell
        case str():
            return cell.encode("utf-8", "replace").decode("utf-8")
        case float():
            return cell if math.isfinite(cell) else {"float": repr(cell)}
        case datetime():
            return {"datetime": cell.isoformat()}
        case date():
            return {"date": cell.isoformat()}
        case time():
            return {"time": cell.isoformat()}
        case timedelta():
            return {"seconds": cell.total_seconds()}
        case BrokenCell():
            return {"broken": cell.text, "code": cell.code}
        case _:
            return str(cell)


def from_json(value: Any) -> Any:
    """Return the cell that to_json made a JSON value of."""
    match value:
        case {"datetime": moment}:
            return datetime.fromisoformat(moment)
        case {"date": day}:
            return date.fromisoformat(day)
        case {"time": clock}:
            return time.fromisoformat(clock)
        case {"seconds": seconds}:
            return timedelta(seconds=seconds)
        case {"broken": text, "code": code}:
            return BrokenCell(text, code)
        case {"float": number}:
            return float(number)
        case _:
            return value


def row_json(cells: Sequence[Any]) -> str:
    """Return a row's cells as JSON, for the table `source` of a staging file."""
    return json.dumps([to_json(cell) for cell in cells], ensure_ascii=False)


class CellWriter:
    """Writes cells to a workbook as they were in the sheet: numbers, days, moments, yes and no, errors, texts."""

    def __init__(self, book: Any, **look: Any) -> None:
        """`look` has properties of XlsxWriter formats for all cells."""

        def shape(number_format: str) -> Any:
            return book.add_format({**look, "num_format": number_format})

        self._text, self._any, self._whole = shape("@"), shape("General"), shape("0")
        self._day, self._moment = shape("yyyy-mm-dd"), shape("yyyy-mm-dd hh:mm:ss")
        self._time, self._span = shape("hh:mm:ss"), shape("[h]:mm:ss")

    def write(self, sheet: Any, line: int, index: int, cell: Any) -> None:
        """Write one cell; `line` and `index` count from 0."""
        from loyalty_desktop.spreadsheets.writer import clean_text

        match cell:
            case None | "":
                sheet.write_blank(line, index, None, self._text)
            case bool():
                sheet.write_boolean(line, index, cell, self._any)
            case int() | float() if math.isfinite(cell) and abs(cell) < _PLAIN_UP_TO:
                whole = self._whole if float(cell).is_integer() else self._any
                sheet.write_number(line, index, cell, whole)
            case datetime() if cell.date() >= _FIRST_SERIAL and cell.tzinfo is None:
                sheet.write_datetime(line, index, cell, self._moment)
            case date() if not isinstance(cell, datetime) and cell >= _FIRST_SERIAL:
                sheet.write_datetime(line, index, cell, self._day)
            case time():
                sheet.write_datetime(line, index, cell, self._time)
            case timedelta() if cell >= timedelta(0):
                sheet.write_datetime(line, index, cell, self._span)
            case BrokenCell():  # the error itself, never a formula of the file; with unknown errors the row stays rejected
                error = cell.text if cell.text in _ERRORS else "#N/A"
                sheet.write_formula(line, index, f"={error}", self._any, error)
            case _:
                sheet.write_string(line, index, clean_text(cell_text(cell)), self._text)
