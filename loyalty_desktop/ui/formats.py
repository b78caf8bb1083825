"""Numbers, amounts, days and moments as people read them, by the locale in force. Nothing known reads as a dash."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale

NOTHING = "–"
MINUS = "\u2212"


def number(value: int | None) -> str:
    """A count with grouping."""
    return NOTHING if value is None else QLocale().toString(value).replace("-", MINUS)


def amount(value: Decimal | None, decimals: int = 2) -> str:
    """Points or money, exact: grouped, with at least `decimals` places and more only where the value has them."""
    if value is None:
        return NOTHING
    exponent = value.as_tuple().exponent
    places = max(decimals, -exponent if isinstance(exponent, int) else 0)
    whole, _, fraction = f"{abs(value):.{places}f}".partition(".")
    while len(fraction) > decimals and fraction.endswith("0"):
        fraction = fraction[:-1]
    locale = QLocale()
    mark = locale.groupSeparator()
    grouped = f"{int(whole):,}".replace(",", mark)
    text = grouped + (locale.decimalPoint() + fraction if fraction else "")
    return f"{MINUS}{text}" if value < 0 else text


def signed(value: Decimal | None, decimals: int = 2) -> str:
    """An amount that always shows its sign, zero excepted."""
    text = amount(value, decimals)
    return f"+{text}" if value is not None and value > 0 else text


def percent(share: float | Decimal | None, digits: int = 1) -> str:
    """A share (0.129) as "12.9 %"."""
    if share is None:
        return NOTHING
    return QLocale().toString(float(share) * 100, "f", digits).replace("-", MINUS) + "\u00a0%"


_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "RUB": "₽", "JPY": "¥", "CNY": "¥"}


def money(value: Decimal | None, currency: str) -> str:
    """Money with its sign where the language writes it; an unknown currency shows its code."""
    if value is None:
        return NOTHING
    text = amount(abs(value), 2)
    sign = _SIGNS.get(currency)
    minus = MINUS if value < 0 else ""
    if sign and QLocale().language() == QLocale.Language.English:
        return f"{minus}{sign}{text}"
    return f"{minus}{text}\u00a0{sign or currency}"


def day(value: date | None) -> str:
    """A day with its month in letters: no order to guess."""
    if value is None:
        return NOTHING
    return (
        QLocale().toString(QDate(value.year, value.month, value.day), "d MMM yyyy").replace(".", "")
    )


def long_day(value: date) -> str:
    """A day with its weekday, for headings."""
    text = QLocale().toString(QDate(value.year, value.month, value.day), "dddd, d MMMM yyyy")
    return text[:1].upper() + text[1:]


def month_letter(value: date) -> str:
    """The month's short name, for axes."""
    return QLocale().standaloneMonthName(value.month, QLocale.FormatType.ShortFormat).rstrip(".")


def moment(value: datetime | None, zone: str | None = None) -> str:
    """A moment in a time zone (the machine's when none is given), to the minute."""
    if value is None:
        return NOTHING
    local = value.astimezone(ZoneInfo(zone)) if zone else value.astimezone()
    return f"{day(local.date())} {local:%H:%M}"


def duration(seconds: float | None) -> str:
    """Minutes and seconds: "0:42"; hours when there are some."""
    if seconds is None:
        return NOTHING
    minutes, rest = divmod(max(0, round(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def size(count: int | None) -> str:
    """Bytes in the unit people use."""
    if count is None:
        return NOTHING
    return QLocale().formattedDataSize(
        count,
        1 if count < 10 * 1024 * 1024 else 0,
        QLocale.DataSizeFormat.DataSizeTraditionalFormat,
    )
