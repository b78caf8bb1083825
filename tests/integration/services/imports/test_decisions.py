"""How columns were read is said with how sure it is, and with the cell that decided."""

from __future__ import annotations

from typing import Any

import pytest

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.words.messages import render
from tests.support.import_sheets import Sheet


@pytest.mark.parametrize(
    ("days", "chosen", "code", "example"),
    [
        (("01.02.1990", "25.12.1985"), {}, "decision.date_order.dmy.certain", "25.12.1985"),
        (("1/2/1990", "12/25/1985", "12/26/1985"), {}, "decision.date_order.mdy.certain", "12/25/1985"),
        (("01.02.1990", "03.04.1985"), {}, "decision.date_order.dmy.likely", "01.02.1990"),
        (("1/2/1990", "3/4/1985"), {"date_order": "mdy"}, "decision.date_order.mdy", ""),
    ],
)  # fmt: skip
def test_an_order_of_dates_says_how_sure_it_is(  # noqa: PLR0917 - fixtures
    imports: ImportsService,
    sheet: Sheet,
    program_id: int,
    days: tuple[str, ...],
    chosen: dict[str, Any],
    code: str,
    example: str,
) -> None:
    rows = [(f"D{n}", day) for n, day in enumerate(days)]
    path = sheet((("external_id", "birth_date"), *rows), "days.csv")
    request = ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id, **chosen)
    report = imports.run(request).value
    [told] = [w for w in report.warnings if w.code.startswith("decision.date_order")]
    assert (told.code, told.params["example"]) == (code, example)
    for language in ("en", "ru"):
        text = render(told, language)
        assert example in text
        assert "B" in text
        assert "{" not in text


@pytest.mark.parametrize(
    ("texts", "chosen", "code", "example"),
    [
        (("1.234,5", "12,5"), {}, "decision.decimal_sign.certain", "1.234,5"),
        (("1,234", "1,250.75"), {}, "decision.decimal_sign.certain", "1,250.75"),
        (("1,234", "2,000"), {"decimal_sign": "."}, "decision.decimal_sign", ""),
    ],
)
def test_a_decimal_sign_says_how_sure_it_is(  # noqa: PLR0917 - fixtures
    imports: ImportsService,
    sheet: Sheet,
    program_id: int,
    texts: tuple[str, ...],
    chosen: dict[str, Any],
    code: str,
    example: str,
) -> None:
    people = sheet((("external_id",), ("M1",)), "people.csv")
    imports.run(ImportRequest(ImportKind.PARTICIPANTS, people, program_id=program_id))
    rows = [(f"A{n}", "M1", text) for n, text in enumerate(texts)]
    path = sheet((("external_id", "participant", "points"), *rows), "amounts.csv")
    report = imports.run(
        ImportRequest(ImportKind.POINTS, path, program_id=program_id, **chosen)
    ).value
    assert report.new == len(texts)
    [told] = [w for w in report.warnings if w.code.startswith("decision.decimal_sign")]
    assert (told.code, told.params["example"]) == (code, example)
    assert example in render(told, "ru")
