"""Correct cells of a rehearsal in place, and write the workbook of rejected rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loyalty_desktop.domain.errors import InvalidInput, NotFound
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.messages import Message, Worded
from loyalty_desktop.services.imports import check_grid
from loyalty_desktop.services.imports.sheet_cells import SheetCells, keep, schema_of, spec_of
from loyalty_desktop.services.imports.targets import Target
from loyalty_desktop.services.imports.types import ImportRequest, RehearsalRow
from loyalty_desktop.spreadsheets.contract import letter
from loyalty_desktop.spreadsheets.raw_cells import row_json
from loyalty_desktop.storage.imports import staging_issues, staging_read
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.imports.staging_read import StagedRow

if TYPE_CHECKING:
    from loyalty_desktop.spreadsheets.mending import Issue


def set_values(
    staging: StagingFile, request: ImportRequest, changes: Mapping[int, Mapping[str, Any]]
) -> dict[int, dict[str, Any]]:
    """Put cells (row number -> field -> text or value) into rows and read these again, as the sheet was read.

    All other cells stay as they are in the sheet. A row with more or fewer cells than the header stays rejected: which cell
    belongs where is not known here. Returns the cells that were replaced. The caller must set the verdicts again
    afterwards. Raises InvalidInput `import.no_field` and NotFound `import.no_row`.
    """
    from loyalty_desktop.spreadsheets.mending import RowMender

    spec = spec_of(staging)
    schema = schema_of(spec)
    mender, sheet_cells = RowMender(schema, spec), SheetCells(spec, schema)
    keep(staging, request, list(changes))
    width = len(json.loads(staging.info()["headers"]))
    before: dict[int, dict[str, Any]] = {}
    for row_no, texts in changes.items():
        row = staging_read.one(staging, row_no)
        if row is None:
            raise NotFound("import.no_row", row=row_no)
        cells = sheet_cells.raw(row)
        sent = len(cells) if row.source is None else len(row.source)
        for field, text in texts.items():
            if field not in spec.matches:
                raise InvalidInput("import.no_field", field=field, kind=str(spec.kind))
            before.setdefault(row_no, {})[field] = cells[spec.matches[field]]
            cells[spec.matches[field]] = text
            sent = max(sent, spec.matches[field] + 1)
        values, issues = mender.read(cells)
        issues += _uneven(row, width)
        staging_read.mend(
            staging,
            row_no,
            values=values,
            ok=mender.is_valid(issues),
            cells=row_json(cells[:sent]),  # no longer than it came, by which uneven rows are known
            issues=issues,
        )
    return before


def _uneven(row: StagedRow, width: int) -> list[Issue]:
    """Return the issue of a row that came with more or fewer cells than the header, which has `width`."""
    found: list[Issue] = [
        (issue.column, issue.field, issue.severity, issue.code, dict(issue.params))
        for issue in row.issues
        if issue.code in _UNEVEN
    ]
    if not found and row.source is not None and len(row.source) != width:
        told = {"found": len(row.source), "expected": width}
        first = letter(min(len(row.source), width))
        found.append((first, "", str(Severity.ERROR), "row.cell_count", told))
    return found


_UNEVEN = frozenset({"row.cell_count", "row.uneven"})
"""Issues of rows that have more or fewer cells than the header."""


def take_in(staging: StagingFile, request: ImportRequest, rows: Sequence[int] | None = None) -> int:
    """Take rows in that were left out, and read them again; None: those that look like totals and notes.

    A header that stands in the sheet again is never data. Returns how many rows. The caller must set the verdicts again afterwards.
    """
    if rows is None:
        rows = staging_issues.with_codes(staging, _DOUBTFUL)
    if rows:
        staging.leave_out(rows, out=False)
        set_values(staging, request, {row_no: {} for row_no in rows})
    return len(rows)


_DOUBTFUL = ("row.looks_like_total", "row.looks_like_note")


def faulty_rows(staging: StagingFile, field: str, text: str) -> list[int]:
    """Return the rows in which the faulty cell of this field shows exactly this text."""
    spec = spec_of(staging)
    if field not in spec.matches:
        raise InvalidInput("import.no_field", field=field, kind=str(spec.kind))
    sheet_cells = SheetCells(spec, schema_of(spec))
    found = []
    for row_no in staging_issues.faulty(staging, field):
        row = staging_read.one(staging, row_no)
        if row is not None and sheet_cells.text(row, field).strip() == text.strip():
            found.append(row_no)
    return found


def one_row(staging: StagingFile, target: Target, sheet: str, row_no: int) -> RehearsalRow:
    """Return a row of the check grid. Raises NotFound `import.no_row`."""
    row = staging_read.one(staging, row_no)
    if row is None:
        raise NotFound("import.no_row", row=row_no)
    return check_grid.RowShaper(staging, target, sheet).row(row)


Describe = Callable[[Worded], str]
"""Returns the text of a problem: one sentence about what is wrong, then what to do."""


_ADDED = ("rejected.row", "rejected.column", "rejected.problem", "rejected.advice")
"""Headers of the added columns, in the order of words.rejected_sheet.HEADERS."""

_QUOTES = {"“": 1, "«": 1, "”": -1, "»": -1}


def problem_and_advice(message: str) -> tuple[str, str]:
    """Split a message in two: what is wrong (the first sentence) and what to do. Full stops in quotes do not count."""
    depth = 0
    for at, character in enumerate(message):
        depth += _QUOTES.get(character, 0)
        if not depth and character == "." and message[at + 1 : at + 2] == " ":
            return message[: at + 1], message[at + 2 :]
    return message, ""


def write_rejected(staging: StagingFile, target: Target, path: Path, describe: Describe) -> int:
    """Write the rejected rows with row numbers and reasons. Returns how many.

    After correction the workbook can be imported like any other.
    """
    from loyalty_desktop.spreadsheets import rejected

    spec = spec_of(staging)
    headers = json.loads(staging.info()["headers"])
    titles = check_grid.layout(staging)[0]

    def rows() -> Iterator[rejected.RejectedRow]:
        for row_no, cells, issues in check_grid.rejected_rows(staging):
            problems = [
                (
                    spec.matches.get(issue.field),
                    *problem_and_advice(
                        describe(
                            Message(
                                issue.code, {"field": titles.get(issue.field, "–"), **issue.params}
                            )
                        )
                    ),
                )
                for issue in issues
            ]
            uneven = any(issue.code in _UNEVEN for issue in issues)
            if uneven:
                problems.append((None, "", describe(Message("rejected.uneven"))))
            yield rejected.RejectedRow(row_no, cells, problems, uneven)

    words = [describe(Message(code)) for code in _ADDED]
    return rejected.write(
        path, headers, rows(), schema=target.schema, matches=spec.matches, words=words
    )
