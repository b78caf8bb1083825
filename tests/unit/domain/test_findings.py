"""Checks that all drafts share, and the report that stops a save."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loyalty_desktop.domain.drafts import TierDraft
from loyalty_desktop.domain.entities.programs import TIER
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.findings import Findings, fits
from loyalty_desktop.domain.validation import ValidationReport


def names(name: str, external_id: str) -> list[tuple[str, str]]:
    out = Findings()
    out.fields(TIER, TierDraft(name, external_id), "tiers.0.")
    return [(f.field, f.code) for f in out.found]


@pytest.mark.parametrize("external_id", ["a", "gold-2", "a.b_c", "золото", "2026", "x" * 64])
def test_an_external_id_of_letters_digits_and_inner_signs_is_right(external_id: str) -> None:
    assert names("Gold", external_id) == []


@pytest.mark.parametrize("external_id", ["-gold", "gold-", "two words", "a/b", "a\n", ".", " a"])
def test_an_external_id_that_files_would_stumble_over_is_wrong(external_id: str) -> None:
    assert names("Gold", external_id) == [("tiers.0.external_id", "setup.bad_external_id")]


@pytest.mark.parametrize(
    ("name", "external_id", "codes"),
    [
        ("  ", "", [("tiers.0.name", "setup.missing"), ("tiers.0.external_id", "setup.missing")]),
        ("x" * 200, "gold", []),
        ("x" * 201, "gold", [("tiers.0.name", "setup.too_long")]),
        ("Gold", "x" * 65, [("tiers.0.external_id", "setup.too_long")]),
    ],
)
def test_names_are_there_and_not_too_long(
    name: str, external_id: str, codes: list[tuple[str, str]]
) -> None:
    assert names(name, external_id) == codes


def test_the_second_of_two_equal_rows_is_found_whatever_its_case() -> None:
    out = Findings()
    rows = [TierDraft("Gold", "gold"), TierDraft(" GOLD ", "other"), TierDraft("Third", "gold")]
    out.duplicates(rows, "tiers")
    assert [(f.field, f.code) for f in out.found] == [
        ("tiers.1.name", "setup.name_twice"),
        ("tiers.2.external_id", "setup.external_id_twice"),
    ]


def test_rows_that_are_not_filled_in_yet_are_no_twins() -> None:
    out = Findings()
    out.duplicates([TierDraft("", ""), TierDraft("", "")], "tiers")
    assert out.found == []


@pytest.mark.parametrize(
    ("value", "positive", "code"),
    [
        (None, True, None),
        ("0", False, None),
        ("0", True, "setup.not_positive"),
        ("-0.01", False, "setup.too_small"),
        ("0.01", True, None),
        ("0.001", True, "setup.too_fine"),
        ("1.500", True, None),
        ("10000000000000", True, None),
        ("10000000000000.01", True, "setup.too_large"),
        ("NaN", True, "setup.not_a_number"),
        ("Infinity", True, "setup.not_a_number"),
    ],
)
def test_an_amount_is_checked_to_its_borders(
    value: str | None, positive: bool, code: str | None
) -> None:
    out = Findings()
    amount = None if value is None else Decimal(value)
    right = out.amount("limit", amount, decimals=2, positive=positive)
    assert [f.code for f in out.found] == ([code] if code else [])
    assert right is (code is None)


@pytest.mark.parametrize(
    ("value", "code"),
    [(0, "setup.too_small"), (1, None), (12, None), (13, "setup.too_large")],
)
def test_a_count_lies_between_its_limits(value: int, code: str | None) -> None:
    out = Findings()
    out.count("months", value, 1, 12)
    assert [f.code for f in out.found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("value", "decimals", "right"),
    [("1E+3", 0, True), ("1.50", 1, True), ("1.05", 1, False), ("0", 0, True), ("NaN", 4, False)],
)
def test_only_decimals_that_count_are_counted(value: str, decimals: int, right: bool) -> None:
    assert fits(Decimal(value), decimals) is right


def test_a_warning_does_not_stop_a_save_and_the_first_error_does() -> None:
    out = Findings()
    out.warning("points_types", "program.no_points")
    out.report().raise_first()
    out.error("name", "setup.too_long", found=201, limit=200)
    out.error("external_id", "setup.missing")
    with pytest.raises(InvalidInput) as refused:
        out.report().raise_first()
    assert refused.value.code == "setup.too_long"
    assert refused.value.params == {"field": "name", "found": 201, "limit": 200}
    assert [f.code for f in out.report().errors] == ["setup.too_long", "setup.missing"]
    ValidationReport().raise_first()
