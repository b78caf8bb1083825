"""Numbers, amounts, money, dates, times, durations and sizes as people read them. Unknown values are shown as a dash.

Only the language decides the format: English writes 1,250.50 and 24 Nov 2026, Russian 1 250,50 and 24 ноя 2026. Spaces inside a
number never break a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from zoneinfo import ZoneInfo

NOTHING = "–"
MINUS = "\u2212"
NO_BREAK = "\u00a0"

CURRENCY_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "RUB": "₽", "JPY": "¥", "CNY": "¥"}
"""Currencies whose sign is shown; the others show their code."""


@dataclass(frozen=True, slots=True)
class _Habits:
    """How a language writes numbers and dates."""

    group: str
    point: str
    months: tuple[str, ...]
    month_names: tuple[str, ...]  # inside a date
    axis_months: tuple[str, ...]  # standing alone
    weekdays: tuple[str, ...]
    sizes: tuple[str, ...]
    sign_first: bool  # "$5" or "5 $"


_ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # fmt: skip

_HABITS = {
    "en": _Habits(
        group=",",
        point=".",
        months=_ENGLISH_MONTHS,
        month_names=("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
        axis_months=_ENGLISH_MONTHS,
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        sizes=("bytes", "KB", "MB", "GB", "TB"),
        sign_first=True,
    ),
    "ru": _Habits(
        group=NO_BREAK,
        point=",",
        months=("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
        month_names=("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"),
        axis_months=("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
        weekdays=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
        sizes=("байт", "КБ", "МБ", "ГБ", "ТБ"),
        sign_first=False,
    ),
}  # fmt: skip


class Formatter:
    """Formats values in one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in _HABITS else "en"
        self._habits = _HABITS[self.language]

    @property
    def group_sign(self) -> str:
        """Returns the separator between groups of three digits."""
        return self._habits.group

    @property
    def decimal_sign(self) -> str:
        """Returns the decimal sign."""
        return self._habits.point

    def number(self, value: int | None) -> str:
        """Format a count: 2,469."""
        if value is None:
            return NOTHING
        text = f"{abs(value):,}".replace(",", self._habits.group)
        return f"{MINUS}{text}" if value < 0 else text

    def amount(self, value: Decimal | None, decimals: int | None = None) -> str:
        """Format points or money exactly: at least `decimals` places, more only where the value has them.

        Without `decimals` the value shows the places it came with, which are those of its points type.
        """
        if value is None:
            return NOTHING
        exponent = value.as_tuple().exponent
        own = max(0, -exponent) if isinstance(exponent, int) else 0
        decimals = own if decimals is None else decimals
        places = max(decimals, own)
        whole, _, fraction = f"{abs(value):.{places}f}".partition(".")
        while len(fraction) > decimals and fraction.endswith("0"):
            fraction = fraction[:-1]
        text = self.number(int(whole)) + (self._habits.point + fraction if fraction else "")
        return f"{MINUS}{text}" if value < 0 else text

    def signed(self, value: Decimal | None, decimals: int | None = None) -> str:
        """Format an amount that always shows its sign, except zero."""
        text = self.amount(value, decimals)
        return f"+{text}" if value is not None and value > 0 else text

    def percent(self, share: float | Decimal | None, digits: int = 1) -> str:
        """Format a share: 0.129 as 12.9 %."""
        if share is None:
            return NOTHING
        step = Decimal(1).scaleb(-digits)
        hundredths = (Decimal(str(share)) * 100).quantize(step, rounding=ROUND_HALF_UP)
        return f"{self.amount(hundredths, digits)}{NO_BREAK}%"

    def money(self, value: Decimal | None, currency: str, decimals: int = 2) -> str:
        """Format money with its sign where the language writes it: $1,250.50, 1 250,50 ₽."""
        if value is None:
            return NOTHING
        text = self.amount(abs(value), decimals)
        minus = MINUS if value < 0 else ""
        sign = CURRENCY_SIGNS.get(currency)
        if sign and self._habits.sign_first:
            return f"{minus}{sign}{text}"
        return f"{minus}{text}{NO_BREAK}{sign or currency}"

    def day(self, value: date | None) -> str:
        """Format a day with its month in letters, so that there is no order to guess: 24 Nov 2026."""
        if value is None:
            return NOTHING
        return f"{value.day} {self._habits.months[value.month - 1]} {value.year}"

    def long_day(self, value: date) -> str:
        """Format a day with its weekday, for headings: Tuesday, 24 November 2026."""
        weekday = self._habits.weekdays[value.weekday()]
        month = self._habits.month_names[value.month - 1]
        return f"{weekday[:1].upper()}{weekday[1:]}, {value.day} {month} {value.year}"

    def month(self, value: date) -> str:
        """Format a month's short name, for axes: Nov."""
        return self._habits.axis_months[value.month - 1]

    def time(self, value: datetime) -> str:
        """Format the time of day of a moment, without conversion: 14:05."""
        return f"{value:%H:%M}"

    def moment(self, value: datetime | None, zone: str | None = None) -> str:
        """Format a moment in a time zone to the minute. Without a zone it is shown in that of the computer."""
        if value is None:
            return NOTHING
        local = value.astimezone(ZoneInfo(zone)) if zone else value.astimezone()
        return f"{self.day(local.date())} {self.time(local)}"

    def duration(self, seconds: float | None) -> str:
        """Format minutes and seconds, with hours when there are some: 0:42. What took any time took a second."""
        if seconds is None:
            return NOTHING
        minutes, rest = divmod(max(1 if seconds > 0 else 0, round(seconds)), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"

    def size(self, count: int | None) -> str:
        """Format a number of bytes in the unit people use: 4.2 MB."""
        if count is None:
            return NOTHING
        value, unit = Decimal(count), 0
        while value >= 1024 and unit < len(self._habits.sizes) - 1:
            value, unit = value / 1024, unit + 1
        digits = 1 if unit and value < 10 else 0
        rounded = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
        return f"{self.amount(rounded, digits)}{NO_BREAK}{self._habits.sizes[unit]}"

    def plural(self, count: object, forms: Sequence[str]) -> str:
        """Choose the form that goes with a number; the last form when it is no number or forms are missing."""
        if isinstance(count, bool) or not isinstance(count, int | Decimal):
            return forms[-1]
        return forms[min(self._form(abs(Decimal(count))), len(forms) - 1)]

    def _form(self, count: Decimal) -> int:
        """Return the index of the plural form of a number."""
        if self.language != "ru":
            return 0 if count == 1 else 1
        if count != count.to_integral_value():
            return 1
        last, last_two = int(count) % 10, int(count) % 100
        if last == 1 and last_two != 11:
            return 0
        return 1 if 2 <= last <= 4 and not 12 <= last_two <= 14 else 2


@cache
def formatter(language: str) -> Formatter:
    """Returns the formatter of a language; English for an unknown language."""
    return Formatter(language)
