"""A process that has loaded the program once and forks a child for each job: a kill costs milliseconds, not an import.

The child runs one job of `jobs` and is killed by SIGKILL at a chosen moment: at the n-th tick of SQLite's virtual
machine (also in the middle of a statement, also between two pages of SQLite's backup), before the n-th operation on
files, or so many seconds after the start wherever it happens to be (inside a commit, between two statements).
"""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

ROOT = Path(__file__).resolve().parents[3]
TICK = 100
"""Instructions of SQLite's virtual machine between two ticks."""

_FILE_EVENTS = {"os.rename", "os.link", "os.remove", "os.mkdir", "open"}
_READING = os.O_RDONLY


@dataclass(frozen=True, slots=True)
class Kill:
    """When to kill: `how` is "tick", "file" (both count from 1), "clock" (seconds) or "never"."""

    how: str = "never"
    at: float = 0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job ended: killed or by itself; what it counted (nothing when killed) and its traceback."""

    killed: bool
    ticks: int = 0
    files: int = 0
    seconds: float = 0.0
    error: str = ""

    def moment(self, rng: random.Random) -> Kill:
        """A random moment inside a job that took what this one took."""
        how = rng.choice(["tick", "tick", "file", "clock"])
        if how == "file" and self.files:
            return Kill("file", rng.randint(1, self.files))
        if how == "clock":
            return Kill("clock", rng.uniform(0, self.seconds))
        return Kill("tick", rng.randint(1, self.ticks))


class ForkServer:
    """The client's side. Use `server()`."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def run(self, job: str, arguments: dict[str, Any], kill: Kill | None = None) -> Ended:
        """Run a job of the module `jobs` in a child of its own and wait for its end."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        pickle.dump((job, arguments, kill or Kill()), process.stdin)
        process.stdin.flush()
        ended: Ended = pickle.load(process.stdout)
        assert not ended.error, f"{job} failed by itself:\n{ended.error}"
        return ended


@contextmanager
def server(home: Path) -> Iterator[ForkServer]:
    """Start a fork server whose settings, logs and caches are in `home`."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from {__name__} import main; main()",
        ],  # not __main__: it is pickled
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "LOYALTY_DESKTOP_HOME": str(home), "XDG_CACHE_HOME": str(home)},
    )
    try:
        yield ForkServer(process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait(timeout=60)
        process.stdout.close()


def main() -> None:
    """Serve until the input ends."""
    from tests.support.drills import jobs

    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    while True:
        try:
            job, arguments, kill = pickle.load(requests)
        except EOFError:
            return
        pickle.dump(_serve(getattr(jobs, job), arguments, kill), answers)
        answers.flush()


def _serve(job: Any, arguments: dict[str, Any], kill: Kill) -> Ended:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(job, arguments, kill, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        started = said.read(1)
        if started and kill.how == "clock":
            time.sleep(kill.at)  # the moment of the kill
            os.kill(child, signal.SIGKILL)
        rest = _load(said)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return Ended(killed=True)
    return rest or Ended(killed=False, error=f"the child ended with status {status}")


def _load(said: BinaryIO) -> Ended | None:
    try:
        found: Ended = pickle.load(said)
    except (EOFError, pickle.UnpicklingError):
        return None
    return found


def _child(job: Any, arguments: dict[str, Any], kill: Kill, writing: int) -> None:
    counter = _Counter(kill)
    counter.count_ticks()
    began = 0.0

    def start() -> None:
        nonlocal began
        began = time.monotonic()
        os.write(writing, b"s")
        counter.started = True

    try:
        job(start=start, **arguments)
        seconds = time.monotonic() - began
        ended = Ended(False, counter.ticks, counter.files, seconds)
    except BaseException:  # noqa: BLE001 - told to the test
        ended = Ended(killed=False, error=traceback.format_exc())
    counter.started = False
    os.write(writing, pickle.dumps(ended))
    os._exit(0)


class _Counter:
    """Counts ticks and operations on files from the start of the job, and kills at the wanted one."""

    def __init__(self, kill: Kill) -> None:
        self.started = False
        self.ticks = 0
        self.files = 0
        self._tick = int(kill.at) if kill.how == "tick" else 0
        self._file = int(kill.at) if kill.how == "file" else 0

    def count_ticks(self) -> None:
        """Count in every connection that is made from now on."""
        from sqlcipher3 import dbapi2

        real, tick = dbapi2.connect, self._on_tick

        class Connection(dbapi2.Connection):  # type: ignore[misc]
            def backup(self, target: Any, **options: Any) -> None:
                options["pages"] = 2
                super().backup(target, progress=lambda *_left: tick(), **options)

        def connect(*arguments: Any, **options: Any) -> Any:
            made = real(*arguments, factory=Connection, **options)
            made.set_progress_handler(tick, TICK)
            return made

        dbapi2.connect = connect
        sys.addaudithook(self._on_event)

    def _on_tick(self) -> None:
        if self.started:
            self.ticks += 1
            if self.ticks == self._tick:
                os.kill(os.getpid(), signal.SIGKILL)

    def _on_event(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.started or event not in _FILE_EVENTS:
            return
        if event == "open" and (len(arguments) < 3 or arguments[2] & os.O_ACCMODE == _READING):
            return
        self.files += 1
        if self.files == self._file:
            os.kill(os.getpid(), signal.SIGKILL)
