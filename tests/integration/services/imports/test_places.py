"""Every problem of a points sheet is told with its row and the column in which it can be corrected."""

from __future__ import annotations

import pytest

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from tests.support.import_sheets import Sheet

HEAD = (
    "external_id", "participant", "points_type", "type", "amount", "occurred_at", "activates_at", "expires_at",
)  # fmt: skip
DAY = "2025-03-01"


@pytest.fixture
def known(services: Services, imports: ImportsService, sheet: Sheet, program_id: int) -> int:
    """The program, with people A1 and A2 (blocked) and the transaction "used"."""
    people = (("participant", "state"), ("A1", "active"), ("A2", "blocked"))
    imports.run(
        ImportRequest(ImportKind.PARTICIPANTS, sheet(people, "people.csv"), program_id=program_id)
    )
    used = (HEAD, ("used", "A1", "points", "accrual", "5", DAY, "", ""))
    imports.run(ImportRequest(ImportKind.POINTS, sheet(used, "used.csv"), program_id=program_id))
    del services
    return program_id


def test_a_sheet_with_many_problems_names_row_and_column_of_each(
    imports: ImportsService, sheet: Sheet, known: int
) -> None:
    rows: list[tuple[tuple[str, ...], list[tuple[str, str]]]] = [
        (("1", "nobody", "nope", "accrual", "x", DAY, "", ""), [("C", "choice.unknown"), ("E", "amount.not_a_number")]),
        (("2", "nobody", "points", "accrual", "1", DAY, "", ""), [("B", "import.unknown_profile")]),
        (("3", "A1", "points", "redemption", "500", DAY, "", ""), [("E", "points.not_enough")]),
        (("4", "A1", "points", "accrual", "1.2345", DAY, "", ""), [("E", "amount.too_fine")]),
        (("5", "A1", "points", "accrual", "1", "2035-03-01", "", ""), [("F", "points.in_future")]),
        (("6", "A1", "points", "accrual", "1", DAY, "2025-05-01", "2025-04-01"), [("G", "points.activates_too_late")]),
        (("7", "A1", "points", "accrual", "1", DAY, "", "2025-01-01"), [("H", "points.expires_before")]),
        (("used", "A1", "points", "accrual", "6", DAY, "", ""), [("A", "points.key_reused")]),
        (("8", "A2", "points", "redemption", "1", DAY, "", ""), [("B", "participant.blocked")]),
        (("9", "A1", "points", "dance", "1", "noon", "", ""), [("D", "choice.unknown"), ("F", "date.not_a_date")]),
        (("10", "", "points", "accrual", "", DAY, "", ""), [("B", "cell.required"), ("E", "cell.required")]),
        (("3", "A1", "points", "accrual", "1", DAY, "", ""), [("A", "import.repeated")]),
        (("11", "A1", "points", "expiration", "1", DAY, "", ""), [("D", "import.program_made")]),
        (("12", "A1", "points", "accrual", "1"), [("F", "row.cell_count")]),
        (("13", "A1", "points", "accrual", "1", DAY, "", "", "more"), [("I", "row.cell_count")]),
    ]  # fmt: skip
    path = sheet((HEAD, *(cells for cells, _ in rows)), "many.csv")
    rehearsal = imports.rehearse(ImportRequest(ImportKind.POINTS, path, program_id=known))
    assert rehearsal.counts.rejected == len(rows)
    page = imports.rehearsal_rows(rehearsal, limit=100)
    found = {row.row_no: sorted((i.column, i.code) for i in row.issues) for row in page.rows}
    assert found == {n: problems for n, (_, problems) in enumerate(rows, start=2)}
    assert all(issue.row == row.row_no for row in page.rows for issue in row.issues)
    assert {group.rows for group in rehearsal.issues if not group.rows} == set()


def test_a_field_that_the_sheet_does_not_have_is_told_at_one_that_it_has(
    imports: ImportsService, sheet: Sheet, known: int
) -> None:
    rows = (
        ("participant", "points_type", "amount", "activates_at"),
        ("A1", "points", "1", "2199-01-01"),
    )
    rehearsal = imports.rehearse(
        ImportRequest(ImportKind.POINTS, sheet(rows, "few.csv"), program_id=known)
    )
    (row,) = imports.rehearsal_rows(rehearsal).rows
    assert [(i.row, i.column) for i in row.issues] == [(2, "D")]
