"""Read rows of a staging file again after a correction: one cell, or the same text in many rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.spreadsheets.contract import SheetSchema, StageSpec, letter
from loyalty_desktop.spreadsheets.raw_cells import BrokenCell
from loyalty_desktop.spreadsheets.row_reader import SheetRowReader

Issue = tuple[str, str, str, str, dict[str, Any]]
"""(sheet letter or "", field, severity, code, params)"""


class RowMender:
    """Reads rows again with the schema and choices with which the sheet was staged.

    `spec` must have the date orders and decimal signs that staging used (StageResult.date_orders, decimal_marks).
    """

    def __init__(self, schema: SheetSchema, spec: StageSpec) -> None:
        self._reader = SheetRowReader(schema, spec)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the staging columns that `read` fills."""
        return tuple(self._reader.columns)

    def read(self, cells: Sequence[Any]) -> tuple[dict[str, Any], list[Issue]]:
        """Return (values by staging column, issues) of one row of cells (as in the table `source`, with corrections)."""
        broken = {i: c.code for i, c in enumerate(cells) if isinstance(c, BrokenCell)}
        usable = ["" if index in broken else cell for index, cell in enumerate(cells)]
        batch = self._reader.read([[cell] for cell in usable], 1)
        values = {name: batch.values[name][0] for name in self.columns if name in batch.values}
        faults = [(f.index, f.column.name) for f in self._reader.fields if f.index in broken]
        issues = [
            ("" if index is None else letter(index), name, str(severity), code, params)
            for _, index, name, severity, code, params in batch.issues
            if index not in broken and not (faults and code == "row.no_key")
        ]
        issues += [
            (letter(index), name, str(Severity.ERROR), broken[index], {}) for index, name in faults
        ]
        return values, issues

    @staticmethod
    def is_valid(issues: Sequence[Issue]) -> bool:
        """Return whether no issue rejects the row."""
        return not any(issue[2] == Severity.ERROR for issue in issues)
