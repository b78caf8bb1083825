"""Power cuts: whatever of the unsynced writes is lost, a command that was answered is in the workspace.

A workload is recorded write by write and sync by sync (support: recording_disk), and images of the disk after a power
cut are made from the recording at random moments (power_cuts says what its model covers and what not). Each image is
opened by the program. The audit trail must be the beginning of the workload's own, must hold every command that was
answered before the cut, and the proof must have no differences. The control runs with synchronous=NORMAL, which syncs at
checkpoints only: it must lose answered commands, or this drill could not see a loss.
"""

from __future__ import annotations

import pickle
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from loyalty_desktop.storage import backup
from tests.support.drills import recording_disk, second_revision
from tests.support.drills.fork_server import ForkServer, server
from tests.support.drills.jobs import command
from tests.support.drills.power_cuts import MANNERS, Image, images
from tests.support.drills.recording_disk import Event
from tests.support.drills.shop import State, build, opened, state_of
from tests.support.release import RELEASE, sampled

pytestmark = pytest.mark.skipif(
    recording_disk.library() is None, reason="the driver's library hides SQLite's functions"
)

IMAGES = sampled(600, 20_000)
JOB_IMAGES = sampled(40, 2_000)
SEED = time.time_ns() if RELEASE else 20260115
NAME = "shop.loyalty"
FULL, NORMAL = 2, 1


@dataclass(frozen=True)
class Recording:
    """The workspace before, what was recorded, the values of PRAGMA synchronous, and the audit trail at the end."""

    first: bytes
    log: list[Event]
    settings: set[int]
    actions: list[str]

    def images(self, count: int) -> Iterator[Image]:
        """Images at random moments."""
        rng = random.Random(SEED)
        moments = [rng.randint(0, len(self.log)) for _ in range(count)]
        return images(self.log, {NAME: self.first}, moments, rng)


@pytest.fixture(scope="module")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkServer]:
    """The process that forks what is recorded."""
    with server(tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(scope="module")
def shop(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled workspace."""
    folder = tmp_path_factory.mktemp("shop")
    shutil.copyfile(sqlite_template, folder / NAME)
    build(folder / NAME, folder)
    return folder / NAME


def _record(forks: ForkServer, shop: Path, folder: Path, synchronous: str) -> Recording:
    place = folder / synchronous
    place.mkdir()
    shutil.copyfile(shop, place / NAME)
    forks.run("work_and_record", {"place": place, "synchronous": synchronous})
    settings, log = pickle.loads((place / "recording").read_bytes())
    return Recording(shop.read_bytes(), log, settings, _trail(place / NAME))


def test_an_answered_command_outlives_a_power_cut(
    forks: ForkServer, shop: Path, tmp_path: Path
) -> None:
    recording = _record(forks, shop, tmp_path, "FULL")
    assert recording.settings == {FULL}
    disk = tmp_path / "disk"
    disk.mkdir()
    seen: Counter[str] = Counter()
    for image in recording.images(IMAGES):
        seen[image.manner] += 1
        _put(image, disk)
        with opened(disk / NAME) as services:
            trail = [e.action for e in reversed(services.audit.entries(limit=10_000))]
            assert trail == recording.actions[: len(trail)], image.at
            assert len(trail) >= image.told, f"answered, then lost: {image.at} {image.manner}"
            assert len(trail) <= image.noted_next
            assert services.proof.prove().differences == 0, f"{image.at} {image.manner}"
    assert set(seen) == set(MANNERS)


def test_the_control_loses_answered_commands(forks: ForkServer, shop: Path, tmp_path: Path) -> None:
    recording = _record(forks, shop, tmp_path, "NORMAL")
    assert recording.settings == {NORMAL}
    disk = tmp_path / "disk"
    disk.mkdir()
    lost = 0
    for image in recording.images(100):
        _put(image, disk)
        lost += len(_trail(disk / NAME)) < image.told
    assert lost > 10


def test_a_restore_cut_off_leaves_the_present_state_or_the_backup(
    forks: ForkServer, shop: Path, tmp_path: Path
) -> None:
    place, disk = tmp_path / "place", tmp_path / "disk"
    place.mkdir()
    disk.mkdir()
    shutil.copyfile(shop, place / NAME)
    with opened(place / NAME) as services:
        source = services.backups.make(to=tmp_path / "source.loyalty").path
        command(services, 0)
    present, first = _facts(place / NAME, tmp_path), (place / NAME).read_bytes()
    shutil.copyfile(source, disk / NAME)
    wanted = _facts(disk / NAME, tmp_path)
    log = _recorded(forks, place, "restore", source=source)
    seen = set()
    for image in _moments(log, first):
        _put(image, disk)
        found = _facts(disk / NAME, tmp_path)
        assert found in (present, wanted), f"{image.at} {image.manner}"
        assert found == wanted or not image.told
        seen.add(found == wanted)
    assert seen == {True, False}


def test_a_migration_cut_off_leaves_the_first_schema_or_the_second(
    forks: ForkServer, shop: Path, tmp_path: Path
) -> None:
    place, disk = tmp_path / "place", tmp_path / "disk"
    place.mkdir()
    disk.mkdir()
    shutil.copyfile(shop, place / NAME)
    before, first = state_of(place / NAME, tmp_path), (place / NAME).read_bytes()
    scripts = second_revision.write(tmp_path)
    log = _recorded(forks, place, "migrate", scripts=scripts)
    for image in _moments(log, first):
        _put(image, disk)
        forks.run("read_migrated", {"place": disk, "scripts": scripts, "to": tmp_path / "found"})
        found: State = pickle.loads((tmp_path / "found").read_bytes())
        assert (found.lists, found.differences) == (before.lists, 0), f"{image.at} {image.manner}"
        migrated = not backup.list_backups(disk / NAME)
        assert migrated or not image.told, "answered, then lost"


def _recorded(forks: ForkServer, place: Path, job: str, **arguments: object) -> list[Event]:
    forks.run("record", {"place": place, "job": job, "arguments": arguments})
    log: list[Event] = pickle.loads((place / "recording").read_bytes())
    return [event for event in log if event.file.startswith(NAME) or event.what == "note"]


def _moments(log: list[Event], first: bytes) -> Iterator[Image]:
    """Images of cuts anywhere in a job, and after its answer."""
    rng = random.Random(SEED)
    moments = [*(rng.randint(0, len(log)) for _ in range(JOB_IMAGES)), *[len(log)] * 5]
    return images(log, {NAME: first}, moments, rng)


def _facts(path: Path, folder: Path) -> tuple[dict[str, str], int]:
    found = state_of(path, folder / "lists")
    return found.lists, found.differences


def _put(image: Image, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    for name, content in image.files.items():
        (folder / name).write_bytes(content)


def _trail(path: Path) -> list[str]:
    with opened(path) as services:
        return [entry.action for entry in reversed(services.audit.entries(limit=10_000))]
