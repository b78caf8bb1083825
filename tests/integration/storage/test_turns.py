"""The queue of writers: who comes first is served first, by threads and by processes; it never stays locked."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.domain.errors import Cancelled
from loyalty_desktop.domain.stopping import Stopper
from loyalty_desktop.storage.engine import Database, postgresql_engine, sqlite_engine
from loyalty_desktop.storage.ticket_file import ENDING, TicketFile
from loyalty_desktop.storage.turns import Turns
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support.clock import Clock

HOLDER = """
import sys, pathlib
from loyalty_desktop.storage.ticket_file import TicketFile
print(TicketFile(pathlib.Path(sys.argv[1])).take(), flush=True)
sys.stdin.read()
"""


def until(true: Callable[[], bool]) -> None:
    """Wait for other threads."""
    ends = time.monotonic() + 60
    while not true():
        assert time.monotonic() < ends, "it never came"
        time.sleep(0.001)


@contextmanager
def queued(turns: list[Turns], served: list[int]) -> Iterator[None]:
    """Threads that ask for a turn in the order of the list, while the block has the first queue's turn before them."""
    threads = []

    def ask(number: int) -> None:
        with turns[number].turn():
            served.append(number)

    with turns[0].turn():
        for number, queue in enumerate(turns):
            before = queue.waiting
            threads.append(threading.Thread(target=ask, args=(number,)))
            threads[-1].start()
            until(lambda queue=queue, before=before: queue.waiting == before + 1)  # type: ignore[misc]
        yield
    for thread in threads:
        thread.join()


def test_threads_are_served_in_the_order_in_which_they_came() -> None:
    turns, served = Turns(1), list[int]()
    with queued([turns] * 20, served):
        assert not served
    assert served == list(range(20))
    assert not turns.waiting


def test_threads_of_several_processes_are_served_in_one_order(tmp_path: Path) -> None:
    """Each Turns with a file of its own is to the system as another process is."""
    shop = tmp_path / "shop.loyalty"
    desks = [Turns(1, TicketFile(shop)) for _ in range(4)]
    served: list[int] = []
    with queued(desks * 4, served):
        assert not served
    assert served == list(range(16))


def test_as_many_write_at_once_as_there_are_places() -> None:
    turns, served = Turns(3), list[int]()
    with ExitStack() as stack:
        stack.enter_context(turns.turn())
        stack.enter_context(turns.turn())
        with queued([turns] * 2, served):
            assert not served
        assert served == [0, 1]


def test_a_process_that_is_killed_leaves_the_queue(tmp_path: Path) -> None:
    shop = tmp_path / "shop.loyalty"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(shop)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "1\n"
    tickets = TicketFile(shop)
    mine = tickets.take()
    assert mine == 2
    assert tickets.ahead(mine)
    holder.kill()
    holder.communicate()
    assert not tickets.ahead(mine)
    tickets.give_back(mine)
    tickets.close()
    assert not list(tmp_path.iterdir())


def test_the_last_one_removes_the_file(tmp_path: Path) -> None:
    shop = tmp_path / "shop.loyalty"
    first, second = TicketFile(shop), TicketFile(shop)
    first.take(), second.take()
    first.close()
    assert [left.name for left in tmp_path.iterdir()] == [f"shop.loyalty{ENDING}"]
    assert second.take() == 3
    second.close()
    assert not list(tmp_path.iterdir())


def test_a_file_that_was_left_or_overwritten_is_used_again(tmp_path: Path) -> None:
    shop = tmp_path / "shop.loyalty"
    left = tmp_path / f"shop.loyalty{ENDING}"
    for content in (b"", b"\xff" * 64, b"abc"):
        left.write_bytes(content)
        one, other = TicketFile(shop), TicketFile(shop)
        first, then = one.take(), other.take()
        assert first is not None
        assert then is not None
        assert then > first
        assert (one.ahead(first), other.ahead(then)) == (0, 1)
        one.close()
        assert not other.ahead(then)
        other.close()


def test_commands_work_where_no_queue_can_be_made(
    sqlite_storage: Storage, workspace_path: Path
) -> None:
    workspace_path.with_name(workspace_path.name + ENDING).mkdir()
    assert TicketFile(workspace_path).take() is None
    with sqlite_storage.write() as uow:
        uow.audit("tested", entity="workspace")


def test_a_workspace_leaves_only_its_file(workspace_path: Path) -> None:
    database = Database(sqlite_engine(workspace_path), path=workspace_path)
    with Storage(database, actor=Actor("tester"), clock=Clock()).write() as uow:
        uow.audit("tested", entity="workspace")
    assert workspace_path.with_name(workspace_path.name + ENDING).exists()
    database.close()
    assert [left.name for left in workspace_path.parent.iterdir()] == [workspace_path.name]


def test_whoever_is_stopped_leaves_the_queue() -> None:
    turns, stopper = Turns(1), Stopper()
    ended: list[type[BaseException]] = []

    def ask() -> None:
        try:
            with stopper.working(), turns.turn():
                ended.append(AssertionError)
        except Cancelled as error:
            ended.append(type(error))

    with turns.turn():
        thread = threading.Thread(target=ask)
        thread.start()
        until(lambda: turns.waiting == 2)
        stopper.stop()
        thread.join()
        assert (ended, turns.waiting) == ([Cancelled], 1)
    with turns.turn():
        assert turns.waiting == 1


@pytest.mark.parametrize("between_processes", [False, True])
def test_patience_ends(tmp_path: Path, between_processes: bool) -> None:
    """A process that was halted in its turn stops nobody for good: the database decides then."""
    shop = tmp_path / "shop.loyalty"
    halted = Turns(1, TicketFile(shop))
    other = Turns(1, TicketFile(shop), patience=0.01) if between_processes else halted
    other._patience = 0.01
    with halted.turn():
        served: list[Any] = []
        thread = threading.Thread(target=lambda: served.append(_ask(other)))
        thread.start()
        thread.join()
        assert served == [True]


def _ask(turns: Turns) -> bool:
    with turns.turn():
        return True


@pytest.mark.postgres
def test_more_writers_than_connections_wait_for_each_other(postgres_url: str) -> None:
    engine = postgresql_engine(postgres_url, pool_size=2, max_overflow=0)
    database = Database(engine, url=postgres_url)
    storage = Storage(database, actor=Actor("tester"), clock=Clock())
    written: list[int] = []

    def write(number: int) -> None:
        with storage.write() as uow:
            uow.audit("tested", entity="workspace")
        written.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(written) == list(range(64))
    database.close()
