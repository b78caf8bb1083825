"""Two changes of one thing: both are kept where they do not clash."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from loyalty_desktop.domain.drafts import (
    CustomFieldDraft,
    PartnerDraft,
    PointsTypeDraft,
    ProfileDatabaseDraft,
    ProgramDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.merging import ABSENT, Clash, merge, merge_drafts, merge_programs

BASE = {"city": "Pskov", "email": "", "phone": "1", "name": "Anna"}


def test_changes_of_different_fields_are_both_kept() -> None:
    merged, clashes = merge(BASE, {**BASE, "city": "Tver"}, {**BASE, "email": "a@b.c"})
    assert merged == {**BASE, "city": "Tver", "email": "a@b.c"}
    assert clashes == []


def test_the_same_change_twice_is_no_clash() -> None:
    both = {**BASE, "city": "Tver"}
    assert merge(BASE, both, both) == (both, [])


def test_different_changes_of_one_field_clash_and_the_stored_one_stands_until_somebody_chooses() -> (
    None
):
    merged, clashes = merge(BASE, {**BASE, "city": "Tver"}, {**BASE, "city": "Omsk"})
    assert merged["city"] == "Omsk"
    assert clashes == [Clash("city", "Pskov", "Tver", "Omsk")]


def test_a_field_that_somebody_emptied_counts_as_a_change() -> None:
    merged, clashes = merge(BASE, {**BASE, "phone": ""}, BASE)
    assert (merged["phone"], clashes) == ("", [])


def test_fields_that_only_one_side_knows_are_kept() -> None:
    merged, clashes = merge({}, {"shoe": 38}, {"hat": 54})
    assert (merged, clashes) == ({"shoe": 38, "hat": 54}, [])


MEMBER = TierDraft("Member", "member", id=31)
GOLD = TierDraft("Gold", "gold", Decimal(1000), id=32)
LADDER = TierGroupDraft("Tiers", "tiers", "status", tiers=(MEMBER, GOLD), id=21, version=1)
STATUS = PointsTypeDraft("Status", "status", id=12, version=1)
DAIRY = PartnerDraft("Dairy", "dairy", id=41, version=1)
CLUB = ProgramDraft(
    "Club",
    "club",
    1,
    points_types=(PointsTypeDraft("Points", "points", id=11, version=1), STATUS),
    tier_groups=(LADDER,),
    partners=(DAIRY,),
    id=1,
    version=1,
)


def with_tiers(*tiers: TierDraft) -> ProgramDraft:
    return replace(CLUB, tier_groups=(replace(LADDER, tiers=tiers),))


def saved_by_somebody(draft: ProgramDraft) -> ProgramDraft:
    """A save counts the versions of the program and of everything in it."""
    return replace(
        draft,
        version=draft.version + 1,
        points_types=tuple(replace(item, version=2) for item in draft.points_types),
        tier_groups=tuple(replace(item, version=2) for item in draft.tier_groups),
        partners=tuple(replace(item, version=2) for item in draft.partners),
    )


def thresholds(draft: ProgramDraft) -> list[tuple[str, Decimal]]:
    return [(tier.name, tier.threshold) for tier in draft.tier_groups[0].tiers]


def test_changes_of_both_sides_anywhere_in_a_program_are_kept_on_the_stored_version() -> None:
    mine = replace(
        with_tiers(MEMBER, replace(GOLD, threshold=Decimal(1500))),
        description="Mine",
        points_types=(replace(CLUB.points_types[0], activation_days=14), STATUS),
    )
    theirs = saved_by_somebody(
        replace(
            with_tiers(MEMBER, replace(GOLD, name="Golden")),
            currency="EUR",
            points_types=(replace(CLUB.points_types[0], decimals=0), STATUS),
        )
    )
    merged, clashes = merge_programs(CLUB, mine, theirs)
    assert clashes == []
    assert (merged.version, merged.description, merged.currency) == (2, "Mine", "EUR")
    assert (merged.points_types[0].activation_days, merged.points_types[0].decimals) == (14, 0)
    assert thresholds(merged) == [("Member", Decimal(0)), ("Golden", Decimal(1500))]


def test_items_that_each_side_added_are_all_kept_and_the_ladder_stays_in_order() -> None:
    mine = replace(
        with_tiers(MEMBER, GOLD, TierDraft("Platinum", "platinum", Decimal(4000))),
        partners=(DAIRY, PartnerDraft("Bakery", "bakery")),
    )
    theirs = saved_by_somebody(
        replace(
            with_tiers(MEMBER, GOLD, TierDraft("Diamond", "diamond", Decimal(9000), id=33)),
            partners=(DAIRY, PartnerDraft("Fish", "fish", id=42)),
        )
    )
    merged, clashes = merge_programs(CLUB, mine, theirs)
    assert clashes == []
    assert [name for name, _ in thresholds(merged)] == ["Member", "Gold", "Platinum", "Diamond"]
    assert {(p.external_id, p.id) for p in merged.partners} == {
        ("dairy", 41),
        ("bakery", None),
        ("fish", 42),
    }


def test_an_item_that_one_side_removed_and_the_other_left_alone_is_gone() -> None:
    mine = replace(CLUB, partners=())
    theirs = saved_by_somebody(with_tiers(MEMBER))
    merged, clashes = merge_programs(CLUB, mine, theirs)
    assert clashes == []
    assert merged.partners == ()
    assert thresholds(merged) == [("Member", Decimal(0))]


def test_a_field_of_a_tier_that_both_changed_is_asked_about_and_the_answer_taken() -> None:
    mine = with_tiers(MEMBER, replace(GOLD, threshold=Decimal(1500)))
    theirs = saved_by_somebody(with_tiers(MEMBER, replace(GOLD, threshold=Decimal(2000))))
    merged, [clash] = merge_programs(CLUB, mine, theirs)
    assert thresholds(merged)[1] == ("Gold", Decimal(2000))
    assert (clash.name, clash.base, clash.mine, clash.theirs) == ("threshold", 1000, 1500, 2000)
    assert [item.name for item in clash.within] == ["Tiers", "Gold"]
    merged, clashes = merge_programs(CLUB, mine, theirs, {clash.field: clash.mine})
    assert (thresholds(merged)[1], clashes) == (("Gold", Decimal(1500)), [])


def test_an_item_removed_here_and_changed_there_is_kept_or_removed_as_chosen() -> None:
    changed = replace(DAIRY, cost_share=Decimal(10))
    mine, theirs = replace(CLUB, partners=()), replace(CLUB, partners=(changed,))
    _, [clash] = merge_programs(CLUB, mine, theirs)
    assert (clash.removed, clash.mine, clash.theirs) == (True, ABSENT, changed)
    kept, _ = merge_programs(CLUB, mine, theirs, {clash.field: clash.theirs})
    gone, _ = merge_programs(CLUB, mine, theirs, {clash.field: clash.mine})
    assert (kept.partners, gone.partners) == ((changed,), ())


def test_an_item_kept_against_its_removal_is_stored_as_a_new_one() -> None:
    mine = with_tiers(MEMBER, replace(GOLD, threshold=Decimal(1500)))
    theirs = replace(CLUB, tier_groups=())
    _, [clash] = merge_programs(CLUB, mine, theirs)
    kept, _ = merge_programs(CLUB, mine, theirs, {clash.field: clash.mine})
    [group] = kept.tier_groups
    assert (group.id, [tier.id for tier in group.tiers]) == (None, [None, None])
    assert thresholds(kept)[1] == ("Gold", Decimal(1500))


def test_an_item_that_both_added_is_one_and_has_no_value_before() -> None:
    mine = replace(CLUB, partners=(DAIRY, PartnerDraft("Bakery", "bakery", owns="Bread")))
    theirs = replace(CLUB, partners=(DAIRY, PartnerDraft("Bakery", "bakery", owns="Rolls", id=42)))
    merged, [clash] = merge_programs(CLUB, mine, theirs)
    assert [p.id for p in merged.partners] == [41, 42]
    assert (clash.name, clash.base, clash.mine, clash.theirs) == ("owns", ABSENT, "Bread", "Rolls")
    assert not clash.removed


def test_a_tier_group_added_here_follows_the_new_external_id_of_its_points_type() -> None:
    second = TierGroupDraft("Second", "second", "status", tiers=(MEMBER,))
    theirs = replace(
        CLUB,
        points_types=(CLUB.points_types[0], replace(STATUS, external_id="st")),
        tier_groups=(replace(LADDER, points_type="st"),),
    )
    merged, clashes = merge_programs(CLUB, replace(CLUB, tier_groups=(LADDER, second)), theirs)
    assert ([group.points_type for group in merged.tier_groups], clashes) == (["st", "st"], [])


def test_the_side_that_moved_items_gives_the_order() -> None:
    a, b, c = (CustomFieldDraft(name, name, id=n) for n, name in enumerate("abc"))
    base = ProfileDatabaseDraft("Base", "base", fields=(a, b), id=1, version=1)
    mine, theirs = replace(base, fields=(b, a)), replace(base, fields=(a, c, b), version=2)
    merged, clashes = merge_drafts(base, mine, theirs)
    assert ([item.name for item in merged.fields], clashes) == (["b", "a", "c"], [])
    merged, _ = merge_drafts(base, theirs, replace(mine, version=3))
    assert [item.name for item in merged.fields] == ["b", "a", "c"]
