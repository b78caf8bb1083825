"""Emails, phones and keys of participants in cells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from loyalty_desktop.spreadsheets.cells.contacts import ParticipantReader
from loyalty_desktop.spreadsheets.contract import CellKind
from tests.support.cells import Column, Doubted, Refused

EMAIL = Column(CellKind.EMAIL)
LONG_DOMAIN = ".".join(["d" * 60] * 3) + ".com"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("anna@example.com", "anna@example.com"),
        ("Anna.B@Example.COM", "Anna.B@example.com"),
        (" anna@example.com ", "anna@example.com"),
        ("mailto:anna@example.com", "anna@example.com"),
        ("o'neil+shop@example.co.uk", "o'neil+shop@example.co.uk"),
        ("анна@почта.рф", "анна@почта.рф"),
        ("   ", None),
    ],
)
def test_an_email_is_kept_as_written_but_for_the_case_of_its_domain(
    cell: str, expected: str | None
) -> None:
    assert EMAIL.one(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "anna", "anna@", "@example.com", "anna@example", "a..b@example.com", ".a@example.com", "anna@@example.com",
        "anna@exa mple.com", "Anna <anna@example.com>", "a@example.com, b@example.com", "anna@-example.com",
        "anna@" + ".".join(["d" * 60] * 5) + ".com", 5, True, date(2026, 1, 1),
    ],
)  # fmt: skip
def test_what_is_no_email_is_refused(cell: Any) -> None:
    assert EMAIL.one(cell) == Refused("email.not_an_email")
    assert EMAIL.read("anna@example.com", cell)[1] == Refused("email.not_an_email")


def test_a_long_email_within_the_limits_is_read() -> None:
    longest = "a" * 64 + "@" + LONG_DOMAIN
    assert EMAIL.one(longest) == longest


@pytest.mark.parametrize(
    ("region", "cell", "expected"),
    [
        ("RU", "+7 (916) 123-45-67", "+79161234567"),
        ("RU", "8 916 123 45 67", "+79161234567"),
        ("RU", "89161234567", "+79161234567"),
        ("RU", "9161234567", "+79161234567"),
        ("KZ", "8 701 123 45 67", "+77011234567"),
        ("US", "(212) 736-5000", "+12127365000"),
        ("US", "1-212-736-5000", "+12127365000"),
        ("US", "+44 20 7183 8750", "+442071838750"),
        ("US", "442071838750", "+442071838750"),
        ("GB", "020 7183 8750", "+442071838750"),
        ("US", "  ", None),
    ],
)
def test_a_phone_in_any_writing_is_one_number(region: str, cell: str, expected: str | None) -> None:
    assert Column(CellKind.PHONE, region=region).one(cell) == expected


@pytest.mark.parametrize("cell", ["none", "12", "+", "8 916", True])
def test_what_is_no_phone_is_refused(cell: Any) -> None:
    assert Column(CellKind.PHONE, region="RU").one(cell) == Refused("phone.not_a_phone")


@pytest.mark.parametrize(
    "cell", [79161234567, 79161234567.0, "7.9161234567E+10", "7,9161234567E+10"]
)
def test_a_phone_kept_as_a_number_is_read_with_a_warning(cell: Any) -> None:
    column = Column(CellKind.PHONE, region="RU")
    assert column.one(cell) == Doubted("+79161234567", "phone.number")


@pytest.mark.parametrize("cell", ["7.92E+10", "7.9161E+10"])
def test_a_phone_that_a_workbook_has_rounded_is_refused(cell: str) -> None:
    assert Column(CellKind.PHONE, region="RU").one(cell) == Refused("phone.rounded")


@pytest.mark.parametrize("cell", [-79161234567, 7916123456.5, 1e16, float("nan"), date(2026, 1, 1)])
def test_a_number_that_was_never_a_phone_is_refused(cell: Any) -> None:
    assert Column(CellKind.PHONE, region="RU").one(cell) == Refused("phone.not_a_phone")


def test_the_key_of_a_participant_is_also_tried_as_email_and_phone() -> None:
    reader = Column(CellKind.PARTICIPANT, region="RU").reader()
    assert isinstance(reader, ParticipantReader)
    keys = ["007", "Anna@Example.com", "8 916 123-45-67", "+79161234567", "ABC-9161234567", None]
    emails, phones = reader.keys(keys)
    assert emails == [None, "anna@example.com", None, None, None, None]
    assert phones == [None, None, "+79161234567", "+79161234567", None, None]
    assert reader.keys(["1", "22", None]) == ([None] * 3, [None] * 3)
