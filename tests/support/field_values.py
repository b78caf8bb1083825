"""Values of the field tables for tests: the draft of each entity, and any valid value of a field."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from loyalty_desktop.domain import drafts
from loyalty_desktop.domain.entities import ENTITIES, OPERATIONS
from loyalty_desktop.domain.fields import NUMBERS, Field, FieldTable, FieldType
from loyalty_desktop.domain.findings import LARGEST_POINTS
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.services.ledger.points import PointsService
from loyalty_desktop.services.participants import ParticipantsService
from loyalty_desktop.services.tiers import TiersService

DRAFTS: dict[str, Any] = {
    "profile_database": drafts.ProfileDatabaseDraft,
    "custom_field": drafts.CustomFieldDraft,
    "profile": drafts.ProfileDraft,
    "program": drafts.ProgramDraft,
    "points_type": drafts.PointsTypeDraft,
    "tier_group": drafts.TierGroupDraft,
    "tier": drafts.TierDraft,
    "partner": drafts.PartnerDraft,
}
"""The draft of each entity."""

ASKED = {
    "participant": ParticipantsService.join,
    "block": ParticipantsService.block,
    "manual_tier": TiersService.set_manual,
    "points_operation": PointsDraft,
    "cancellation": PointsService.cancel,
}
"""What takes the fields of each operation: a draft, or a use case by its parameters."""

TABLES = {**ENTITIES, **OPERATIONS}
"""Every field table. A participant is an operation too: nobody edits the rest of its row."""

STORED = [(table, field) for table in ENTITIES.values() for field in table]
"""Every field that is a column of its entity's table."""

ALL_FIELDS = [(table, field) for table in TABLES.values() for field in table]
"""Every field of every table."""

_TYPES = {
    FieldType.INTEGER: int,
    FieldType.FLAG: bool,
    FieldType.DAY: date,
    FieldType.INSTANT: datetime,
    FieldType.TAGS: tuple[str, ...],
}


def name_of(value: object) -> str:
    """The id of a test case over ALL_FIELDS."""
    return value.entity if isinstance(value, FieldTable) else getattr(value, "name", str(value))


def draft_type(field: Field) -> Any:
    """The type that the draft's attribute should have."""
    if field.kind in NUMBERS:
        made: Any = Decimal
    elif field.kind is FieldType.CHOICE:
        made = str if field.null else field.choices
    else:
        made = _TYPES.get(field.kind, str)
    empty_value = field.kind in _TYPES.keys() | NUMBERS and field.kind is not FieldType.TAGS
    return made | None if field.null and empty_value else made


def valid_values(field: Field) -> st.SearchStrategy[Any]:
    """Any value that the checks of a field let pass, nothing included where that is allowed."""
    made = _filled(field)
    if field.required or not field.null:
        return made
    empty: Any = None
    if field.kind is FieldType.TAGS:
        empty = ()
    elif field.kind not in NUMBERS and field.kind not in _TYPES:
        empty = ""
    return made | st.just(empty)


def a_value(field: Field) -> Any:
    """One value of a field that is not empty, always the same."""
    match field.kind:
        case FieldType.EMAIL:
            return "shop@example.com"
        case FieldType.PHONE:
            return "+15135550118"
        case FieldType.LANGUAGE:
            return "en"
        case FieldType.FLAG:
            return True
        case FieldType.INTEGER:
            return 3 if field.least is None else field.least + 1
        case FieldType.DAY:
            return date(1990, 3, 25)
        case FieldType.INSTANT:
            return datetime(2024, 5, 17, 10, 30, tzinfo=UTC)
        case FieldType.CHOICE:
            assert field.choices is not None
            return next(iter(field.choices))
        case FieldType.TAGS:
            return ("family", "vip")
        case kind if kind in NUMBERS:
            return Decimal("12.5")
        case _:
            return f"0{field.name}"[: field.longest]


def another_value(field: Field) -> Any:
    """Another value of a field that is not empty, always the same."""
    match field.kind:
        case FieldType.EMAIL:
            return "second@example.org"
        case FieldType.PHONE:
            return "+15135550119"
        case FieldType.LANGUAGE:
            return "ru"
        case FieldType.FLAG:
            return False
        case FieldType.INTEGER:
            return a_value(field) + 1
        case FieldType.DAY:
            return date(1985, 12, 1)
        case FieldType.INSTANT:
            return datetime(2025, 1, 2, 3, 4, tzinfo=UTC)
        case FieldType.CHOICE:
            assert field.choices is not None
            return list(field.choices)[1]
        case FieldType.TAGS:
            return ("weekly",)
        case kind if kind in NUMBERS:
            return Decimal("7.25")
        case _:
            return f"1{field.name}"[: field.longest]


def as_cell(value: Any) -> str:
    """A value as somebody types it into a sheet or an input."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _filled(field: Field) -> st.SearchStrategy[Any]:
    match field.kind:
        case FieldType.EMAIL:
            return st.from_regex(r"[a-zа-я0-9.]{1,20}@[a-z]{1,10}\.[a-z]{2,4}", fullmatch=True)
        case FieldType.PHONE:
            return st.from_regex(r"\+[1-9][0-9]{6,13}", fullmatch=True)
        case FieldType.LANGUAGE:
            return st.from_regex(r"[a-z]{2,3}(-[A-Z]{2})?", fullmatch=True)
        case FieldType.CODE:
            return st.from_regex(r"[a-zа-я0-9]{1,64}", fullmatch=True)
        case FieldType.INTEGER:
            return st.integers(
                0 if field.least is None else field.least,
                1_000 if field.largest is None else field.largest,
            )
        case FieldType.FLAG:
            return st.booleans()
        case FieldType.DAY:
            return st.dates(date(1900, 1, 1), date(2025, 12, 31))
        case FieldType.INSTANT:
            return st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
        case FieldType.CHOICE:
            assert field.choices is not None
            return st.sampled_from(list(field.choices))
        case FieldType.TAGS:
            word = st.from_regex(r"[a-zа-я]{1,10}", fullmatch=True)
            return st.lists(word, unique=True).map(lambda words: tuple(sorted(words)))
        case kind if kind in NUMBERS:
            top = Decimal(100) if kind is FieldType.PERCENT else LARGEST_POINTS
            places = min(field.decimals, 4)
            least = Decimal(1).scaleb(-places) if field.positive else Decimal(0)
            return st.decimals(least, top, places=places)
        case kind:
            shown = st.characters(exclude_categories=("Cc", "Cs"))
            if kind is FieldType.LINES:
                shown |= st.just("\n")
            text = st.text(shown, min_size=int(field.required), max_size=min(field.longest, 200))
            return text.filter(lambda t: t == t.strip() and (bool(t) or not field.required))
