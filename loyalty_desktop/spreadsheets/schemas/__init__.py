"""Kinds of sheets, one module each, used by import, export, templates and documentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from loyalty_desktop.domain.drafts import CustomFieldDraft
from loyalty_desktop.domain.kinds import FieldKind, ImportKind
from loyalty_desktop.spreadsheets.contract import (
    AllowedValue,
    CellKind,
    SheetColumn,
    SheetContext,
    SheetSchema,
)
from loyalty_desktop.spreadsheets.schemas import participants, points, profiles

_CUSTOM = {
    FieldKind.INTEGER: CellKind.INTEGER,
    FieldKind.DECIMAL: CellKind.DECIMAL,
    FieldKind.TEXT: CellKind.TEXT,
    FieldKind.YES_NO: CellKind.YES_NO,
    FieldKind.LIST: CellKind.CHOICE,
    FieldKind.DATE: CellKind.DAY,
}


def custom_column(field: CustomFieldDraft) -> SheetColumn:
    """Return the column of a custom field."""
    return SheetColumn(
        name=field.name,
        label=field.label or field.name,
        kind=_CUSTOM[field.kind],
        synonyms=(field.label,) if field.label and field.label != field.name else (),
        choices=tuple(AllowedValue(option) for option in field.options),
        custom=True,
    )


def schema(
    kind: ImportKind,
    custom_fields: Sequence[CustomFieldDraft] = (),
    context: SheetContext | None = None,
) -> SheetSchema:
    """Return the schema of a kind of sheet. `custom_fields` are those of the profile database; `context` may have them too."""
    context = context or SheetContext()
    if custom_fields:
        context = replace(context, custom_fields=tuple(custom_fields))
    match kind:
        case ImportKind.PROFILES:
            made = profiles.schema(context)
        case ImportKind.PARTICIPANTS:
            made = participants.schema(context)
        case ImportKind.POINTS:
            return points.schema(context)
    taken = {column.name for column in made.columns}
    own = tuple(custom_column(f) for f in context.custom_fields if f.name not in taken)
    return replace(made, columns=(*made.columns, *own))
