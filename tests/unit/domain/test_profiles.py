"""Rules of a profile's fields: every finding at once, and the borders of what is allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from loyalty_desktop.domain import profiles
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.kinds import FieldKind

TODAY = date(2026, 1, 15)
FIELDS = (
    CustomFieldDraft("size", "Household size", FieldKind.INTEGER),
    CustomFieldDraft("income", "Income", FieldKind.DECIMAL),
    CustomFieldDraft("pet", "Pet", FieldKind.LIST, ("cat", "dog")),
    CustomFieldDraft("owner", "Home owner", FieldKind.YES_NO),
    CustomFieldDraft("since", "Since", FieldKind.DATE),
)
GOOD = ProfileDraft(external_id="00781", email="anna@example.com", phone="+15135550118")


def codes(draft: ProfileDraft) -> list[tuple[str, str]]:
    report = profiles.validate(draft, fields=FIELDS, today=TODAY)
    return [(f.field, f.code) for f in report.findings]


def test_a_profile_with_only_an_external_id_is_fine() -> None:
    assert codes(ProfileDraft(external_id="1")) == []


def test_every_finding_of_a_profile_is_reported_at_once() -> None:
    draft = ProfileDraft(
        email="anna", phone="12", birth_date=date(2030, 1, 1), gender="?", language="english!"
    )
    assert codes(draft) == [
        ("external_id", "profile.external_id_missing"),
        ("email", "field.email"),
        ("phone", "field.phone_digits"),
        ("birth_date", "profile.birth_date"),
        ("gender", "field.choice"),
        ("language", "field.language"),
    ]


@pytest.mark.parametrize(
    ("custom", "bad"),
    [
        ({"size": 5, "income": Decimal("1.5"), "pet": "cat", "owner": True, "since": TODAY}, []),
        ({"size": True}, ["custom.size"]),
        ({"pet": "parrot"}, ["custom.pet"]),
        ({"since": "2020"}, ["custom.since"]),
        ({"colour": "red"}, ["custom.colour"]),
        ({"size": None}, []),
    ],
)
def test_custom_values_have_the_type_of_their_field(
    custom: dict[str, object], bad: list[str]
) -> None:
    assert [field for field, _ in codes(replace(GOOD, custom=custom))] == bad


def test_control_characters_and_commas_in_tags_are_found() -> None:
    assert codes(replace(GOOD, city="Day\x00ton", tags=("a,b",))) == [
        ("city", "field.control_character"),
        ("tags", "field.comma"),
    ]


def test_half_a_character_is_found_before_it_reaches_a_database_or_a_file() -> None:
    half = "\ud83d"  # the first half of an emoji, as broken texts have it
    assert codes(replace(GOOD, city=half)) == [("city", "field.control_character")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"external_id": "x" * 200}, None),
        ({"external_id": "x" * 201}, "setup.too_long"),
        ({"external_id": "  "}, "profile.external_id_missing"),
        ({"city": "x" * 1000}, None),
        ({"city": "x" * 1001}, "setup.too_long"),
        ({"email": " anna@example.com "}, None),
        ({"email": "anna@example"}, "field.email"),
        ({"email": "anna@exa mple.com"}, "field.email"),
        ({"email": "анна@почта.рф"}, None),
        ({"phone": "1234"}, "field.phone_digits"),
        ({"phone": "12345"}, None),
        ({"phone": "+1 (234) 567-89-01-2345"}, None),
        ({"phone": "1234567890123456"}, "field.phone_digits"),
        ({"birth_date": date(1899, 12, 31)}, "profile.birth_date"),
        ({"birth_date": date(1900, 1, 1)}, None),
        ({"birth_date": TODAY}, None),
        ({"birth_date": date(2026, 1, 16)}, "profile.birth_date"),
        ({"gender": "female"}, None),
        ({"gender": "Female"}, "field.choice"),
        ({"language": "pt-BR"}, None),
        ({"language": "pt_BR"}, "field.language"),
    ],
)
def test_a_field_is_right_up_to_its_border(changes: dict[str, Any], code: str | None) -> None:
    assert [found for _, found in codes(replace(GOOD, **changes))] == ([code] if code else [])


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("Anna", "Brown", "Anna Brown"),
        (None, "Brown", "Brown"),
        ("Anna", "", "Anna"),
        ("", None, ""),
    ],
)
def test_a_full_name_has_no_spaces_for_what_is_missing(
    first: str | None, last: str | None, name: str
) -> None:
    assert profiles.full_name(first, last) == name
