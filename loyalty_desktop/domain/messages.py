"""Something to be told: a code and the values its sentence names. The sentences live in the package `words`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


class Worded(Protocol):
    """Whatever has a code and parameters can be worded: messages, errors, findings, issues of a row."""

    @property
    def code(self) -> str:
        """A dotted lower-case name ("points.not_enough")."""

    @property
    def params(self) -> Mapping[str, Any]:
        """The values that the sentence names."""


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell a person."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
