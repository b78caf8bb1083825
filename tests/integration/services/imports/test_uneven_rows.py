"""Rows with more or fewer cells than the header stay rejected through the workbook of rejected rows, until mended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.messages import Worded
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.services.imports.types import Verdict
from loyalty_desktop.words import rejected_sheet
from loyalty_desktop.words.messages import render
from tests.support import typed_sheets

HEAD = "external_id;first_name;city;note"
ROWS = {
    "too short": "A1;Anna;Paris",
    "far too short": "A2;Boris",
    "too long": "A3;Clara;Rome;;one more",
    "shifted": "A4;Dora;;Oslo;the note",
}


@pytest.fixture
def ask(program_id: int) -> Callable[..., ImportRequest]:
    """A request for a file in the test's workspace."""
    return lambda kind, path: ImportRequest(kind, path, program_id=program_id)


def _describe(language: str) -> Callable[[Worded], str]:
    return lambda message: render(message, language)


def _rejected(imports: ImportsService, request: ImportRequest) -> list[Any]:
    rehearsal = imports.rehearse(request)
    return list(imports.rehearsal_rows(rehearsal, verdict=Verdict.REJECTED).rows)


@pytest.mark.parametrize(
    ("way", "language"), list(zip(ROWS, ("en", "ru", "ru", "en"), strict=True))
)
def test_an_uneven_row_dropped_back_stays_rejected_until_its_cells_are_in_order(
    imports: ImportsService,
    ask: Callable[..., ImportRequest],
    tmp_path: Path,
    way: str,
    language: str,
) -> None:
    path = tmp_path / "sent.csv"
    path.write_text(f"{HEAD}\nB1;Erik;Bern;\n{ROWS[way]}\n", encoding="utf-8")
    request = replace(ask(ImportKind.PARTICIPANTS, path), separator=";")
    describe = _describe(language)
    sent = ROWS[way].split(";")
    for turn in ("first", "second"):
        rehearsal = imports.rehearse(request)
        assert (rehearsal.counts.rejected, rehearsal.counts.new) == (1, 1 if turn == "first" else 0)
        out = tmp_path / f"{turn}.xlsx"
        assert imports.save_rejected(rehearsal, out, describe) == 1
        head, row = typed_sheets.read(out)
        added = [words.in_language(language) for words in rejected_sheet.HEADERS.values()]
        assert head[:8] == [*HEAD.split(";"), *added], "the added columns stand once"
        assert [cell for cell in [*row[:4], *row[8:]] if cell] == [cell for cell in sent if cell]
        assert row[5] == rejected_sheet.UNEVEN
        assert row[6]
        assert row[7]
        request = ask(ImportKind.PARTICIPANTS, out)

    book = openpyxl.load_workbook(out)
    sheet = book.active
    assert sheet is not None
    for column in range(1, len(head) + 1):
        values = ["A9", "Flora", "Lyon", "mended"]
        sheet.cell(2, column).value = values[column - 1] if column <= 4 else None
    book.save(out)
    assert _rejected(imports, request) == []
    assert imports.rehearse(request).counts.new == 1


@pytest.mark.parametrize("way", ROWS)
def test_an_uneven_row_stays_rejected_when_it_is_corrected_or_left_out_and_taken_in(
    imports: ImportsService, ask: Callable[..., ImportRequest], tmp_path: Path, way: str
) -> None:
    path = tmp_path / "sent.csv"
    path.write_text(f"{HEAD}\nB1;Erik;Bern;\n{ROWS[way]}\n", encoding="utf-8")
    rehearsal = imports.rehearse(replace(ask(ImportKind.PARTICIPANTS, path), separator=";"))
    assert rehearsal.counts.rejected == 1
    rehearsal, row = imports.set_value(rehearsal, 3, "city", "Paris")
    assert row.verdict is Verdict.REJECTED
    assert {issue.code for issue in row.issues} == {"row.cell_count"}
    rehearsal = imports.leave_rows_out(rehearsal, [3], out=True)
    assert rehearsal.counts.left_out == 1
    rehearsal = imports.leave_rows_out(rehearsal, [3], out=False)
    assert (rehearsal.counts.new, rehearsal.counts.rejected) == (1, 1)


def test_a_question_mark_of_another_sheet_is_data(
    imports: ImportsService, ask: Callable[..., ImportRequest], tmp_path: Path
) -> None:
    path = typed_sheets.write(
        tmp_path / "sheet.xlsx",
        [("external_id", "Row", "Column", "city"), ("A1", 1, "?", "Paris"), ("A2", 2, "?", "Rome")],
    )
    assert imports.rehearse(ask(ImportKind.PARTICIPANTS, path)).counts.new == 2


@pytest.mark.parametrize("language", ["en", "ru"])
def test_columns_added_to_rejected_rows_are_no_columns_of_the_sender(
    imports: ImportsService, ask: Callable[..., ImportRequest], tmp_path: Path, language: str
) -> None:
    rows = [("external_id", "email", "Schuhe"), ("A1", "a@example.com", 41), ("A2", "wrong", 42)]
    first = ask(ImportKind.PARTICIPANTS, typed_sheets.write(tmp_path / "sheet.xlsx", rows))
    rehearsal = imports.rehearse(first)
    out = tmp_path / "rejected.xlsx"
    imports.save_rejected(rehearsal, out, _describe(language))
    imports.apply(rehearsal)
    proposal = imports.match(ask(ImportKind.PARTICIPANTS, out))
    assert proposal.memory_exact
    assert proposal.memory_differs == ()
    assert [column.header for column in proposal.free_columns] == ["Schuhe"]
