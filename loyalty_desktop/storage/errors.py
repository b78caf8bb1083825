"""Translate errors of the database drivers into errors of this program; it is done only here.

The SQLSTATE or SQLite's short message decides. Details from the server are dropped, as they contain personal data.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from loyalty_desktop.domain.errors import Cancelled, Conflict, LoyaltyError, StorageProblem
from loyalty_desktop.domain.stopping import stopped

_SQLITE = (
    ("database is locked", "storage.busy"),
    ("database table is locked", "storage.busy"),
    ("database or disk is full", "storage.disk_full"),
    ("attempt to write a readonly", "storage.read_only"),
    ("disk i/o error", "storage.disk_error"),
    ("unable to open database file", "storage.cannot_open"),
    ("database disk image is malformed", "storage.damaged"),
    ("file is not a database", "storage.foreign_file"),
)
_NO_CONNECTION = (
    (("password authentication failed", "no password supplied", "role "), "storage.sign_in"),
    (("database ",), "storage.no_database"),
)
_RETRY = {"40001", "40P01"}
_UNREACHABLE = ("08", "57P01", "57P02", "57P03")


@contextmanager
def translated() -> Iterator[None]:
    """Turn what can happen to a healthy program (locks, full disk, lost server) into LoyaltyError; bugs pass."""
    try:
        yield
    except DBAPIError as error:
        if stopped() and _interrupted(error):
            raise Cancelled from None
        known = translate(error)
        if known is None:
            raise
        raise known from None


def translate(error: DBAPIError) -> LoyaltyError | None:
    """Return the error to show to the user, or None when the error is a defect of the program."""
    state = getattr(error.orig, "sqlstate", None)
    if state in _RETRY:
        return Conflict("storage.retry")
    if state == "53100":
        return StorageProblem("storage.disk_full")
    if state == "42501":
        return StorageProblem("storage.read_only")
    if isinstance(state, str) and state.startswith(_UNREACHABLE):
        return StorageProblem("storage.unreachable")
    if state is None and type(error.orig).__module__.startswith("psycopg"):
        # No state at all: the connection could not be made, or broke.
        return StorageProblem(_refused(error)) if _is_operational(error) else None
    said = str(error.orig).lower()
    for text, code in _SQLITE:
        if text in said:
            return StorageProblem(code)
    return None


def _refused(error: DBAPIError) -> str:
    """Why no connection was made, as far as an English-speaking server or libpq says so."""
    said = str(error.orig).lower()
    for texts, code in _NO_CONNECTION:
        if any(text in said for text in texts):
            return code
    return "storage.unreachable"


def _interrupted(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state == "57014" or (state is None and str(error.orig).lower() == "interrupted")


def _is_operational(error: DBAPIError) -> bool:
    return type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout"}
