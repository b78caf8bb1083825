"""Rules of a profile's fields that need neither database nor libraries: what is missing, too long or of the wrong type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.kinds import FieldKind
from loyalty_desktop.domain.validation import Finding, ValidationReport

EXTERNAL_ID_LENGTH = 200
TEXT_LENGTH = 1000
GENDERS = ("female", "male", "other")
FIRST_BIRTH = date(1900, 1, 1)

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_TEXT_FIELDS = (
    "external_id",
    "email",
    "phone",
    "first_name",
    "last_name",
    "middle_name",
    "gender",
    "city",
    "region",
    "language",
)


class ProfileColumn(StrEnum):
    """Columns a list of profiles can be sorted by."""

    ID = "id"
    EXTERNAL_ID = "external_id"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    CITY = "city"


def full_name(first: str | None, last: str | None) -> str:
    """First and last name in one line; empty when there is neither."""
    return " ".join(part for part in (first, last) if part)


def trimmed(draft: ProfileDraft) -> dict[str, str]:
    """The text fields without outer spaces, by name."""
    return {name: getattr(draft, name).strip() for name in _TEXT_FIELDS}


def validate(
    draft: ProfileDraft, *, fields: Sequence[CustomFieldDraft], today: date
) -> ValidationReport:
    """Every finding of a profile, in the form's order. Email and phone only by shape; services look closer."""
    values = trimmed(draft)
    found: list[Finding] = []
    if not values["external_id"]:
        found.append(Finding("external_id", "profile.external_id_missing"))
    elif len(values["external_id"]) > EXTERNAL_ID_LENGTH:
        found.append(
            Finding("external_id", "profile.text_too_long", params={"length": EXTERNAL_ID_LENGTH})
        )
    for name, value in values.items():
        if name != "external_id" and len(value) > TEXT_LENGTH:
            found.append(Finding(name, "profile.text_too_long", params={"length": TEXT_LENGTH}))
        if any(unicodedata.category(c) in {"Cc", "Cs"} for c in value):
            found.append(Finding(name, "profile.control_character"))
    if values["email"] and not _EMAIL.fullmatch(values["email"]):
        found.append(Finding("email", "profile.email_malformed", params={"found": values["email"]}))
    digits = sum(c.isdigit() for c in values["phone"])
    if values["phone"] and not 5 <= digits <= 15:
        found.append(
            Finding(
                "phone", "profile.phone_digits", params={"found": values["phone"], "digits": digits}
            )
        )
    if draft.birth_date is not None and not FIRST_BIRTH <= draft.birth_date <= today:
        found.append(
            Finding("birth_date", "profile.birth_date", params={"found": draft.birth_date})
        )
    if values["gender"] and values["gender"] not in GENDERS:
        found.append(Finding("gender", "profile.gender", params={"found": values["gender"]}))
    if values["language"] and not _LANGUAGE.fullmatch(values["language"]):
        found.append(Finding("language", "profile.language", params={"found": values["language"]}))
    if any("," in tag for tag in draft.tags):
        found.append(Finding("tags", "profile.tag_comma"))
    found.extend(_custom(draft, fields))
    return ValidationReport(tuple(found))


def _custom(draft: ProfileDraft, fields: Sequence[CustomFieldDraft]) -> list[Finding]:
    known = {f.name: f for f in fields}
    found = []
    for name, value in draft.custom.items():
        kind = known.get(name)
        if kind is None:
            found.append(Finding(f"custom.{name}", "profile.unknown_field", params={"name": name}))
        elif value is not None and not _fits(value, kind):
            found.append(
                Finding(
                    f"custom.{name}",
                    "profile.custom_value",
                    params={"label": kind.label, "found": str(value)},
                )
            )
    return found


def _fits(value: object, field: CustomFieldDraft) -> bool:
    match field.kind:
        case FieldKind.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool)
        case FieldKind.DECIMAL:
            return isinstance(value, Decimal | int) and not isinstance(value, bool)
        case FieldKind.YES_NO:
            return isinstance(value, bool)
        case FieldKind.LIST:
            return isinstance(value, str) and value in field.options
        case FieldKind.DATE:
            return isinstance(value, date)
        case FieldKind.TEXT:
            return isinstance(value, str)
