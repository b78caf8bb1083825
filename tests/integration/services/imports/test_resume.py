"""An import in parts that stopped half-way: what is said of it, who may go on with it, and that nothing counts twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Barrier, local
from typing import Any

import pytest

from loyalty_desktop.domain.errors import Cancelled, Conflict, LoyaltyError, NotFound, RuleViolation
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.applying import ImportRun
from loyalty_desktop.services.imports.batches import ImportBatches
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.services.imports.staging_folder import SUFFIX
from loyalty_desktop.storage.imports.applying import Slice
from loyalty_desktop.words.messages import render
from tests.support.import_sheets import SMALL_PARTS, Sheet, table

PEOPLE = 12
ROWS = 36
"""Rows of one point each, three a person, without an external ID: imported twice, they count twice."""


@pytest.fixture
def window(services: Services, tmp_path: Path) -> Callable[[], ImportsService]:
    """Opens one more window of the same user: imports in small parts over the same folder of staging files."""

    def open_one() -> ImportsService:
        return ImportsService(
            services.storage,
            staging_folder=tmp_path / "staging",
            back_up=lambda _reason: None,
            sizes=SMALL_PARTS,
        )

    return open_one


@pytest.fixture
def request_(services: Services, imports: ImportsService, sheet: Sheet, program_id: int) -> Any:
    """A request for the rows, whose people take part already."""
    people = [("participant",), *((f"A{n}",) for n in range(PEOPLE))]
    imports.run(
        ImportRequest(ImportKind.PARTICIPANTS, sheet(people, "people.csv"), program_id=program_id)
    )
    rows = [
        ("participant", "points_type", "amount", "occurred_at"),
        *((f"A{n % PEOPLE}", "points", 1, "2025-06-01") for n in range(ROWS)),
    ]
    return ImportRequest(ImportKind.POINTS, sheet(rows, "points.csv"), program_id=program_id)


def before_part(monkeypatch: pytest.MonkeyPatch, part: int, do: Callable[[], object]) -> None:
    """Do something once before the n-th transaction of an import, counted from 1."""
    original = ImportRun._transaction
    begun = 0

    @contextmanager
    def transaction(self: ImportRun, rows: list[Slice]) -> Iterator[Any]:
        nonlocal begun
        begun += 1
        if begun == part:
            do()
        with original(self, rows) as found:
            yield found

    monkeypatch.setattr(ImportRun, "_transaction", transaction)


def stop() -> None:
    raise Cancelled


@pytest.fixture
def interrupted(
    window: Callable[[], ImportsService], request_: ImportRequest, monkeypatch: pytest.MonkeyPatch
) -> int:
    """The number of an import that stopped before its third part."""
    with monkeypatch.context() as only_here:
        before_part(only_here, 3, stop)
        with pytest.raises(Cancelled):
            window().run(request_)
    (found, _people) = window().batches()
    assert (found.state, found.resumable) == (BatchState.INTERRUPTED, True)
    assert 0 < found.new < ROWS
    return found.id


def given(services: Services) -> int:
    """Points given by imported rows."""
    [(units,)] = table(
        services, "SELECT COALESCE(SUM(active), 0) FROM account a JOIN points_type t"
        " ON t.id = a.points_type_id WHERE t.external_id = 'points'"
    )  # fmt: skip
    return int(units) // 10_000 - 10 * PEOPLE  # everybody joined with 10


def refused(act: Callable[[], object], kind: type[LoyaltyError] = Conflict) -> LoyaltyError:
    with pytest.raises(kind) as caught:
        act()
    return caught.value


def test_the_same_file_is_refused_with_the_number_until_the_import_is_resumed(
    services: Services,
    window: Callable[[], ImportsService],
    request_: ImportRequest,
    interrupted: int,
) -> None:
    rehearsal = window().rehearse(request_)
    assert (rehearsal.same_file_batch, rehearsal.same_file_unfinished) == (interrupted, True)
    assert rehearsal.warnings == (Message("import.unfinished", {"batch": interrupted}),)
    for force in (False, True):
        problem = refused(lambda force=force: window().run(request_, force_same_file=force))  # type: ignore[misc]
        assert (problem.code, problem.params) == ("import.unfinished", {"batch": interrupted})
    report = window().resume(interrupted).value
    assert (report.batch, report.read, report.new) == (interrupted, ROWS, ROWS)
    assert given(services) == ROWS
    problem = refused(lambda: window().run(request_))
    assert (problem.code, problem.params) == ("import.same_file", {"batch": interrupted})
    assert window().run(request_, force_same_file=True).value.new == ROWS
    assert given(services) == 2 * ROWS


def test_an_unfinished_import_comes_before_a_later_finished_one(
    services: Services,
    window: Callable[[], ImportsService],
    request_: ImportRequest,
    interrupted: int,
) -> None:
    window().resume(interrupted)
    later = window().run(request_, force_same_file=True).value.batch
    assert later is not None
    with services.storage.write() as uow:
        uow.conn.exec_driver_sql(
            f"UPDATE import_batch SET state = 'interrupted' WHERE id = {interrupted}"
        )
    rehearsal = window().rehearse(request_)
    assert (rehearsal.same_file_batch, rehearsal.same_file_unfinished) == (interrupted, True)


def test_an_import_that_was_undone_does_not_count(
    services: Services,
    window: Callable[[], ImportsService],
    request_: ImportRequest,
    interrupted: int,
) -> None:
    window().undo(interrupted)
    assert given(services) == 0
    problem = refused(lambda: window().resume(interrupted), RuleViolation)
    assert problem.code == "import.not_interrupted"
    rehearsal = window().rehearse(request_)
    assert (rehearsal.same_file_batch, rehearsal.warnings) == (None, ())
    assert window().apply(rehearsal).value.new == ROWS
    assert given(services) == ROWS


def test_nobody_else_resumes_or_imports_while_it_is_being_applied(
    services: Services,
    window: Callable[[], ImportsService],
    request_: ImportRequest,
    interrupted: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problems: list[LoyaltyError] = []
    resumable: list[bool] = []

    def meanwhile() -> None:
        problems.append(refused(lambda: window().resume(interrupted)))
        problems.append(refused(lambda: window().run(request_)))
        problems.append(refused(lambda: window().run(request_, force_same_file=True)))
        resumable.append(window().batch(interrupted).resumable)

    before_part(monkeypatch, 1, meanwhile)
    assert window().resume(interrupted).value.new == ROWS
    assert [problem.code for problem in problems] == ["import.being_applied"] * 3
    for problem in problems:
        assert problem.params["actor"] == services.storage.actor.name
        assert problem.params["since"] == services.storage.clock()
        assert services.storage.actor.name in render(problem)
    assert resumable == [False]
    assert window().batch(interrupted).state is BatchState.APPLIED
    assert given(services) == ROWS
    problem = refused(lambda: window().resume(interrupted), RuleViolation)
    assert problem.code == "import.not_interrupted"


@pytest.mark.parametrize("resumed", [False, True])
def test_an_import_that_is_undone_between_two_parts_stops(
    services: Services,
    window: Callable[[], ImportsService],
    request_: ImportRequest,
    monkeypatch: pytest.MonkeyPatch,
    resumed: bool,
) -> None:
    if resumed:
        with monkeypatch.context() as only_here:
            before_part(only_here, 2, stop)
            with pytest.raises(Cancelled):
                window().run(request_)
    before_part(monkeypatch, 2, lambda: window().undo(window().batches()[0].id))
    run = window()
    if resumed:
        problem = refused(lambda: run.resume(run.batches()[0].id))
    else:
        problem = refused(lambda: run.run(request_))
    (batch, _people) = window().batches()
    assert (problem.code, problem.params) == ("import.undone_meanwhile", {"batch": batch.id})
    assert batch.state is BatchState.UNDONE
    assert given(services) == 0


def test_without_locks_the_database_lets_only_one_go_on(
    services: Services,
    window: Callable[[], ImportsService],
    interrupted: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImportBatches, "_claimed", lambda *_: nullcontext())
    before_part(monkeypatch, 1, lambda: window().resume(interrupted))
    problem = refused(lambda: window().resume(interrupted))
    assert (problem.code, problem.params) == ("import.moved_meanwhile", {"batch": interrupted})
    assert window().batch(interrupted).state is BatchState.APPLIED
    assert given(services) == ROWS


@pytest.mark.parametrize("meanwhile", ["before it begins", "after its check"])
def test_two_windows_that_rehearsed_one_file_write_it_once(
    services: Services,
    window: Callable[[], ImportsService],
    request_: ImportRequest,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: str,
) -> None:
    one, two = window(), window()
    first, second = one.rehearse(request_), two.rehearse(request_)
    assert (first.same_file_batch, second.same_file_batch) == (None, None)
    if meanwhile == "before it begins":
        one.apply(first)
    else:
        before_part(monkeypatch, 1, lambda: one.apply(first))
    problem = refused(lambda: two.apply(second))
    assert problem.code == "import.same_file"
    assert given(services) == ROWS


def test_windows_that_begin_one_file_at_the_same_moment_write_it_once(
    services: Services,
    window: Callable[[], ImportsService],
    request_: ImportRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    windows = [window() for _ in range(3)]
    rehearsals = [each.rehearse(request_) for each in windows]
    together = Barrier(len(windows))
    original = ImportRun._transaction
    begun = local()

    @contextmanager
    def transaction(self: ImportRun, rows: list[Slice]) -> Iterator[Any]:
        if not hasattr(begun, "once"):
            begun.once = True
            together.wait(60)
        with original(self, rows) as found:
            yield found

    monkeypatch.setattr(ImportRun, "_transaction", transaction)

    def apply(number: int) -> str:
        try:
            windows[number].apply(rehearsals[number])
        except Conflict as problem:
            return problem.code
        return ""

    with ThreadPoolExecutor(len(windows)) as pool:
        codes = sorted(pool.map(apply, range(len(windows))))
    assert codes[0] == ""
    assert set(codes[1:]) <= {"import.same_file", "import.unfinished", "import.being_applied"}
    assert given(services) == ROWS


def test_an_undo_that_comes_second_changes_nothing(
    services: Services,
    window: Callable[[], ImportsService],
    interrupted: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = window().batch(interrupted)
    window().undo(interrupted)
    monkeypatch.setattr(ImportBatches, "batch", lambda *_: known)  # read before the other undo
    problem = refused(lambda: window().undo(interrupted), RuleViolation)
    assert (problem.code, problem.params["reason"]) == ("import.cannot_undo", "undo.already")
    assert given(services) == 0


def test_without_its_rows_an_import_is_finished_elsewhere_or_undone(
    window: Callable[[], ImportsService], interrupted: int, tmp_path: Path
) -> None:
    for path in (tmp_path / "staging").glob(f"*{SUFFIX}"):
        path.unlink()
    problem = refused(lambda: window().resume(interrupted), NotFound)
    assert (problem.code, problem.params) == ("import.staging_elsewhere", {"batch": interrupted})
    assert not window().batch(interrupted).resumable
    window().undo(interrupted)
    assert window().batch(interrupted).state is BatchState.UNDONE
