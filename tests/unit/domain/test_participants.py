"""Rules of participants and profiles that need no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from loyalty_desktop.domain import profiles
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.errors import InvalidInput, RuleViolation
from loyalty_desktop.domain.kinds import FieldKind, ParticipantState
from loyalty_desktop.domain.participants import (
    ParticipantFilter,
    check_active,
    check_reason,
)

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
        ("email", "profile.email_malformed"),
        ("phone", "profile.phone_digits"),
        ("birth_date", "profile.birth_date"),
        ("gender", "profile.gender"),
        ("language", "profile.language"),
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
        ("city", "profile.control_character"),
        ("tags", "profile.tag_comma"),
    ]


def test_a_reason_of_spaces_is_no_reason() -> None:
    with pytest.raises(InvalidInput) as caught:
        check_reason("  \n ")
    assert caught.value.code == "participant.reason_missing"
    assert check_reason("  lost   card ") == "lost card"


def test_only_active_participants_pass() -> None:
    check_active(ParticipantState.ACTIVE)
    with pytest.raises(RuleViolation, match=r"participant\.blocked"):
        check_active(ParticipantState.BLOCKED, reason="fraud")
    with pytest.raises(RuleViolation, match=r"participant\.left"):
        check_active(ParticipantState.LEFT)


def test_a_filter_without_a_choice_narrows_nothing() -> None:
    assert ParticipantFilter().is_empty
    assert not ParticipantFilter(text="a").is_empty
