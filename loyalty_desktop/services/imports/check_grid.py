"""What users see of a rehearsal: its numbers, rows of the check grid, issues, rejected rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import zone
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import Severity
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.domain.text import fold
from loyalty_desktop.services.imports.sheet_cells import DECIMAL, SOURCE_GONE, SheetCells, text_of
from loyalty_desktop.services.imports.targets import Target
from loyalty_desktop.services.imports.types import (
    PHONE_REGION_LIKELY,
    ImportRequest,
    Issue,
    IssueGroup,
    Rehearsal,
    RehearsalPage,
    RehearsalRow,
    Verdict,
)
from loyalty_desktop.services.imports.verdicts import counts
from loyalty_desktop.spreadsheets.contract import CellKind
from loyalty_desktop.storage.imports import staging_issues, staging_read
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.imports.staging_issues import StagedGroup, StagedIssue
from loyalty_desktop.storage.imports.staging_read import StagedRow
from loyalty_desktop.storage.queries import imports as queries
from loyalty_desktop.storage.queries.imports import SameFile
from loyalty_desktop.storage.queries.tiers import Connection
from loyalty_desktop.storage.unit_of_work import Storage


def layout(staging: StagingFile) -> tuple[dict[str, str], dict[str, str], dict[str, int]]:
    """Return three mappings in sheet order: header text, column letters and column index (0-based) by field."""
    stored = json.loads(staging.info()["layout"])
    return (
        {item[0]: item[1] for item in stored},
        {item[0]: item[2] for item in stored},
        {item[0]: item[3] for item in stored},
    )


_SHEETS_TOLD = 5
_DECISIONS = {
    "text_mark": "decision.text_mark",
    "unit": "decision.unit",
    "below_zero": "decision.below_zero",
    "value_word": "decision.value_word",
    "phone_region": "decision.phone_region",
    "phone_region_likely": PHONE_REGION_LIKELY,
}
_CHOICES = {
    ("decimal_sign", ""): "decision.decimal_sign",
    ("decimal_sign", "certain"): "decision.decimal_sign.certain",
    ("dmy", ""): "decision.date_order.dmy",
    ("dmy", "certain"): "decision.date_order.dmy.certain",
    ("dmy", "likely"): "decision.date_order.dmy.likely",
    ("mdy", ""): "decision.date_order.mdy",
    ("mdy", "certain"): "decision.date_order.mdy.certain",
    ("ymd", ""): "decision.date_order.ymd",
}
"""By decimal sign or order of dates, and how sure it is; "" where a person chose."""


def _decisions(info: Mapping[str, str]) -> tuple[Message, ...]:
    """Return how columns were read, where it is not plain, and which are not used."""
    made = []
    for told in json.loads(info.get("decisions", "[]")):
        of = told["value"] if told["what"] == "date_order" else told["what"]
        sure = told.pop("sure", "")
        code = _DECISIONS.get(of) or _CHOICES.get((of, sure)) or _CHOICES[of, ""]
        made.append(Message(code, told))
    unused = json.loads(info.get("unused", "[]"))
    if unused:
        made.append(Message("decision.unused", {"columns": ", ".join(unused)}))
    return tuple(made)


_UNDECIDED = {
    "date.ambiguous": "import.undecided.dates",
    "amount.ambiguous": "import.undecided.amounts",
    "phone.no_country": "import.undecided.phones",
}
"""Problems of cells that end when a person says how their column is read, and the refusal until then."""


def need_decided(rehearsal: Rehearsal) -> None:
    """Raise InvalidInput `import.undecided.*` for a column that can be read in two ways.

    Phones without a country code count when they fit a country and are those of at least half of the rows; fewer are
    mistakes of their rows.
    """
    rows = rehearsal.counts.read - rehearsal.counts.left_out
    for group in rehearsal.issues:
        code = _UNDECIDED.get(group.code)
        few = not rehearsal.likely_regions or 2 * group.count < rows
        if code is None or group.part or (group.code == "phone.no_country" and few):
            continue
        raise InvalidInput(
            code,
            column=rehearsal.letters.get(group.field, ""),
            found=group.params.get("found", ""),
            value=", ".join(rehearsal.likely_regions),
        )


def optional_faults(
    groups: Iterable[StagedGroup], request: ImportRequest, target: Target, order: Sequence[str]
) -> tuple[str, ...]:
    """Return the fields with faulty cells whose columns can be left out: those that neither a row nor its key needs."""
    needed = {name for group in target.schema.need_one_of for name in group}
    needed |= {
        request.key,
        *target.schema.decide,
        *(c.name for c in target.schema.columns if c.required),
    }
    found = {g.field for g in groups if g.severity == Severity.ERROR} - needed
    return tuple(name for name in order if name in found)


def summary(
    storage: Storage,
    staging: StagingFile,
    rehearsal_id: str,
    request: ImportRequest,
    target: Target,
) -> Rehearsal:
    """Return the rehearsal of a staging file with verdicts, and messages about the file as a whole."""
    headers, letters, _ = layout(staging)
    info = staging.info()
    with storage.read() as conn:
        same = same_file(conn, info["file_hash"], request, target)
    further = ", ".join(json.loads(info.get("further_sheets", "[]"))[:_SHEETS_TOLD])
    about = {code: {"sheets": further} for code in ("file.further_sheets", "file.more_rejected")}
    file = {"format": info["format"]}
    warnings = [Message(c, about.get(c, file)) for c in json.loads(info["file_warnings"])]
    if SOURCE_GONE in info:
        warnings.append(Message("import.source_gone", {"name": request.path.name}))
    tiers = [letters[field] for field in target.tiers if field in letters]
    if tiers and request.tier_until is not None:
        by_hand = {"column": ", ".join(tiers), "until": request.tier_until}
        warnings.append(Message("import.tier_by_hand", by_hand))
    groups = staging_issues.issue_groups(staging)
    late = sum(group.count for group in groups if group.code == "points.taken_from_expired")
    if late:
        warnings.append(Message("import.late_redemptions", {"count": late}))
    if same is not None:
        code = "import.unfinished" if same.unfinished else "import.same_file"
        warnings.append(Message(code, {"batch": same.batch}))
    return Rehearsal(
        id=rehearsal_id,
        request=request,
        counts=counts(staging),
        changed_by_field=staging_read.changed_by_field(staging),
        issues=tuple(
            IssueGroup(
                g.code, g.field, Severity(g.severity), g.count, g.rows, g.params, g.value, g.part
            )
            for g in groups
        ),
        warnings=tuple(warnings),
        decisions=_decisions(info),
        optional=optional_faults(groups, request, target, list(headers)),
        same_file_batch=None if same is None else same.batch,
        same_file_unfinished=same is not None and same.unfinished,
        fields=tuple(headers),
        headers=headers,
        letters=letters,
        points=json.loads(info.get("points", "{}")),
    )


def told(rehearsal: Rehearsal) -> tuple[Message, ...]:
    """Return what the command line says of a sheet besides its warnings, which the window shows elsewhere."""
    if not rehearsal.optional:
        return rehearsal.decisions
    named = [rehearsal.headers.get(name, name) for name in rehearsal.optional]
    facts = {"columns": ", ".join(f"“{name}”" for name in named), "first": named[0]}
    return (*rehearsal.decisions, Message("import.optional_faults", facts))


def same_file(
    conn: Connection, file_hash: str, request: ImportRequest, target: Target
) -> SameFile | None:
    """Return the batch of the same file that was begun earlier for the same place and not undone."""
    return queries.same_file(
        conn,
        kind=request.kind,
        file_hash=file_hash,
        sheet=request.sheet or "",
        database_id=target.database_id,
        program_id=target.program_id,
    )


def rows(
    staging: StagingFile,
    target: Target,
    sheet: str,
    *,
    verdict: Verdict | None,
    search: str,
    code: str | None,
    field: str | None,
    value: str | None,
    offset: int,
    limit: int,
) -> RehearsalPage:
    """Return a page of the check grid."""
    found, total = staging_read.page(
        staging,
        verdict=None if verdict is None else verdict.value,
        words=fold(search).split(),
        code=code,
        field=field,
        value=value,
        offset=offset,
        limit=limit,
    )
    shaper = RowShaper(staging, target, sheet)
    return RehearsalPage(tuple(shaper.row(row) for row in found), total)


class RowShaper:
    """Makes rows of the check grid from staged rows."""

    def __init__(self, staging: StagingFile, target: Target, sheet: str) -> None:
        self._fields = tuple(layout(staging)[0])
        self._sheet_cells = SheetCells.of(staging)
        self._kinds = {c.name: c.kind for c in target.schema.columns}
        self._decimal = [n for n in self._fields if self._kinds.get(n) in DECIMAL]
        self._tz: ZoneInfo = zone(target.time_zone)
        self._sheet = sheet

    def row(self, row: StagedRow) -> RehearsalRow:
        """Return one row, with its cells as in the sheet where they were stored, else as they were read."""
        return RehearsalRow(
            row_no=row.row_no,
            verdict=Verdict(row.verdict),
            cells={name: self._sheet_cells.text(row, name) for name in self._fields},
            old={
                name: text_of(self._kinds.get(name), row.before.get(name), self._tz)
                for name in row.before.keys() | row.after.keys()
                if row.before.get(name) != row.after.get(name)
            },
            issues=tuple(shaped(self._sheet, issue) for issue in row.issues),
            numbers=self._numbers(row),
        )

    def _numbers(self, row: StagedRow) -> dict[str, Decimal]:
        faulty = {i.field for i in row.issues if i.severity == Severity.ERROR}
        read = {name: row.values.get(name) for name in self._decimal if name not in faulty}
        return {
            name: from_units(int(value), 0)
            if self._kinds[name] is CellKind.AMOUNT
            else Decimal(str(value))
            for name, value in read.items()
            if value is not None and value != ""
        }


def shaped(sheet: str, issue: StagedIssue) -> Issue:
    """Return a stored issue as an ImportIssue."""
    return Issue(
        sheet=sheet,
        row=issue.row_no,
        column=issue.column,
        field=issue.field,
        code=issue.code,
        severity=Severity(issue.severity),
        params=issue.params,
    )


def first_issues(staging: StagingFile, sheet: str, limit: int = 100) -> tuple[Issue, ...]:
    """Return the first issues, errors first."""
    return tuple(shaped(sheet, i) for i in staging_issues.issues(staging, limit=limit))


def rejected_rows(staging: StagingFile) -> Iterator[tuple[int, Sequence[Any], list[StagedIssue]]]:
    """Yield rejected rows in sheet order: row number, the sheet's cells, errors."""
    sheet_cells = SheetCells.of(staging)
    for row in staging_read.rejected(staging):
        errors = [i for i in row.issues if i.severity == Severity.ERROR]
        yield row.row_no, sheet_cells.raw(row), errors
