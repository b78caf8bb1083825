"""What commands print: aligned text for people, one JSON object for programs, one sentence on stderr for refusals."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.messages import Worded
from loyalty_desktop.words.messages import render

DONE = 0
REFUSED = 1
USAGE = 2
PARTLY = 3


def say_error(error: LoyaltyError) -> None:
    """Print one sentence on stderr: what was refused and what to do."""
    print(message(error), file=sys.stderr)


def exit_code_of(error: LoyaltyError) -> int:
    """Return 2 when the command line itself was wrong, else 1."""
    return USAGE if error.code in _WRONG_USE else REFUSED


_WRONG_USE = {
    "cli.no_workspace",
    "cli.day",
    "cli.map",
    "cli.ending",
    "cli.encoding",
    "cli.matchings",
    "cli.save_profile",
}


def message(told: Worded) -> str:
    """Word an error, a warning or any other message. The command line is in English."""
    return render(told, "en")


def say_notice(notice: Worded) -> None:
    """Print a warning; the command continues."""
    say_note(message(notice))


def say_note(text: str) -> None:
    """Print a remark on stderr, so that the answer on stdout stays whole."""
    print(text, file=sys.stderr)


def say_json(value: object) -> None:
    """Print one object on one line; Decimals are written as text, so that no digit is lost."""
    print(json.dumps(plain(value), ensure_ascii=False))


def plain(value: object) -> Any:
    """Return dataclasses, decimals, dates and tuples in the types of JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {_key(k): plain(v) for k, v in value.items()}
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(part) for part in value]
    return value


def _key(value: object) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)


def say_table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print columns side by side, numbers aligned to the right."""
    texts = [[_cell(cell) for cell in row] for row in rows]
    kinds = [list(column) for column in zip(*texts, strict=True)] if texts else []
    widths = [
        max([len(header), *(len(cell) for cell in column)])
        for header, column in zip(headers, kinds or [[] for _ in headers], strict=True)
    ]
    right = [all(_is_number(cell) for cell in column) for column in kinds] or [False] * len(headers)
    for line in (list(headers), *texts):
        cells = [
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(line, widths, right, strict=True)
        ]
        print("  ".join(cells).rstrip())


def say_pairs(pairs: Iterable[tuple[str, object]]) -> None:
    """Print names and values in two columns."""
    shown = [(name, _cell(value)) for name, value in pairs]
    width = max((len(name) for name, _ in shown), default=0)
    for name, value in shown:
        print(f"{name.ljust(width)}  {value}".rstrip())


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Decimal):
        return f"{value:,f}"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return str(value.value if isinstance(value, Enum) else value)


def _is_number(cell: str) -> bool:
    return cell == "-" or cell.lstrip("-").replace(",", "").replace(".", "", 1).isdigit()
