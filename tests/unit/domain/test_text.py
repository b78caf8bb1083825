"""Search texts."""

from __future__ import annotations

import pytest

from loyalty_desktop.domain.text import email_key, fold, search_text, search_words


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


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("8 (916) 123-45-67", ["9161234567"]),
        ("+7 916 123-45-67", ["79161234567"]),
        ("123-45-67", ["1234567"]),
        ("Ёлкин  АННА", ["елкин", "анна"]),
        ("007", ["007"]),
        ("  ", []),
    ],
)
def test_a_phone_is_one_word_of_digits_in_any_writing(query: str, words: list[str]) -> None:
    assert search_words(query) == words


@pytest.mark.parametrize("typed", ["8 916 123 45 67", "+7 (916) 123-45-67", "916 123-45-67", "елк"])
def test_what_people_type_is_found_in_the_search_text(typed: str) -> None:
    text = search_text("007", "Ёлкин", "+79161234567")
    assert all(word in text for word in search_words(typed))


def test_emails_are_compared_without_case() -> None:
    assert email_key("Anna@Example.COM") == email_key("anna@example.com")
    assert email_key("anna@example.com") != email_key("anna.@example.com")
