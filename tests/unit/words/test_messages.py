"""Messages are worded in both languages with the numbers, dates and plural forms of the reader."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from loyalty_desktop.domain.errors import RuleViolation
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.words.messages import render


@pytest.mark.parametrize(
    ("count", "english", "russian"),
    [
        (1, "1 participant has spent points", "1 участник уже потратил баллы"),
        (3, "3 participants have spent points", "3 участника уже потратили баллы"),
        (12, "12 participants have spent points", "12 участников уже потратили баллы"),
        (114, "114 participants have spent points", "114 участников уже потратили баллы"),
        (11, "11 participants have spent points", "11 участников уже потратили баллы"),
        (2_021, "2,021 participants have spent points", "2\u00a0021 участник уже потратил баллы"),
        (150_000, "150,000 participants have", "150\u00a0000 участников уже потратили"),
    ],
)
def test_a_count_takes_the_plural_form_of_its_language(
    count: int, english: str, russian: str
) -> None:
    message = Message("undo.points_spent", {"count": count, "examples": ("anna", "ivan")})
    assert render(message).startswith(english)
    assert render(message, "ru").startswith(russian)
    assert "(anna, ivan)" in render(message)


def test_amounts_of_a_refusal_are_grouped_with_their_decimals() -> None:
    error = RuleViolation("points.not_enough", needed=Decimal(5000), available=Decimal("1250.50"))
    assert render(error).startswith("5,000 points are needed, 1,250.50 can be spent")
    assert render(error, "ru").startswith(
        "Нужно 5\u00a0000 баллов, а на это время доступно 1\u00a0250,50"
    )


def test_a_fraction_of_points_takes_its_own_form() -> None:
    error = RuleViolation("points.redeem_min", needed=Decimal("0.5"), least=Decimal(100))
    assert render(error, "ru").startswith("0,5 балла — слишком мало")


def test_days_are_written_with_the_month_in_letters() -> None:
    told = Message("home.close_behind", {"day": date(2026, 11, 24)})
    assert render(told) == "The last closed day is 24 Nov 2026"
    assert render(told, "ru") == "День закрыт по 24 ноя 2026"
    told = Message("home.close_behind", {"day": datetime(2026, 5, 1, 9, 5)})
    assert render(told, "ru") == "День закрыт по 1 мая 2026 09:05"


def test_numbers_of_imports_and_rows_are_names_and_stay_ungrouped() -> None:
    assert "import 12345" in render(Message("import.no_batch", {"batch": 12345}))
    assert "строки 150000" in render(Message("import.no_row", {"row": 150_000}), "ru")


def test_a_missing_parameter_and_an_unknown_code_never_hide_the_refusal() -> None:
    assert render(Message("points.not_enough")).startswith("– points are needed")
    assert "no.words" in render(Message("no.words"))


def test_a_defect_gets_a_general_sentence_without_its_details() -> None:
    class Foreign(Exception):
        code = "e3q8"
        params = ("secret",)

    assert render(Foreign()) == "Something went wrong inside the program."
    assert render(ValueError("secret"), "ru") == "Внутренняя ошибка программы."
