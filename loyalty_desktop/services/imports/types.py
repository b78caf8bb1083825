"""Arguments and results of the import services: requests, proposals, rehearsals, reports. Values only, no behaviour.

Field names are the same here, in files and on the command line (docs/excel-formats.md).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

from loyalty_desktop.domain.kinds import BatchState, FieldKind, ImportKind, ImportMode, Severity
from loyalty_desktop.domain.messages import Message


class Verdict(StrEnum):
    """What an import would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    LEFT_OUT = "left_out"  # no data, or a person left it out


@dataclass(frozen=True, slots=True)
class NewField:
    """A custom field to add to the profile database before the import, for a column that matched nothing.

    `name` is its field name in `ImportRequest.mapping`; `options` are the values of a list.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """A request for an import. None means "detect it" (sheet, header row, encoding, matching, orders).

    `mapping` gives the field of columns, named by header text or sheet letters; "" ignores a column. All other columns
    are matched automatically. `key` is how profiles (in participants and points sheets: the `participant` column) are
    found: external_id, email, phone, id or a custom field. `header_row` counts from 1. `date_order` is "dmy", "mdy" or
    "ymd"; `decimal_sign` is "," or ".".
    `unknown_profiles` says what a participants or points sheet does with profiles or participants that do not exist.
    `tier_until` is the last day of tiers that a participants sheet sets by hand. `value_words` are words of the sender
    for values of closed lists: field -> word -> the value's name.
    """

    kind: ImportKind
    path: Path
    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, str] | None = None
    key: str = "external_id"
    mode: ImportMode = ImportMode.BOTH
    empty_cells: Literal["keep", "clear"] = "keep"
    unknown_profiles: Literal["create", "reject"] = "create"
    database_id: int | None = None
    program_id: int | None = None
    points_type_id: int | None = None
    encoding: str | None = None
    separator: str | None = None
    date_order: str | None = None
    decimal_sign: str | None = None
    phone_region: str = ""
    new_fields: tuple[NewField, ...] = ()
    tier_until: date | None = None
    all_rows: bool = False  # rows that look like totals or notes come in, too
    value_words: Mapping[str, Mapping[str, str]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field that a sheet of this kind can have. `kind` is the name of its CellKind."""

    name: str
    required: bool
    kind: str
    custom: bool = False
    label: str = ""  # of a custom field, as the user named it
    choices: tuple[str, ...] = ()  # names of the values of a closed list, yes and no among them
    russian: tuple[str, ...] = ()  # the same names in Russian


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One proposed pair. `quality` is 0..100; `how` is "exact", "synonym", "similar", "memory", "asked".

    `samples` are up to three values as text; `misfits` of `tried` sample values cannot be read as this field.
    """

    field: str
    column: int  # from 0
    letters: str
    header: str
    quality: int
    how: str
    samples: tuple[str, ...] = ()
    misfits: int = 0
    tried: int = 0
    rivals: tuple[
        str, ...
    ] = ()  # headers of further columns that claim the field as well as this one


@dataclass(frozen=True, slots=True)
class FreeColumn:
    """A column that matched no field: it can be ignored, matched by hand, or become a custom field."""

    column: int
    letters: str
    header: str
    samples: tuple[str, ...] = ()
    suggested_name: str = ""
    suggested_kind: FieldKind = FieldKind.TEXT


@dataclass(frozen=True, slots=True)
class MatchProposal:
    """How the columns of a sheet match. `missing` names the required fields without a column.

    `memory_exact`: the same header was imported earlier, so the matching page can be skipped; `memory_differs` lists
    headers that are new since then.
    """

    request: ImportRequest  # with the detected sheet, header row and orders
    fields: tuple[FieldInfo, ...]
    matches: tuple[FieldMatch, ...]
    free_columns: tuple[FreeColumn, ...]
    needs: tuple[tuple[str, ...], ...]  # one field of each group must have a column
    memory_exact: bool = False
    memory_differs: tuple[str, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """Return the field of each column's letters ("" for ignored columns), as ImportRequest.mapping needs it.

        A column with rivals is not matched: a person must say which of them it is.
        """
        left_out = {column.letters: "" for column in self.free_columns}
        chosen = {m.letters: "" if m.rivals else m.field for m in self.matches}
        return left_out | chosen

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the required fields without a column in the proposal."""
        return self.missing_in(self.mapping)

    def missing_in(self, mapping: Mapping[str, str]) -> tuple[str, ...]:
        """Return the required fields without a column in another mapping (column letters -> field)."""
        given = set(mapping.values())
        return tuple(group[0] for group in self.needs if not given.intersection(group))

    def is_needed(self, field: str, mapping: Mapping[str, str]) -> bool:
        """Return whether a field must have a column: it is required, and no other field of the mapping replaces it."""
        others = set(mapping.values()) - {field}
        required = any(info.name == field and info.required for info in self.fields)
        return required and not any(
            field in group and others.intersection(group) for group in self.needs
        )


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem of a cell or row. `row` is the row number in the sheet; `column` its letters or ""."""

    sheet: str
    row: int
    column: str
    field: str
    code: str
    severity: Severity = Severity.ERROR
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """A group of issues with one cause. `value` is the cell text they share ("" when it differs or there is no cell)."""

    code: str
    field: str
    severity: Severity
    count: int
    rows: tuple[int, ...]  # the first few row numbers
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)  # of the first one
    value: str = ""
    part: bool = False  # of the group before it: those of its rows that share the value


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by verdict; `read` is their sum."""

    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    left_out: int = 0


PHONE_REGION_LIKELY = "decision.phone_region_likely"
"""The message that names countries for phones without a country code."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an import would do. Nothing is written to the workspace. It exists until applied or discarded.

    `id` names its staging file. `same_file_batch` is the batch of the same file that was begun earlier, or None; when it is
    unfinished, this rehearsal cannot be applied before that batch is resumed or undone.
    `points` (points sheets): units moved by transaction type.
    """

    id: str
    request: ImportRequest  # with everything that was detected
    counts: Counts
    changed_by_field: Mapping[str, int]
    issues: tuple[IssueGroup, ...]
    warnings: tuple[Message, ...] = ()
    same_file_batch: int | None = None
    same_file_unfinished: bool = False
    fields: tuple[str, ...] = ()  # the grid's columns, in sheet order
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)  # field -> header text
    letters: Mapping[str, str] = dataclasses.field(default_factory=dict)  # field -> column letters
    points: Mapping[str, int] = dataclasses.field(default_factory=dict)
    decisions: tuple[
        Message, ...
    ] = ()  # how columns were read, where it is not plain; columns that are not used
    optional: tuple[str, ...] = ()  # fields with faulty cells whose columns can be left out

    @property
    def likely_regions(self) -> tuple[str, ...]:
        """Return the countries that phones without a country code would fit, the likeliest first."""
        told = next((m for m in self.decisions if m.code == PHONE_REGION_LIKELY), None)
        return () if told is None else tuple(str(told.params["value"]).split(", "))


@dataclass(frozen=True, slots=True)
class RehearsalRow:
    """One row of the check grid. `cells` are texts by field; `old` holds the present value of changed cells.

    `numbers` has the amounts and decimals as they were read, of cells without an error.
    """

    row_no: int
    verdict: Verdict
    cells: Mapping[str, str]
    old: Mapping[str, str] = dataclasses.field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    numbers: Mapping[str, Decimal] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RehearsalPage:
    """Rows of the grid, and how many there are with this filter."""

    rows: tuple[RehearsalRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `batch` is None for a dry run. `issues` are the first 100.

    `differing` rows came out otherwise than in the rehearsal, because what they are about had moved.
    """

    batch: int | None
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    seconds: float
    issues: tuple[Issue, ...] = ()
    warnings: tuple[Message, ...] = ()
    dry_run: bool = False
    differing: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class BatchRow:
    """An import batch, for the list. `resumable`: unfinished, and nobody works with its staging file on this workstation."""

    id: int
    kind: ImportKind
    state: BatchState
    file_name: str
    sheet: str
    actor: str
    started_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    applied_rows: int
    profile_database_id: int | None
    program_id: int | None
    points_type_id: int | None
    database_name: str = ""
    program_name: str = ""
    resumable: bool = False
    has_rejected: bool = False

    @property
    def left_out(self) -> int:
        """Return how many rows were read and left out; of an unfinished batch they are not known."""
        known = self.new + self.changed + self.unchanged + self.rejected
        return self.read - known if self.finished_at is not None else 0


@dataclass(frozen=True, slots=True)
class UndoReason:
    """Why a batch cannot be undone: the code of the message, how many rows prevent it, and examples."""

    code: str
    count: int
    examples: tuple[str, ...] = ()

    @property
    def params(self) -> Mapping[str, Any]:
        """The parameters of its message."""
        return {"count": self.count, "examples": self.examples}


@dataclass(frozen=True, slots=True)
class UndoCheck:
    """Whether a batch can be undone, and what that would do."""

    batch_id: int
    reasons: tuple[UndoReason, ...]
    removed: int = 0  # created rows that would go
    leaving: int = (
        0  # of them, participants who would leave instead: their points or tiers are history
    )
    restored: int = 0  # changed rows that would get their old values back
    cancelled: int = 0  # points transactions that would be cancelled

    @property
    def safe(self) -> bool:
        """Return whether nothing prevents the undo."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo did."""

    batch_id: int
    removed: int
    restored: int
    cancelled: int
