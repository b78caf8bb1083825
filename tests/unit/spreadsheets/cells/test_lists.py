"""Yes and no, choices, tags, JSON and full names in cells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from loyalty_desktop.spreadsheets.contract import AllowedValue, CellKind
from loyalty_desktop.spreadsheets.words import GENDERS
from tests.support.cells import Column, Refused


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        *((yes, 1) for yes in ("yes", "Y", "TRUE", "on", "да", "Да ", "ИСТИНА", "+", "✓", "1", 1, 1.0, True)),
        *((no, 0) for no in ("no", "N", "false", "off", "нет", "ложь", "-", "—", "0", 0, 0.0, False)),
        *((bad, Refused("yes_no.unknown")) for bad in ("maybe", "2", 2, 0.5, float("nan"), date(2026, 1, 1))),
        ("  ", None),
    ],
)  # fmt: skip
def test_yes_and_no_are_known_in_both_languages(cell: Any, expected: Any) -> None:
    assert Column(CellKind.YES_NO).one(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("female", "female"),
        ("F", "female"),
        ("Жен.", "female"),
        (" мужской ", "male"),
        ("не указан", "other"),
        ("person", Refused("choice.unknown")),
        (1, Refused("choice.unknown")),
        (" ", None),
    ],
)
def test_a_choice_is_known_by_value_name_and_other_words(cell: Any, expected: Any) -> None:
    assert Column(CellKind.CHOICE, choices=GENDERS).one(cell) == expected


def test_the_name_of_one_choice_wins_over_another_word_of_the_next() -> None:
    choices = (AllowedValue("a", "Gold", ("silver",)), AllowedValue("b", "Silver"))
    column = Column(CellKind.CHOICE, choices=choices)
    assert column.read("silver", "gold", "A") == ["b", "a", "a"]


def test_an_unknown_choice_names_those_that_are_allowed() -> None:
    problems: list[Any] = []
    Column(CellKind.CHOICE, choices=GENDERS).reader().read(["person"], problems)
    assert problems[0][3] == {"found": "person", "allowed": "female, male, other"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("vip", "vip"),
        ("b, a;c|a\n d ", "a,b,c,d"),
        ("two words, b", "b,two words"),
        (", ;", None),
        (2026, "2026"),
    ],
)
def test_tags_are_sorted_and_stand_once(cell: Any, expected: str | None) -> None:
    assert Column(CellKind.TAGS).one(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('{"b": 1,   "a": "я"}', '{"a": "я", "b": 1}'),
        ("{}", "{}"),
        (" ", None),
        ("[1]", Refused("json.not_an_object")),
        ("5", Refused("json.not_an_object")),
        ("{'a': 1}", Refused("json.not_an_object")),
        ('{"a": NaN}', Refused("json.not_an_object")),
        ('{"a": -Infinity}', Refused("json.not_an_object")),
        ('{"a": "\\ud800"}', Refused("json.not_an_object")),
        ('{"a":' * 5000 + "1" + "}" * 5000, Refused("json.not_an_object")),
        ('{"a": ' + "9" * 5000 + "}", Refused("json.not_an_object")),
    ],
)
def test_json_is_an_object_that_other_programs_can_read(cell: str, expected: Any) -> None:
    assert Column(CellKind.JSON).one(cell) == expected


@pytest.mark.parametrize(
    ("cell", "last", "first", "middle"),
    [
        ("Anna", None, "Anna", None),
        ("Anna Brown", "Brown", "Anna", None),
        ("Anna Maria Brown", "Brown", "Anna", "Maria"),
        ("Brown, Anna Maria", "Brown", "Anna", "Maria"),
        ("Brown,", "Brown", None, None),
        ("Иванова Анна Петровна", "Иванова", "Анна", "Петровна"),
        ("Анна Петровна Иванова", "Иванова", "Анна", "Петровна"),
        ("Иванова Анна", "Иванова", "Анна", None),
        ("Анна Иванова", "Иванова", "Анна", None),
        ("Мамедов Ильхам Гейдар оглы", "Мамедов", "Ильхам", "Гейдар оглы"),
        ("  Anna \u00a0 Brown ", "Brown", "Anna", None),
    ],
)
def test_a_full_name_is_taken_apart(
    cell: str, last: str | None, first: str | None, middle: str | None
) -> None:
    assert Column(CellKind.FULL_NAME).one(cell) == (last, first, middle)


def test_a_number_is_no_name() -> None:
    column = Column(CellKind.FULL_NAME)
    assert column.read(5, "  ") == [Refused("name.not_text"), None]
