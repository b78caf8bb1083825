"""What the audit trail keeps of an edit: only what changed, under names that survive a new order of rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from loyalty_desktop.domain.differences import differences
from loyalty_desktop.domain.drafts import PartnerDraft, ProfileDraft, TierDraft, TierGroupDraft

GROUP = TierGroupDraft(
    "Tiers",
    "tiers",
    "status",
    tiers=(TierDraft("Base", "base"), TierDraft("Gold", "gold", Decimal(100))),
)


def test_only_what_differs_is_kept_with_both_values() -> None:
    tiers = (GROUP.tiers[0], replace(GROUP.tiers[1], threshold=Decimal("1E+3")))
    assert differences(GROUP, replace(GROUP, tiers=tiers, review_day=date(2026, 7, 1))) == (
        {"tiers.gold.threshold": "100", "review_day": None},
        {"tiers.gold.threshold": "1000", "review_day": "2026-07-01"},
    )


def test_a_new_order_of_rows_is_no_change_of_the_rows() -> None:
    assert differences(GROUP, replace(GROUP, tiers=GROUP.tiers[::-1])) == ({}, {})


def test_a_row_that_is_new_or_gone_stands_on_one_side_only() -> None:
    shorter = replace(GROUP, tiers=GROUP.tiers[:1])
    before, after = differences(GROUP, shorter)
    assert after == {}
    assert before is not None
    assert before["tiers.gold.name"] == "Gold"
    assert differences(shorter, GROUP) == ({}, before)


def test_the_version_is_no_change() -> None:
    partner = PartnerDraft("Bakery", "bakery", version=3)
    assert differences(partner, replace(partner, version=4)) == ({}, {})


def test_what_is_made_has_no_before() -> None:
    before, after = differences(None, PartnerDraft("Bakery", "bakery", cost_share=Decimal("12.50")))
    assert before is None
    assert after == {
        "name": "Bakery",
        "external_id": "bakery",
        "owns": "",
        "contact_person": "",
        "contact_email": "",
        "contact_phone": "",
        "website": "",
        "cost_share": "12.50",
        "note": "",
        "id": None,
    }


def test_tags_that_are_taken_off_are_seen() -> None:
    tagged = ProfileDraft(external_id="1", tags=("vip", "new"))
    assert differences(tagged, replace(tagged, tags=())) == ({"tags": ["vip", "new"]}, {})
