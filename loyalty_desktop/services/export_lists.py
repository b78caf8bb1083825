"""Which lists can be written to files, what each belongs to, and what a column of one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from loyalty_desktop.spreadsheets.writer import WriteKind


class BelongsTo(StrEnum):
    """What a list is of: its id is asked for together with the list."""

    DATABASE = "database"
    PROGRAM = "program"
    WORKSPACE = "workspace"


def export_lists() -> Mapping[str, BelongsTo]:
    """Return the lists by name: the four that have columns of their own, then the kinds of sheets that are plain records."""
    from loyalty_desktop.services.imports.kinds import KINDS

    return {
        "profiles": BelongsTo.DATABASE,
        "participants": BelongsTo.PROGRAM,
        "transactions": BelongsTo.PROGRAM,
        "audit": BelongsTo.WORKSPACE,
        **{str(name): BelongsTo.PROGRAM for name, kind in KINDS.items() if kind.records},
    }


Convert = Callable[[Any], Any]
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of a list: its field, its kind of cells, and how to get a cell from a stored row."""

    field: str
    kind: WriteKind
    take: Callable[[Sequence[Any]], Any]
