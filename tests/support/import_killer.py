"""A process that starts an import in parts and is killed by SIGKILL inside the n-th slice.

Arguments: workspace, sheet, staging folder, n.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.domain.progress import NullProgress
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.storage.engine import Database, sqlite_engine
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support.import_sheets import SMALL_PARTS


class KillAt(NullProgress):
    """Kills the process when so many slices of an import are written, the last one not committed."""

    def __init__(self, slices: int) -> None:
        self._left = slices

    def advance(self, count: int = 1) -> None:
        """Count a slice."""
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Run until killed."""
    workspace, sheet, staging, deadly = sys.argv[1:]
    storage = Storage(
        Database(sqlite_engine(Path(workspace), cache_kib=4096)), actor=Actor("killed")
    )
    imports = ImportsService(
        storage,
        staging_folder=Path(staging),
        back_up=lambda _reason: None,
        sizes=SMALL_PARTS,
    )
    rehearsal = imports.rehearse(ImportRequest(ImportKind.PROFILES, Path(sheet)))
    imports.apply(rehearsal, KillAt(int(deadly)))


if __name__ == "__main__":
    main()
