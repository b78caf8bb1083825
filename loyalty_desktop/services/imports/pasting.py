"""Cells from the clipboard as the source of an import."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path

from loyalty_desktop.services.imports.staging_folder import StagingFolder, old_files

KEPT_SECONDS = 2 * 86_400
"""Pasted cells stay so long: rejected rows are looked up in them, and an interrupted import is resumed."""


class PastingService:
    """Keeps pasted cells in a file of the user's own, in the folder of staging files."""

    def __init__(
        self, folder: StagingFolder | None = None, *, clock: Callable[[], datetime]
    ) -> None:
        self._folder = folder or StagingFolder()
        self._clock = clock

    def keep(self, text: str, html: str = "") -> Path:
        """Write the copied cells to a text file for the import. Raises InvalidInput `import.nothing_pasted`."""
        from loyalty_desktop.spreadsheets.pasted import pasted_rows, write_pasted

        rows = pasted_rows(text, html)
        folder = self._folder.folder / "pasted"
        folder.mkdir(exist_ok=True, mode=0o700)
        limit = time.time() - KEPT_SECONDS
        for old in old_files(folder, "*.tsv", limit):
            with contextlib.suppress(OSError):
                old.unlink(missing_ok=True)
        path = _new_file(folder, f"clipboard-{self._clock():%Y%m%d-%H%M%S}")
        write_pasted(rows, path)
        return path


def _new_file(folder: Path, stem: str) -> Path:
    """Make an empty file, readable by this user alone; another window may make one with the same name."""
    for number in count(1):
        path = folder / (f"{stem}.tsv" if number == 1 else f"{stem}-{number}.tsv")
        with contextlib.suppress(FileExistsError):
            path.touch(mode=0o600, exist_ok=False)
            break
    return path
