"""A command of the command line that writes imports in small parts and stops inside the n-th slice.

Arguments: n, what to do there ("kill", or "wait" until its input ends), then the command's own arguments.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from loyalty_desktop.app.cli.main import main
from loyalty_desktop.services.imports.applying import ImportRun
from loyalty_desktop.services.imports.batches import ImportBatches
from tests.support.import_sheets import SMALL_PARTS


def stop_at(slices: int, what: str) -> None:
    """Change the import run of this process: small parts, and a stop before the n-th slice is written."""
    options: Any = ImportBatches.__init__.__kwdefaults__
    options["sizes"] = SMALL_PARTS
    made: Any = ImportRun._write_part
    left = slices

    def write_part(
        self: ImportRun, uow: Any, staged: Any, batch_id: int, part: list[Any], *more: Any
    ) -> Any:
        nonlocal left
        for number in range(len(part)):
            left -= 1
            if left == 0 and what == "kill":
                made(self, uow, staged, batch_id, part[:number], *more)
                os.kill(os.getpid(), signal.SIGKILL)
            if left == 0:
                sys.stdout.write("waiting\n")
                sys.stdout.flush()
                sys.stdin.read()
        return made(self, uow, staged, batch_id, part, *more)

    run: Any = ImportRun
    run._write_part = write_part


if __name__ == "__main__":
    stop_at(int(sys.argv[1]), sys.argv[2])
    sys.exit(main(sys.argv[3:]))
