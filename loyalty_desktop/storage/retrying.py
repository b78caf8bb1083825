"""Do a transaction again when another one was in its way: deadlocks, serialisation failures, rows that moved meanwhile.

The work must be one whole transaction, so that a failed try has left nothing. A verb of a service that opens a unit of work
is a `command`; what works in parts passes each part to `retried`. A test holds that every unit of work of the services is
in one of the two (tests/architecture/test_retries.py).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from loyalty_desktop.domain.errors import Cancelled, Conflict, LoyaltyError
from loyalty_desktop.domain.stopping import stopped

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 8
FIRST_PAUSE_SECONDS = 0.02
"""The pause doubles after each try; half of it is random, so that two that were in each other's way part."""

_CODES = frozenset(
    {"storage.retry", "storage.busy", "ledger.moved_meanwhile", "import.data_changed"}
)
_BROKEN_OFF = frozenset({"storage.retry", "ledger.moved_meanwhile"})
_UNIQUE_STATE = "23505"
_UNIQUE_CODES = frozenset({1555, 2067})  # SQLite: a primary key, a unique index


def retried(
    work: Callable[[], T], *, tries: int = TRIES, sleep: Callable[[float], None] = time.sleep
) -> T:
    """Return what `work` returns, after at most `tries` tries. The error of the last try goes on.

    A key that another transaction wrote first becomes Conflict `import.data_changed`.
    """
    for attempt in range(tries):
        try:
            return work()
        except Exception as error:
            if not can_help(error) or attempt + 1 == tries:
                if is_collision(error):
                    raise Conflict("import.data_changed") from error
                raise
        sleep(_pause(attempt))
    raise AssertionError("tries is at least 1")


def command(verb: Callable[P, T]) -> Callable[P, T]:
    """Decorate a verb of a service that opens one unit of work: begin anew, with the same key, when others broke it off.

    The error of the last of TRIES tries goes on; Cancelled when the job was stopped between two tries.
    """

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        for attempt in range(TRIES):
            try:
                return verb(*args, **kwargs)
            except LoyaltyError as error:
                if error.code not in _BROKEN_OFF or attempt + 1 == TRIES:
                    raise
            if stopped():
                raise Cancelled
            time.sleep(_pause(attempt))
        raise AssertionError("the last try returns or raises")

    return run


def _pause(attempt: int) -> float:
    pause: float = FIRST_PAUSE_SECONDS * 2**attempt
    return pause / 2 + random.uniform(0, pause / 2)  # noqa: S311 - not a secret


def can_help(error: BaseException) -> bool:
    """Return whether the same transaction may go through when it is done again."""
    if isinstance(error, LoyaltyError):
        return error.code in _CODES
    return is_collision(error)


def is_collision(error: BaseException) -> bool:
    """Return whether a driver refused a key because another transaction had written it first."""
    driver = getattr(error, "orig", error)
    return (
        getattr(driver, "sqlstate", None) == _UNIQUE_STATE
        or getattr(driver, "sqlite_errorcode", None) in _UNIQUE_CODES
        or "UNIQUE constraint failed" in str(driver)
    )
