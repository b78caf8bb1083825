"""Jobs end exactly once, writers stand in line, and cancelling stops work at its next step."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from loyalty_desktop.controllers.base import AppContext, Controller
from loyalty_desktop.controllers.jobs import Job, JobEnd, JobLink, JobRunner, JobState
from loyalty_desktop.controllers.lists import ListController, PageRequest
from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.progress import Progress
from loyalty_desktop.storage.unit_of_work import Storage


def _given(value: int, _progress: Progress) -> int:
    return value


def ends_of(job: Job) -> list[JobEnd]:
    found: list[JobEnd] = []
    job.finished.connect(found.append)
    return found


def test_a_job_ends_once_with_its_value(runner: JobRunner, qtbot: QtBot) -> None:
    job = runner.run_read(lambda _p: 3_000_000_000)
    ends = ends_of(job)
    qtbot.waitUntil(runner.idle)
    assert [(e.state, e.value) for e in ends] == [(JobState.DONE, 3_000_000_000)]


def test_two_hundred_jobs_all_end_once(runner: JobRunner, qtbot: QtBot) -> None:
    ends: list[JobEnd] = []
    for number in range(200):
        run = runner.run_write if number % 2 else runner.run_read
        job = run(partial(_given, number), title="x")
        job.finished.connect(ends.append)
        del job
    qtbot.waitUntil(runner.idle)
    assert sorted(e.value for e in ends) == list(range(200))


def test_a_failure_is_handed_over(runner: JobRunner, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise ValueError("no")

    job = runner.run_read(work)
    ends = ends_of(job)
    qtbot.waitUntil(runner.idle)
    assert ends[0].state is JobState.FAILED
    assert isinstance(ends[0].error, ValueError)


def test_writers_never_run_side_by_side(runner: JobRunner, qtbot: QtBot) -> None:
    inside: list[int] = []
    most: list[int] = []

    def work(_progress: Progress) -> None:
        inside.append(1)
        most.append(len(inside))
        threading.Event().wait(0.002)
        inside.pop()

    for _ in range(20):
        runner.run_write(work, title="x")
    qtbot.waitUntil(runner.idle)
    assert max(most) == 1


def test_cancelling_stops_at_the_next_step(runner: JobRunner, qtbot: QtBot) -> None:
    started = threading.Event()

    def work(progress: Progress) -> None:
        progress.phase("writing", 10**9)
        started.set()
        while True:
            progress.advance()

    job = runner.run_write(work, title="x")
    ends = ends_of(job)
    assert started.wait(5)
    job.cancel()
    qtbot.waitUntil(runner.idle, timeout=1_000)
    assert [e.state for e in ends] == [JobState.CANCELLED]


def test_a_waiting_job_that_is_cancelled_ends_once_and_never_runs(
    runner: JobRunner, qtbot: QtBot
) -> None:
    gate = threading.Event()
    ran: list[int] = []
    runner.run_write(lambda _p: gate.wait(5), title="first")
    second = runner.run_write(lambda _p: ran.append(1), title="second")
    ends = ends_of(second)
    second.cancel()
    qtbot.waitUntil(lambda: bool(ends))
    gate.set()
    qtbot.waitUntil(runner.idle)
    assert [e.state for e in ends] == [JobState.CANCELLED]
    assert ran == []


def test_progress_is_told_ten_times_a_second_at_most(runner: JobRunner, qtbot: QtBot) -> None:
    told: list[Job] = []
    runner.progressed.connect(told.append)

    def work(progress: Progress) -> None:
        for _ in range(200_000):
            progress.advance()

    job = runner.run_read(work, title="x")
    qtbot.waitUntil(runner.idle)
    assert len(told) <= 10 * job.seconds + 3


def test_an_outcome_tells_the_hub_what_changed(app: AppContext, qtbot: QtBot) -> None:
    told: list[Changes] = []
    app.hub.changed.connect(told.append)
    got: list[Any] = []
    controller = Controller(app)
    controller.write(lambda _p: Outcome(7, Changes.of(Entity.PROGRAM, [7])), got.append, title="x")
    qtbot.waitUntil(lambda: bool(got))
    assert told[0].entities == {Entity.PROGRAM: (7,)}
    assert got[0].value == 7


def test_only_the_newest_answer_of_a_key_counts(app: AppContext, qtbot: QtBot) -> None:
    gate = threading.Event()
    got: list[str] = []
    controller = Controller(app)
    controller.read(lambda _p: gate.wait(5) and "old", got.append, key="k")
    controller.read(lambda _p: "new", got.append, key="k")
    gate.set()
    qtbot.waitUntil(app.jobs.idle)
    assert got == ["new"]


class Numbers(ListController):
    """A list of 1,000 numbers."""

    def load_ids(self, query: Any, sort: Any) -> list[int]:
        return list(range(1_000))

    def load_page(self, ids: Any) -> list[str]:
        return [f"row {i}" for i in ids]


def test_a_list_answers_with_its_ids_and_first_page(app: AppContext, qtbot: QtBot) -> None:
    numbers = Numbers(app)
    with qtbot.waitSignal(numbers.ids_loaded) as answered:
        numbers.refresh()
    answer = answered.args[0]
    assert len(answer.ids) == 1_000
    assert answer.first[99] == "row 99"
    with qtbot.waitSignal(numbers.page_loaded) as paged:
        numbers.request_page(PageRequest(answer.generation, 3, tuple(range(300, 400))))
    assert paged.args[0].rows[0] == "row 300"


def test_a_page_of_an_older_list_is_not_even_asked_for(app: AppContext, qtbot: QtBot) -> None:
    numbers = Numbers(app)
    numbers.refresh()
    qtbot.waitUntil(app.jobs.idle)
    numbers.request_page(PageRequest(0, 1, (1, 2)))
    assert app.jobs.idle()


LONG = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000000000)"
    " SELECT COUNT(*) FROM n"
)


def test_cancelling_stops_one_long_statement_within_a_second(
    storage: Storage, runner: JobRunner, qtbot: QtBot
) -> None:
    """On both engines; what the job wrote before is rolled back and the next job is served."""
    begun = threading.Event()

    def work(_progress: Progress) -> None:
        with storage.write() as uow:
            uow.conn.execute(text("INSERT INTO meta (name, value) VALUES ('cancelled', 'x')"))
            begun.set()
            uow.conn.execute(text(LONG))

    job = runner.run_write(work, title="x")
    ends = ends_of(job)
    assert begun.wait(10)
    asked = time.monotonic()
    job.cancel()
    qtbot.waitUntil(runner.idle)
    assert time.monotonic() - asked < 1
    assert ends[0].state is JobState.CANCELLED

    def count(_progress: Progress) -> int:
        with storage.read() as conn:
            found = conn.execute(text("SELECT COUNT(*) FROM meta WHERE name = 'cancelled'"))
            return int(found.scalar_one())

    after = runner.run_read(count)
    later = ends_of(after)
    qtbot.waitUntil(runner.idle)
    assert later[0].value == 0


def test_links_of_a_job_come_from_its_value(runner: JobRunner, qtbot: QtBot) -> None:
    job = runner.run_read(lambda _p: 7, title="x")
    job.find_links = lambda value: [JobLink.to_route("show", "imports", batch_id=value)]
    seen: list[list[JobLink]] = []
    job.finished.connect(lambda end: seen.append(list(end.job.links)))
    qtbot.waitUntil(runner.idle)
    assert seen == [[JobLink("show", {"route": "imports", "batch_id": 7})]]


def test_an_answer_for_a_dialog_that_was_closed_is_dropped(app: AppContext, qtbot: QtBot) -> None:
    class Asker(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.answers: list[object] = []

        def take(self, answer: object) -> None:
            self.answers.append(self.objectName() or answer)

    controller, closed, open_one = Controller(app), Asker(), Asker()
    shown: list[object] = []
    controller.failed.connect(shown.append)
    controller.read(lambda _p: 1, closed.take)
    controller.read(lambda _p: int("x"), closed.take, failed=closed.take)
    controller.read(lambda _p: 2, open_one.take)
    shiboken6.delete(closed)
    qtbot.waitUntil(app.jobs.idle)
    assert (open_one.answers, closed.answers, shown) == ([2], [], [])
