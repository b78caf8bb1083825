"""Make files and folders last a power cut."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Make a file's content last, or the names in a folder."""
    if os.name == "nt":
        return  # on Windows a folder cannot be opened for syncing, and the rename syncs files
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
