"""The rotating log: codes, ids and places in the code; never names, addresses, amounts or cell texts.

An unexpected exception is logged under an incident id, with its type and traceback lines but not its message, because
messages of libraries quote the data they stumbled over.
"""

from __future__ import annotations

import logging
import os
import secrets
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG = logging.getLogger("loyalty_desktop")
_SIZE = 1_000_000
_KEPT = 5


def start_logging(folder: Path) -> Path | None:
    """Log to `folder`; return the file, or None when it cannot be written (the program works without it)."""
    path = folder / "loyalty-desktop.log"
    if not os.access(path if path.exists() else folder, os.W_OK):
        return None
    try:
        handler = RotatingFileHandler(
            path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for old in LOG.handlers[:]:
        LOG.removeHandler(old)
        old.close()
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    return path


def stop_logging() -> None:
    """Close the file."""
    for handler in LOG.handlers[:]:
        LOG.removeHandler(handler)
        handler.close()


def log_incident(error: BaseException) -> str:
    """Log an unexpected exception; return the incident ID to show."""
    incident = secrets.token_hex(4)
    LOG.error("incident %s\n%s", incident, describe(error))
    return incident


def describe(error: BaseException) -> str:
    """Return the types and places of an exception and its causes, without their messages."""
    parts: list[str] = []
    current: BaseException | None = error
    while current is not None:
        kind = type(current)
        state = getattr(getattr(current, "orig", None), "sqlstate", None)
        parts.append(f"{kind.__module__}.{kind.__qualname__}{f' [{state}]' if state else ''}")
        parts += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(current.__traceback__)
        ]
        current = current.__cause__ or current.__context__
    return "\n".join(parts)
