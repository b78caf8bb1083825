"""Run a step of the proof on a database that may be damaged: what cannot be read or computed is a finding, not a crash."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, text

from loyalty_desktop.domain.errors import InvalidInput, NotFound, RuleViolation
from loyalty_desktop.domain.stopping import stopped
from loyalty_desktop.storage.errors import driver_error, translate
from loyalty_desktop.storage.sql import is_sqlite

T = TypeVar("T")

_DATA = (
    ArithmeticError,
    AttributeError,
    InvalidInput,
    NotFound,
    RuleViolation,
    LookupError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What our own code raises over values that nobody wrote."""


class UnreadableError(Exception):
    """A step could not be made, because of what is stored. The message is the name of the error."""


def attempt(conn: Connection, step: Callable[[], T]) -> T:
    """Return what the step returns. Raises UnreadableError for damaged data, and what else happens as it is."""
    try:
        if is_sqlite(conn):
            return step()
        with conn.begin_nested():  # an error would end the snapshot
            return step()
    except Exception as error:
        if _is_damage(error):
            raise UnreadableError(type(driver_error(error) or error).__name__) from error
        raise


def prepare(conn: Connection) -> None:
    """Ask PostgreSQL not to compile the proof's queries: compiling takes longer than each of them runs over a range."""
    if not is_sqlite(conn):
        conn.execute(text("SET LOCAL jit = off"))


def _is_damage(error: Exception) -> bool:
    driver = driver_error(error)
    if driver is None:
        return isinstance(error, _DATA)
    if stopped():
        return False
    state = getattr(driver, "sqlstate", None)
    if isinstance(state, str):
        return state.startswith(("22", "XX"))  # data exceptions, damage
    known = translate(driver)
    # SQLite has no code for an overflow or for a value that a function of ours cannot take.
    return known is None or known.code == "storage.damaged"
