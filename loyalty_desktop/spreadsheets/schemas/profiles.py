"""The profiles sheet: one row a customer of a profile database."""

from __future__ import annotations

from loyalty_desktop.domain.entities.profiles import IN_SHEETS
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets.contract import CellKind, SheetColumn, SheetContext, SheetSchema
from loyalty_desktop.spreadsheets.schemas.fields import sheet_columns
from loyalty_desktop.spreadsheets.words import GENDERS

FULL_NAME = SheetColumn(
    "full_name",
    "Full name",
    CellKind.FULL_NAME,
    ("name", "customer name", "client name", "fullname", "фио", "ф.и.о.", "полное имя", "клиент", "покупатель"),
    help="Split into last, first and middle name; columns of their own win.",
    example="Ivanova Anna",
)  # fmt: skip

REGISTERED_AT = SheetColumn(
    "registered_at",
    "Registered at",
    CellKind.INSTANT,
    ("registered", "registration date", "registration time", "created at", "sign-up date", "signup date",
     "дата регистрации", "время регистрации", "зарегистрирован", "создан"),
    help="Date, or date and time, in the program's time zone.",
    example="2024-05-17 10:30:00",
)  # fmt: skip

COLUMNS = tuple(
    sheet_columns(
        IN_SHEETS,
        choices={"gender": GENDERS},
        beside={"middle_name": (FULL_NAME,), "language": (REGISTERED_AT,)},
    )
)


def schema(context: SheetContext) -> SheetSchema:
    """Profiles, found by external ID, email, phone or a custom field."""
    return SheetSchema(
        kind=ImportKind.PROFILES,
        columns=COLUMNS,
        context=context,
        keys=("external_id", "email", "phone", *(f.name for f in context.custom_fields)),
        need_one_of=(("external_id", "email", "phone", *(f.name for f in context.custom_fields)),),
    )
