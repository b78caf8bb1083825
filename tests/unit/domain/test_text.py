"""Search texts."""

from __future__ import annotations

from loyalty_desktop.domain.text import fold, search_text


def test_case_yo_and_spaces_do_not_matter() -> None:
    assert fold("  Алёна\u00a0 ЁЛКИНА ") == "алена елкина"
    assert fold("STRASSE") == fold("straße")


def test_full_width_letters_are_found_by_their_usual_form() -> None:
    assert fold("ＡＢＣ１") == "abc1"


def test_a_profile_is_searched_by_its_parts_and_the_digits_of_its_phone() -> None:
    assert (
        search_text("007", "Ёлкин", None, "A@B.test", "+79161234567")
        == "007 елкин a@b.test 79161234567"
    )
