"""Importing points transactions, undoing them, and what happens when an import is killed half-way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft
from loyalty_desktop.domain.errors import Cancelled
from loyalty_desktop.domain.kinds import BatchState, ImportKind, Severity
from loyalty_desktop.domain.progress import NullProgress
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.storage.codes import CANCELLED, EXPIRATION, PERMANENT
from tests.support.import_sheets import HEAD, SMALL_PARTS, Sheet, profiles, table


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
    found = table(
        services,
        "SELECT p.external_id, a.active FROM account a JOIN profile p ON p.id = a.participant_id"
        " JOIN points_type t ON t.id = a.points_type_id WHERE t.external_id = 'points' ORDER BY 1",
    )
    return [(name, from_units(units)) for name, units in found]


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
        assert balances(services) == [("A1", Decimal("65.5")), ("A2", 10)]

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


@pytest.mark.usefixtures("people")
class TestWhatTheLedgerSays:
    """What the rules of the ledger say of rows is told in the rehearsal, with row and column."""

    LOTS = (
        (*HEAD, "expires_at"),
        ("t1", "A1", "accrual", "100", "2026-01-01", "2026-01-05"),
        ("t2", "A2", "accrual", "100", "2026-01-01", ""),
    )

    def test_redemptions_of_points_that_have_expired_since_are_counted_beforehand(
        self,
        services: Services,
        imports: ImportsService,
        sheet: Sheet,
        request_of: Callable[..., ImportRequest],
    ) -> None:
        imports.run(request_of(sheet(self.LOTS, "lots.csv")))
        services.closing.close_day()
        assert balances(services) == [("A1", 10), ("A2", 110)]
        late = sheet(
            (
                HEAD,
                ("r1", "A1", "redemption", "60", "2026-01-03"),
                ("r2", "A2", "redemption", "60", "2026-01-03"),
                ("r3", "A1", "redemption", "60", "2026-01-04"),
            ),
            "late.csv",
        )
        rehearsal = imports.rehearse(request_of(late))
        assert (rehearsal.counts.new, rehearsal.counts.rejected) == (2, 1)
        assert [(g.code, g.severity, g.count, g.rows) for g in rehearsal.issues] == [
            ("points.not_enough", Severity.ERROR, 1, (4,)),
            ("points.taken_from_expired", Severity.WARNING, 1, (2,)),
        ]
        assert [(w.code, w.params) for w in rehearsal.warnings] == [
            ("import.late_redemptions", {"count": 1})
        ]
        assert imports.apply(rehearsal).value.new == 2
        assert balances(services) == [("A1", 10), ("A2", 50)]
        types = "SELECT state, SUM(amount) / 10000 FROM points_transaction WHERE type = {} GROUP BY state ORDER BY 1"
        assert table(services, types.format(EXPIRATION)) == [(PERMANENT, -40), (CANCELLED, -100)]
        assert services.proof.prove().differences == 0

    def test_limits_of_redemptions_hold(
        self,
        services: Services,
        imports: ImportsService,
        sheet: Sheet,
        request_of: Callable[..., ImportRequest],
        program_id: int,
    ) -> None:
        draft = services.programs.get(program_id)
        points, *others = draft.points_types
        limited = replace(points, redeem_min=Decimal(4), redeem_step=Decimal("1.5"))
        services.programs.update(replace(draft, points_types=(limited, *others)))
        path = sheet(
            (
                HEAD,
                ("r1", "A1", "redemption", "3", ""),
                ("r2", "A1", "redemption", "5", ""),
                ("r3", "A1", "accrual", "-2", ""),
                ("r4", "A1", "redemption", "4.5", ""),
            )
        )
        report = imports.run(request_of(path)).value
        assert (report.new, report.rejected) == (1, 3)
        assert [(i.row, i.column, i.code) for i in report.issues] == [
            (2, "D", "points.redeem_min"), (3, "D", "points.redeem_step"), (4, "D", "points.redeem_min"),
        ]  # fmt: skip
        assert balances(services) == [("A1", Decimal("5.5")), ("A2", 10)]


@pytest.mark.usefixtures("people")
class TestAgainAfterAnUndo:
    """An undone batch frees the keys of its rows, so that a wrong file can be mended."""

    WRONG = (
        HEAD,
        ("a", "A1", "accrual", "500", "2025-06-01"),
        ("b", "A2", "accrual", "7", "2025-06-01"),
    )

    @pytest.fixture
    def undone(
        self, imports: ImportsService, sheet: Sheet, request_of: Callable[..., ImportRequest]
    ) -> Path:
        """A file that was imported and undone."""
        path = sheet(self.WRONG, "wrong.csv")
        batch = imports.run(request_of(path)).value.batch
        assert batch is not None
        imports.undo(batch)
        return path

    def test_the_same_file_comes_in_again_unasked(
        self,
        services: Services,
        imports: ImportsService,
        request_of: Callable[..., ImportRequest],
        undone: Path,
    ) -> None:
        rehearsal = imports.rehearse(request_of(undone))
        assert rehearsal.same_file_batch is None
        assert (rehearsal.counts.new, rehearsal.counts.unchanged) == (2, 0)
        again = imports.apply(rehearsal).value
        assert (again.new, again.unchanged, again.rejected) == (2, 0, 0)
        assert balances(services) == [("A1", 510), ("A2", 17)]
        assert again.batch is not None
        assert imports.undo(again.batch).value.cancelled == 2
        assert imports.run(request_of(undone)).value.new == 2
        assert balances(services) == [("A1", 510), ("A2", 17)]
        assert services.proof.prove().differences == 0

    def test_the_corrected_rows_come_in_under_their_keys(
        self,
        services: Services,
        imports: ImportsService,
        sheet: Sheet,
        request_of: Callable[..., ImportRequest],
        undone: Path,
    ) -> None:
        right = sheet(
            (HEAD, ("a", "A1", "accrual", "50", "2025-06-01"), self.WRONG[2]), "right.csv"
        )
        report = imports.run(request_of(right)).value
        assert (report.new, report.unchanged, report.rejected) == (2, 0, 0)
        assert balances(services) == [("A1", 60), ("A2", 17)]
        twice = imports.run(request_of(sheet(self.WRONG, "twice.csv"))).value
        assert [(i.row, i.code) for i in twice.issues] == [(2, "points.key_reused")]
        assert (twice.new, twice.unchanged) == (0, 1)
        assert services.proof.prove().differences == 0

    def test_people_come_in_again_as_new(
        self, services: Services, imports: ImportsService, sheet: Sheet, program_id: int
    ) -> None:
        path = sheet((("participant", "city"), ("B1", "Pskov"), ("B2", "Tula")), "more.csv")
        request = ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id)
        for _ in range(2):
            report = imports.run(request).value
            assert report.batch is not None
            assert report.rejected == 0
            imports.undo(report.batch)
        assert imports.run(request).value.rejected == 0
        found = table(
            services, "SELECT external_id, city FROM profile WHERE city IS NOT NULL ORDER BY 1"
        )
        assert found == [("B1", "Pskov"), ("B2", "Tula")]
        assert services.proof.prove().differences == 0


class CancelAt(NullProgress):
    """Cancels when so many slices of an import are written."""

    def __init__(self, *, slices: int) -> None:
        self._left = slices

    def advance(self, count: int = 1) -> None:
        """Count a slice."""
        self._left -= 1
        if self._left == 0:
            raise Cancelled


class TestResume:
    """Imports in parts."""

    def test_an_import_cancelled_between_parts_resumes_to_the_same_result(
        self, services: Services, sheet: Sheet, tmp_path: Path
    ) -> None:
        services.databases.create(ProfileDatabaseDraft("Customers", "customers"))
        imports = ImportsService(
            services.storage,
            back_up=lambda _reason: None,
            staging_folder=tmp_path / "staging",
            sizes=SMALL_PARTS,
        )
        rows = [("external_id", "first_name"), *((f"c{n}", f"Name {n}") for n in range(37))]
        rehearsal = imports.rehearse(profiles(sheet(rows)))
        with pytest.raises(Cancelled):
            imports.apply(rehearsal, CancelAt(slices=3))
        (found,) = imports.batches()
        assert (found.state, found.new, found.resumable) == (BatchState.INTERRUPTED, 10, True)
        assert table(services, "SELECT COUNT(*) FROM profile") == [(10,)]
        report = imports.resume(found.id).value
        assert (report.batch, report.new) == (found.id, 37)
        assert imports.batch(found.id).state is BatchState.APPLIED
        assert table(services, "SELECT COUNT(*), COUNT(DISTINCT external_id) FROM profile") == [
            (37, 37)
        ]
        assert imports.undo(found.id).value.removed == 37
