"""Mending cells of a rehearsal in place, and the workbook of rejected rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from loyalty_desktop.domain.days import zone
from loyalty_desktop.domain.errors import InvalidInput, NotFound
from loyalty_desktop.domain.messages import Message, Worded
from loyalty_desktop.services.imports import check_grid as import_rehearsal
from loyalty_desktop.services.imports.targets import Target
from loyalty_desktop.services.imports.texts import text_of
from loyalty_desktop.services.imports.types import RehearsalRow
from loyalty_desktop.spreadsheets.contract import SheetSchema, StageSpec
from loyalty_desktop.storage.imports import staging_read
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.imports.staging_read import StagedRow


def set_values(staging: StagingFile, changes: Mapping[int, Mapping[str, str]]) -> None:
    """Put texts into cells (row number -> field -> text) and read their rows again, as the sheet was read.

    InvalidInput `import.no_field`; NotFound `import.no_row`. The verdicts have to be judged again afterwards.
    """
    from loyalty_desktop.spreadsheets.mending import RowMender

    spec = StageSpec.from_json(json.loads(staging.info()["spec"]))
    schema = _schema(spec)
    mender = RowMender(schema, spec)
    width = max(spec.matches.values(), default=-1) + 1
    for row_no, texts in changes.items():
        row = staging_read.one(staging, row_no)
        if row is None:
            raise NotFound("import.no_row", row=row_no)
        cells = _cells(row, schema, spec, width)
        for field, text in texts.items():
            if field not in spec.matches:
                raise InvalidInput("import.no_field", field=field, kind=spec.kind.value)
            cells[spec.matches[field]] = text
        values, issues = mender.read(cells)
        staging_read.mend(
            staging,
            row_no,
            values=values,
            ok=mender.is_valid(issues),
            cells=cells,
            issues=issues,
        )


def _schema(spec: StageSpec) -> SheetSchema:
    from loyalty_desktop.spreadsheets.schemas import schema

    return schema(spec.kind, spec.context.custom_fields, spec.context)


def _cells(row: StagedRow, schema: SheetSchema, spec: StageSpec, width: int) -> list[str]:
    """The row's cells as kept, or its typed values as texts."""
    if row.source is not None:
        return [str(c) if c is not None else "" for c in row.source] + [""] * (
            width - len(row.source)
        )
    tz = zone(spec.context.time_zone)
    kinds = {c.name: c.kind for c in schema.columns}
    cells = [""] * width
    for name, index in spec.matches.items():
        if name == "full_name":
            parts = (row.values.get(n) for n in ("last_name", "first_name", "middle_name"))
            cells[index] = " ".join(p for p in parts if p)
        else:
            cells[index] = text_of(kinds[name], row.values.get(name), tz)
    return cells


def faulty_rows(staging: StagingFile, field: str, text: str) -> list[int]:
    """Rows whose faulty cell of this field holds exactly this text."""
    spec = StageSpec.from_json(json.loads(staging.info()["spec"]))
    schema = _schema(spec)
    index = spec.matches.get(field)
    if index is None:
        raise InvalidInput("import.no_field", field=field, kind=spec.kind.value)
    found = []
    for row_no in staging_read.faulty(staging, field):
        row = staging_read.one(staging, row_no)
        if row is not None and _cells(row, schema, spec, index + 1)[index].strip() == text.strip():
            found.append(row_no)
    return found


def one_row(staging: StagingFile, target: Target, sheet: str, row_no: int) -> RehearsalRow:
    """A row of the check grid. NotFound `import.no_row`."""
    row = staging_read.one(staging, row_no)
    if row is None:
        raise NotFound("import.no_row", row=row_no)
    return import_rehearsal.RowShaper(staging, target, sheet).row(row)


Describe = Callable[[Worded], str]
"""Words a problem: one sentence that says what is wrong, then what to do."""


_QUOTES = {"“": 1, "«": 1, "”": -1, "»": -1}


def problem_and_advice(message: str) -> tuple[str, str]:
    """A message in two: its first sentence says what is wrong, the rest what to do. Quoted values are not searched."""
    depth = 0
    for at, character in enumerate(message):
        depth += _QUOTES.get(character, 0)
        if not depth and character == "." and message[at + 1 : at + 2] == " ":
            return message[: at + 1], message[at + 2 :]
    return message, ""


def write_rejected(
    staging: StagingFile, target: Target, path: Path, describe: Describe | None
) -> int:
    """Write the rejected rows with row numbers and reasons; answers how many.

    Without `describe` the reasons are codes. Mended, the workbook is imported again like any other.
    """
    from loyalty_desktop.spreadsheets import rejected

    spec = StageSpec.from_json(json.loads(staging.info()["spec"]))
    headers = json.loads(staging.info()["headers"])
    say = describe or (lambda problem: problem.code)

    def rows() -> Iterator[rejected.RejectedRow]:
        for row_no, cells, issues in import_rehearsal.rejected_rows(staging):
            problems = [
                (
                    spec.matches.get(issue.field),
                    *problem_and_advice(
                        say(Message(issue.code, {"field": issue.field, **issue.params}))
                    ),
                )
                for issue in issues
            ]
            yield rejected.RejectedRow(row_no, cells, problems)

    return rejected.write(path, headers, rows(), schema=target.schema, matches=spec.matches)
