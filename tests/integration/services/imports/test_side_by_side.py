"""Imports beside other writers: nobody is refused for what others do, and only what moved is judged anew."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import Cancelled, Conflict, StorageProblem
from loyalty_desktop.domain.kinds import ImportKind, ImportMode
from loyalty_desktop.domain.progress import NullProgress
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports import applying
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService, Verdict
from loyalty_desktop.services.imports.types import ImportReport, Rehearsal
from loyalty_desktop.services.ledger import bulk
from loyalty_desktop.storage import retrying
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.import_sheets import BLOCKED, HEAD, SMALL_PARTS, Sheet, profiles, table

Ask = Callable[..., ImportRequest]
"""A request for a points sheet of these rows."""

PEOPLE = {"A": 1, "B": 2, "C": 3, "D": 4}
"""Participants by external ID."""


@pytest.fixture
def people(imports: ImportsService, sheet: Sheet, program_id: int) -> None:
    """Four participants with 10 points each, since 12:00 on 15 January 2026."""
    path = sheet((("participant",), *((name,) for name in PEOPLE)), "people.csv")
    imports.run(ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id))


@pytest.fixture
def ask(sheet: Sheet, program_id: int) -> Ask:
    """Writes a points sheet."""
    numbers = iter(range(1_000))

    def make(*rows: tuple[Any, ...]) -> ImportRequest:
        path = sheet((HEAD, *rows), f"points{next(numbers)}.csv")
        return ImportRequest(ImportKind.POINTS, path, program_id=program_id)

    return make


@pytest.fixture
def standard(services: Services, program_id: int) -> int:
    """The standard points type."""
    ((found,),) = table(services, "SELECT id FROM points_type WHERE external_id = 'points'")
    return int(found)


def active(services: Services) -> dict[str, Decimal]:
    """Spendable points by external ID."""
    found = table(
        services,
        "SELECT p.external_id, a.active FROM account AS a JOIN profile AS p ON p.id = a.participant_id"
        " JOIN points_type AS t ON t.id = a.points_type_id WHERE t.external_id = 'points'",
    )
    return {name: Decimal(units) / 10_000 for name, units in found}


def numbers(report: ImportReport) -> tuple[int, int, int, int, int]:
    """New, changed, unchanged, rejected and differing rows."""
    return report.new, report.changed, report.unchanged, report.rejected, report.differing


def stored(services: Services, batch: int | None) -> tuple[Any, ...]:
    """The numbers that a batch records."""
    query = f"SELECT new, changed, unchanged, rejected FROM import_batch WHERE id = {batch}"
    return table(services, query)[0]


@pytest.mark.usefixtures("people")
class TestPoints:
    """Points sheets, after others moved points."""

    def test_a_strangers_accrual_changes_nothing(
        self,
        services: Services,
        imports: ImportsService,
        ask: Ask,
        standard: int,
    ) -> None:
        rehearsal = imports.rehearse(
            ask(
                ("1", "A", "accrual", "5", "2026-01-01"),
                ("2", "B", "redemption", "50", "2026-01-02"),
            )
        )
        services.points.accrue(PEOPLE["C"], standard, Decimal(7), key="stranger")
        report = imports.apply(rehearsal).value
        assert numbers(report) == (1, 0, 0, 1, 0)
        assert report.warnings == ()
        assert active(services) == {"A": 15, "B": 10, "C": 17, "D": 10}

    def test_rows_of_somebody_who_moved_are_judged_anew_and_counted(
        self,
        services: Services,
        imports: ImportsService,
        ask: Ask,
        standard: int,
    ) -> None:
        rehearsal = imports.rehearse(
            ask(
                *(
                    (name, name, "redemption", amount, "")
                    for name, amount in zip("ABC", (8, 50, 50), strict=True)
                )
            )
        )
        assert (rehearsal.counts.new, rehearsal.counts.rejected) == (1, 2)
        services.points.redeem(PEOPLE["A"], standard, Decimal(5), key="till 1")
        services.points.accrue(PEOPLE["B"], standard, Decimal(60), key="till 2")
        report = imports.apply(rehearsal).value
        assert numbers(report) == (1, 0, 0, 2, 2)
        assert [(i.row, i.code) for i in report.issues] == [
            (2, "points.not_enough"), (4, "points.not_enough"),
        ]  # fmt: skip
        assert [(w.code, w.params) for w in report.warnings] == [
            ("import.judged_anew", {"count": 2})
        ]
        assert stored(services, report.batch) == (1, 0, 0, 2)
        assert active(services) == {"A": 5, "B": 20, "C": 10, "D": 10}

    def test_a_refused_row_is_taken_when_its_person_has_points_now(
        self, services: Services, imports: ImportsService, ask: Ask
    ) -> None:
        rehearsal = imports.rehearse(ask(("2", "B", "redemption", "40", "2026-01-14")))
        imports.run(ask(("0", "B", "accrual", "45", "2026-01-01")))
        imports.run(ask(("9", "C", "accrual", "45", "2026-01-01")))
        report = imports.apply(rehearsal).value
        assert numbers(report) == (1, 0, 0, 0, 1)
        assert report.issues == ()
        assert active(services)["B"] == 15

    def test_a_key_that_somebody_used_meanwhile_is_told(
        self, services: Services, imports: ImportsService, ask: Ask
    ) -> None:
        first = ask(
            ("1", "A", "accrual", "5", "2026-01-01"), ("2", "B", "accrual", "6", "2026-01-01")
        )
        rehearsal = imports.rehearse(first)
        imports.run(
            ask(("1", "A", "accrual", "5", "2026-01-01"), ("2", "C", "accrual", "6", "2026-01-01"))
        )
        report = imports.apply(rehearsal, force_same_file=True).value
        assert numbers(report) == (0, 0, 1, 1, 2)
        assert [i.code for i in report.issues] == ["points.key_reused"]
        assert active(services) == {"A": 15, "B": 10, "C": 16, "D": 10}

    def test_somebody_blocked_meanwhile_is_refused_and_the_others_come_in(
        self,
        services: Services,
        imports: ImportsService,
        ask: Ask,
        sheet: Sheet,
        program_id: int,
    ) -> None:
        rehearsal = imports.rehearse(
            ask(("1", "A", "accrual", "5", "2026-01-01"), ("2", "B", "accrual", "6", "2026-01-01"))
        )
        path = sheet((("participant", "state"), ("A", "blocked")), "blocked.csv")
        imports.run(ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id))
        report = imports.apply(rehearsal).value
        assert numbers(report) == (1, 0, 0, 1, 1)
        assert [i.code for i in report.issues] == ["participant.blocked"]
        assert active(services) == {"A": 10, "B": 16, "C": 10, "D": 10}


class TestPeople:
    """Profiles and participants sheets, after others changed the same people."""

    BASE = (("external_id", "city", "email"), ("1", "Pskov", "a@example.com"), ("2", "Tula", ""))

    def test_a_profile_made_meanwhile_is_changed_and_a_stranger_does_not_matter(
        self, services: Services, imports: ImportsService, sheet: Sheet, database_id: int
    ) -> None:
        rehearsal = imports.rehearse(profiles(sheet(self.BASE)))
        services.profiles.create(database_id, ProfileDraft("1", city="Omsk"))
        services.profiles.create(database_id, ProfileDraft("9"))
        report = imports.apply(rehearsal).value
        assert numbers(report) == (1, 1, 0, 0, 1)
        assert stored(services, report.batch) == (1, 1, 0, 0)
        assert table(services, "SELECT external_id, city, email, version FROM profile ORDER BY 1") == [
            ("1", "Pskov", "a@example.com", 2), ("2", "Tula", None, 1), ("9", None, None, 1),
        ]  # fmt: skip
        assert report.batch is not None
        assert imports.undo(report.batch).value.restored == 1
        assert table(services, "SELECT external_id, city FROM profile ORDER BY 1") == [
            ("1", "Omsk"), ("9", None),
        ]  # fmt: skip

    @pytest.mark.parametrize("key", ["external_id", "email", "card"])
    def test_a_profile_changed_meanwhile_keeps_what_the_sheet_does_not_say(
        self, services: Services, imports: ImportsService, sheet: Sheet, database_id: int, key: str
    ) -> None:
        first = ProfileDraft("1", "a@example.com", city="Omsk", custom={"card": "77"})
        services.profiles.create(database_id, first)
        value = {"external_id": "1", "email": "A@example.com", "card": "77"}[key]
        rows = ((key, "city", "shoe_size"), (value, "Pskov", "40"))
        rehearsal = imports.rehearse(profiles(sheet(rows), key=key))
        services.profiles.update(
            ProfileDraft(
                "1",
                "a@example.com",
                city="Tula",
                first_name="Ann",
                custom={"card": "77"},
                id=1,
                version=1,
            )
        )
        report = imports.apply(rehearsal).value
        assert report.changed == 1
        found = services.profiles.details(1).profile
        assert (found.city, found.first_name) == ("Pskov", "Ann")
        assert found.custom == {"card": "77", "shoe_size": 40}
        assert report.batch is not None
        imports.undo(report.batch)
        assert services.profiles.details(1).profile.city == "Tula"

    def test_an_external_id_taken_meanwhile_is_refused_with_its_cell(
        self, services: Services, imports: ImportsService, sheet: Sheet, database_id: int
    ) -> None:
        services.profiles.create(database_id, ProfileDraft("1", "a@example.com"))
        rows = (("email", "external_id"), ("a@example.com", "5"), ("b@example.com", "6"))
        rehearsal = imports.rehearse(profiles(sheet(rows), key="email"))
        services.profiles.create(database_id, ProfileDraft("5"))
        report = imports.apply(rehearsal).value
        assert numbers(report) == (1, 0, 0, 1, 1)
        assert [(i.row, i.column, i.code) for i in report.issues] == [
            (2, "B", "import.external_id_taken")
        ]

    def test_what_the_request_allows_holds_for_rows_judged_anew(
        self, services: Services, imports: ImportsService, sheet: Sheet, database_id: int
    ) -> None:
        rehearsal = imports.rehearse(profiles(sheet(self.BASE), mode=ImportMode.ONLY_NEW))
        services.profiles.create(database_id, ProfileDraft("1", city="Omsk"))
        report = imports.apply(rehearsal).value
        assert numbers(report) == (1, 0, 1, 0, 1)
        assert services.profiles.details(1).profile.city == "Omsk"

    def test_somebody_who_joined_meanwhile_is_not_enrolled_twice(
        self, services: Services, imports: ImportsService, sheet: Sheet, program_id: int
    ) -> None:
        rows = (("participant", "state", "comment"), ("A", "", ""), ("B", "blocked", "fraud"))
        request = ImportRequest(ImportKind.PARTICIPANTS, sheet(rows), program_id=program_id)
        rehearsal = imports.rehearse(request)
        other = (("participant",), ("A",), ("B",))
        imports.run(
            ImportRequest(ImportKind.PARTICIPANTS, sheet(other, "other.csv"), program_id=program_id)
        )
        report = imports.apply(rehearsal).value
        assert numbers(report) == (0, 1, 1, 0, 2)
        assert table(services, "SELECT COUNT(*), SUM(active) FROM account WHERE active > 0") == [
            (2, 200_000)
        ]
        assert table(services, "SELECT state FROM participant ORDER BY id")[1] == (BLOCKED,)

    def test_the_staging_file_shows_how_rows_came_out(
        self, services: Services, imports: ImportsService, sheet: Sheet, database_id: int
    ) -> None:
        services.profiles.create(database_id, ProfileDraft("1", "a@example.com"))
        rows = (("email", "external_id"), ("a@example.com", "5"))
        rehearsal = imports.rehearse(profiles(sheet(rows), key="email"))
        services.profiles.create(database_id, ProfileDraft("5"))
        imports.apply(rehearsal)
        (row,) = imports.rehearsal_rows(rehearsal, verdict=Verdict.REJECTED).rows
        assert [issue.code for issue in row.issues] == ["import.external_id_taken"]


class Meddler(NullProgress):
    """Does something once, when the import has begun to write."""

    def __init__(self, work: Callable[[], object], *, phase: str = "import.apply") -> None:
        self._work: Callable[[], object] | None = work
        self._phase = phase
        self._due = False

    def phase(self, code: str, total: int | None = None) -> None:
        """Wait for the phase."""
        self._due = self._due or code == self._phase

    def advance(self, count: int = 1) -> None:
        """Do it."""
        if self._due and self._work is not None:
            work, self._work = self._work, None
            work()


@dataclass
class Trouble:
    """Errors that posting raises after it has written, and the pauses before it was tried again (they take no time)."""

    errors: list[Exception] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)


@pytest.mark.usefixtures("people")
class TestRetries:
    """Transactions that others are in the way of."""

    @pytest.fixture
    def trouble(self, monkeypatch: pytest.MonkeyPatch) -> Trouble:
        """Errors to come, and the pauses that were made."""
        made = Trouble()
        post = bulk.post_rows

        def posted(*given: Any, **named: Any) -> Any:
            found = post(*given, **named)
            if named["write"] and made.errors:
                raise made.errors.pop(0)
            return found

        monkeypatch.setattr(bulk, "post_rows", posted)
        monkeypatch.setattr(
            applying._Steps, "sleep", lambda _self, seconds: made.pauses.append(seconds)
        )
        return made

    def test_a_part_is_done_again_and_nothing_is_doubled(
        self,
        services: Services,
        imports: ImportsService,
        ask: Ask,
        trouble: Trouble,
    ) -> None:
        rehearsal = imports.rehearse(
            ask(("1", "A", "accrual", "5", "2026-01-01"), ("", "B", "accrual", "6", "2026-01-01"))
        )
        trouble.errors += [Conflict("storage.retry"), StorageProblem("ledger.moved_meanwhile")]
        report = imports.apply(rehearsal).value
        assert numbers(report) == (2, 0, 0, 0, 0)
        assert stored(services, report.batch) == (2, 0, 0, 0)
        assert active(services) == {"A": 15, "B": 16, "C": 10, "D": 10}
        assert len(imports.batches()) == 2
        assert len(trouble.pauses) == 2
        assert trouble.pauses[0] < trouble.pauses[1]

    def test_it_gives_up_in_the_end_and_leaves_nothing(
        self,
        services: Services,
        imports: ImportsService,
        ask: Ask,
        trouble: Trouble,
    ) -> None:
        rehearsal = imports.rehearse(ask(("1", "A", "accrual", "5", "2026-01-01")))
        trouble.errors += [Conflict("storage.retry")] * retrying.TRIES
        with pytest.raises(Conflict, match=r"storage\.retry"):
            imports.apply(rehearsal)
        assert len(trouble.pauses) == retrying.TRIES - 1
        assert active(services)["A"] == 10
        assert len(imports.batches()) == 1

    def test_other_errors_are_not_tried_again(
        self,
        imports: ImportsService,
        ask: Ask,
        trouble: Trouble,
    ) -> None:
        rehearsal = imports.rehearse(ask(("1", "A", "accrual", "5", "2026-01-01")))
        trouble.errors.append(Conflict("points.key_reused"))
        with pytest.raises(Conflict, match=r"points\.key_reused"):
            imports.apply(rehearsal)
        assert trouble.pauses == []

    def test_rows_are_reported_once(self) -> None:
        steps: list[int] = []

        class Counting(NullProgress):
            def advance(self, count: int = 1) -> None:
                steps.append(count)

        once = applying._Steps(Counting())
        for _ in range(2):
            once.again()
            once.advance(5)
        once.advance(3)
        assert sum(steps) == 8

    def test_waiting_can_be_cancelled(self) -> None:
        class Impatient(NullProgress):
            def advance(self, count: int = 1) -> None:
                raise Cancelled

        with pytest.raises(Cancelled):
            applying._Steps(Impatient()).sleep(60)


@pytest.mark.postgres
@pytest.mark.usefixtures("people")
class TestDeadlock:
    """Two transactions that wait for each other on the server; SQLite has one writer."""

    @pytest.fixture
    def storage(self, postgres_storage: Storage) -> Storage:
        """PostgreSQL only."""
        return postgres_storage

    def test_the_import_is_done_again_when_the_server_ends_it(
        self,
        services: Services,
        ask: Ask,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        pauses: list[float] = []
        monkeypatch.setattr(applying._Steps, "sleep", lambda _self, each: pauses.append(each))
        imports = ImportsService(
            services.storage,
            staging_folder=tmp_path / "one by one",
            back_up=lambda _reason: None,
            sizes=applying.PartSizes(one_transaction=100, part=100, step=5),
        )
        has_b, failures = threading.Event(), list[BaseException]()

        def rival() -> None:
            """Lock B, and A once the import waits for B."""
            try:
                with services.storage.database.write_connection() as conn:
                    conn.execute(text("SET LOCAL deadlock_timeout = '30s'"))  # the import gives way
                    conn.execute(
                        text("SELECT 1 FROM person WHERE id = :b FOR UPDATE"), {"b": PEOPLE["B"]}
                    )
                    has_b.set()
                    while not conn.execute(
                        text("SELECT 1 FROM pg_locks WHERE NOT granted")
                    ).first():
                        time.sleep(0.01)
                    conn.execute(
                        text("SELECT 1 FROM person WHERE id = :a FOR UPDATE"), {"a": PEOPLE["A"]}
                    )
            except BaseException as error:  # noqa: BLE001 - told by the test
                failures.append(error)

        thread = threading.Thread(target=rival)

        def begin() -> None:
            thread.start()
            assert has_b.wait(20)

        rows = [(f"{who}{n}", who, "accrual", "1", "2026-01-01") for who in "AB" for n in range(5)]
        report = imports.apply(imports.rehearse(ask(*rows)), Meddler(begin)).value
        thread.join(20)
        assert failures == []
        assert numbers(report) == (10, 0, 0, 0, 0)
        assert active(services) == {"A": 15, "B": 15, "C": 10, "D": 10}
        assert len(pauses) == 1
        assert services.proof.prove().differences == 0


@pytest.mark.usefixtures("people")
class TestManyAtOnce:
    """Two imports and two tills side by side."""

    def test_all_go_through_and_the_points_are_those_of_all(
        self,
        services: Services,
        imports: ImportsService,
        ask: Ask,
        standard: int,
        tmp_path: Path,
    ) -> None:
        done = threading.Event()
        failures: list[BaseException] = []
        made = [0, 0]

        def till(number: int) -> None:
            try:
                while not done.is_set() or made[number] < 3:
                    for name in sorted(PEOPLE, reverse=number == 1):
                        key = f"till {number} {made[number]} {name}"
                        services.points.accrue(PEOPLE[name], standard, Decimal(1), key=key)
                    made[number] += 1
            except BaseException as error:  # noqa: BLE001 - told by the test
                failures.append(error)

        reports: list[ImportReport] = []

        def load(number: int) -> None:
            try:
                rows = [
                    (f"f{number}-{n}", "ABCD"[n % 4], "accrual", "1", "2026-01-01")
                    for n in range(400)
                ]
                service = ImportsService(
                    services.storage,
                    staging_folder=tmp_path / f"staging {number}",
                    back_up=lambda _reason: None,
                    sizes=applying.PartSizes(one_transaction=50, part=50, step=50),
                )
                reports.append(service.run(ask(*rows)).value)
            except BaseException as error:  # noqa: BLE001 - told by the test
                failures.append(error)

        threads = [threading.Thread(target=till, args=(n,)) for n in range(2)]
        loads = [threading.Thread(target=load, args=(n,)) for n in range(2)]
        for thread in (*threads, *loads):
            thread.start()
        for thread in loads:
            thread.join(120)
        done.set()
        for thread in threads:
            thread.join(60)
        assert failures == []
        assert [numbers(report)[:4] for report in reports] == [(400, 0, 0, 0)] * 2
        each = 10 + 200 + sum(made)
        assert active(services) == dict.fromkeys(PEOPLE, Decimal(each))
        assert services.proof.prove().differences == 0

    def test_two_files_with_the_same_new_people_make_them_once(
        self, services: Services, sheet: Sheet, program_id: int, tmp_path: Path
    ) -> None:
        failures: list[BaseException] = []
        reports: list[ImportReport] = []
        together = threading.Barrier(2)

        def load(number: int) -> None:
            try:
                names = [f"N{n:03d}" for n in range(200)]
                rows = [(name, f"City {number}") for name in names[:: 1 - 2 * number]]
                path = sheet((("participant", "city"), *rows), f"new{number}.csv")
                service = ImportsService(
                    services.storage,
                    staging_folder=tmp_path / f"new {number}",
                    back_up=lambda _reason: None,
                    sizes=applying.PartSizes(one_transaction=40, part=40, step=40),
                )
                request = ImportRequest(ImportKind.PARTICIPANTS, path, program_id=program_id)
                rehearsal = service.rehearse(request)
                together.wait(60)
                reports.append(service.apply(rehearsal).value)
            except BaseException as error:  # noqa: BLE001 - told by the test
                failures.append(error)

        loads = [threading.Thread(target=load, args=(n,)) for n in range(2)]
        for thread in loads:
            thread.start()
        for thread in loads:
            thread.join(120)
        assert failures == []
        assert sum(report.new for report in reports) == 200
        assert sum(report.changed for report in reports) == 200
        assert sum(report.differing for report in reports) == 200
        assert [stored(services, report.batch)[:2] for report in reports] == [
            (report.new, report.changed) for report in reports
        ]
        assert table(services, "SELECT COUNT(*), COUNT(DISTINCT external_id) FROM profile") == [
            (204, 204)
        ]
        assert table(services, "SELECT COUNT(*) FROM participant") == [(204,)]
        assert services.proof.prove().differences == 0


@pytest.mark.usefixtures("people")
class TestInParts:
    """Imports in several transactions."""

    def test_somebody_who_moves_between_two_parts_is_judged_anew_in_his_part(
        self,
        services: Services,
        ask: Ask,
        tmp_path: Path,
    ) -> None:
        imports = ImportsService(
            services.storage,
            staging_folder=tmp_path / "parts",
            back_up=lambda _reason: None,
            sizes=SMALL_PARTS,
        )
        rows = [
            (f"{name}{n}", name, "accrual", "1", "2026-01-01") for name in "AB" for n in range(6)
        ]
        rehearsal: Rehearsal = imports.rehearse(
            ask(*rows, ("D1", "D", "redemption", "20", "2026-01-10"))
        )
        other = ask(("X", "D", "accrual", "25", "2026-01-02"))

        def between() -> None:
            if services.storage.database.dialect == "postgresql":
                imports.run(other)

        meddler = Meddler(between)
        if services.storage.database.dialect == "sqlite":
            imports.run(other)  # a writer excludes all others there
        report = imports.apply(rehearsal, meddler).value
        assert numbers(report) == (13, 0, 0, 0, 1)
        assert active(services) == {"A": 16, "B": 16, "C": 10, "D": 15}
