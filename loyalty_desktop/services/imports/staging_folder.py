"""The folder of staging files: private to the user, and cleaned of old files."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from loyalty_desktop.domain.errors import NotFound

KEPT_DAYS = 30
SUFFIX = ".staging"


class StagingFolder:
    """Names and deletes staging files. The default folder is in the user's cache."""

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    @property
    def folder(self) -> Path:
        """Return the folder, readable only by the user. It is created when missing."""
        folder = self._given
        if folder is None:
            from platformdirs import user_cache_path

            folder = user_cache_path("loyalty-desktop", appauthor=False) / "imports"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def path(self, rehearsal_id: str) -> Path:
        """Return where a staging file is or will be."""
        return self.folder / f"{Path(rehearsal_id).name}{SUFFIX}"

    def existing(self, rehearsal_id: str) -> Path:
        """Return an existing staging file. Raises NotFound `import.no_staging`."""
        path = self.path(rehearsal_id)
        if not rehearsal_id or not path.is_file():
            raise NotFound("import.no_staging")
        return path

    def has(self, rehearsal_id: str) -> bool:
        """Return whether the staging file is on this workstation."""
        return bool(rehearsal_id) and self.path(rehearsal_id).is_file()

    def remove(self, rehearsal_id: str) -> None:
        """Delete a staging file and what SQLite left beside it."""
        path = self.path(rehearsal_id)
        for name in (path, path.with_name(path.name + "-journal")):
            name.unlink(missing_ok=True)

    def clean(self) -> None:
        """Delete staging files that nobody has used for a month.

        Another window or command may delete a file between the listing and the look at it.
        """
        limit = time.time() - KEPT_DAYS * 86_400
        for path in self.folder.glob(f"*{SUFFIX}"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < limit:
                    path.unlink()
