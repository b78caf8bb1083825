"""The partners sheet: one row per company that takes part in a program."""

from __future__ import annotations

from loyalty_desktop.domain.entities.programs import PARTNER
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets.contract import SheetContext, SheetSchema
from loyalty_desktop.spreadsheets.derived import one_key_of
from loyalty_desktop.spreadsheets.schemas.fields import sheet_columns


def schema(context: SheetContext) -> SheetSchema:
    """Return the schema of partners, found by external ID."""
    return SheetSchema(
        kind=ImportKind("partners"),
        columns=tuple(sheet_columns(PARTNER.starting_with("external_id"))),
        context=context,
        keys=("external_id",),
        need_one_of=(("external_id",),),
        common=("external_id", "name", "contact_person", "contact_email", "contact_phone", "note"),
        checks=(one_key_of("external_id"),),
    )
