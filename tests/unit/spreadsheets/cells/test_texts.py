"""Texts are kept as they are; two writings of an identifier are one."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from loyalty_desktop.spreadsheets.contract import CellKind
from tests.support.cells import Column, Doubted, Refused

TEXT = Column(CellKind.TEXT)
IDENTIFIER = Column(CellKind.IDENTIFIER)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  two  words ", "two  words"),
        ("\ufeff text", "text"),
        ("text \u200b ", "text"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("'quoted'", "'quoted'"),
        ("\u00a0", None),
        ("\u200b", None),
        (5.0, "5"),
        (0.1, "0.1"),
        (1e21, "1000000000000000000000"),
        (True, "TRUE"),
        (date(2025, 12, 31), "2025-12-31"),
        (datetime(2025, 12, 31, 10, 30), "2025-12-31 10:30:00"),
        (time(10, 30), "10:30:00"),
    ],
)
def test_a_text_is_what_a_person_would_have_typed(cell: Any, expected: str | None) -> None:
    assert TEXT.one(cell) == expected
    assert TEXT.read("plain", cell) == ["plain", expected]


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\ud800", "\uffff"])
@pytest.mark.parametrize("column", [TEXT, IDENTIFIER], ids=["text", "identifier"])
def test_letters_that_no_file_should_hold_are_refused(column: Column, letter: str) -> None:
    assert column.read("plain", f"a{letter}b") == ["plain", Refused("cell.control_character")]


@pytest.mark.parametrize(
    ("name", "length", "fits"),
    [
        ("city", 1000, True),
        ("city", 1001, False),
        ("comment", 1001, True),
        ("comment", 32_767, True),
        ("comment", 32_768, False),
    ],
)
def test_only_descriptions_and_comments_may_be_long(name: str, length: int, fits: bool) -> None:
    text = "x" * length
    assert Column(CellKind.TEXT, name=name).one(text) == (
        text if fits else Refused("cell.too_long")
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("007", "007"),
        (7, "7"),
        (7.0, "7"),
        ("  A-1 ", "A-1"),
        ("Ａ－１", "A-1"),
        ("A\u200b1\u00ad2", "A12"),
        ("ИД-7", "ИД-7"),
        (999_999_999_999_999, "999999999999999"),
        ("1234567890123456789", "1234567890123456789"),
        (" ", None),
    ],
)
def test_two_writings_of_an_identifier_are_one(cell: Any, expected: str | None) -> None:
    assert IDENTIFIER.one(cell) == expected


@pytest.mark.parametrize("cell", [10**15, 1234567890123456.0, 1e30])
def test_an_identifier_that_lost_its_last_digits_is_refused(cell: Any) -> None:
    assert IDENTIFIER.one(cell) == Refused("identifier.long_number")


@pytest.mark.parametrize("cell", [True, date(2025, 12, 31), time(1, 30)])
def test_an_identifier_is_neither_a_date_nor_a_truth(cell: Any) -> None:
    assert IDENTIFIER.one(cell) == Refused("identifier.not_text")


def test_an_identifier_has_at_most_200_letters() -> None:
    assert IDENTIFIER.one("x" * 200) == "x" * 200
    assert IDENTIFIER.read("plain", "x" * 201) == ["plain", Refused("cell.too_long")]


def test_latin_and_russian_letters_in_one_word_are_told() -> None:
    mixed = "\u0410B-7"  # a Russian A before a Latin B
    assert IDENTIFIER.one(mixed) == Doubted(mixed, "identifier.mixed_alphabets")
    assert IDENTIFIER.one("Club клуб") == "Club клуб"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("ru", "ru"),
        ("EN", "en"),
        ("Русский", "ru"),
        ("English", "en"),
        ("pt_BR", "pt-BR"),
        ("zh-Hans-CN", "zh-Hans-CN"),
        ("elvish!", Refused("language.unknown")),
        ("x", Refused("language.unknown")),
    ],
)
def test_a_language_is_a_code_or_a_name(cell: str, expected: Any) -> None:
    assert Column(CellKind.TEXT, name="language").one(cell) == expected
