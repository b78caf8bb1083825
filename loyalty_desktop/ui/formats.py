"""Numbers, amounts, days and moments as people read them, in the language in force. Made by words/numbers.py."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from PySide6.QtCore import QLocale

from loyalty_desktop.ui.words.i18n import language
from loyalty_desktop.words.numbers import NOTHING, Formatter, formatter

__all__ = [
    "NOTHING", "amount", "day", "duration", "identifier", "in_force", "long_day", "moment", "money", "month", "number",
    "percent", "signed", "size", "time",
]  # fmt: skip


def in_force() -> Formatter:
    """Return the formatter of the language in force."""
    return formatter(language())


def number(value: int | None) -> str:
    """Format a count: 2,469."""
    return in_force().number(value)


def identifier(value: int) -> str:
    """Write a number that identifies something (a row, an import) as it is in the sheet or list."""
    return str(value)


def amount(value: Decimal | None, decimals: int | None = None) -> str:
    """Format points exactly: with the decimals they have, or at least `decimals`."""
    return in_force().amount(value, decimals)


def plain(value: Decimal) -> str:
    """Format a number for other programs: no grouping, the decimal sign of the language."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", in_force().decimal_sign)


def signed(value: Decimal | None, decimals: int | None = None) -> str:
    """Format an amount that always shows its sign, except zero."""
    return in_force().signed(value, decimals)


def percent(share: float | Decimal | None, digits: int = 1) -> str:
    """Format a share: 0.129 as 12.9 %."""
    return in_force().percent(share, digits)


def money(value: Decimal | None, currency: str) -> str:
    """Format money with its sign where the language writes it."""
    return in_force().money(value, currency)


def day(value: date | None) -> str:
    """Format a day with its month in letters: 24 Nov 2026."""
    return in_force().day(value)


def long_day(value: date) -> str:
    """Format a day with its weekday, for headings."""
    return in_force().long_day(value)


def month(value: date) -> str:
    """Format a month's short name, for axes."""
    return in_force().month(value)


def time(value: datetime) -> str:
    """Format the time of day of a moment."""
    return in_force().time(value)


def month_year(value: date) -> str:
    """Format a month with its year: Nov 2026."""
    return f"{in_force().month(value)} {value.year}"


def moment(value: datetime | None, zone: str | None = None) -> str:
    """Format a moment in a time zone (the machine's when none is given), to the minute."""
    return in_force().moment(value, zone)


def duration(seconds: float | None) -> str:
    """Format minutes and seconds: 0:42."""
    return in_force().duration(seconds)


def size(count: int | None) -> str:
    """Format a number of bytes in the unit people use."""
    return in_force().size(count)


def country(code: str) -> str:
    """Return the country's name in its own language."""
    territory = QLocale.codeToTerritory(code)
    if territory == QLocale.Country.AnyCountry:
        return ""
    own = QLocale(QLocale.Language.AnyLanguage, territory)
    return (
        own.nativeTerritoryName()
        if own.territory() == territory
        else QLocale.territoryToString(territory)
    )
