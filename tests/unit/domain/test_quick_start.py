"""The program that a quick start makes of its answers."""

from __future__ import annotations

from dataclasses import replace

from loyalty_desktop.domain.quick_start import STATUS, QuickStartDraft, database_of, program_of

ANSWERS = QuickStartDraft(
    program_name="Star Club",
    program_external_id="star",
    currency="EUR",
    time_zone="Europe/Riga",
    database_name="People",
    database_external_id="people",
)


def test_the_answers_are_in_the_program_and_its_database() -> None:
    made = program_of(ANSWERS, 7)
    assert (made.name, made.external_id, made.currency, made.time_zone) == (
        "Star Club",
        "star",
        "EUR",
        "Europe/Riga",
    )
    assert made.profile_database_id == 7
    assert (database_of(ANSWERS).name, database_of(ANSWERS).external_id) == ("People", "people")


def test_tiers_count_status_points_even_when_these_are_renamed() -> None:
    made = program_of(replace(ANSWERS, status=replace(STATUS, external_id="stars")), 1)
    assert [t.external_id for t in made.points_types] == ["points", "stars"]
    assert made.tier_groups[0].points_type == "stars"


def test_without_status_points_there_are_no_tiers() -> None:
    made = program_of(replace(ANSWERS, status=None), 1)
    assert [t.external_id for t in made.points_types] == ["points"]
    assert made.tier_groups == ()


def test_status_points_without_tiers_make_no_empty_group() -> None:
    made = program_of(replace(ANSWERS, tiers=()), 1)
    assert len(made.points_types) == 2
    assert made.tier_groups == ()
