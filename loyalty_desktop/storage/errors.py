"""Translate errors of the database drivers into errors of this program; it is done only here.

SQLAlchemy wraps what its own statements raise; a bulk write through a driver's cursor raises the driver's error as it is.
Both are the same to the caller. The SQLSTATE or SQLite's result code decides. Details from the server are dropped, as
they contain personal data.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from loyalty_desktop.domain.errors import (
    Cancelled,
    Conflict,
    LoyaltyError,
    NotFound,
    StorageProblem,
)
from loyalty_desktop.domain.stopping import stopped

_SQLITE_CODES = {
    3: "storage.cannot_open",  # PERM
    5: "storage.busy",  # BUSY
    6: "storage.busy",  # LOCKED
    8: "storage.read_only",  # READONLY
    10: "storage.disk_error",  # IOERR
    11: "storage.damaged",  # CORRUPT
    13: "storage.disk_full",  # FULL
    14: "storage.cannot_open",  # CANTOPEN
    15: "storage.busy",  # PROTOCOL: the lock of the -wal was not to be had
    18: "storage.damaged",  # TOOBIG: a length of more than a gigabyte, which nobody wrote
    24: "storage.damaged",  # FORMAT
    26: "storage.foreign_file",  # NOTADB
}
_SQLITE_WORDS = (
    ("database is locked", "storage.busy"),
    ("database table is locked", "storage.busy"),
    ("database or disk is full", "storage.disk_full"),
    ("attempt to write a readonly", "storage.read_only"),
    ("disk i/o error", "storage.disk_error"),
    ("unable to open database file", "storage.cannot_open"),
    ("file is not a database", "storage.foreign_file"),
    ("could not decode to utf-8", "storage.damaged"),
    ("malformed match", ""),  # a search text that the index cannot read is not damage
    ("malformed", "storage.damaged"),
    ("corrupt", "storage.damaged"),
)
_NO_FILE = {"storage.damaged", "storage.foreign_file"}
_STATES = {
    "40001": "storage.retry",
    "40P01": "storage.retry",
    "55P03": "storage.busy",  # a lock was not to be had in time
    "57014": "storage.busy",  # stopped by the server: its time limit for statements
    "25006": "storage.read_only",
    "42501": "storage.read_only",
    "53100": "storage.disk_full",
    "58030": "storage.disk_error",
    "3D000": "storage.no_database",
}
_STATE_CLASSES = (
    ("XX001", "storage.damaged"),
    ("XX002", "storage.damaged"),
    ("58P01", "storage.damaged"),  # a file of the database is missing
    ("28", "storage.sign_in"),
    ("53", "storage.server_full"),  # connections, memory
    ("08", "storage.unreachable"),
    ("57P", "storage.unreachable"),  # shut down, crashed, starting up, dropped, idle for too long
    ("25P03", "storage.unreachable"),  # cut off: too long within a transaction
    ("25P04", "storage.unreachable"),
)
_NO_CONNECTION = (
    (("too many clients", "remaining connection slots", "too many connections"), "storage.server_full"),
    (("password authentication failed", "no password supplied", "role "), "storage.sign_in"),
    (('database "',), "storage.no_database"),
)  # fmt: skip
_DRIVERS = {"psycopg", "sqlcipher3", "sqlite3"}
_CONNECTION_ERRORS = {"OperationalError", "InterfaceError", "ConnectionTimeout"}


@contextmanager
def translated() -> Iterator[None]:
    """Turn what can happen to a healthy program (locks, full disk, lost server) into LoyaltyError; bugs pass."""
    try:
        yield
    except PoolTimeout:
        raise StorageProblem("storage.busy") from None
    except (
        UnicodeDecodeError
    ):  # a stored text, or the driver's words about it, is no UTF-8 any more
        raise StorageProblem("storage.damaged") from None
    except Exception as error:
        driver = driver_error(error)
        if driver is None:
            raise
        if stopped() and _interrupted(driver):
            raise Cancelled from None
        known = translate(driver)
        if known is None:
            raise
        raise known from None


def driver_error(error: BaseException) -> BaseException | None:
    """Return the error of a database driver, bare or in SQLAlchemy's wrapping; None when no driver raised it."""
    if isinstance(error, DBAPIError):
        return error.orig
    ours = any(
        kind.__name__ == "Error" and _driver(kind) in _DRIVERS for kind in type(error).__mro__
    )
    return error if ours else None


def translate(error: BaseException) -> LoyaltyError | None:
    """Return the error to show for a driver's error, or None when it is a defect of the program."""
    driver = _driver(type(error))
    code = _postgresql(error) if driver == "psycopg" else _sqlite(error)
    if driver == "sqlite3" and (code in _NO_FILE or "no such table" in str(error)):
        return NotFound("import.no_staging")  # the plain driver is for staging files only
    if code is None:
        return None
    return Conflict(code) if code == "storage.retry" else StorageProblem(code)


def _sqlite(error: BaseException) -> str | None:
    number = getattr(error, "sqlite_errorcode", None)
    if isinstance(number, int) and number & 0xFF in _SQLITE_CODES:
        return _SQLITE_CODES[number & 0xFF]
    said = str(error).lower()
    return next((code for text, code in _SQLITE_WORDS if text in said), None) or None


def _postgresql(error: BaseException) -> str | None:
    state = getattr(error, "sqlstate", None)
    if not isinstance(state, str):
        # No state at all: the connection could not be made, or broke.
        names = {kind.__name__ for kind in type(error).__mro__}
        return _refused(error) if names & _CONNECTION_ERRORS else None
    if state in _STATES:
        return _STATES[state]
    return next((code for start, code in _STATE_CLASSES if state.startswith(start)), None)


def _refused(error: BaseException) -> str:
    """Why no connection was made, as far as an English-speaking server or libpq says so."""
    said = str(error).lower()
    for texts, code in _NO_CONNECTION:
        if any(text in said for text in texts):
            return code
    return "storage.unreachable"


def _interrupted(error: BaseException) -> bool:
    state = getattr(error, "sqlstate", None)
    return state == "57014" or (state is None and str(error).lower() == "interrupted")


def _driver(kind: type) -> str:
    return kind.__module__.split(".", maxsplit=1)[0]
