"""Two changes of one thing: both are kept where they do not clash."""

from __future__ import annotations

from loyalty_desktop.domain.merging import Clash, merge

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
