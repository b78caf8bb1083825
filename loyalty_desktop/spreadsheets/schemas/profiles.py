"""The profiles sheet: one row per customer of a profile database."""

from __future__ import annotations

from loyalty_desktop.domain.entities.participants import PARTICIPANT
from loyalty_desktop.domain.entities.profiles import IN_SHEETS
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets.contract import CellKind, SheetContext, SheetSchema
from loyalty_desktop.spreadsheets.schemas.fields import by_hand, sheet_columns
from loyalty_desktop.spreadsheets.words import GENDERS

FULL_NAME = by_hand(
    "full_name",
    CellKind.FULL_NAME,
    ("name", "customer name", "client name", "fullname", "фио", "ф.и.о.", "полное имя", "клиент", "покупатель"),
    example="Ivanova Anna",
)  # fmt: skip

JOINING = {column.name: column for column in sheet_columns(PARTICIPANT)}
"""Columns of a participant's own fields."""

REGISTERED_AT = JOINING["registered_at"]

COLUMNS = tuple(
    sheet_columns(
        IN_SHEETS,
        choices={"gender": GENDERS},
        beside={"middle_name": (FULL_NAME,), "language": (REGISTERED_AT,)},
    )
)


COMMON = ("external_id", "email", "phone", "full_name")
"""Who somebody is: sheets of other kinds say that, too."""


def schema(context: SheetContext) -> SheetSchema:
    """Return the schema of profiles, found by external ID, email, phone or a custom field."""
    return SheetSchema(
        kind=ImportKind.PROFILES,
        columns=COLUMNS,
        context=context,
        keys=("external_id", "email", "phone", *(f.name for f in context.custom_fields)),
        need_one_of=(("external_id", "email", "phone", *(f.name for f in context.custom_fields)),),
        common=COMMON,
        custom_fields=True,
    )
