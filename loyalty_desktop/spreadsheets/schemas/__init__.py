"""Kinds of sheets, one module each, used by import, export, templates and documentation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from loyalty_desktop.spreadsheets.schemas import participants, partners, points, profiles

_CUSTOM = {
    FieldKind.INTEGER: CellKind.INTEGER,
    FieldKind.DECIMAL: CellKind.DECIMAL,
    FieldKind.TEXT: CellKind.TEXT,
    FieldKind.YES_NO: CellKind.YES_NO,
    FieldKind.LIST: CellKind.CHOICE,
    FieldKind.DATE: CellKind.DAY,
}

SCHEMAS: Mapping[ImportKind, Callable[[SheetContext], SheetSchema]] = {
    ImportKind.PROFILES: profiles.schema,
    ImportKind.PARTICIPANTS: participants.schema,
    ImportKind.POINTS: points.schema,
    ImportKind("partners"): partners.schema,
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
    made = SCHEMAS[kind](context)
    if not made.custom_fields:
        return made
    taken = {column.name for column in made.columns}
    own = tuple(custom_column(f) for f in context.custom_fields if f.name not in taken)
    return replace(made, columns=(*made.columns, *own))
