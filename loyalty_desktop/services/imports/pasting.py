"""Cells from the clipboard as the source of an import."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from loyalty_desktop.services.imports.staging_folder import StagingFolder

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
        for old in folder.glob("*.tsv"):
            if old.stat().st_mtime < limit:
                old.unlink(missing_ok=True)
        stem = f"clipboard-{self._clock():%Y%m%d-%H%M%S}"
        path = folder / f"{stem}.tsv"
        number = 1
        while path.exists():
            number += 1
            path = folder / f"{stem}-{number}.tsv"
        write_pasted(rows, path)
        return path
