"""Exports: what goes out comes in again without a change."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.spreadsheets.schemas import SCHEMAS
from tests.support.import_sheets import HEAD, Sheet


@pytest.fixture
def filled(
    services: Services,
    imports: ImportsService,
    sheet: Sheet,
    program_id: int,
    database_id: int,
) -> None:
    """Profiles with awkward values, participants and points."""
    services.profiles.create(
        database_id,
        ProfileDraft(
            "00012",
            "ann@example.com",
            "+79161234567",
            "Анна",
            "=HYPERLINK(1)",
            birth_date=date(1990, 2, 28),
            gender="female",
            consent_program=True,
            tags=("a", "b"),
            custom={"shoe_size": 38, "card": "0077"},
        ),
    )
    services.profiles.create(database_id, ProfileDraft("x-2", last_name='-minus, "quote"'))
    rows = (("participant", "comment"), ("00012", "first"), ("x-2", ""))
    imports.run(ImportRequest(ImportKind.PARTICIPANTS, sheet(rows), program_id=program_id))
    points = (
        HEAD,
        ("t1", "00012", "accrual", "12.5", "2025-06-01"),
        ("", "x-2", "", "3", "2025-06-02"),
    )
    imports.run(ImportRequest(ImportKind.POINTS, sheet(points, "p.csv"), program_id=program_id))


@pytest.fixture
def places(database_id: int, program_id: int) -> tuple[int, int]:
    """The profile database and the program."""
    return database_id, program_id


def request_of(kind: ImportKind, path: Path, places: tuple[int, int]) -> ImportRequest:
    """An import into them."""
    return ImportRequest(kind, path, database_id=places[0], program_id=places[1])


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
class TestRoundTrip:
    """Out and in again."""

    def test_profiles_and_participants_come_back_unchanged(
        self,
        services: Services,
        imports: ImportsService,
        places: tuple[int, int],
        tmp_path: Path,
        ending: str,
    ) -> None:
        for kind, of in ((ImportKind.PROFILES, places[0]), (ImportKind.PARTICIPANTS, places[1])):
            path = tmp_path / f"{kind}.{ending}"
            assert services.exports.export(kind.value, of, path).rows == 2
            report = imports.run(request_of(kind, path, places), dry_run=True).value
            assert (report.unchanged, report.issues) == (2, ())

    def test_transactions_come_back_unchanged(
        self,
        services: Services,
        imports: ImportsService,
        program_id: int,
        tmp_path: Path,
        ending: str,
    ) -> None:
        path = tmp_path / f"out.{ending}"
        assert services.exports.transactions(program_id, path).rows == 4
        request = ImportRequest(ImportKind.POINTS, path, program_id=program_id)
        report = imports.run(request, dry_run=True).value
        assert (report.new, report.changed, report.unchanged, report.rejected) == (0, 0, 4, 0)


@pytest.mark.usefixtures("filled")
def test_a_transaction_named_by_its_uuid_is_known_only_for_its_own_participant(
    services: Services, imports: ImportsService, sheet: Sheet, program_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    services.exports.transactions(program_id, path)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        head, *rows = csv.reader(handle)
    name, who, kind = head.index("external_id"), head.index("participant"), head.index("type")
    other = {"00012": "x-2", "x-2": "00012"}
    for row in rows:
        row[who] = other[row[who]]
    assert sum(len(row[name]) == 36 for row in rows) == 3
    swapped = sheet((head, *rows), "swapped.csv")
    request = ImportRequest(ImportKind.POINTS, swapped, program_id=program_id)
    report = imports.run(request, dry_run=True).value
    made = [number for number, row in enumerate(rows, 2) if row[kind] == "initial"]
    assert [(i.row, i.code) for i in report.issues if i.row in made] == [
        (number, "import.program_made") for number in made
    ]
    assert (report.unchanged, len(made)) == (0, 2)


@pytest.mark.usefixtures("filled")
class TestColumns:
    """What stands in an export."""

    def test_columns_and_their_headers_are_chosen(
        self,
        services: Services,
        database_id: int,
        tmp_path: Path,
    ) -> None:
        path = tmp_path / "out.csv"
        services.exports.profiles(
            database_id,
            path,
            "анна",
            columns=("last_name", "external_id"),
            words={"external_id": "Код"},
        )
        with path.open(encoding="utf-8-sig", newline="") as handle:
            assert list(csv.reader(handle)) == [["last_name", "Код"], ["'=HYPERLINK(1)", "00012"]]
        with pytest.raises(InvalidInput, match=r"export\.no_column"):
            services.exports.profiles(database_id, path, columns=("nothing",))

    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_templates_hold_no_rows(
        self,
        services: Services,
        imports: ImportsService,
        places: tuple[int, int],
        tmp_path: Path,
        language: str,
    ) -> None:
        for kind in SCHEMAS:
            path = tmp_path / f"{kind}.xlsx"
            services.exports.template(
                kind, path, database_id=places[0], program_id=places[1], language=language
            )
            proposal = imports.match(request_of(kind, path, places))
            assert (proposal.missing, proposal.free_columns) == ((), ())

    def test_a_russian_template_filled_with_what_is_stored_changes_nothing(
        self, services: Services, imports: ImportsService, places: tuple[int, int], tmp_path: Path
    ) -> None:
        for kind, of in ((ImportKind.PROFILES, places[0]), (ImportKind.PARTICIPANTS, places[1])):
            path = tmp_path / f"{kind}.xlsx"
            services.exports.template(
                kind, path, database_id=places[0], program_id=places[1], language="ru"
            )
            book = openpyxl.load_workbook(path)
            assert book.sheetnames[:2] == ["Данные", "Пояснения"]
            fields = [str(row[1].value) for row in book["Пояснения"].iter_rows(min_row=2)]
            stored = tmp_path / f"{kind}.csv"
            services.exports.export(kind.value, of, stored)
            with stored.open(encoding="utf-8-sig", newline="") as handle:
                for place, row in enumerate(csv.DictReader(handle), start=2):
                    for column, field in enumerate(fields, start=1):
                        said = _RUSSIAN.get(row.get(field) or "", row.get(field))
                        cell = book["Данные"].cell(place, column, (said or "").removeprefix("'"))
                        cell.data_type = "s"  # openpyxl would make a formula of the name
            book.save(path)
            report = imports.run(request_of(kind, path, places), dry_run=True).value
            assert (report.unchanged, report.issues) == (2, ())

    def test_the_examples_of_a_russian_template_are_read(
        self, services: Services, imports: ImportsService, places: tuple[int, int], tmp_path: Path
    ) -> None:
        path = tmp_path / "profiles.xlsx"
        services.exports.template(ImportKind.PROFILES, path, database_id=places[0], language="ru")
        book = openpyxl.load_workbook(path)
        for column, row in enumerate(book["Пояснения"].iter_rows(min_row=2), start=1):
            book["Данные"].cell(2, column, row[4].value)
        book.save(path)
        report = imports.run(request_of(ImportKind.PROFILES, path, places), dry_run=True).value
        assert (report.new, report.issues) == (1, ())


_RUSSIAN = {"female": "женский", "active": "активен", "yes": "да", "no": "нет"}
"""What a Russian writes for what an export says."""
