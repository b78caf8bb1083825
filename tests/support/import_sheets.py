"""Short ways to say imports in tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain.kinds import ImportKind, ParticipantState
from loyalty_desktop.domain.messages import Worded
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.applying import PartSizes
from loyalty_desktop.services.imports.service import ImportRequest
from loyalty_desktop.storage.codes import PARTICIPANT_STATES

Sheet = Callable[..., Path]
"""Writes rows as a CSV file: rows, name."""

HEAD = ("external_id", "participant", "type", "amount", "occurred_at")
"""A points sheet's header."""

ACTIVE, BLOCKED, LEFT = (PARTICIPANT_STATES[state] for state in ParticipantState)
"""States of participants, as stored."""

SMALL_PARTS = PartSizes(one_transaction=10, part=10, step=5)
"""Parts so small that a sheet of a few rows is written in several: two slices a transaction."""


def profiles(path: Path, **options: Any) -> ImportRequest:
    """A request for profiles."""
    return ImportRequest(ImportKind.PROFILES, path, **options)


def table(services: Services, query: str) -> list[tuple[Any, ...]]:
    """Rows of a query."""
    with services.storage.read() as conn:
        return [tuple(row) for row in conn.execute(text(query))]


def code_of(problem: Worded) -> str:
    """The code of a problem in place of its words."""
    return problem.code
