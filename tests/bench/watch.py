"""CPU seconds, wall seconds and peak memory of a block, of this process and its children together.

Machines are shared: ratios are taken of CPU seconds, and both sides run in the same minutes.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

_PAGE = 4096
_EVERY = 0.05


class Watch:
    """Measures the block: `seconds` of CPU, `wall` seconds, `peak` resident bytes (Linux; 0 elsewhere)."""

    def __init__(self, server: int | None = None) -> None:
        """`server`: the process of a database server whose CPU seconds, with its children's, are added (Linux)."""
        self._server = server
        self.seconds = self.wall = 0.0
        self.peak = 0

    def __enter__(self) -> Watch:
        self._began, self._cpu = time.perf_counter(), self._spent()
        self._stop = threading.Event()
        self._sampler = threading.Thread(target=self._sample, daemon=True)
        self._sampler.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall, self.seconds = time.perf_counter() - self._began, self._spent() - self._cpu
        self._stop.set()
        self._sampler.join()

    def _spent(self) -> float:
        return _cpu() + (0.0 if self._server is None else sum(map(_ticks, _tree(self._server))))

    def _sample(self) -> None:
        while True:
            self.peak = max(self.peak, sum(_resident(pid) for pid in _tree(os.getpid())))
            if self._stop.wait(_EVERY):
                return


def _cpu() -> float:
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system


def _ticks(pid: int) -> float:
    """CPU seconds of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _tree(pid: int) -> list[int]:
    found, todo = [], [pid]
    while todo:
        one = todo.pop()
        found.append(one)
        for path in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                todo += [int(child) for child in path.read_text(encoding="ascii").split()]
            except OSError:
                continue
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
