"""Jobs killed by SIGKILL at random moments: the workspace is as before, as after, or at the end of a part.

Each job runs once to its end for the reference, then twenty times (release: 1,000) on a fresh copy with a kill somewhere
inside. After a kill the workspace is opened as the program opens it and its proof has no differences. The job is then
run again or resumed, and the state is that of the reference: nothing doubled, nothing lost.
"""

from __future__ import annotations

import pickle
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from loyalty_desktop.app import bootstrap
from loyalty_desktop.app.cli.main import main as command_line
from loyalty_desktop.domain.errors import Conflict, RuleViolation, StorageProblem
from loyalty_desktop.domain.kinds import BatchState, ImportKind
from loyalty_desktop.services import backups as backups_service
from loyalty_desktop.services.imports.applying import PART_SIZES
from loyalty_desktop.services.imports.service import ImportRequest
from loyalty_desktop.storage import backup
from tests.support import postgres
from tests.support.drills import jobs, second_revision
from tests.support.drills.fork_server import Ended, ForkServer, Kill, server
from tests.support.drills.shop import (
    State,
    build,
    imports_over,
    opened,
    people,
    points_rows,
    state_of,
    write_sheet,
)
from tests.support.import_sheets import SMALL_PARTS
from tests.support.release import RELEASE, sampled

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is POSIX")

KILLS = sampled(20, 1_000)
SEED = time.time_ns() if RELEASE else 20260115
NAME = "shop.loyalty"


@pytest.fixture(scope="module")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkServer]:
    """The process that forks the victims."""
    with server(tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(scope="module")
def shop(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The filled workspace every job starts from."""
    folder = tmp_path_factory.mktemp("shop")
    shutil.copyfile(sqlite_template, folder / NAME)
    return Shop(folder, build(folder / NAME, folder))


@dataclass(frozen=True)
class Shop:
    """The folder with the workspace and its staging files, and the program."""

    folder: Path
    program_id: int

    def request(self, kind: ImportKind, path: Path) -> ImportRequest:
        """A request for the sheet in this workspace."""
        if kind is ImportKind.PROFILES:
            return ImportRequest(kind, path)
        return ImportRequest(kind, path, program_id=self.program_id)

    def sheet(self, kind: ImportKind, folder: Path) -> Path:
        """A sheet of the kind: people there and new ones, or points of people there."""
        rows = (
            points_rows("more", 60)
            if kind is ImportKind.POINTS
            else people(range(PEOPLE_FROM, PEOPLE_FROM + 37), note=" North")
        )
        return write_sheet(folder / f"more-{kind.value}.csv", rows)


SENT = (ImportKind.PROFILES, ImportKind.PARTICIPANTS, ImportKind.POINTS)
"""The kinds of sheets that this drill has."""

PEOPLE_FROM = 25
"""A sheet of 37 from here on has people who are there and people who are not."""


class Drill:
    """One job, killed again and again on copies of a prepared folder."""

    def __init__(self, forks: ForkServer, job: str, prepared: Path, work: Path) -> None:
        self.forks, self.job, self.prepared, self.work = forks, job, prepared, work
        self.number = 0
        self.what = ""

    def copy(self) -> Path:
        """A fresh copy of the prepared folder."""
        self.number += 1
        place = self.work / f"{self.job}-{self.number}"
        shutil.copytree(self.prepared, place)
        return place

    def reference(self, **arguments: Any) -> tuple[Ended, Path]:
        """Run the job to its end."""
        place = self.copy()
        return self.forks.run(self.job, {"place": place, **arguments}), place

    def kill(
        self, whole: Ended, count: int, judge: Callable[[Path], None], **arguments: Any
    ) -> None:
        """Kill the job `count` times and judge each folder; a child that ended before its kill does not count."""
        done = tries = 0
        while done < count:
            tries += 1
            assert tries < 4 * count + 20, "the job keeps ending before it is killed"
            place = self.copy()
            moment = whole.moment(random.Random(f"{SEED} {self.job} {tries}"))
            ended = self.forks.run(self.job, {"place": place, **arguments}, moment)
            if ended.killed:
                done += 1
                try:
                    judge(place)
                except BaseException as error:
                    error.add_note(f"{self.job} {arguments}: seed {SEED}, try {tries}, {moment}")
                    raise
            shutil.rmtree(place)


@pytest.mark.parametrize("kind", SENT)
@pytest.mark.parametrize("parts", [False, True], ids=["whole", "parts"])
def test_import(
    forks: ForkServer, shop: Shop, tmp_path: Path, kind: ImportKind, parts: bool
) -> None:
    """Half of the kills in one transaction, half in parts of ten rows; the batch is resumed where one is unfinished."""
    prepared = tmp_path / "prepared"
    shutil.copytree(shop.folder, prepared)
    request = shop.request(kind, shop.sheet(kind, tmp_path))
    with opened(prepared / NAME) as services:
        rehearsal = imports_over(services, prepared / "staging").rehearse(request)
    (prepared / "rehearsal").write_bytes(pickle.dumps(rehearsal))
    before = state_of(prepared / NAME, tmp_path / "lists")
    drill = Drill(forks, "apply_import", prepared, tmp_path)
    whole, place = drill.reference(parts=parts)
    after = state_of(place / NAME, tmp_path / "lists")
    assert after.differences == 0
    assert after.unlike(before)
    boundaries = set()

    def judge(place: Path) -> None:
        found = state_of(place / NAME, tmp_path / "lists")
        assert found.differences == 0
        sizes = SMALL_PARTS if parts else PART_SIZES
        with opened(place / NAME) as services:
            imports = imports_over(services, place / "staging", sizes)
            last = next((b for b in imports.batches() if b.resumable), None)
            if found.rows == before.rows:
                boundaries.add(0)
                imports.apply(rehearsal)
            elif last is not None:
                assert parts
                boundaries.add(last.applied_rows)
                assert len(found.actions) > len(before.actions)
                imports.resume(last.id)
            else:  # the last commit was made; the same file is refused afterwards
                assert found.unlike(after) == []
                with pytest.raises(Conflict) as refused:
                    imports.run(request)
                assert refused.value.code == "import.same_file"
        again = state_of(place / NAME, tmp_path / "lists")
        assert again.unlike(after) == []

    drill.kill(whole, KILLS // 2, judge, parts=parts)
    assert boundaries, "every kill came after the last commit"
    if parts:
        assert any(boundaries), "no kill came between two parts"


@pytest.mark.parametrize("kind", SENT)
def test_undo(forks: ForkServer, shop: Shop, tmp_path: Path, kind: ImportKind) -> None:
    """An undo is one transaction: the batch is as before or undone, and undone at the latest by the second attempt."""
    prepared = tmp_path / "prepared"
    shutil.copytree(shop.folder, prepared)
    with opened(prepared / NAME) as services:
        imports = imports_over(services, prepared / "staging")
        batch = imports.run(shop.request(kind, shop.sheet(kind, tmp_path))).value.batch
        assert batch is not None
    before = state_of(prepared / NAME, tmp_path / "lists")
    drill = Drill(forks, "undo_import", prepared, tmp_path)
    whole, place = drill.reference(batch=batch)
    after = state_of(place / NAME, tmp_path / "lists")
    assert after.differences == 0
    assert after.unlike(before)

    def judge(place: Path) -> None:
        found = state_of(place / NAME, tmp_path / "lists")
        with opened(place / NAME) as services:
            imports = imports_over(services, place / "staging")
            if found.rows == before.rows:
                imports.undo(batch)
            else:
                assert found.unlike(after) == []
                with pytest.raises(RuleViolation):
                    imports.undo(batch)
            assert imports.batch(batch).state is BatchState.UNDONE
        assert state_of(place / NAME, tmp_path / "lists").unlike(after) == []

    drill.kill(whole, -(-KILLS // 3), judge, batch=batch)


def test_close_of_many_days(forks: ForkServer, shop: Shop, tmp_path: Path) -> None:
    """Days are closed one by one: some are, the others are not, and the next close goes on from there."""
    before = state_of(shop.folder / NAME, tmp_path / "lists", jobs.LATER)
    drill = Drill(forks, "close_days", shop.folder, tmp_path)
    whole, place = drill.reference()
    after = state_of(place / NAME, tmp_path / "lists", jobs.LATER)
    days = after.actions.count("day.closed")
    assert days > 10
    assert after.differences == 0
    seen = set()

    def judge(place: Path) -> None:
        found = state_of(place / NAME, tmp_path / "lists", jobs.LATER)
        assert found.differences == 0
        closed = found.actions.count("day.closed")
        seen.add(closed)
        if not closed:
            assert found.rows == before.rows
        with opened(place / NAME, jobs.LATER) as services:
            done = services.closing.close_day().value
            assert (done.days, services.closing.due()) == (days - closed, False)
        again = state_of(place / NAME, tmp_path / "lists", jobs.LATER)
        assert again.unlike(after) == []

    drill.kill(whole, KILLS, judge)
    assert len(seen) > 3, f"all kills at the same days: {seen}"


def test_backup(forks: ForkServer, shop: Shop, tmp_path: Path) -> None:
    """What lies under a backup's name is whole and says what the workspace says; the workspace is not touched."""
    before = state_of(shop.folder / NAME, tmp_path / "lists")
    drill = Drill(forks, "make_backups", shop.folder, tmp_path)
    whole, place = drill.reference()
    assert len(backup.list_backups(place / NAME)) == 2
    made = set()

    def judge(place: Path) -> None:
        assert state_of(place / NAME, tmp_path / "lists").rows == before.rows
        there = [p for p in backup.folder_of(place / NAME).glob("*.loyalty") if p.name[0] != "."]
        own = place / "own.loyalty"
        for found in (*there, *([own] if own.exists() else [])):
            backup.verify(found)
            assert state_of(found, tmp_path / "lists").rows == before.rows
        listed = backup.list_backups(place / NAME)
        assert {b.path for b in listed} == set(there)
        made.add(len(there) + own.exists())
        with opened(place / NAME) as services:
            again = services.backups.make()
        assert state_of(again.path, tmp_path / "lists").rows == before.rows

    drill.kill(whole, KILLS, judge)
    assert len(made) > 1, f"all kills found the same number of backups: {made}"


@pytest.mark.parametrize("there", [True, False], ids=["over a workspace", "where none is"])
def test_restore(forks: ForkServer, shop: Shop, tmp_path: Path, there: bool) -> None:
    """The workspace is the present one, which then is among the backups, or the restored one; never a mixture."""
    prepared = tmp_path / "prepared"
    shutil.copytree(shop.folder, prepared)
    with opened(prepared / NAME) as services:
        source = services.backups.make(to=tmp_path / "source.loyalty").path
        sheet = shop.sheet(ImportKind.POINTS, tmp_path)
        imports_over(services, tmp_path / "staging").run(shop.request(ImportKind.POINTS, sheet))
    present = state_of(prepared / NAME, tmp_path / "lists")
    shutil.copyfile(source, tmp_path / "opened.loyalty")
    wanted = state_of(tmp_path / "opened.loyalty", tmp_path / "lists")
    if not there:
        (prepared / NAME).unlink()
    drill = Drill(forks, "restore", prepared, tmp_path)
    whole, place = drill.reference(source=source)
    after = state_of(place / NAME, tmp_path / "lists")
    assert after.actions == ("workspace.restored", *wanted.actions)

    def judge(place: Path) -> None:
        if (place / NAME).exists():
            found = state_of(place / NAME, tmp_path / "lists")
            assert found.lists in (present.lists if there else None, wanted.lists)
            if found.lists == present.lists:
                assert found.rows == present.rows
            else:
                assert found.differences == 0
                kept = [b for b in backup.list_backups(place / NAME) if b.reason == "restore"]
                states = [state_of(b.path, tmp_path / "lists").rows for b in kept]
                assert not there or present.rows in states
                bootstrap.open_services(place / NAME).close()
                assert state_of(place / NAME, tmp_path / "lists").actions == after.actions
        else:
            assert not there
        backups_service.restore(place / NAME, source, actor="drill")
        again = state_of(place / NAME, tmp_path / "lists")
        assert again.lists == wanted.lists
        assert again.actions == after.actions

    drill.kill(whole, KILLS // 2, judge, source=source)


def test_migration(forks: ForkServer, shop: Shop, tmp_path: Path) -> None:
    """The schema is the first or the second, with every row; the next start finishes the migration."""
    before = state_of(shop.folder / NAME, tmp_path / "lists")
    scripts = second_revision.write(tmp_path)
    drill = Drill(forks, "migrate", shop.folder, tmp_path)
    whole, _place = drill.reference(scripts=scripts)
    seen: set[bool | str] = set()

    def judge(place: Path) -> None:
        try:
            seen.add(state_of(place / NAME, tmp_path / "lists").rows == before.rows)
        except StorageProblem as problem:  # this process knows the first schema only
            seen.add(problem.code)
        forks.run("read_migrated", {"place": place, "scripts": scripts, "to": tmp_path / "found"})
        saved = [b for b in backup.list_backups(place / NAME) if b.reason == "migration"]
        assert saved
        assert state_of(saved[-1].path, tmp_path / "lists").rows == before.rows
        found: State = pickle.loads((tmp_path / "found").read_bytes())
        assert (found.lists, found.differences) == (before.lists, 0)
        assert all(
            found.rows[name] == rows
            for name, rows in before.rows.items()
            if name != "alembic_version"
        )

    drill.kill(whole, KILLS, judge, scripts=scripts)
    assert seen in ({True}, {True, "storage.newer"})


def test_init(forks: ForkServer, tmp_path: Path) -> None:
    """`init --quick-start` leaves a whole workspace with its program or nothing under the name."""
    prepared = tmp_path / "prepared"
    prepared.mkdir()
    drill = Drill(forks, "init", prepared, tmp_path)
    whole, place = drill.reference()
    after = state_of(place / NAME, tmp_path / "lists")
    assert after.actions

    def judge(place: Path) -> None:
        if not (place / NAME).exists():
            forks.run("init", {"place": place})
        found = state_of(place / NAME, tmp_path / "lists")
        assert (found.lists, found.actions, found.counts, found.differences) == (
            after.lists,
            after.actions,
            after.counts,
            0,
        )

    drill.kill(whole, KILLS, judge)


@pytest.mark.postgres
def test_init_on_a_server(forks: ForkServer, postgres_cluster: postgres.Cluster) -> None:
    """What a killed `init --quick-start` leaves on a server is finished by the next one, which is refused when it is whole."""

    def place() -> str:
        return postgres_cluster.url(postgres_cluster.fresh())

    whole = forks.run("init_on_server", {"url": place()})
    for part in range(1, KILLS // 3 + 1):
        url = place()
        moment = Kill("clock", whole.seconds * part / (KILLS // 3))
        forks.run("init_on_server", {"url": url}, moment)
        again = command_line(["init", "--quick-start", "--workspace", url])
        with bootstrap.services_over(url) as services:
            assert len(services.programs.list()) == 1, f"{moment}, then {again}"
            assert services.proof.prove().differences == 0
        assert command_line(["init", "--quick-start", "--workspace", url]) == 1
