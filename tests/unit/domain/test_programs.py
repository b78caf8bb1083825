"""Rules of program drafts: what the form reports, and under which field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from loyalty_desktop.domain.drafts import (
    PartnerDraft,
    PointsTypeDraft,
    ProgramDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.kinds import (
    ExpiryKind,
    PointsKind,
    ProgramState,
    ReviewAnchor,
    TierGroupKind,
)
from loyalty_desktop.domain.programs import (
    ProgramFacts,
    changed_inactivity,
    changed_ladders,
    program_in_front,
    removed_tier_groups,
    validate,
    validate_partner,
)
from loyalty_desktop.domain.quick_start import POINTS, QuickStartDraft, program_of

GOOD = program_of(QuickStartDraft(), 1)


def found(draft: ProgramDraft, facts: ProgramFacts | None = None) -> set[tuple[str, str]]:
    report = validate(draft, facts or ProgramFacts())
    return {(item.field, item.code) for item in report.findings}


def with_points(**changes: Any) -> ProgramDraft:
    return replace(
        GOOD, points_types=(replace(GOOD.points_types[0], **changes), GOOD.points_types[1])
    )


def with_group(**changes: Any) -> ProgramDraft:
    return replace(GOOD, tier_groups=(replace(GOOD.tier_groups[0], **changes),))


def test_the_quick_start_defaults_are_right() -> None:
    assert validate(GOOD).findings == ()


def test_a_program_without_points_types_is_only_warned_of() -> None:
    report = validate(replace(GOOD, points_types=(), tier_groups=()))
    assert [f.code for f in report.findings] == ["program.no_points_type"]
    assert report.errors == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "  "}, ("name", "setup.missing")),
        ({"name": "n" * 201}, ("name", "setup.too_long")),
        ({"external_id": ""}, ("external_id", "setup.missing")),
        ({"external_id": "two words"}, ("external_id", "setup.bad_external_id")),
        ({"currency": "dollars"}, ("currency", "program.bad_currency")),
        ({"time_zone": "Mars/Olympus"}, ("time_zone", "program.bad_time_zone")),
        ({"profile_database_id": 0}, ("profile_database_id", "setup.missing")),
    ],
)
def test_general_fields_are_checked(changes: dict[str, Any], expected: tuple[str, str]) -> None:
    assert expected in found(replace(GOOD, **changes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"initial_balance": Decimal("1.005")}, ("initial_balance", "setup.too_fine")),
        ({"initial_balance": Decimal(-1)}, ("initial_balance", "setup.too_small")),
        ({"initial_balance": Decimal("NaN")}, ("initial_balance", "setup.not_a_number")),
        (
            {"initial_balance": Decimal(10), "largest_balance": Decimal(5)},
            ("initial_balance", "points_type.initial_above_largest"),
        ),
        ({"rounding_step": Decimal(0)}, ("rounding_step", "setup.not_positive")),
        ({"decimals": 0}, ("rounding_step", "setup.too_fine")),
        ({"decimals": 5}, ("decimals", "setup.too_large")),
        ({"redeem_max_share": Decimal(101)}, ("redeem_max_share", "setup.too_large")),
        ({"redeem_step": Decimal(0)}, ("redeem_step", "setup.not_positive")),
        ({"expiry_kind": ExpiryKind.AFTER_DAYS}, ("expiry_count", "setup.too_small")),
        ({"expiry_kind": ExpiryKind.FIXED_DATE}, ("expiry_date", "setup.missing")),
        (
            {"expiry_kind": ExpiryKind.AFTER_DAYS, "expiry_count": 5, "activation_days": 14},
            ("expiry_count", "points_type.expires_before_active"),
        ),
        ({"activation_days": -1}, ("activation_days", "setup.too_small")),
        ({"external_id": "status"}, ("", "")),
    ],
)
def test_points_types_are_checked(changes: dict[str, Any], expected: tuple[str, str]) -> None:
    field, code = expected
    if not field:
        assert ("points_types.1.external_id", "setup.external_id_twice") in found(
            with_points(**changes)
        )
    else:
        assert (f"points_types.0.{field}", code) in found(with_points(**changes))


def test_an_end_of_quarter_expiry_may_count_from_zero() -> None:
    assert found(with_points(expiry_kind=ExpiryKind.END_OF_QUARTER, expiry_count=0)) == set()


def test_qualification_points_have_no_initial_balance() -> None:
    status = replace(GOOD.points_types[1], initial_balance=Decimal(5))
    draft = replace(GOOD, points_types=(GOOD.points_types[0], status))
    assert found(draft) == {("points_types.1.initial_balance", "points_type.initial_standard_only")}


def test_the_first_tier_starts_at_zero_and_thresholds_rise() -> None:
    tiers = (
        TierDraft("Member", "member", Decimal(10)),
        TierDraft("Silver", "silver", Decimal(500)),
        TierDraft("Gold", "gold", Decimal(500)),
    )
    assert found(with_group(tiers=tiers)) == {
        ("tier_groups.0.tiers.0.threshold", "tier_group.first_not_zero"),
        ("tier_groups.0.tiers.2.threshold", "tier_group.not_rising"),
    }


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"tiers": ()}, ("tiers", "tier_group.no_tiers")),
        ({"points_type": "points"}, ("points_type", "tier_group.not_qualification")),
        ({"points_type": "stars"}, ("points_type", "tier_group.points_type_unknown")),
        ({"kind": TierGroupKind.PERIODIC}, ("review_day", "setup.missing")),
        (
            {"kind": TierGroupKind.PERIODIC, "review_months": 0, "review_day": date(2026, 1, 1)},
            ("review_months", "setup.too_small"),
        ),
        ({"grace_days": -1}, ("grace_days", "setup.too_small")),
    ],
)
def test_tier_groups_are_checked(changes: dict[str, Any], expected: tuple[str, str]) -> None:
    field, code = expected
    assert (f"tier_groups.0.{field}", code) in found(with_group(**changes))


def test_a_review_that_empties_points_has_them_for_itself() -> None:
    periodic = TierGroupDraft(
        name="Yearly",
        external_id="yearly",
        points_type="status",
        kind=TierGroupKind.PERIODIC,
        review_day=date(2026, 1, 1),
        tiers=(TierDraft("Base", "base"),),
    )
    draft = replace(GOOD, tier_groups=(*GOOD.tier_groups, periodic))
    assert ("tier_groups.1.points_type", "tier_group.points_type_shared") in found(draft)
    kept = replace(periodic, reset=False)
    assert found(replace(GOOD, tier_groups=(*GOOD.tier_groups, kept))) == set()


def test_what_is_in_use_stays() -> None:
    types = tuple(replace(item, id=n) for n, item in enumerate(GOOD.points_types, start=1))
    group = replace(
        GOOD.tier_groups[0],
        id=1,
        tiers=tuple(replace(t, id=n) for n, t in enumerate(GOOD.tier_groups[0].tiers, start=1)),
    )
    stored = replace(GOOD, id=1, points_types=types, tier_groups=(group,))
    facts = ProgramFacts(
        used_points_types=frozenset({1}), held_tiers=frozenset({1, 2}), stored=stored
    )
    assert found(stored, facts) == set()
    assert ("points_types", "points_type.used") in found(
        replace(stored, points_types=types[1:]), facts
    )
    assert ("points_types.0.kind", "points_type.kind_fixed") in found(
        replace(stored, points_types=(replace(types[0], kind=PointsKind.QUALIFICATION), types[1])),
        facts,
    )
    coarser = replace(types[0], decimals=0, rounding_step=Decimal(1))
    assert ("points_types.0.decimals", "points_type.decimals_lowered") in found(
        replace(stored, points_types=(coarser, types[1])), facts
    )
    without_silver = replace(group, tiers=(group.tiers[0], *group.tiers[2:]))
    assert ("tier_groups.0.tiers", "tier_group.tier_used") in found(
        replace(stored, tier_groups=(without_silver,)), facts
    )
    without_gold = replace(group, tiers=(*group.tiers[:2], group.tiers[3]))
    assert found(replace(stored, tier_groups=(without_gold,)), facts) == set()


def test_the_time_zone_is_fixed_once_there_are_points() -> None:
    stored = replace(GOOD, id=1, points_types=(replace(POINTS, id=1),), tier_groups=())
    moved = replace(stored, time_zone="Asia/Tokyo")
    unused = ProgramFacts(stored=stored)
    used = ProgramFacts(stored=stored, used_points_types=frozenset({1}))
    assert found(moved, unused) == set()
    assert found(stored, used) == set()
    assert found(moved, used) == {("time_zone", "program.time_zone_used")}
    nowhere = replace(stored, time_zone="Nowhere")
    assert ("time_zone", "program.bad_time_zone") in found(nowhere, used)


@pytest.mark.parametrize(
    ("before", "after", "counted_anew"),
    [
        ((ExpiryKind.NEVER, 0), (ExpiryKind.INACTIVITY, 3), True),
        ((ExpiryKind.INACTIVITY, 3), (ExpiryKind.INACTIVITY, 4), True),
        ((ExpiryKind.INACTIVITY, 3), (ExpiryKind.AFTER_DAYS, 3), True),
        ((ExpiryKind.INACTIVITY, 3), (ExpiryKind.INACTIVITY, 3), False),
        ((ExpiryKind.AFTER_DAYS, 3), (ExpiryKind.AFTER_DAYS, 4), False),
        ((ExpiryKind.NEVER, 0), (ExpiryKind.AFTER_MONTHS, 4), False),
    ],
)
def test_inactivity_is_counted_anew_when_its_rule_changes(
    before: tuple[ExpiryKind, int], after: tuple[ExpiryKind, int], counted_anew: bool
) -> None:
    old, new = (
        replace(GOOD, points_types=(replace(POINTS, id=1, expiry_kind=kind, expiry_count=count),))
        for kind, count in (before, after)
    )
    changed = changed_inactivity(old, new)
    assert changed == (new.points_types if counted_anew else ())
    fresh = replace(new, points_types=(replace(new.points_types[0], id=None),))
    assert changed_inactivity(old, fresh) == ()


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"expiry_kind": ExpiryKind.AFTER_MONTHS, "expiry_count": 3}, "points_type.expiry_of_new"),
        ({"expiry_kind": ExpiryKind.NEVER, "expiry_count": 0}, "points_type.expiry_of_new"),
        (
            {"expiry_kind": ExpiryKind.FIXED_DATE, "expiry_date": date(2030, 1, 1)},
            "points_type.expiry_of_new",
        ),
        (
            {"expiry_kind": ExpiryKind.INACTIVITY, "expiry_count": 3},
            "points_type.inactivity_counted",
        ),
        ({"name": "Stars"}, None),
        ({"expiry_date": date(2030, 1, 1)}, None),
    ],
)
def test_a_changed_expiry_of_points_in_use_is_said_to_be_for_new_points(
    rule: dict[str, Any], told: str | None
) -> None:
    points = replace(POINTS, id=1, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=30)
    stored = replace(GOOD, id=1, points_types=(points,), tier_groups=())
    changed = replace(stored, points_types=(replace(points, **rule),))
    used = ProgramFacts(stored=stored, used_points_types=frozenset({1}))
    expected = set() if told is None else {("points_types.0.expiry_kind", told)}
    assert found(changed, used) == expected
    assert validate(changed, used).errors == ()
    assert found(changed, ProgramFacts(stored=stored)) == set()


def test_a_program_never_changes_its_profile_database() -> None:
    facts = ProgramFacts(stored=replace(GOOD, id=1))
    assert ("profile_database_id", "program.database_fixed") in found(
        replace(GOOD, id=1, profile_database_id=2), facts
    )


def test_the_contact_of_a_partner_is_an_email_or_nothing() -> None:
    good = PartnerDraft("Bakery", "bakery", contact_email="orders@bakery.example")
    assert not validate_partner(good).findings
    assert not validate_partner(replace(good, contact_email="")).findings
    report = validate_partner(replace(good, contact_email="call us"))
    assert [(f.field, f.code) for f in report.findings] == [("contact_email", "field.email")]


def test_partners_carry_no_more_than_the_whole_cost() -> None:
    report = validate_partner(PartnerDraft("Bakery", "bakery", cost_share=Decimal("100.5")))
    assert [(f.field, f.code) for f in report.findings] == [("cost_share", "setup.too_large")]


def test_partners_of_a_program_differ_in_external_id_and_name() -> None:
    one, two = PartnerDraft("Bakery", "x"), PartnerDraft(" bakery", "x")
    assert found(replace(GOOD, partners=(one, two))) == {
        ("partners.1.external_id", "setup.external_id_twice"),
        ("partners.1.name", "setup.name_twice"),
    }
    in_its_dialog = validate_partner(two, (PartnerDraft("Dairy", "dairy"), one)).findings
    assert {(f.field, f.code) for f in in_its_dialog} == {
        ("external_id", "setup.external_id_twice"),
        ("name", "setup.name_twice"),
    }
    assert not validate_partner(one, (PartnerDraft("Dairy", "dairy"),)).findings


def test_points_type_amounts_follow_its_own_decimals() -> None:
    fine = PointsTypeDraft(
        "Miles", "miles", decimals=4, rounding_step=Decimal("0.0001"), redeem_min=Decimal("0.0005")
    )
    assert found(replace(GOOD, points_types=(fine, GOOD.points_types[1]))) == set()


STORED = with_group(
    id=7,
    tiers=tuple(
        replace(tier, id=number) for number, tier in enumerate(GOOD.tier_groups[0].tiers, 1)
    ),
)

REPLACED = replace(STORED.tier_groups[0].tiers[-1], id=None, name="New", external_id="new")
"""A new tier at the threshold of the one it replaces."""


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({"name": "Other"}, False),
        ({"grace_days": 30}, False),
        ({"kind": TierGroupKind.PERIODIC}, True),
        ({"review_months": 6}, True),
        ({"review_anchor": ReviewAnchor.ANNIVERSARY}, True),
        ({"review_day": date(2026, 7, 1)}, True),
        ({"points_type": "other"}, True),
        ({"tiers": STORED.tier_groups[0].tiers[:-1]}, True),
        ({"tiers": (*STORED.tier_groups[0].tiers[:-1], REPLACED)}, True),
    ],
)
def test_a_ladder_is_changed_by_what_places_participants(
    changes: dict[str, Any], counts: bool
) -> None:
    group = replace(STORED.tier_groups[0], **changes)
    after = replace(STORED, tier_groups=(group,))
    assert changed_ladders(STORED, after) == ((group,) if counts else ())


def test_a_new_tier_group_is_a_changed_ladder_and_a_removed_one_is_named() -> None:
    new = replace(STORED.tier_groups[0], id=None)
    assert changed_ladders(STORED, replace(STORED, tier_groups=(*STORED.tier_groups, new))) == (
        new,
    )
    assert removed_tier_groups(STORED, STORED) == frozenset()
    assert removed_tier_groups(STORED, replace(STORED, tier_groups=())) == {7}


@dataclass(frozen=True)
class Shown:
    id: int
    state: ProgramState


@pytest.mark.parametrize(("wanted", "front"), [(1, 1), (3, 3), (4, 3), (None, 3), (99, 3)])
def test_the_program_in_front_is_the_last_one_else_the_active_one(
    wanted: int | None, front: int
) -> None:
    programs = [
        Shown(1, ProgramState.DRAFT),
        Shown(3, ProgramState.ACTIVE),
        Shown(4, ProgramState.ARCHIVED),
    ]
    assert program_in_front(programs, wanted) == front
    assert program_in_front(programs[:1], wanted) == 1
    assert program_in_front(programs[2:], wanted) is None
