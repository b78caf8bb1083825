"""The self-check: versions, the workspace, translations, time zones, disk space, rights to folders."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from loyalty_desktop import __version__
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.storage import inspection, workspace
from loyalty_desktop.storage.backup import folder_of

LEAST_FREE = 500 * 1024 * 1024
LEAST_SQLITE = (3, 51, 3)
"""The first version of SQLite without the WAL-reset race."""
PACKAGES = (
    "SQLAlchemy",
    "alembic",
    "psycopg",
    "python-calamine",
    "XlsxWriter",
    "PySide6-Essentials",
)
LANGUAGES = ("ru",)


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """One check. `found` is a value (version, number, path, code), not a sentence; `params` belong to the code."""

    name: str
    ok: bool
    found: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SelfCheckReport:
    """The checks, in order."""

    checks: tuple[SelfCheck, ...]

    @property
    def ok(self) -> bool:
        """Return whether all checks have passed."""
        return all(check.ok for check in self.checks)


def run(
    target: str | None, *, resources: Path, folders: Sequence[Path], now: datetime
) -> SelfCheckReport:
    """Run all checks; with a target (file or URL) also check that whole workspace."""
    checks = [
        SelfCheck("program", ok=True, found=__version__),
        SelfCheck("python", ok=True, found=platform.python_version()),
        *(_package(name) for name in PACKAGES),
        _sqlite(),
        *(_translation(resources, language) for language in LANGUAGES),
        _time_zones(),
        *(_folder(folder) for folder in folders),
    ]
    if target is not None:
        checks += _workspace(target, now)
    return SelfCheckReport(tuple(checks))


def _package(name: str) -> SelfCheck:
    try:
        return SelfCheck(name, ok=True, found=importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return SelfCheck(name, ok=False, found="missing")


def _sqlite() -> SelfCheck:
    version = inspection.sqlite_version()
    return SelfCheck("SQLite", ok=version >= LEAST_SQLITE, found=".".join(map(str, version)))


def _translation(resources: Path, language: str) -> SelfCheck:
    compiled = resources / "i18n" / f"loyalty_{language}.qm"
    source = compiled.with_suffix(".ts")
    there = [path.name for path in (compiled, source) if path.exists()]
    return SelfCheck(f"translation {language}", ok=bool(there), found=", ".join(there) or "missing")


def _time_zones() -> SelfCheck:
    try:
        ZoneInfo("Europe/Moscow")
        version = importlib.metadata.version("tzdata")
    except (ZoneInfoNotFoundError, importlib.metadata.PackageNotFoundError):
        return SelfCheck("time zones", ok=False, found="missing")
    return SelfCheck("time zones", ok=True, found=f"tzdata {version}")


def _folder(folder: Path) -> SelfCheck:
    writable = os.access(folder, os.W_OK)
    free = shutil.disk_usage(folder).free if folder.exists() else 0
    return SelfCheck(
        f"folder {folder.name}",
        ok=writable and free >= LEAST_FREE,
        found=f"{folder}: {'writable' if writable else 'read-only'}, {free // 1024 // 1024:,} MiB free",
    )


def _workspace(target: str, now: datetime) -> list[SelfCheck]:
    try:
        opened = workspace.open_workspace(target, now=now, check="full")
    except LoyaltyError as error:
        return [SelfCheck("workspace", ok=False, found=error.code, params=dict(error.params))]
    try:
        facts = inspection.inspect(opened.database)
    finally:
        opened.database.close()
    checks = [
        SelfCheck("workspace", ok=True, found=opened.database.dialect),
        SelfCheck("schema", ok=facts.current, found=facts.revision),
        SelfCheck("application_id", ok=facts.ours, found=facts.application_id),
        SelfCheck("integrity", ok=facts.integrity == "ok", found=facts.integrity),
        SelfCheck("foreign keys", ok=facts.orphans == 0, found=str(facts.orphans)),
    ]
    if opened.database.path is not None:
        path = opened.database.path.absolute()
        checks.append(_folder(path.parent))
        checks.append(SelfCheck("backups", ok=True, found=str(folder_of(path))))
    checks += [
        SelfCheck("notice", ok=False, found=notice.code, params=dict(notice.params))
        for notice in opened.notices
    ]
    return checks
