"""The values that the spreadsheet package exchanges with its callers and its child process. All convert to and from JSON.

No workbook library is imported here; the rules of a sheet are in `schemas`; services read files through `client`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from dataclasses import field as made_by
from enum import StrEnum
from typing import Any

from loyalty_desktop.domain.drafts import CustomFieldDraft
from loyalty_desktop.domain.kinds import FieldKind, ImportKind
from loyalty_desktop.spreadsheets.decisions import ColumnDecision
from loyalty_desktop.spreadsheets.derived import Derived, RowCheck
from loyalty_desktop.words.fields import FieldWords

MAX_ROWS = 1_048_576
"""Largest number of rows of a worksheet."""
MAX_COLUMNS = 512
"""Largest number of columns that are read; a worksheet has 16,384."""
MAX_TEXT = 32_767
"""Largest number of characters in a cell."""
MAX_HEADER = 1_000
"""How many characters of a header are kept; further ones tell no columns apart."""
MAX_SHEET_NAME = 255
"""Largest number of characters in the name of a sheet; spreadsheet programs allow 31, some more."""
MAX_SHEETS = 2_000
"""Largest number of sheets in a workbook."""


class FileFormat(StrEnum):
    """What a file is, by its content; its extension is not trusted."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"  # any text with a separator, tabs too
    HTML = "html"
    XML = "xml"  # a workbook as one XML file: Excel 2003 XML, flat OpenDocument
    PASSWORD = "password"  # noqa: S105 - an encrypted workbook, not a secret
    UNKNOWN = "unknown"


class CellKind(StrEnum):
    """How a column's cells are read, and what is stored in the staging file."""

    IDENTIFIER = "identifier"  # text; whole numbers become digits
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"  # E.164
    DAY = "day"  # YYYYMMDD
    INSTANT = "instant"  # UTC microseconds
    AMOUNT = "amount"  # units
    INTEGER = "integer"
    DECIMAL = "decimal"  # text of an exact decimal
    PERCENT = "percent"  # the same, with or without its sign
    YES_NO = "yes_no"  # 0, 1
    CHOICE = "choice"  # one of the column's choices, by its value
    TAGS = "tags"  # comma-separated, sorted
    FULL_NAME = "full_name"  # split into last_name, first_name, middle_name
    PARTICIPANT = "participant"  # text, beside it participant_email and participant_phone
    JSON = "json"


@dataclass(frozen=True, slots=True)
class AllowedValue:
    """One allowed value: what is stored, its name (also in Russian), other words for it."""

    value: str
    name: str = ""
    words: tuple[str, ...] = ()
    russian: str = ""

    def in_language(self, language: str) -> str:
        """Returns what people call it."""
        return self.russian if language == "ru" and self.russian else self.name or self.value


@dataclass(frozen=True, slots=True)
class TierChoices:
    """The tiers allowed in a tier column. The first group's column is `tier`, the others' `tier (GROUP)`."""

    field: str
    group: str  # the group's name
    tiers: tuple[AllowedValue, ...]


@dataclass(frozen=True, slots=True)
class SheetContext:
    """What the cells are read against. `time_zone` is an IANA name, `region` the country of phones without one ("": none).

    `value_words` are words of the sender for values of closed lists: field -> word -> the value's name.
    """

    time_zone: str = "UTC"
    region: str = ""
    custom_fields: tuple[CustomFieldDraft, ...] = ()
    points_types: tuple[AllowedValue, ...] = ()
    tiers: tuple[TierChoices, ...] = ()
    today: int = 0  # YYYYMMDD, for days that cannot lie in the future; 0: not known
    value_words: Mapping[str, Mapping[str, str]] = made_by(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One field of a kind of sheet. `label` and `help` are English; `words` has them in both languages.

    `weaker` synonyms count only where no column has a better word for the field, and words of `rivals` within another header
    make such a match uncertain. `homonyms` are names (as `normal` writes them) that often stand over another thing.
    """

    name: str
    label: str
    kind: CellKind
    synonyms: tuple[str, ...] = ()
    required: bool = False
    help: str = ""
    example: str = ""
    choices: tuple[AllowedValue, ...] = ()
    custom: bool = False
    weaker: tuple[str, ...] = ()
    rivals: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()  # values in our own exports, besides the ones a person may choose
    homonyms: tuple[str, ...] = ()
    words: FieldWords | None = None

    def label_in(self, language: str) -> str:
        """Returns what the column is called."""
        return self.label if self.words is None else self.words.label.in_language(language)

    def help_in(self, language: str) -> str:
        """Returns what a cell may hold, in a sentence."""
        told = None if self.words is None else self.words.in_sheet or self.words.hint
        return self.help if told is None else told.in_language(language)

    def example_in(self, language: str) -> str:
        """Returns an example that the import reads."""
        if language == "ru" and self.words is not None and self.words.example is not None:
            return self.words.example.ru
        chosen = (c.in_language(language) for c in self.choices if c.value == self.example)
        return next(chosen, self.example)

    @property
    def staged(self) -> tuple[str, ...]:
        """Return the columns of the staging file that this field fills (custom fields share `custom`)."""
        if self.custom:
            return ("custom",)
        if self.kind is CellKind.FULL_NAME:
            return ("last_name", "first_name", "middle_name")
        if self.kind is CellKind.PARTICIPANT:
            return ("participant", "participant_email", "participant_phone")
        return (self.name,)


@dataclass(frozen=True, slots=True)
class SheetSchema:
    """A kind of sheet: its columns in their usual order, and which of them can identify a row."""

    kind: ImportKind
    columns: tuple[SheetColumn, ...]
    context: SheetContext = made_by(default_factory=SheetContext)
    keys: tuple[str, ...] = ()
    need_one_of: tuple[tuple[str, ...], ...] = ()  # a field of each group must be matched
    decide: tuple[str, ...] = ()
    """Fields without which a row means another thing: they are never offered to be left out."""
    common: tuple[str, ...] = ()  # fields by which a sheet of this kind is not told from others
    custom_fields: bool = False  # the custom fields of the profile database are columns, too
    derived: tuple[Derived, ...] = ()  # in the order in which they are made
    checks: tuple[RowCheck, ...] = ()

    def column(self, name: str) -> SheetColumn:
        """Return the column with a name. Raises KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """One sheet of a file. `rows` counts rows up to the last filled one, None when not known cheaply."""

    name: str
    rows: int | None = None
    columns: int | None = None
    hidden: bool = False
    error_cells: int = 0
    empty_formulas: int = 0


@dataclass(frozen=True, slots=True)
class FileInfo:
    """Facts about a file, found without reading its rows.

    `warnings` are codes: "file.other_ending" (the extension does not match the content), "file.hidden_sheets",
    "file.encoding_guessed".
    """

    path: str
    format: FileFormat
    size: int
    sheets: tuple[SheetInfo, ...] = ()
    encoding: str = ""
    encodings: tuple[str, ...] = ()  # likely ones, best first, when `encoding` is only a guess
    separator: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def visible(self) -> tuple[SheetInfo, ...]:
        """Return the visible sheets, or all when every sheet is hidden."""
        return tuple(sheet for sheet in self.sheets if not sheet.hidden) or self.sheets


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file. Empty values mean "detect it". `header_row` is the row number in the sheet, 1-based; 0: detect it."""

    sheet: str = ""
    header_row: int = 0
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class SampleTable:
    """The first rows of a sheet as text, to show. `row_numbers` are those of the sheet."""

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    duplicates: tuple[tuple[str, tuple[str, ...]], ...] = ()  # header -> column letters
    merged: bool = False  # merged cells below the header
    encoding: str = ""
    separator: str = ""
    guesses: tuple[str, ...] = ()  # likely encodings, best first, when `encoding` is only a guess
    raw: tuple[tuple[Any, ...], ...] = ()  # the same cells as read (numbers, dates), for checks

    def column(self, index: int) -> tuple[Any, ...]:
        """Return the raw cells of one column."""
        return tuple(row[index] if index < len(row) else "" for row in self.raw)


class MatchQuality(StrEnum):
    """How certain a match is; the interface has the texts."""

    EXACT = "exact"
    SYNONYM = "synonym"
    SIMILAR = "similar"
    REMEMBERED = "remembered"
    CHOSEN = "chosen"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SampleCheck:
    """Whether a column's first values can be read as its field: `bad` of `checked` cannot. `code` is the first problem."""

    checked: int = 0
    bad: int = 0
    code: str = ""
    example: str = ""
    date_order: str = ""  # dmy, mdy, ymd, or "?" when a person must choose
    decimal_mark: str = ""  # "," or ".", or "?" when a person must choose


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """Which column of the sheet (0-based) is matched to a field. `column_index` None: the field is not in the sheet."""

    field: str
    column_index: int | None
    header: str = ""
    quality: MatchQuality = MatchQuality.NONE
    score: int = 0  # 0..100
    check: SampleCheck = made_by(default_factory=SampleCheck)
    rivals: tuple[int, ...] = ()  # further columns that claim the field as well as this one


@dataclass(frozen=True, slots=True)
class StageSpec:
    """Everything the child needs to stage a sheet. `matches`: field -> column index (0-based).

    `date_orders` and `decimal_marks` are a person's choices for a field. Without one it is found from the column; when
    that is not possible, ambiguous cells are rejected (`date.ambiguous`, `amount.ambiguous`).
    """

    kind: ImportKind
    matches: Mapping[str, int]
    options: ReadOptions = made_by(default_factory=ReadOptions)
    context: SheetContext = made_by(default_factory=SheetContext)
    date_orders: Mapping[str, str] = made_by(default_factory=dict)
    decimal_marks: Mapping[str, str] = made_by(default_factory=dict)
    memory_mb: int = 4096
    seconds: int = 1800

    def to_json(self) -> dict[str, Any]:
        """Return a JSON object; `from_json` reads it back."""
        made = asdict(self)
        made["matches"] = dict(self.matches)
        return made

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> StageSpec:
        """Return the value that to_json wrote."""
        return cls(
            kind=ImportKind(data["kind"]),
            matches=data["matches"],
            options=ReadOptions(**data["options"]),
            context=context_from_json(data["context"]),
            date_orders=data["date_orders"],
            decimal_marks=data["decimal_marks"],
            memory_mb=data["memory_mb"],
            seconds=data["seconds"],
        )


@dataclass(frozen=True, slots=True)
class StageResult:
    """The result of staging. `read` = `valid` + `rejected` rows; empty rows are not counted.

    `date_orders` and `decimal_marks` are what each column was read with. `file_hash` is SHA-256 of the file.
    """

    read: int = 0
    valid: int = 0
    rejected: int = 0
    warnings: int = 0
    issues: int = 0
    sheet: str = ""
    header_row: int = 0
    headers: tuple[str, ...] = ()
    format: str = ""
    encoding: str = ""
    separator: str = ""
    file_hash: str = ""
    date_orders: Mapping[str, str] = made_by(default_factory=dict)
    decimal_marks: Mapping[str, str] = made_by(default_factory=dict)
    columns: tuple[str, ...] = ()  # typed columns of the table `row`
    file_warnings: tuple[str, ...] = ()
    further_sheets: tuple[str, ...] = ()  # visible sheets of the workbook that are not read
    decisions: tuple[ColumnDecision, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> StageResult:
        """Return the result that asdict made a dict of."""
        known = {item.name for item in fields(cls)}
        values = {name: value for name, value in data.items() if name in known}
        for name in ("headers", "columns", "file_warnings", "further_sheets"):
            values[name] = tuple(values.get(name, ()))
        values["decisions"] = tuple(ColumnDecision(**one) for one in values.get("decisions", ()))
        return cls(**values)


def context_from_json(data: dict[str, Any]) -> SheetContext:
    """Return the SheetContext that asdict made a dict of."""
    return SheetContext(
        time_zone=data["time_zone"],
        region=data["region"],
        today=data["today"],
        value_words=data.get("value_words", {}),
        custom_fields=tuple(
            CustomFieldDraft(
                name=item["name"],
                label=item["label"],
                kind=FieldKind(item["kind"]),
                options=tuple(item["options"]),
                id=item["id"],
            )
            for item in data["custom_fields"]
        ),
        points_types=tuple(_choice(item) for item in data["points_types"]),
        tiers=tuple(
            TierChoices(item["field"], item["group"], tuple(_choice(c) for c in item["tiers"]))
            for item in data["tiers"]
        ),
    )


def _choice(data: dict[str, Any]) -> AllowedValue:
    return AllowedValue(data["value"], data["name"], tuple(data["words"]), data["russian"])


def letter(index: int) -> str:
    """Return the letters of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
