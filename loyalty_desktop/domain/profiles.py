"""Rules of a profile's fields that need neither database nor libraries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.fields import TEXTS
from loyalty_desktop.domain.findings import Findings
from loyalty_desktop.domain.kinds import FieldKind
from loyalty_desktop.domain.validation import Finding, ValidationReport

FIRST_BIRTH = date(1900, 1, 1)


class ProfileColumn(StrEnum):
    """Columns that profiles can be sorted by."""

    ID = "id"
    EXTERNAL_ID = "external_id"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    CITY = "city"


def full_name(first: str | None, last: str | None) -> str:
    """Return first and last name in one line; empty when there is neither."""
    return " ".join(part for part in (first, last) if part)


def trimmed(draft: ProfileDraft) -> dict[str, str]:
    """Return the text fields by name, without outer spaces."""
    return {
        field.name: getattr(draft, field.name).strip() for field in PROFILE if field.kind in TEXTS
    }


def validate(
    draft: ProfileDraft, *, fields: Sequence[CustomFieldDraft], today: date
) -> ValidationReport:
    """Return all findings of a profile, in the form's order.

    Of email and phone only the pattern is checked; services check more.
    """
    out = Findings()
    for field in PROFILE:
        value = getattr(draft, field.name)
        if field.name == "external_id" and not value.strip():
            out.error("external_id", "profile.external_id_missing")
        elif field.name == "birth_date" and value and not FIRST_BIRTH <= value <= today:
            out.error("birth_date", "profile.birth_date", found=value)
        else:
            out.field(field, value)
    out.found.extend(_custom(draft, fields))
    return out.report()


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
