"""Dates with the name of a month, in English and Russian: "15-Jan-2025", "Jan 15, 2025", "15 мая 2025 г. 10:30"."""

from __future__ import annotations

import re

_NAMES = (
    ("january", "jan", "января", "январь", "янв"),
    ("february", "feb", "февраля", "февраль", "февр", "фев"),
    ("march", "mar", "марта", "март", "мар"),
    ("april", "apr", "апреля", "апрель", "апр"),
    ("may", "мая", "май"),
    ("june", "jun", "июня", "июнь", "июн"),
    ("july", "jul", "июля", "июль", "июл"),
    ("august", "aug", "августа", "август", "авг"),
    ("september", "sept", "sep", "сентября", "сентябрь", "сент", "сен"),
    ("october", "oct", "октября", "октябрь", "окт"),
    ("november", "nov", "ноября", "ноябрь", "нояб", "ноя"),
    ("december", "dec", "декабря", "декабрь", "дек"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_WEEKDAY = r"(?:[A-Za-zА-Яа-яё]{2,11}\.?,\s*)?"
_MONTH = r"(?P<month>[A-Za-zА-Яа-я]{3,9})\.?"
_YEAR = r"(?P<year>\d{4}|\d{2})(?:\s?г\.?)?"
_REST = r"(?P<rest>(?:[T,]?\s*\d{1,2}:\d\d.*)?)"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s\-./]+{_MONTH}[\s\-./,]+{_YEAR}{_REST}"
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_MONTH}[\s\-./]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[\s\-./]+{_YEAR}{_REST}"
)
_DIGITS = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")


def in_numbers(text: str) -> str:
    """Return a date with the name of its month, or of eight digits, as D.M.Y or Y-M-D in numbers; others as they are.

    A year of two digits stays one, so that the column decides about the century.
    """
    whole = _DIGITS.fullmatch(text)
    if whole is not None:
        return f"{whole['year']}-{whole['month']}-{whole['day']}"
    found = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    month = _MONTHS.get(found["month"].lower()) if found is not None else None
    if found is None or month is None:
        return text
    rest = found["rest"].lstrip("T, \t")
    date = (
        f"{found['year']}-{month:02d}-{int(found['day']):02d}"
        if len(found["year"]) == 4
        else f"{int(found['day']):02d}.{month:02d}.{found['year']}"
    )
    return f"{date} {rest}" if rest else date
