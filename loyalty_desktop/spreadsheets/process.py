"""The parent's side of the child process: start it, follow it, stop it. No file of the user is parsed here."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from loyalty_desktop.domain import errors
from loyalty_desktop.domain.errors import Cancelled, FileProblem, LoyaltyError
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress

_KINDS: dict[str, type[LoyaltyError]] = {
    kind.__name__: kind for kind in (errors.FileProblem, errors.InvalidInput, errors.NotFound)
}
_TICK = 0.05


_START = """
import sys
root, *more = sys.argv[1:]
places = [at for at, folder in enumerate(sys.path) if folder.endswith(("site-packages", "dist-packages"))]
sys.path.insert(min(places, default=len(sys.path)), root)
sys.path += [folder for folder in more if folder not in sys.path]
from loyalty_desktop.spreadsheets.worker import main
sys.exit(main())
"""
"""The folder of this package comes after the standard library, so that no file in it stands in for a standard module."""


def command() -> list[str]:
    """Return the command that starts the child: this interpreter, or the packaged program itself.

    `-I` leaves the current folder out of the child's import path: a `csv.py` beside a spreadsheet is data, not code. The
    folders that this process imports from follow as arguments, as `-I` also ignores PYTHONPATH and the user's packages.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "--spreadsheet-worker"]
    root = str(Path(__file__).resolve().parents[2])
    return [sys.executable, "-I", "-c", _START, root, *_import_folders()]


def _import_folders() -> list[str]:
    """Return the folders of this process's import path; without the current folder and whatever is relative to it."""
    here = os.path.realpath(os.curdir)
    return [
        folder for folder in sys.path if os.path.isabs(folder) and os.path.realpath(folder) != here
    ]


def environment() -> dict[str, str]:
    """Return the child's environment: without Python's own variables, which can name code to run (PYTHONPATH ...)."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


class Child:
    """A child process that does tasks one after the other. Use it as a context manager, which ends the process."""

    def __init__(self, name: str, memory_mb: int = 4096) -> None:
        """`name` is the name of the file, for messages."""
        self._name = name
        self._memory_mb = memory_mb
        self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._lines: queue.Queue[bytes | None] = queue.Queue()
        self._listener = threading.Thread(
            target=_listen, args=(self._child, self._lines), daemon=True
        )
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        child = self._child
        if child.poll() is None:
            child.kill()
        child.wait()
        self._listener.join()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def do(
        self,
        task: dict[str, Any],
        *,
        seconds: float = 1800,
        progress: Progress = NO_PROGRESS,
        cancel: Callable[[], bool] | None = None,
    ) -> Any:
        """Do a task and return its answer; with "keep" the child waits for another one.

        Raises FileProblem `file.parser_crashed`, `file.too_slow`, and errors of the child; Cancelled.
        """
        _send(self._child, {**task, "memory_mb": self._memory_mb})
        return _follow(self._lines, self._name, time.monotonic() + seconds, progress, cancel)


def run_child(
    task: dict[str, Any],
    *,
    name: str,
    memory_mb: int = 4096,
    seconds: float = 1800,
    progress: Progress = NO_PROGRESS,
    cancel: Callable[[], bool] | None = None,
) -> Any:
    """Do one task in a child process of its own; see `Child.do`."""
    with Child(name, memory_mb) as child:
        return child.do(task, seconds=seconds, progress=progress, cancel=cancel)


def _send(child: subprocess.Popen[bytes], task: dict[str, Any]) -> None:
    if child.stdin is None:
        return
    try:
        child.stdin.write(json.dumps(task).encode() + b"\n")
        child.stdin.flush()
    except OSError:
        return  # it died at once; the missing answer shows this


def _listen(child: subprocess.Popen[bytes], lines: queue.Queue[bytes | None]) -> None:
    if child.stdout is not None:
        for line in child.stdout:
            lines.put(line)
    lines.put(None)


def _follow(
    lines: queue.Queue[bytes | None],
    name: str,
    deadline: float,
    progress: Progress,
    cancel: Callable[[], bool] | None,
) -> Any:
    while True:
        try:
            line = lines.get(timeout=_TICK)
        except queue.Empty:
            progress.advance(0)
            line = b""
        if cancel is not None and cancel():
            raise Cancelled
        if line is None:
            raise FileProblem("file.parser_crashed", name=name)
        if time.monotonic() > deadline:
            raise FileProblem("file.too_slow", name=name)
        if not line:
            continue
        message = json.loads(line)
        match message["event"]:
            case "phase":
                progress.phase(message["code"], message["total"])
            case "advance":
                progress.advance(message["count"])
            case "error":
                raise _KINDS.get(message["kind"], FileProblem)(message["code"], **message["params"])
            case "answer":
                return message["value"]
