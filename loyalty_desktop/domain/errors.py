"""The one tree of errors that people are meant to see. Codes and parameters only: the words live in the package `words`."""

from __future__ import annotations

from typing import Any


class LoyaltyError(Exception):
    """Something that can happen and that a person can act upon.

    `code` is a dotted lower-case name ("points.not_enough"); `params` are the values its message names.
    """

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        """Code and parameters, for logs and tests; never shown to a person."""
        listed = ", ".join(f"{key}={value!r}" for key, value in self.params.items())
        return f"{self.code}({listed})"


class RuleViolation(LoyaltyError):
    """A rule of the program refuses the operation (not enough points, blocked participant)."""


class InvalidInput(LoyaltyError):
    """A value is missing or malformed; `field` names it."""


class NotFound(LoyaltyError):
    """The thing named does not exist (any more)."""


class Conflict(LoyaltyError):
    """Somebody else changed it first, or the same key came with another body."""


class StorageProblem(LoyaltyError):
    """The database cannot be opened, read or written."""


class FileProblem(LoyaltyError):
    """A file of the user's cannot be read or written; nothing was changed."""


class AccessDenied(LoyaltyError):
    """The user has no right to do this."""


class Cancelled(Exception):
    """The user cancelled a job. Nothing is left half-written."""
