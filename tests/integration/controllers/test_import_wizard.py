"""The import wizard without a window: file, columns, check, correction, write, and what is dropped on the way."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.import_wizard import ImportWizardController
from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportsService, Verdict
from tests.support.signals import heard

Settle = Callable[[], None]
ROWS = (
    ("external_id", "first_name", "email", "city"),
    ("1", "Anna", "anna@example.com", "Riga"),
    ("2", "Boris", "boris@", "Riga"),
    ("3", "Clara", "boris@", "Oslo"),
)


@pytest.fixture
def staging(tmp_path: Path) -> Path:
    return tmp_path / "staging"


@pytest.fixture
def wizard(
    app: AppContext, services: Services, program_id: int, staging: Path, settle: Settle
) -> ImportWizardController:
    services.__dict__["imports"] = ImportsService(
        services.storage, staging_folder=staging, back_up=lambda _reason: None
    )
    made = ImportWizardController(app)
    made.load_targets()
    settle()
    return made


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write(tmp_path / "people.csv", ROWS)


def write(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as handle:
        csv.writer(handle).writerows(rows)
    return path


def checked(wizard: ImportWizardController, sheet: Path, settle: Settle) -> Any:
    """The sheet's check."""
    wizard.open_file(sheet)
    settle()
    wizard.match()
    settle()
    wizard.rehearse()
    settle()
    assert wizard.rehearsal is not None
    return wizard.rehearsal


def test_a_file_goes_through_every_step_and_is_written_once(
    wizard: ImportWizardController, app: AppContext, sheet: Path, services: Services, settle: Settle
) -> None:
    inspected, sampled, applied = (
        heard(wizard.inspected),
        heard(wizard.sampled),
        heard(wizard.applied),
    )
    told = heard(app.hub.changed)
    rehearsal = checked(wizard, sheet, settle)
    assert (len(inspected), len(sampled)) == (1, 1)
    assert (rehearsal.counts.new, rehearsal.counts.rejected) == (1, 2)
    assert services.imports.batches() == []
    wizard.apply()
    settle()
    assert [report.new for report in applied] == [1]
    assert [batch.new for batch in services.imports.batches()] == [1]
    assert any(changes.touches(Entity.PARTICIPANT) for changes in told)
    wizard.apply()
    settle()
    assert len(services.imports.batches()) == 1


def test_the_check_is_kept_until_the_request_changes(
    wizard: ImportWizardController, sheet: Path, settle: Settle
) -> None:
    first = checked(wizard, sheet, settle)
    wizard.rehearse()
    settle()
    assert wizard.rehearsal is first
    request = wizard.request
    assert request is not None
    mapping = {
        key: "" if name == "email" else name for key, name in (request.mapping or {}).items()
    }
    wizard.change(mapping=mapping)
    assert wizard.rehearsal is None
    wizard.rehearse()
    settle()
    assert wizard.rehearsal is not None
    assert wizard.rehearsal.counts.rejected == 0


def test_another_separator_asks_for_the_columns_again(
    wizard: ImportWizardController, sheet: Path, settle: Settle
) -> None:
    checked(wizard, sheet, settle)
    wizard.change(separator=";")
    assert wizard.proposal is None
    assert wizard.request is not None
    assert wizard.request.mapping is None


def test_rows_of_one_verdict_are_loaded(
    wizard: ImportWizardController, sheet: Path, settle: Settle
) -> None:
    checked(wizard, sheet, settle)
    pages = heard(wizard.checking.rows_loaded)
    wizard.checking.load_rows(verdict=Verdict.REJECTED)
    wizard.checking.load_rows(verdict=Verdict.NEW)
    settle()
    assert [[row.row_no for row in page.rows] for page in pages] == [[2]]
    wizard.checking.load_rows(verdict=Verdict.REJECTED, search="clara")
    settle()
    assert [row.row_no for row in pages[-1].rows] == [4]


@pytest.mark.parametrize(("alike", "rejected"), [(False, 1), (True, 0)])
def test_a_cell_is_corrected_alone_or_wherever_it_says_the_same(
    wizard: ImportWizardController, sheet: Path, settle: Settle, alike: bool, rejected: int
) -> None:
    checked(wizard, sheet, settle)
    mended = heard(wizard.checking.mended)
    wizard.checking.mend(3, [("email", "boris@", "")], alike=alike)
    settle()
    assert mended == [2 if alike else 1]
    assert wizard.rehearsal is not None
    assert wizard.rehearsal.counts.rejected == rejected


def test_rejected_rows_are_saved_before_and_after_the_import(
    wizard: ImportWizardController, sheet: Path, tmp_path: Path, settle: Settle
) -> None:
    checked(wizard, sheet, settle)
    counts: list[int] = []
    wizard.save_rejected(tmp_path / "before.xlsx", lambda problem: problem.code, counts.append)
    settle()
    wizard.apply()
    settle()
    wizard.save_rejected(tmp_path / "after.xlsx", lambda problem: problem.code, counts.append)
    settle()
    assert counts == [2, 2]
    assert (tmp_path / "before.xlsx").exists()
    assert (tmp_path / "after.xlsx").exists()


def test_a_file_that_is_not_there_is_told_and_leaves_no_request(
    wizard: ImportWizardController, tmp_path: Path, settle: Settle
) -> None:
    failed = heard(wizard.step_failed)
    wizard.open_file(tmp_path / "gone.csv")
    settle()
    assert isinstance(failed[0], LoyaltyError)
    assert failed[0].code == "file.missing"
    assert wizard.request is None


@pytest.mark.parametrize("leave", ["reset", "close"])
def test_what_was_read_is_dropped_with_the_wizard(
    wizard: ImportWizardController, sheet: Path, staging: Path, settle: Settle, leave: str
) -> None:
    checked(wizard, sheet, settle)
    assert list(staging.glob("*"))
    getattr(wizard, leave)()
    settle()
    assert not list(staging.glob("*"))
    assert wizard.rehearsal is None


def test_an_import_of_profiles_goes_to_a_database_and_others_to_a_program(
    wizard: ImportWizardController, sheet: Path, program_id: int, settle: Settle
) -> None:
    wizard.open_file(sheet)
    settle()
    request = wizard.request
    assert request is not None
    assert (request.program_id, request.database_id) == (program_id, None)
    wizard.set_kind(ImportKind.PROFILES)
    request = wizard.request
    assert request is not None
    assert (request.program_id, request.database_id) == (None, wizard.databases[0].id)


def test_corrections_wait_for_each_other_and_are_taken_back_one_by_one(
    wizard: ImportWizardController, sheet: Path, settle: Settle
) -> None:
    checked(wizard, sheet, settle)
    checking, mended = wizard.checking, heard(wizard.checking.mended)
    pages = heard(checking.rows_loaded)
    faulty = wizard.rehearsal

    def emails() -> dict[int, str]:
        checking.load_rows(verdict=None)
        settle()
        return {row.row_no: row.cells["email"] for row in pages[-1].rows}

    before = emails()
    checking.put({2: {"email": "first@example.com"}})
    checking.put({3: {"email": "second@example.com"}})
    checking.put({3: {"email": "third@example.com"}})
    assert checking.busy
    settle()
    assert not checking.busy
    assert mended == [3]
    assert emails() == before | {2: "first@example.com", 3: "third@example.com"}
    checking.undo()
    settle()
    assert emails() == before | {2: "first@example.com", 3: "second@example.com"}
    checking.undo()
    checking.undo()
    settle()
    assert emails() == before
    assert not checking.can_undo
    assert faulty is not None
    assert wizard.rehearsal is not None
    assert (wizard.rehearsal.counts, wizard.rehearsal.issues) == (faulty.counts, faulty.issues)
