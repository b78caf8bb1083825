"""A process that starts an import in parts and is killed by SIGKILL inside the n-th slice.

Arguments: workspace, sheet, staging folder, n.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports import applying as import_apply
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.storage.engine import Database, sqlite_engine
from loyalty_desktop.storage.unit_of_work import Actor, Storage

SMALL = {"one_transaction": 10, "part": 10, "step": 5}


def main() -> None:
    """Run until killed."""
    workspace, sheet, staging, deadly = sys.argv[1:]
    original = import_apply.ImportRun.__init__
    slices = 0

    def init(self: Any, *arguments: Any, **options: Any) -> None:
        original(self, *arguments, **{**SMALL, **options})
        write = self.write

        def counted(*given: Any) -> None:
            nonlocal slices
            write(*given)
            slices += 1
            if slices == int(deadly):
                os.kill(os.getpid(), signal.SIGKILL)

        object.__setattr__(self, "write", counted)

    import_apply.ImportRun.__init__ = init  # type: ignore[method-assign]
    storage = Storage(
        Database(sqlite_engine(Path(workspace), cache_kib=4096)), actor=Actor("killed")
    )
    imports = ImportsService(storage, staging_folder=Path(staging), back_up=lambda _reason: None)
    imports.run(ImportRequest(ImportKind.PROFILES, Path(sheet)))


if __name__ == "__main__":
    main()
