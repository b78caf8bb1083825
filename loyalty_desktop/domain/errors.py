"""All errors that users see. They hold codes and parameters only; the texts are in the package `words`."""

from __future__ import annotations

from typing import Any


class LoyaltyError(Exception):
    """An error that can happen in normal use and that the user can act upon.

    `code` is a dotted lower-case name ("points.not_enough"); `params` are the values its message names.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        """Return code and parameters, for logs and tests; never shown to the user."""
        listed = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({listed})"


class RuleViolation(LoyaltyError):
    """A rule of the program refuses the operation (not enough points, blocked participant)."""


class InvalidInput(LoyaltyError):
    """A value is missing or malformed; `field` names it."""


class NotFound(LoyaltyError):
    """What was asked for does not exist, or no longer exists."""


class Conflict(LoyaltyError):
    """Somebody else changed the data first, or the same key was used for a different request."""


class StorageProblem(LoyaltyError):
    """The database cannot be opened, read or written."""


class FileProblem(LoyaltyError):
    """A file of the user cannot be read or written; nothing was changed."""


class AccessDenied(LoyaltyError):
    """The user has no right to do this."""


class Cancelled(Exception):
    """The user cancelled a job. Nothing is left half written."""
