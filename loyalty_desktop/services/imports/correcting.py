"""Corrections of a rehearsal in the check grid: cells, equal values, rows left out or taken in; and their undo.

Every correction checks the sheet again. What it returns besides the rehearsal is enough to take it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.imports import check_grid, mending, sheet_cells
from loyalty_desktop.services.imports.batches import ImportBatches
from loyalty_desktop.services.imports.kinds import KINDS, Sheet, target_of
from loyalty_desktop.services.imports.targets import Target
from loyalty_desktop.services.imports.types import (
    Counts,
    ImportRequest,
    IssueGroup,
    Rehearsal,
    RehearsalRow,
)
from loyalty_desktop.storage.imports import staging_issues
from loyalty_desktop.storage.imports.staging import StagingFile

if TYPE_CHECKING:
    from loyalty_desktop.spreadsheets.client import OpenedFile

Cells = Mapping[int, Mapping[str, Any]]
"""Row number in the sheet -> field -> the cell: a text, or the sheet's own value (number, day, error)."""


class ImportCorrections(ImportBatches):
    """What a person corrects between the check and the import."""

    def _judge(
        self,
        staging: StagingFile,
        request: ImportRequest,
        target: Target,
        progress: Progress,
        *,
        opened: OpenedFile | None = None,
    ) -> Counts:
        _, letters, _ = check_grid.layout(staging)
        sheet = Sheet(self._storage, staging, request, target, letters, progress)
        found = KINDS[request.kind].judge(sheet)
        sheet_cells.keep(staging, request, opened=opened)
        return found

    def put_cells(self, rehearsal: Rehearsal, cells: Cells) -> tuple[Rehearsal, Cells]:
        """Put cells into rows and check again. Returns the rehearsal and the cells that stood there before.

        Raises InvalidInput `import.no_field` and NotFound `import.no_row`.
        """
        staging = self._staging(rehearsal.id)
        target = target_of(self._storage, rehearsal.request)
        before = mending.set_values(staging, rehearsal.request, cells)
        return self._judged_again(rehearsal, staging, target), before

    def set_value(
        self, rehearsal: Rehearsal, row_no: int, field: str, text: str
    ) -> tuple[Rehearsal, RehearsalRow]:
        """Correct one cell and check its row again. Raises InvalidInput `import.no_field`."""
        again, _ = self.put_cells(rehearsal, {row_no: {field: text}})
        staging = self._staging(rehearsal.id)
        target = target_of(self._storage, rehearsal.request)
        row = mending.one_row(staging, target, rehearsal.request.sheet or "", row_no)
        return again, row

    def correction(
        self,
        rehearsal: Rehearsal,
        row_no: int,
        cells: Sequence[tuple[str, str, str]],
        *,
        alike: bool,
    ) -> Cells:
        """Return the correction of cells (field, old text, new text) of a row, for `put_cells`.

        `alike` also corrects every faulty cell of the field that shows the same old text.
        """
        found: dict[int, dict[str, str]] = {}
        for field, old, new in cells:
            rows = mending.faulty_rows(self._staging(rehearsal.id), field, old) if alike else []
            for number in rows or [row_no]:
                found.setdefault(number, {})[field] = new
        return found

    def correct(
        self,
        rehearsal: Rehearsal,
        row_no: int,
        cells: Sequence[tuple[str, str, str]],
        *,
        alike: bool,
    ) -> tuple[Rehearsal, int]:
        """Correct cells as `correction` says and check again. Returns the rehearsal and how many rows."""
        found = self.correction(rehearsal, row_no, cells, alike=alike)
        return self.put_cells(rehearsal, found)[0], len(found)

    def replace_value(
        self, rehearsal: Rehearsal, field: str, old_text: str, new_text: str
    ) -> tuple[Rehearsal, int]:
        """Correct every faulty cell of this field with this text in the same way. Returns how many rows."""
        rows = mending.faulty_rows(self._staging(rehearsal.id), field, old_text)
        cells = {row_no: {field: new_text} for row_no in rows}
        return self.put_cells(rehearsal, cells)[0], len(cells)

    def rows_of(self, rehearsal: Rehearsal, group: IssueGroup) -> list[int]:
        """Return the numbers of the rows of a group of problems."""
        return staging_issues.rows_of(
            self._staging(rehearsal.id), code=group.code, field=group.field, value=group.value
        )

    def leave_out(self, rehearsal: Rehearsal, group: IssueGroup, *, out: bool) -> Rehearsal:
        """Leave the rows of a group out of the import, or with `out` False take them in, and check again."""
        return self.leave_rows_out(rehearsal, self.rows_of(rehearsal, group), out=out)

    def leave_rows_out(self, rehearsal: Rehearsal, rows: Sequence[int], *, out: bool) -> Rehearsal:
        """Leave these rows out of the import, or with `out` False take them in, and check again."""
        staging = self._staging(rehearsal.id)
        target = target_of(self._storage, rehearsal.request)
        if out:
            staging.leave_out(rows)
        else:
            mending.take_in(staging, rehearsal.request, rows)
        return self._judged_again(rehearsal, staging, target)

    def _judged_again(
        self, rehearsal: Rehearsal, staging: StagingFile, target: Target
    ) -> Rehearsal:
        self._judge(staging, rehearsal.request, target, NO_PROGRESS)
        return check_grid.summary(self._storage, staging, rehearsal.id, rehearsal.request, target)
