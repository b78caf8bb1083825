"""Columns and cells as tills, shops and staff write them: which field they are, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from loyalty_desktop.domain.errors import FileProblem, InvalidInput
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.services.imports.types import ImportReport
from tests.support.import_sheets import Sheet, table


@pytest.fixture
def people(imports: ImportsService, sheet: Sheet, program_id: int) -> None:
    """Two participants with 10 points each."""
    rows = (
        ("participant", "email", "phone"),
        ("M001", "ann@example.com", "+79161234567"),
        ("M002", "bob@example.com", "+79161234568"),
    )
    imports.run(
        ImportRequest(ImportKind.PARTICIPANTS, sheet(rows, "people.csv"), program_id=program_id)
    )


def points(imports: ImportsService, program_id: int, path: Path, **more: Any) -> ImportReport:
    return imports.run(ImportRequest(ImportKind.POINTS, path, program_id=program_id, **more)).value


def amounts(services: Services) -> list[int]:
    """Units of the imported accruals, in the order of writing."""
    rows = table(
        services,
        "SELECT amount FROM points_transaction WHERE import_batch_id IS NOT NULL AND external_id IS NOT NULL"
        " ORDER BY participant_id, id",
    )
    return [int(units) for (units,) in rows]


def workbook(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("customer_id", "M001"),
        ("Customer ID", "M001"),
        ("card number", "M001"),
        ("CUST_NO", "M001"),
        ("Loyalty card", "M001"),
        ("id", "M001"),
        ("household_id", "M001"),
        ("Номер карты", "M001"),
        ("Код клиента", "M001"),
        ("Покупатель", "M001"),
        ("E-mail", "Ann@Example.com"),
        ("Телефон", "+7 916 123-45-67"),
        ("Mobile phone", "+79161234567"),
    ],
)
@pytest.mark.usefixtures("people")
def test_a_points_sheet_knows_customers_by_the_names_of_every_key(
    imports: ImportsService, sheet: Sheet, program_id: int, header: str, key: str
) -> None:
    report = points(imports, program_id, sheet(((header, "points"), (key, "5"))))
    assert (report.new, report.rejected) == (1, 0)


@pytest.mark.parametrize(
    ("header", "row", "units"),
    [
        (("Member", "Amount", "Points", "Receipt"), ("M001", "249.90", "25", "a"), 250_000),
        (("участник", "сумма", "баллы", "чек"), ("M001", "2500", "25", "a"), 250_000),
        (("member", "Quantity", "bonuses", "receipt"), ("M001", "3", "30", "a"), 300_000),
        (("member", "Total", "Sum", "Bonus", "key"), ("M001", "9", "8", "1.5", "a"), 15_000),
        (("member", "amount", "receipt"), ("M001", "7", "a"), 70_000),
    ],
)
@pytest.mark.usefixtures("people")
def test_money_is_not_accrued_where_a_column_has_points(  # noqa: PLR0917 - fixtures
    services: Services,
    imports: ImportsService,
    sheet: Sheet,
    program_id: int,
    header: tuple[str, ...],
    row: tuple[str, ...],
    units: int,
) -> None:
    points(imports, program_id, sheet((header, row)))
    assert amounts(services) == [units]


@pytest.mark.usefixtures("people")
def test_two_columns_that_claim_one_field_ask(
    services: Services, imports: ImportsService, sheet: Sheet, program_id: int
) -> None:
    path = sheet((("member", "points", "bonus", "receipt"), ("M001", "5", "7", "a")))
    with pytest.raises(InvalidInput) as refused:
        points(imports, program_id, path)
    assert refused.value.code == "import.two_columns"
    assert refused.value.params == {"field": "amount", "column": "points", "columns": "bonus"}
    points(imports, program_id, path, mapping={"bonus": "amount"})
    assert amounts(services) == [70_000]


@pytest.mark.usefixtures("people")
def test_a_missing_field_says_what_the_sheet_has(
    imports: ImportsService, sheet: Sheet, program_id: int
) -> None:
    with pytest.raises(InvalidInput) as refused:
        points(imports, program_id, sheet((("colour", "points"), ("red", "5"))))
    assert refused.value.code == "import.field_missing"
    assert refused.value.params["columns"] == "points, colour"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("1.500", "2.500,75", "1.500"), [15_000_000, 25_007_500, 15_000_000]),
        (("1,500", "2,500.75", "3"), [15_000_000, 25_007_500, 30_000]),
        (("12.25", "1.500", "3"), [122_500, 15_000, 30_000]),
        (("7", "1 250,5", "1.000"), [70_000, 12_505_000, 10_000_000]),
    ],
)
@pytest.mark.usefixtures("people")
def test_a_column_has_one_decimal_sign_from_its_first_cell_on(  # noqa: PLR0917 - fixtures
    services: Services,
    imports: ImportsService,
    sheet: Sheet,
    program_id: int,
    texts: tuple[str, ...],
    expected: list[int],
) -> None:
    rows = (("member", "points", "key"), *(("M001", t, f"k{n}") for n, t in enumerate(texts)))
    report = points(imports, program_id, sheet(rows))
    assert report.rejected == 0, report.issues
    assert amounts(services) == expected


@pytest.mark.parametrize("texts", [("1.500", "2.750"), ("1,500", "2,750"), ("12.345", "7.001")])
@pytest.mark.usefixtures("people")
def test_a_column_that_could_be_read_in_two_ways_asks(
    imports: ImportsService, sheet: Sheet, program_id: int, texts: tuple[str, ...]
) -> None:
    rows = (("member", "points", "key"), *(("M001", t, f"k{n}") for n, t in enumerate(texts)))
    report = points(imports, program_id, sheet(rows))
    assert {issue.code for issue in report.issues} == {"amount.ambiguous"}
    told = points(
        imports, program_id, sheet(rows, "again.csv"), decimal_sign="," if "." in texts[0] else "."
    )
    assert (told.new, told.rejected) == (2, 0)


@pytest.mark.usefixtures("people")
def test_noise_of_computed_cells_is_no_amount(
    services: Services, imports: ImportsService, tmp_path: Path, program_id: int
) -> None:
    rows = (
        ("member", "points", "receipt"),
        ("M001", 0.1 + 0.2, "a"),
        ("M001", 1.1 * 3, "b"),
        ("M001", "4.2899999999999991", "c"),
        ("M001", 1e2, "d"),
    )
    report = points(imports, program_id, workbook(tmp_path / "noise.xlsx", rows))
    assert report.rejected == 0, report.issues
    assert amounts(services) == [3_000, 33_000, 42_900, 1_000_000]


def test_marks_of_text_are_taken_off_codes_and_said(
    services: Services, imports: ImportsService, sheet: Sheet, database_id: int
) -> None:
    rows = (
        ("external_id", "phone", "birth_date", "first_name"),
        ("'0007002", "'+79161234567", "'1990-05-02", "'Neil"),
        ('="0007003"', '="+79161234568"', '="1991-05-02"', "O'Neil"),
        ("o'clock", "", "", ""),
    )
    report = imports.run(
        ImportRequest(ImportKind.PROFILES, sheet(rows), database_id=database_id)
    ).value
    assert "decision.text_mark" in {warning.code for warning in report.warnings}
    found = table(
        services, "SELECT external_id, phone, birth_date, first_name FROM profile ORDER BY id"
    )
    assert [tuple(row) for row in found] == [
        ("0007002", "+79161234567", 19900502, "'Neil"),
        ("0007003", "+79161234568", 19910502, "O'Neil"),
        ("o'clock", None, None, None),
    ]


def test_days_stored_as_plain_numbers_are_read_and_said(
    services: Services, imports: ImportsService, tmp_path: Path, database_id: int
) -> None:
    rows = (
        ("external_id", "birth_date", "registered_at"),
        ("A", 32957, 45429.4375),
        ("B", 60, 45429),
        ("C", 5_000_000, ""),
    )
    report = imports.run(
        ImportRequest(
            ImportKind.PROFILES, workbook(tmp_path / "days.xlsx", rows), database_id=database_id
        )
    ).value
    told = sorted((i.row, i.column, i.code) for i in report.issues)
    assert told == [
        (2, "B", "date.serial"),
        (2, "C", "date.serial"),
        (3, "B", "date.not_a_date"),
        (3, "C", "date.serial"),
        (4, "B", "date.not_a_date"),
    ]
    ((birth, registered),) = table(
        services, "SELECT birth_date, registered_at FROM profile WHERE external_id = 'A'"
    )
    assert birth == int(date(1990, 3, 25).strftime("%Y%m%d"))
    assert registered == int(datetime(2024, 5, 17, 10, 30).timestamp()) * 1_000_000


@pytest.mark.parametrize(
    ("header", "row", "code"),
    [
        (("email", "first_name"), ("ann@example.com", "Ann"), ""),
        (("phone", "first_name"), ("+79161234567", "Ann"), ""),
        (("first_name", "city"), ("Ann", "Oslo"), "import.field_missing"),
    ],
)
def test_a_sheet_without_an_external_id_is_matched_by_what_it_has(  # noqa: PLR0917 - fixtures
    imports: ImportsService,
    sheet: Sheet,
    database_id: int,
    header: tuple[str, ...],
    row: tuple[str, ...],
    code: str,
) -> None:
    request = ImportRequest(ImportKind.PROFILES, sheet((header, row)), database_id=database_id)
    if code:
        with pytest.raises(InvalidInput) as refused:
            imports.run(request)
        assert refused.value.code == code
        return
    assert imports.run(request).value.new == 1


def test_a_chosen_key_that_the_sheet_lacks_is_refused_in_words(
    imports: ImportsService, sheet: Sheet, database_id: int
) -> None:
    path = sheet((("external_id", "first_name"), ("A", "Ann")))
    with pytest.raises(InvalidInput) as refused:
        imports.run(ImportRequest(ImportKind.PROFILES, path, database_id=database_id, key="phone"))
    assert refused.value.code == "import.key_not_in_sheet"


def text_file(path: Path, rows: Sequence[str], encoding: str, *, cut: bytes = b"") -> Path:
    """A text file; the letters `cut` lose their last byte."""
    content = "\n".join(("external_id,first_name", *rows, "")).encode(encoding)
    path.write_bytes(content.replace(cut, cut[:-1], 1) if cut else content)
    return path


@pytest.mark.parametrize(
    ("names", "cut", "line"),
    [
        (["Анна", "Пётр", "Ёлка", "Мария"], "ё".encode(), 3),
        (["Łukasz Żółć", "Zoë", "Łucja Ądź", "Jérôme"], "ë".encode(), 3),
        (["Ὀδυσσεύς", "Ἀθηνᾶ"], "ᾶ".encode(), 3),
    ],
)
def test_utf8_with_a_letter_cut_in_half_is_refused_with_its_line(  # noqa: PLR0917 - fixtures
    imports: ImportsService,
    tmp_path: Path,
    database_id: int,
    names: list[str],
    cut: bytes,
    line: int,
) -> None:
    rows = [f"K{n},{name}" for n, name in enumerate(names)]
    path = text_file(tmp_path / "cut.csv", rows, "utf-8", cut=cut)
    with pytest.raises(FileProblem) as refused:
        imports.run(ImportRequest(ImportKind.PROFILES, path, database_id=database_id))
    assert refused.value.code == "file.cut_utf8"
    assert refused.value.params == {"name": "cut.csv", "line": line}


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        (["Łukasz", "Żaneta", "Ann"], "cp1250"),
        (["Yıldız", "Şule", "Bob"], "cp1254"),
        (["Zoë", *("Ann", "Bob", "Cid") * 10], "cp1252"),
        (["Анна", "Пётр", "Мария"], "cp1251"),
    ],
)
def test_a_code_page_is_asked_for_and_never_only_guessed(  # noqa: PLR0917 - fixtures
    services: Services,
    imports: ImportsService,
    tmp_path: Path,
    database_id: int,
    names: list[str],
    encoding: str,
) -> None:
    rows = [f"K{n:02},{name}" for n, name in enumerate(names)]
    path = text_file(tmp_path / "page.csv", rows, encoding)
    request = ImportRequest(ImportKind.PROFILES, path, database_id=database_id)
    with pytest.raises(InvalidInput) as refused:
        imports.run(request)
    assert refused.value.code == "import.encoding_unknown"
    assert table(services, "SELECT COUNT(*) FROM profile")[0][0] == 0
    imports.run(replace(request, encoding=encoding))
    found = table(services, "SELECT first_name FROM profile ORDER BY external_id")
    assert [name for (name,) in found] == names


@pytest.mark.parametrize(
    ("cells", "units", "told"),
    [
        (("100 ₽", "₽ 250,50", "1 250 руб."), [100, 250.5, 1250], "₽"),
        (("$12.50", "$ 10", "1,000.00 USD"), [12.5, 10, 1000], "$"),
        (("12,50 €", "EUR 10,25", "1.000,00€"), [12.5, 10.25, 1000], "€"),
        (("100 баллов", "1 балл", "22,5 балла"), [100, 1, 22.5], "баллов"),
        (("15 pts", "7 points", "1 pt"), [15, 7, 1], "pts"),
        (("10 ₸", "20 тенге", "30"), [10, 20, 30], "₸"),
    ],
)
@pytest.mark.usefixtures("people")
def test_units_beside_numbers_are_left_out_and_said(  # noqa: PLR0917 - fixtures
    imports: ImportsService,
    services: Services,
    sheet: Sheet,
    program_id: int,
    cells: tuple[str, ...],
    units: list[float],
    told: str,
) -> None:
    rows = [(f"U{n}", "M001", cell) for n, cell in enumerate(cells)]
    report = points(
        imports, program_id, sheet((("external_id", "participant", "points"), *rows), "u.csv")
    )
    assert (report.new, report.rejected) == (len(cells), 0)
    assert [one / 10_000 for one in amounts(services)] == units
    notes = [w for w in report.warnings if w.code == "decision.unit"]
    assert [(w.params["column"], w.params["value"]) for w in notes] == [("C", told)]


@pytest.mark.usefixtures("people")
def test_numbers_below_zero_are_redemptions_however_they_are_written(
    imports: ImportsService, services: Services, sheet: Sheet, program_id: int
) -> None:
    rows = [("B0", "M001", "100"), ("B1", "M001", "(25)"), ("B2", "M001", "15-"), ("B3", "M001", "\u22125"), ("B4", "M001", "(5 ₽)")]  # fmt: skip
    report = points(
        imports, program_id, sheet((("external_id", "participant", "points"), *rows), "b.csv")
    )
    assert (report.new, report.rejected) == (5, 0)
    assert [one // 10_000 for one in amounts(services)] == [100, -25, -15, -5, -5]
    assert "decision.below_zero" in {w.code for w in report.warnings}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("10%", "20 %"), "amount.share"),
        (("100 ₽", "$100"), "amount.other_unit"),
        (("10 баллов", "10 руб."), "amount.other_unit"),
        (("10 USD", "10 кг"), "amount.not_a_number"),
        (("(10", "10"), "amount.not_a_number"),
    ],
)
@pytest.mark.usefixtures("people")
def test_what_is_no_amount_is_refused(
    imports: ImportsService, sheet: Sheet, program_id: int, cells: tuple[str, ...], code: str
) -> None:
    rows = [(f"R{n}", "M001", cell) for n, cell in enumerate(cells)]
    report = points(
        imports, program_id, sheet((("external_id", "participant", "points"), *rows), "r.csv")
    )
    assert code in {issue.code for issue in report.issues}
    assert report.rejected >= 1


@pytest.mark.parametrize(
    ("head", "row", "field"),
    [
        (("State", "Status"), ("TX", "Active"), "state"),
        (("Status", "State"), ("Gold", "active"), "state"),
    ],
)
def test_a_name_over_another_thing_claims_no_field(  # noqa: PLR0917 - fixtures
    imports: ImportsService,
    sheet: Sheet,
    program_id: int,
    head: tuple[str, str],
    row: tuple[str, str],
    field: str,
) -> None:
    rows = [("external_id", *head), ("S1", *row), ("S2", *row)]
    request = ImportRequest(ImportKind.PARTICIPANTS, sheet(rows, "s.csv"), program_id=program_id)
    matched = {m.field: m.letters for m in imports.match(request).matches}
    assert matched[field] == "BC"[row.index(next(w for w in row if w.lower() == "active"))]
    report = imports.run(request).value
    assert (report.new, report.rejected) == (2, 0)
    used = "region" in matched  # where people live: the profile has a field for it
    assert used != ("decision.unused" in {w.code for w in report.warnings})


def test_types_that_are_not_known_are_never_taken_for_accruals(
    imports: ImportsService, sheet: Sheet, program_id: int
) -> None:
    rows = [("participant", "type", "points"), ("M001", "refund", "5"), ("M002", "adjust", "5")]
    report = points(imports, program_id, sheet(rows, "t.csv"))
    assert (report.new, report.rejected) == (0, 2)
    assert "import.optional_faults" not in {w.code for w in report.warnings}


def test_one_email_of_two_profiles_is_told(
    imports: ImportsService, sheet: Sheet, database_id: int
) -> None:
    first = (("external_id", "email"), ("P1", "Ann@Example.com"), ("P2", "bob@example.com"), ("P3", "ANN@example.com"))  # fmt: skip
    second = (("external_id", "email"), ("P4", "BOB@example.com"), ("P2", "bob@example.com"), ("P1", "cleo@example.com"))  # fmt: skip
    found = []
    for name, rows in (("one", first), ("two", second)):
        request = ImportRequest(ImportKind.PROFILES, sheet(rows, f"{name}.csv"), database_id=database_id)  # fmt: skip
        report = imports.run(request).value
        assert report.rejected == 0
        found.append([(i.row, i.column, i.code) for i in report.issues])
    assert found == [[(4, "B", "import.email_repeated")], [(2, "B", "import.email_shared")]]


def test_a_faulty_optional_column_can_be_left_out(
    imports: ImportsService, sheet: Sheet, database_id: int
) -> None:
    rows = (("external_id", "Birthday", "gender"), ("O1", "02-30", "Anonymous"), ("O2", "03-15", "Anonymous"))  # fmt: skip
    path = sheet(rows, "optional.csv")
    request = ImportRequest(ImportKind.PROFILES, path, database_id=database_id)
    report = imports.run(request, dry_run=True).value
    assert report.rejected == 2
    hint = next(w for w in report.warnings if w.code == "import.optional_faults")
    assert hint.params == {"columns": "“Birthday”, “gender”", "first": "Birthday"}
    report = imports.run(replace(request, mapping={"Birthday": "", "gender": ""})).value
    assert (report.new, report.rejected) == (2, 0)
