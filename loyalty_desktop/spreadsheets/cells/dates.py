"""Days and instants. Dates of workbooks are typed; texts are read with one date order per column."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import chain
from typing import Any

from loyalty_desktop.domain.days import day_number, instant, local_day, zone
from loyalty_desktop.domain.profiles import FIRST_BIRTH
from loyalty_desktop.spreadsheets.cells.base import (
    CellProblem,
    ColumnReader,
    Decided,
    Doubt,
    first_of_each,
    shown,
)
from loyalty_desktop.spreadsheets.cells.month_names import in_numbers
from loyalty_desktop.spreadsheets.cells.texts import as_text
from loyalty_desktop.spreadsheets.contract import SheetColumn, SheetContext

FIRST = date(1900, 3, 1)
EARLIEST_BIRTH = day_number(FIRST_BIRTH)
"""Serial numbers of earlier days are off by one, because Excel has a 29 February 1900."""
_EPOCH = datetime(1970, 1, 1)
_EPOCH_DAY = _EPOCH.toordinal()
_US = 1_000_000
_SERIAL_ZERO = datetime(1899, 12, 30)
_FIRST_SERIAL = (FIRST - _SERIAL_ZERO.date()).days
_PAST_SERIAL = (date(2101, 1, 1) - _SERIAL_ZERO.date()).days
_FIRST_DIGITS, _LAST_DIGITS = 19_000_301, 21_001_231
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?")
_TO_SECONDS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}(?::[0-5][0-9]){2}")
_WITHIN_HOUR = {f":{second // 60:02d}:{second % 60:02d}": second * _US for second in range(3600)}
_FORM = re.compile(
    r"(\d{1,4})([./\-\s])(\d{1,2})\2(\d{1,4})(?:\s?г\.?)?"
    r"(?:[T,]?\s*(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([AaPp][Mm])?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?"
)


_BOTH = {"dmy", "mdy"}


def evidence(text: str) -> str:
    """Return the order of a text: dmy, mdy; "." when dots only suggest dmy; "?" when it could be either; "" for others."""
    found = _FORM.fullmatch(text.strip())
    if not found or len(found[1]) > 2:
        return ""
    first, second = int(found[1]), int(found[3])
    if not _day_and_month(first, second):
        return ""
    if first > 12:
        return "dmy"
    if second > 12:
        return "mdy"
    return "." if found[2] == "." else "?"


def _day_and_month(first: int, second: int) -> bool:
    """Return whether two numbers can be a day and a month in some order."""
    return 1 <= min(first, second) <= 12 and max(first, second) <= 31


def choose_order(texts: Iterable[Any]) -> str:
    """Return the order of a column's dates: dmy, mdy, ymd; "?" when its texts allow two or contradict one another."""
    return _order_of(first_of_each(texts, evidence))


def _order_of(found: Collection[str]) -> str:
    if _BOTH.issubset(found):
        return "?"
    for order in ("dmy", "mdy"):
        if order in found:
            return order
    if "." in found:
        return "dmy"
    return "?" if "?" in found else "ymd"


class DateReader(ColumnReader):
    """Reads texts as dates and times of day.

    A column in two orders is not read: which of its dates are wrong is for a person to say, by choosing the order.
    """

    _mixed = False  # the column has dates that only fit dmy, and others that only fit mdy

    def moment(self, text: str) -> datetime:
        """Return a text as a datetime, aware when it has an offset; midnight when it has no time."""
        if _ISO.fullmatch(text):
            try:
                return datetime.fromisoformat(text)
            except ValueError as error:
                raise CellProblem("date.not_a_date", found=shown(text)) from error
        found = _FORM.fullmatch(text)
        named = not found and (found := _FORM.fullmatch(in_numbers(text))) is not None
        if not found:
            raise CellProblem("date.not_a_date", found=shown(text))
        year, month, day = self._ordered(text, found, order="dmy" if named else self.date_order)
        hour = int(found[5] or 0)
        if found[8]:
            if not 1 <= hour <= 12:
                raise CellProblem("date.not_a_date", found=shown(text))
            hour = hour % 12 + (12 if found[8].lower() == "pm" else 0)
        try:
            made = datetime(year, month, day, hour, int(found[6] or 0), int(found[7] or 0))
            return made.replace(tzinfo=_offset(found[9])) if found[9] else made
        except ValueError as error:
            raise CellProblem("date.not_a_date", found=shown(text)) from error

    def _ordered(self, text: str, found: re.Match[str], order: str) -> tuple[int, int, int]:
        first, second, third = found[1], int(found[3]), found[4]
        if len(first) == 4:
            return int(first), second, int(third)
        if len(first) == 3 or len(third) not in {2, 4}:
            raise CellProblem("date.not_a_date", found=shown(text))
        if not _day_and_month(int(first), second):
            raise CellProblem("date.not_a_date", found=shown(text))
        if order not in {"dmy", "mdy"}:
            order = self._decide(text)
        day, month = (int(first), second) if order == "dmy" else (second, int(first))
        year = int(third)
        if len(third) == 2:
            year += self.century(year, month, day)
        return year, month, day

    def century(self, year: int, month: int, day: int) -> int:
        """Returns what is added to a year of two digits: up to 68 it is this century."""
        del month, day
        return 2000 if year <= 68 else 1900

    def _decide(self, text: str) -> str:
        if not self.date_order:
            cells = self.all_cells() if self.all_cells is not None else ()
            found = first_of_each(chain(cells, (text,)), evidence)
            self.date_order = _order_of(found)
            self._mixed = _BOTH.issubset(found)
            sure = "certain" if self.date_order in found else "likely"
            self.decided = Decided(sure, shown(found.get(self.date_order) or found.get(".", "")))
            self.forget()
        if self.date_order in _BOTH:
            return self.date_order
        own = evidence(text)
        if own in _BOTH and not self._mixed:
            return own
        raise CellProblem("date.ambiguous", found=shown(text))

    def in_range(self, day: date, cell: Any) -> None:
        """Check that the year is from 1900 to 2100."""
        if not day >= FIRST or day.year > 2100:
            raise CellProblem("date.out_of_range", found=shown(cell))


def _offset(text: str) -> timezone:
    if text in {"Z", "UTC", "GMT"}:
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def serial_day(cell: Any) -> datetime:
    """Return the moment that a plain number means: days since 30 December 1899, from 1900 to 2100, or YYYYMMDD."""
    if type(cell) in {int, float} and _FIRST_DIGITS <= cell <= _LAST_DIGITS and cell == int(cell):
        try:
            return datetime.fromisoformat(str(int(cell)))
        except ValueError as error:
            raise CellProblem("date.not_a_date", found=shown(cell)) from error
    if type(cell) not in {int, float} or not _FIRST_SERIAL <= cell < _PAST_SERIAL:
        raise CellProblem("date.not_a_date", found=shown(cell))
    return _SERIAL_ZERO + timedelta(seconds=round(cell * 86_400))


class DayReader(DateReader):
    """Reads local days as YYYYMMDD."""

    def __init__(self, column: SheetColumn, context: SheetContext) -> None:
        super().__init__(column, context)
        self._days: dict[Any, int] = {}

    def bulk(self, cells: Sequence[Any]) -> list[Any] | None:
        """Read typed dates, and texts that were read before."""
        days = self._days
        try:
            return [days[cell] if cell != "" else None for cell in cells]
        except (KeyError, TypeError):
            return self._learn(cells)

    def _learn(self, cells: Sequence[Any]) -> list[Any] | None:
        days = self._days
        if len(days) > 100_000:
            days.clear()
        for cell in set(cells):
            if cell == "" or cell in days:
                continue
            if type(cell) is date and cell >= FIRST and cell.year <= 2100:
                days[cell] = day_number(cell)
            elif type(cell) is str and len(cell) == 10 and _ISO.fullmatch(cell):
                try:
                    day = date.fromisoformat(cell)
                except ValueError:
                    return None
                if not day >= FIRST or day.year > 2100:
                    return None
                days[cell] = day_number(day)
            else:
                return None
        return [days[cell] if cell != "" else None for cell in cells]

    def one(self, cell: Any) -> Any:
        """Return YYYYMMDD; for a moment, its day in the program's time zone."""
        moment: date
        if isinstance(cell, str):
            text = self.unmarked(as_text(cell))
            if not text:
                return None
            moment = self.moment(text)
        elif isinstance(cell, date):
            moment = cell
        else:
            return Doubt(day_number(serial_day(cell)), "date.serial", found=shown(cell))
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            self.in_range(moment.date(), cell)
            return local_day(instant(moment), zone(self.context.time_zone))
        day = moment.date() if isinstance(moment, datetime) else moment
        self.in_range(day, cell)
        return day_number(day)


class BirthDateReader(DayReader):
    """Reads days from 1900 until today (SheetContext.today; 0: not known, no day is too late)."""

    def bulk(self, cells: Sequence[Any]) -> list[Any] | None:
        """Read days that were read before; days outside the limits are read one by one."""
        days = super().bulk(cells)
        if days is None or all(day is None or self._possible(day) for day in days):
            return days
        return None

    def one(self, cell: Any) -> Any:
        """Return YYYYMMDD of a possible day of birth."""
        found = super().one(cell)
        day = found.value if isinstance(found, Doubt) else found
        if day is not None and not self._possible(day):
            raise CellProblem("profile.birth_date", found=shown(cell))
        return found

    def century(self, year: int, month: int, day: int) -> int:
        """Returns the last century for a day of this one that is still to come."""
        if not self.context.today:
            return super().century(year, month, day)
        coming = (2000 + year) * 10_000 + month * 100 + day > self.context.today
        return 1900 if coming else 2000

    def _possible(self, day: int) -> bool:
        return day >= EARLIEST_BIRTH and not 0 < self.context.today < day


class InstantReader(DateReader):
    """Reads instants as UTC microseconds; times without an offset are in the program's time zone."""

    def __init__(self, column: SheetColumn, context: SheetContext) -> None:
        super().__init__(column, context)
        self._zone = zone(context.time_zone)
        self._hours: dict[int, int] = {}
        self._starts: dict[str, int] = {}

    def bulk(self, cells: Sequence[Any]) -> list[Any] | None:
        """Read typed moments, or ISO texts without an offset."""
        if cells and type(cells[0]) is str and len(cells[0]) == 19:
            found = self._seconds(cells)
            if found is not None:
                return found
        local = self._local
        values: list[Any] = []
        for cell in cells:
            if cell == "":
                values.append(None)
                continue
            if type(cell) is str:
                if len(cell) not in {10, 16, 19} or cell[4] != "-" or not _ISO.fullmatch(cell):
                    return None
                try:
                    cell = datetime.fromisoformat(cell)
                except ValueError:
                    return None
            elif type(cell) is date:
                cell = datetime.combine(cell, time.min)
            elif type(cell) is not datetime or cell.tzinfo is not None:
                return None
            if not 1900 < cell.year <= 2100:
                return None
            values.append(local(cell))
        return values

    def _seconds(self, cells: Sequence[Any]) -> list[Any] | None:
        """Read ISO texts with seconds and nothing else: the hour is looked up, the rest is added."""
        try:
            if not all(map(_TO_SECONDS.fullmatch, cells)):
                return None
        except TypeError:
            return None
        starts, rest = self._starts, _WITHIN_HOUR
        if len(starts) > 200_000:
            starts.clear()
        for start in {cell[:13] for cell in cells} - starts.keys():
            try:
                moment = datetime.fromisoformat(start + ":00:00")
            except ValueError:
                return None
            if not 1930 < moment.year <= 2100:
                return None
            starts[start] = self._local(moment)
        return [starts[cell[:13]] + rest[cell[13:]] for cell in cells]

    def _local(self, moment: datetime) -> int:
        """Return microseconds of a naive moment in the program's time zone. The offset is computed once for each hour."""
        hour = (moment.toordinal() - _EPOCH_DAY) * 24 + moment.hour
        start = self._hours.get(hour)
        if start is None:
            # Changes of offset within an hour exist only before 1930; for these the zone itself is used.
            at = moment.replace(minute=0, second=0, microsecond=0)
            start = instant(at.replace(tzinfo=self._zone))
            if moment.year > 1930:
                self._hours[hour] = start
        return start + (moment.minute * 60 + moment.second) * _US + moment.microsecond

    def one(self, cell: Any) -> Any:
        """Return UTC microseconds."""
        if isinstance(cell, str):
            text = self.unmarked(as_text(cell))
            if not text:
                return None
            moment = self.moment(text)
        elif isinstance(cell, datetime):
            moment = cell
        elif isinstance(cell, date):
            moment = datetime.combine(cell, time.min)
        else:
            return Doubt(self._local(serial_day(cell)), "date.serial", found=shown(cell))
        self.in_range(moment.date(), cell)
        return instant(moment) if moment.tzinfo is not None else self._local(moment)
