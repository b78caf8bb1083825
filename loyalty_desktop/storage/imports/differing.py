"""Rows that came out otherwise than in the rehearsal, because what they are about had moved: kept for the staging file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from loyalty_desktop.storage.imports.blocks import Fill, loosen_numbers
from loyalty_desktop.storage.imports.staging import StagingFile

Fault = tuple[str, str, Mapping[str, Any]]
"""(field, code, params)"""


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that was judged anew. `columns` are those of its verdict that changed; `faults` say why it is rejected."""

    row_no: int
    before: str
    after: str
    columns: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def write_back(
    staging: StagingFile, rows: Sequence[Differing], *, fill: Fill | None = None
) -> None:
    """Give the rows of a staging file the verdicts with which they were written; the caller adds their problems."""
    with staging.open() as conn:
        conn.execute("BEGIN")
        loosen_numbers(conn, [row.row_no for row in rows], fill=fill)
        conn.executemany(
            "INSERT INTO verdict (row_no, verdict) VALUES (?, ?) ON CONFLICT (row_no) DO NOTHING",
            [(row.row_no, row.after) for row in rows],
        )
        for row in rows:
            columns = {**row.columns, "verdict": row.after}
            sets = ", ".join(f"{name} = ?" for name in columns)
            conn.execute(
                f"UPDATE verdict SET {sets} WHERE row_no = ?", (*columns.values(), row.row_no)
            )
        conn.executemany(
            "DELETE FROM issue WHERE row_no = ? AND origin = 'match'",
            [(row.row_no,) for row in rows],
        )
        conn.execute("COMMIT")
