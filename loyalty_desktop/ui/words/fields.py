"""Words of the field tables in the language in force, and values of fields as people read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from loyalty_desktop.domain.fields import NUMBERS, Field, FieldTable, FieldType
from loyalty_desktop.domain.kinds import (
    CancelPolicy,
    Downgrade,
    ExpiryKind,
    FieldKind,
    Gender,
    PointsKind,
    ReviewAnchor,
    RoundingMode,
    TierGroupKind,
)
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.words import programs
from loyalty_desktop.ui.words.i18n import language
from loyalty_desktop.ui.words.participants import consent_text, gender_options
from loyalty_desktop.words.entries import Words
from loyalty_desktop.words.fields import field_words

_OPTIONS: dict[type[StrEnum], Callable[[], Sequence[tuple[Any, ...]]]] = {
    CancelPolicy: programs.cancel_options,
    Downgrade: programs.downgrade_options,
    ExpiryKind: programs.expiry_options,
    FieldKind: programs.field_kind_options,
    Gender: gender_options,
    PointsKind: programs.points_kind_options,
    ReviewAnchor: programs.anchor_options,
    RoundingMode: programs.rounding_options,
    TierGroupKind: programs.group_kind_options,
}


def field_label(fields: FieldTable, name: str) -> str:
    """Return the label of a field."""
    return field_words(fields.entity, name).label.in_language(language())


def field_hint(fields: FieldTable, name: str) -> str:
    """Return the sentence under a field's input; empty when it needs none."""
    return _said(field_words(fields.entity, name).hint)


def field_example(fields: FieldTable, name: str) -> str:
    """Return the placeholder of an empty input."""
    return _said(field_words(fields.entity, name).example)


def choice_options(field: Field) -> list[tuple[Any, str]]:
    """Return the values of a closed list with their words."""
    assert field.choices is not None  # noqa: S101 - asked for fields of closed lists
    known = _OPTIONS.get(field.choices)
    if known is None:
        return [(value, str(value)) for value in field.choices]
    return [(option[0], str(option[1])) for option in known()]


def field_text(field: Field, value: Any) -> str:
    """Return a value as people read it; an empty text for no value."""
    if value is None or value in ("", ()):
        return ""
    match field.kind:
        case FieldType.DAY:
            return formats.day(value)
        case FieldType.INSTANT:
            return formats.moment(value)
        case FieldType.FLAG:
            return consent_text(value)
        case FieldType.INTEGER:
            return formats.number(value)
        case FieldType.CHOICE:
            return str(dict(choice_options(field)).get(value, value))
        case FieldType.TAGS:
            return ", ".join(value)
        case kind if kind in NUMBERS:
            return programs.short_amount(value)
        case _:
            return str(value)


def _said(words: Words | None) -> str:
    return "" if words is None else words.in_language(language())
