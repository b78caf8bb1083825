"""Where the program keeps its own files: settings, logs, caches. LOYALTY_DESKTOP_HOME puts them all in one folder."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

NAME = "loyalty-desktop"


def config_dir() -> Path:
    """Return the folder of this user's settings."""
    return _own("config") or _platform("user_config_path")


def data_dir() -> Path:
    """Return the folder of workspaces that were made without a path."""
    return _own("data") or _platform("user_data_path")


def cache_dir() -> Path:
    """Return the folder of files that can be made again: staging files of imports."""
    return _own("cache") or _platform("user_cache_path")


def log_dir() -> Path:
    """Return the folder of the rotating log."""
    return _own("log") or _platform("user_log_path")


def resources_dir() -> Path:
    """Return the folder of what ships with the program: icons, translations, demo data."""
    bundled = getattr(sys, "_MEIPASS", None)
    root = Path(bundled) if bundled else Path(__file__).resolve().parents[2]
    return root / "resources"


def _own(kind: str) -> Path | None:
    home = os.environ.get("LOYALTY_DESKTOP_HOME")
    if not home:
        return None
    folder = Path(home) / kind
    with contextlib.suppress(OSError):  # whoever writes there says so
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _platform(name: str) -> Path:
    import platformdirs

    found: Path = getattr(platformdirs, name)(NAME, appauthor=False, ensure_exists=True)
    return found
