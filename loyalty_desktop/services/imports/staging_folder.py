"""The folder of staging files: private to the user, shared by windows and commands, and cleaned of old files."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from loyalty_desktop.domain.errors import Conflict, NotFound
from loyalty_desktop.services.imports.claims import Claim, Claimant, claimant_of

KEPT_DAYS = 30
SUFFIX = ".staging"
_LOCK = ".lock"
_BESIDE = "-journal"
"""What SQLite may leave beside a staging file, by its ending."""


class StagingFolder:
    """Names and deletes staging files. The default folder is in the user's cache, or in LOYALTY_DESKTOP_HOME."""

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    @property
    def folder(self) -> Path:
        """Return the folder, readable only by the user. It is created when missing."""
        folder = self._given
        home = os.environ.get("LOYALTY_DESKTOP_HOME")
        if folder is None and home:
            folder = Path(home) / "cache" / "imports"
        elif folder is None:
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
        for name in (path, path.with_name(path.name + _BESIDE)):
            name.unlink(missing_ok=True)

    @contextlib.contextmanager
    def claimed(self, rehearsal_id: str, claimant: Claimant) -> Iterator[None]:
        """Let no other window or command apply or clean away a staging file within the block.

        Raises Conflict `import.being_applied` (actor, since) when another one has it.
        """
        path = self.path(rehearsal_id)
        claim = Claim.take(_lock_of(path), claimant)
        if claim is None:
            raise being_applied(self.claimant(rehearsal_id) or Claimant())
        try:
            with contextlib.suppress(OSError):
                os.utime(path)  # it is used again
            yield
        finally:
            claim.release()

    def claimant(self, rehearsal_id: str) -> Claimant | None:
        """Return who works with a staging file at the moment; None when nobody does."""
        return claimant_of(_lock_of(self.path(rehearsal_id))) if rehearsal_id else None

    def clean(self) -> None:
        """Delete staging files that nobody has used for a month, and what was left beside them.

        Other windows and commands use, clean and delete at the same time: files that vanish meanwhile are passed over,
        and a claimed one stays. A file that cannot be deleted now is left to the next cleaning.
        """
        limit = time.time() - KEPT_DAYS * 86_400
        for path in old_files(self.folder, f"*{SUFFIX}", limit):
            _clean(path, partial(_is_old, path, limit))
        for ending in (_BESIDE, _LOCK):
            for beside in old_files(self.folder, f"*{SUFFIX}{ending}", limit):
                path = beside.with_name(beside.name.removesuffix(ending))
                _clean(path, partial(_is_gone, path))


def being_applied(holder: Claimant) -> Conflict:
    """Return the refusal `import.being_applied` (actor, since: a moment of the workstation's time zone)."""
    since = holder.since.astimezone() if holder.since else None
    return Conflict("import.being_applied", actor=holder.actor or None, since=since)


def old_files(folder: Path, pattern: str, limit: float) -> list[Path]:
    """Return the files of a folder that were last changed before `limit` (seconds since 1970) and still exist."""
    try:
        found = list(folder.glob(pattern))
    except OSError:
        return []
    return [path for path in found if _is_old(path, limit)]


def _is_old(path: Path, limit: float) -> bool:
    try:
        return path.stat().st_mtime < limit
    except OSError:  # deleted by another process, or not ours to look at
        return False


def _is_gone(path: Path) -> bool:
    return not path.exists()


def _clean(path: Path, unused: Callable[[], bool]) -> None:
    """Delete a staging file and what is beside it, if nobody has claimed it and it is still unused then."""
    with contextlib.suppress(OSError):
        claim = Claim.take(_lock_of(path))
        if claim is None:
            return
        try:
            if unused():
                path.unlink(missing_ok=True)
                path.with_name(path.name + _BESIDE).unlink(missing_ok=True)
        finally:
            claim.release()


def _lock_of(path: Path) -> Path:
    return path.with_name(path.name + _LOCK)
