"""Typed values of staged rows and of the database as texts for the check grid: the way a sheet would say them."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import from_day_number, from_instant
from loyalty_desktop.spreadsheets.contract import CellKind


def text_of(kind: CellKind | None, value: Any, tz: ZoneInfo) -> str:
    """A value as text: days ISO, instants ISO to the second in `tz`, amounts as decimals, yes/no as yes and no."""
    if value is None:
        return ""
    try:
        match kind:
            case CellKind.DAY if not isinstance(value, str):
                return from_day_number(int(value)).isoformat()
            case CellKind.INSTANT:
                moment = from_instant(int(value)).astimezone(tz)
                return moment.astimezone(tz).replace(tzinfo=None).isoformat(" ", "seconds")
            case CellKind.AMOUNT:
                return format(from_units(int(value), 0), "f")
            case CellKind.YES_NO:
                return "yes" if value else "no"
            case _:
                return str(value)
    except (ValueError, OverflowError):
        return str(value)
