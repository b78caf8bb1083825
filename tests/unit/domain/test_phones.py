"""Phones: one rule for every door, no country by silence, and the country a new workspace proposes."""

from __future__ import annotations

import pytest

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.phones import known_region, normal_phone, proposed_region


@pytest.mark.parametrize("text", ["+7 916 123-45-67", "+44 20 7183 8750"])
def test_a_phone_with_its_code_needs_no_country(text: str) -> None:
    assert normal_phone(text).startswith("+")


@pytest.mark.parametrize(
    "text", ["8 916 123-45-67", "(916) 123-45-67", "513 555 0118", "79161234567"]
)
def test_a_phone_without_a_code_is_never_given_a_country_in_silence(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        normal_phone(text)
    assert refused.value.code == "phone.no_country"


def test_the_country_decides_what_a_local_number_is() -> None:
    assert normal_phone("(513) 555-0118", "US") == "+15135550118"
    assert normal_phone("8 (916) 123-45-67", "RU") == "+79161234567"
    assert normal_phone("8 916 123 45 67", "DE") == "+4989161234567"


def test_a_country_is_two_letters_of_one_that_has_phones() -> None:
    assert (known_region(" ru "), known_region("")) == ("RU", "")
    with pytest.raises(InvalidInput, match=r"phone\.region"):
        known_region("XX")


@pytest.mark.parametrize(
    ("zone", "currency", "machine", "expected"),
    [
        ("RU", "USD", "US", "RU"),
        ("", "RUB", "US", "RU"),
        ("", "USD", "KZ", "KZ"),
        ("", "USD", "", "US"),
        ("", "EUR", "DE", "DE"),
        ("", "EUR", "", ""),
    ],
)
def test_a_new_workspace_proposes_the_country_it_has_most_reason_for(
    zone: str, currency: str, machine: str, expected: str
) -> None:
    assert proposed_region(zone, currency, machine) == expected
