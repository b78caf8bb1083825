"""The profiles sheet: one row per customer of a profile database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from loyalty_desktop.domain.entities.participants import PARTICIPANT
from loyalty_desktop.domain.entities.profiles import IN_SHEETS, SEARCHED
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.text import email_key, search_texts
from loyalty_desktop.spreadsheets.contract import CellKind, SheetContext, SheetSchema
from loyalty_desktop.spreadsheets.derived import Derived, one_key_of
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


def _email_keys(values: Mapping[str, Sequence[Any]], _count: int) -> Sequence[str | None]:
    emails = values["email"]
    joined = "\n".join([email or "" for email in emails])
    if joined.isascii():
        return [key or None for key in joined.lower().split("\n")]
    return [email_key(email) if email else None for email in emails]


def _search(values: Mapping[str, Sequence[Any]], count: int) -> Sequence[str]:
    return search_texts([values[name] for name in SEARCHED if name in values], count)


DERIVED = (Derived("email_key", ("email",), _email_keys), Derived("search", SEARCHED, _search))
"""What stands in the database beside the fields of a profile."""


def schema(context: SheetContext) -> SheetSchema:
    """Return the schema of profiles, found by external ID, email, phone or a custom field."""
    keys = ("external_id", "email", "phone", *(f.name for f in context.custom_fields))
    return SheetSchema(
        kind=ImportKind.PROFILES,
        columns=COLUMNS,
        context=context,
        keys=keys,
        need_one_of=(keys,),
        derived=DERIVED,
        checks=(one_key_of(*keys),),
        common=COMMON,
        custom_fields=True,
    )
