"""Importing points transactions, undoing them, and what happens when an import is killed half-way."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.domain.drafts import ProfileDatabaseDraft
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports import applying as import_apply
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService, Rehearsal
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.import_sheets import HEAD, Sheet, profiles, table


@pytest.fixture
def request_of(program_id: int) -> Callable[..., ImportRequest]:
    """A request for points of the standard type."""

    def make(path: Path, **options: Any) -> ImportRequest:
        return ImportRequest(ImportKind.POINTS, path, program_id=program_id, **options)

    return make


@pytest.fixture
def people(services: Services, imports: ImportsService, sheet: Sheet, program_id: int) -> None:
    """Participants A1 and A2 with 10 points each."""
    path = sheet((("participant", "email"), ("A1", "a1@example.com"), ("A2", "")), "people.csv")
    imports.run(ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id))


def balances(services: Services) -> list[tuple[Any, ...]]:
    """Points by external ID."""
    return table(
        services,
        "SELECT p.external_id, a.active / 10000 FROM account a JOIN participant m ON m.id = a.participant_id"
        " JOIN profile p ON p.id = m.profile_id JOIN points_type t ON t.id = a.points_type_id"
        " WHERE t.external_id = 'points' ORDER BY 1",
    )


@pytest.mark.usefixtures("people")
class TestPoints:
    """Sheets of points transactions."""

    def test_rows_go_through_the_ledger_in_time_order(
        self,
        services: Services,
        imports: ImportsService,
        sheet: Sheet,
        request_of: Callable[..., ImportRequest],
    ) -> None:
        path = sheet(
            (
                HEAD,
                ("t2", "A1", "redemption", "100", "2025-06-02"),
                ("t1", "A1", "accrual", "150", "2025-06-01"),
                ("t3", "a1@example.com", "", "5.5", "2025-06-03"),
                ("t4", "A2", "redemption", "999", "2025-06-03"),
                ("t5", "nobody", "accrual", "1", "2025-06-03"),
            )
        )
        report = imports.run(request_of(path)).value
        assert (report.read, report.new, report.rejected) == (5, 3, 2)
        assert {(i.row, i.code) for i in report.issues} == {
            (5, "points.not_enough"), (6, "import.unknown_profile"),
        }  # fmt: skip
        assert balances(services) == [("A1", 65), ("A2", 10)]

    def test_a_transaction_with_a_known_key_is_unchanged(
        self,
        services: Services,
        imports: ImportsService,
        sheet: Sheet,
        request_of: Callable[..., ImportRequest],
    ) -> None:
        path = sheet((HEAD, ("t1", "A1", "accrual", "150", "2025-06-01")))
        imports.run(request_of(path))
        report = imports.run(request_of(path), force_same_file=True).value
        assert (report.new, report.unchanged, report.rejected) == (0, 1, 0)
        assert balances(services) == [("A1", 160), ("A2", 10)]

    def test_undo_cancels_the_batch_unless_its_points_are_spent(
        self,
        services: Services,
        imports: ImportsService,
        sheet: Sheet,
        request_of: Callable[..., ImportRequest],
    ) -> None:
        path = sheet((HEAD, ("t1", "A1", "accrual", "150", "2025-06-01")))
        batch = imports.run(request_of(path)).value.batch
        assert batch is not None
        spent = sheet((HEAD, ("t9", "A1", "redemption", "145", "2025-06-02")), "spent.csv")
        later = imports.run(request_of(spent)).value.batch
        assert later is not None
        assert [(r.code, r.examples) for r in imports.undo_check(batch).reasons] == [
            ("undo.points_spent", ("A1",))
        ]
        imports.undo(later)
        report = imports.undo(batch).value
        assert report.cancelled == 1
        assert balances(services) == [("A1", 10), ("A2", 10)]
        assert imports.batch(batch).state is BatchState.UNDONE


class TestResume:
    """Imports in parts."""

    def killed_after_a_part(
        self,
        imports: ImportsService,
        rehearsal: Rehearsal,
        monkeypatch: pytest.MonkeyPatch,
    ) -> int:
        """Apply and stop after the first transaction, as a kill would."""
        original = import_apply.ImportRun._parts

        def stop(*_arguments: Any) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(import_apply.ImportRun, "_parts", stop)
        with pytest.raises(KeyboardInterrupt):
            imports.apply(rehearsal)
        monkeypatch.setattr(import_apply.ImportRun, "_parts", original)
        return imports.batches()[0].id

    def test_a_killed_import_resumes_to_the_same_result(
        self,
        services: Services,
        imports: ImportsService,
        sheet: Sheet,
        database_id: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(import_apply, "ONE_TRANSACTION", 10)
        small = {"one_transaction": 10, "part": 10, "step": 5}
        original = import_apply.ImportRun.__init__

        def init(self: Any, *arguments: Any, **options: Any) -> None:
            original(self, *arguments, **{**small, **options})

        monkeypatch.setattr(import_apply.ImportRun, "__init__", init)
        rows = [("external_id", "first_name"), *((f"c{n}", f"Name {n}") for n in range(37))]
        rehearsal = imports.rehearse(profiles(sheet(rows)))
        batch = self.killed_after_a_part(imports, rehearsal, monkeypatch)
        found = imports.batch(batch)
        assert (found.state, found.new, found.resumable) == (BatchState.APPLYING, 10, True)
        report = imports.resume(batch).value
        assert (report.batch, report.new) == (batch, 37)
        assert imports.batch(batch).state is BatchState.APPLIED
        assert table(services, "SELECT COUNT(*), COUNT(DISTINCT external_id) FROM profile") == [
            (37, 37)
        ]
        assert imports.undo(batch).value.removed == 37

    @pytest.mark.parametrize("deadly", [1, 3, 4, 8])
    def test_kill_9_leaves_whole_parts_that_resume(
        self, sqlite_storage: Storage, sheet: Sheet, tmp_path: Path, deadly: int
    ) -> None:
        services = Services(sqlite_storage)
        services.databases.create(ProfileDatabaseDraft("Customers", "customers"))
        rows = [("external_id", "first_name"), *((f"c{n}", f"Name {n}") for n in range(37))]
        path = sheet(rows)
        staging = tmp_path / "staging"
        workspace = sqlite_storage.database.path
        died = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.support.import_killer",
                str(workspace),
                str(path),
                str(staging),
                str(deadly),
            ],
            check=False,
            capture_output=True,
        )
        assert died.returncode == -signal.SIGKILL, died.stderr
        whole = (deadly - 1) // 2 * 10
        assert table(services, "SELECT COUNT(*) FROM profile") == [(whole,)]
        imports = ImportsService(
            sqlite_storage, staging_folder=staging, back_up=lambda _reason: None
        )
        if not whole:  # the first transaction never was
            assert imports.batches() == []
            return
        (batch,) = imports.batches()
        assert (batch.state, batch.applied_rows) == (BatchState.APPLYING, whole + 1)
        assert imports.resume(batch.id).value.new == 37
        assert table(services, "SELECT COUNT(*), COUNT(DISTINCT external_id) FROM profile") == [
            (37, 37)
        ]
        assert table(services, "SELECT COUNT(*) FROM profile_key") == [(37,)]
