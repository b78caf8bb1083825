"""The sender's cells are shown, saved and corrected as the sheet had them: every cell type, every way to be rejected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import (
    ImportRequest,
    ImportsService,
    Rehearsal,
    Verdict,
)
from loyalty_desktop.storage.codes import ACCRUAL
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support import typed_sheets
from tests.support.import_sheets import code_of, table
from tests.support.typed_sheets import CELLS

SHEETS = Path(__file__).parents[3] / "data" / "sheets"

PEOPLE = ("external_id", "email", "phone", "birth_date", "gender", "city", "remark")
PERSON: Mapping[str, Any] = {
    "email": None,
    "phone": 79160000000,
    "birth_date": "1990-05-01",
    "gender": "ж",
}
"""A row that is taken; the cell under test stands in `city` and in `remark`, which no field matches."""

BAD_PEOPLE: dict[str, tuple[str, Any, str]] = {
    "bad email": ("email", "nobody", ""),
    "bad phone": ("phone", 12345, "+79161112233"),
    "bad day": ("birth_date", "32.13.2026", "1990-05-01"),
    "unknown word": ("gender", "?", "female"),
    "repeated key": ("external_id", "P0", "*"),
    "no key": ("external_id", None, "*"),
}
"""What is wrong: the column, the wrong cell, a good text ("*": the row's own key). The last two are found after reading."""

POINTS = ("external_id", "participant", "type", "amount", "occurred_at", "description", "remark")
DEED: Mapping[str, Any] = {
    "participant": "P0",
    "type": "accrual",
    "amount": 50,
    "occurred_at": "2026-01-10",
}
BAD_POINTS: dict[str, tuple[str, Any, str]] = {
    "bad amount": ("amount", "a lot", "50"),
    "no amount": ("amount", 0, "50"),
    "bad moment": ("occurred_at", "32.13.2026", "2026-01-10"),
    "unknown type": ("type", "refund", "accrual"),
    "unknown participant": ("participant", 4004, "P0"),
    "too few points": ("amount", -9000.5, "50"),
}


@pytest.fixture
def services(sqlite_storage: Storage) -> Services:
    """Staging files are the same beside every engine."""
    return Services(sqlite_storage)


@pytest.fixture
def ask(program_id: int) -> Callable[..., ImportRequest]:
    """A request for a file."""

    def make(kind: ImportKind, path: Path) -> ImportRequest:
        return ImportRequest(kind, path, program_id=program_id, phone_region="RU")

    return make


@pytest.fixture
def member(imports: ImportsService, tmp_path: Path, ask: Callable[..., ImportRequest]) -> None:
    """The participant P0."""
    path = typed_sheets.write(tmp_path / "member.xlsx", [("external_id",), ("P0",)])
    imports.run(ask(ImportKind.PARTICIPANTS, path))


def sheet_of(
    columns: tuple[str, ...], good: Mapping[str, Any], bad: tuple[str, Any, str], cell_column: str
) -> list[list[Any]]:
    """A header, then one row for each cell type with this mistake."""
    rows: list[list[Any]] = [list(columns)]
    for number, (cell, _) in enumerate(CELLS.values(), start=1):
        row = {"external_id": f"P{number}", **good, bad[0]: bad[1], cell_column: cell}
        rows.append([{**row, "remark": cell}.get(name) for name in columns])
    return rows


class Walk:
    """One sheet on its way: shown, corrected, saved, dropped back, applied."""

    def __init__(
        self, imports: ImportsService, request: ImportRequest, sent: list[list[Any]], cell: str
    ) -> None:
        self.imports, self.sent, self.cell = imports, sent, cell
        self.rehearsal: Rehearsal = imports.rehearse(request)

    def rejected(self) -> list[Any]:
        """Rejected rows of the check grid."""
        return list(self.imports.rehearsal_rows(self.rehearsal, verdict=Verdict.REJECTED).rows)

    def shown(self) -> list[str]:
        """The cell under test, as the check grid shows it."""
        return [row.cells[self.cell] for row in self.rejected()]

    def mend(self, column: str, good: str) -> None:
        """Correct the wrong cell of every row."""
        for row in self.rejected():
            own = f"P{row.row_no + 100}" if good == "*" else good
            self.rehearsal, _ = self.imports.set_value(self.rehearsal, row.row_no, column, own)


def broken(walk: Walk) -> set[str]:
    """Texts of the cells under test in rows that are still rejected."""
    return {row.cells[walk.cell] for row in walk.rejected()}


@pytest.mark.parametrize("way", BAD_PEOPLE)
@pytest.mark.usefixtures("member")
def test_cells_of_rejected_people(
    imports: ImportsService,
    services: Services,
    tmp_path: Path,
    ask: Callable[..., ImportRequest],
    way: str,
) -> None:
    bad = BAD_PEOPLE[way]
    sent = sheet_of(PEOPLE, PERSON, bad, "city")
    first = [["P0", *[None] * (len(PEOPLE) - 1)]] if way == "repeated key" else []
    path = typed_sheets.write(tmp_path / "people.xlsx", [sent[0], *first, *sent[1:]])
    walk = Walk(imports, ask(ImportKind.PARTICIPANTS, path), sent, "city")
    _walk_through(walk, bad, ask, ImportKind.PARTICIPANTS, tmp_path)
    cities = table(services, "SELECT city FROM profile WHERE city IS NOT NULL ORDER BY city")
    texts = sorted(text for cell, text in CELLS.values() if text not in {"", "#N/A"})
    if way in {"bad email", "bad phone", "bad day", "unknown word"}:
        assert [city for (city,) in cities] == texts


@pytest.mark.parametrize("way", BAD_POINTS)
@pytest.mark.usefixtures("member")
def test_cells_of_rejected_points(
    imports: ImportsService,
    services: Services,
    tmp_path: Path,
    ask: Callable[..., ImportRequest],
    way: str,
) -> None:
    bad = BAD_POINTS[way]
    sent = sheet_of(POINTS, DEED, bad, "description")
    path = typed_sheets.write(tmp_path / "points.xlsx", sent)
    walk = Walk(imports, ask(ImportKind.POINTS, path), sent, "description")
    _walk_through(walk, bad, ask, ImportKind.POINTS, tmp_path)
    found = table(
        services, f"SELECT amount, description FROM points_transaction WHERE type = {ACCRUAL}"
    )
    texts = {text for _, text in CELLS.values()} - {"#N/A"}
    assert {text or "" for _, text in found} == texts
    assert {amount for amount, _ in found} == {50 * 10_000}


def _walk_through(
    walk: Walk,
    bad: tuple[str, Any, str],
    ask: Callable[..., ImportRequest],
    kind: ImportKind,
    folder: Path,
) -> None:
    column, wrong, good = bad
    texts = [text for _, text in CELLS.values()]
    rows = walk.rejected()
    assert walk.shown() == texts
    assert {r.cells[column] for r in rows} == {"" if wrong is None else str(wrong)}
    out = folder / "rejected.xlsx"
    assert walk.imports.save_rejected(walk.rehearsal, out, code_of) == len(CELLS)
    saved = typed_sheets.read(out)
    width = len(walk.sent[0])
    assert [row[:width] for row in saved] == walk.sent
    assert saved[0][width:] == [
        f"rejected.{name}" for name in ("row", "column", "problem", "advice")
    ]
    assert [row[width] for row in saved[1:]] == [row.row_no for row in rows]

    again = walk.imports.rehearse(ask(kind, out))
    assert again.counts.read == len(CELLS)
    again_rows = walk.imports.rehearsal_rows(again).rows
    if wrong != "P0":  # the first of repeated rows is taken
        assert [row.cells for row in again_rows] == [row.cells for row in rows]

    walk.mend(column, good)
    assert broken(walk) == {"#N/A"}, "a correction must not break the other cells of its row"
    assert walk.rehearsal.counts.new == len(CELLS) - 1

    typed_sheets.correct(out, column, (lambda line: f"P{line + 200}") if good == "*" else good)
    report = walk.imports.run(ask(kind, out)).value
    assert (report.new, report.rejected) == (len(CELLS) - 1, 1)


class TestWindowSheets:
    """Sheets that a person found the blockers with."""

    @pytest.mark.parametrize(
        ("name", "kind", "cells"),
        [
            ("min.xlsx", ImportKind.PARTICIPANTS, {"phone": "79161234567"}),
            ("min2.xlsx", ImportKind.POINTS, {"amount": "50", "occurred_at": "32.13.2026"}),
        ],
    )
    def test_numbers_are_shown_as_the_sheet_has_them(
        self,
        imports: ImportsService,
        ask: Callable[..., ImportRequest],
        name: str,
        kind: ImportKind,
        cells: dict[str, str],
    ) -> None:
        rehearsal = imports.rehearse(ask(kind, SHEETS / name))
        [row] = imports.rehearsal_rows(rehearsal, verdict=Verdict.REJECTED).rows
        assert {field: row.cells[field] for field in cells} == cells

    def test_a_file_that_is_gone_is_said(
        self, imports: ImportsService, ask: Callable[..., ImportRequest], tmp_path: Path
    ) -> None:
        rows = [("external_id", "phone", "birth_date"), ("A1", 79161112244, None)]
        path = typed_sheets.write(
            tmp_path / "gone.xlsx", [*rows, ("A2", 79161112233, "01.05.1990")]
        )
        rehearsal = imports.rehearse(ask(ImportKind.PARTICIPANTS, path))
        assert rehearsal.counts.new == 2
        path.unlink()
        rehearsal, row = imports.set_value(rehearsal, 3, "external_id", "A1")
        assert row.verdict is Verdict.REJECTED
        assert "import.source_gone" in {warning.code for warning in rehearsal.warnings}
        imports.save_rejected(rehearsal, tmp_path / "rejected.xlsx", code_of)
        saved = typed_sheets.read(tmp_path / "rejected.xlsx")
        assert saved[1][:3] == ["A1", "+79161112233", "1990-05-01"]


@pytest.mark.parametrize(
    "sent_sheet",
    [
        ("clients.xlsx", ImportKind.PARTICIPANTS, None),
        (
            "points.xlsx",
            ImportKind.POINTS,
            {"A": "external_id", "B": "participant", "D": "amount"},
        ),
    ],
)
def test_rejected_rows_hold_what_was_sent_and_stay_rejected(
    imports: ImportsService,
    ask: Callable[..., ImportRequest],
    tmp_path: Path,
    sent_sheet: tuple[str, ImportKind, dict[str, str] | None],
) -> None:
    name, kind, mapping = sent_sheet
    request = replace(ask(kind, SHEETS / name), mapping=mapping)
    rehearsal = imports.rehearse(request)
    imports.save_rejected(rehearsal, tmp_path / "rejected.xlsx", code_of)
    sent = typed_sheets.read(SHEETS / name)
    saved = typed_sheets.read(tmp_path / "rejected.xlsx")
    assert len(saved) - 1 == rehearsal.counts.rejected > 50
    width = len(saved[0]) - 4
    for row in saved[1:]:
        assert row[:width] == [_shown(cell) for cell in sent[row[width] - 1][:width]]
    again = imports.rehearse(replace(request, path=tmp_path / "rejected.xlsx"))
    rows = imports.rehearsal_rows(rehearsal, verdict=Verdict.REJECTED, limit=1000).rows
    saved_too = {row.row_no for row in rows}  # a row may repeat one that is not in the workbook
    expected = [
        row
        for row in rows
        if all(i.params["row"] in saved_too for i in row.issues if i.code == "import.repeated")
    ]
    assert again.counts.rejected == len(expected)


def _shown(cell: Any) -> Any:
    """A formula that was never calculated has nothing to show."""
    return "#N/A" if isinstance(cell, str) and cell.startswith("=") else cell


def test_a_decimal_sign_of_the_column_is_kept(
    imports: ImportsService, ask: Callable[..., ImportRequest], tmp_path: Path, member: None
) -> None:
    head = ("external_id", "participant", "type", "amount", "occurred_at")
    rows = [
        ("T1", "P0", "accrual", "1250,75", "2026-01-10"),
        ("T2", "P0", "accrual", 1.234, "32.01.2026"),
    ]
    path = typed_sheets.write(tmp_path / "comma.xlsx", [head, *rows])
    rehearsal = imports.rehearse(ask(ImportKind.POINTS, path))
    [row] = imports.rehearsal_rows(rehearsal, verdict=Verdict.REJECTED).rows
    assert row.cells["amount"] == "1,234"
    rehearsal, row = imports.set_value(rehearsal, 3, "amount", row.cells["amount"])
    assert {issue.field for issue in row.issues} == {"occurred_at"}
