"""What the options of a command name: the workspace, a day, a profile database, a program, a points type."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from loyalty_desktop.app import bootstrap
from loyalty_desktop.domain.errors import (
    Conflict,
    FileProblem,
    InvalidInput,
    NotFound,
)
from loyalty_desktop.domain.kinds import ProgramState
from loyalty_desktop.services.container import Services


class _Named(Protocol):
    @property
    def external_id(self) -> str: ...


T = TypeVar("T", bound=_Named)


def target(arguments: argparse.Namespace) -> str:
    """Return the workspace that is meant. Raises InvalidInput "cli.no_workspace"."""
    if not arguments.workspace:
        raise InvalidInput("cli.no_workspace")
    return str(arguments.workspace)


def present(arguments: argparse.Namespace) -> str:
    """Return the workspace that is meant, which must exist. Raises StorageProblem "storage.not_found"."""
    place = target(arguments)
    bootstrap.check_exists(place)
    return place


def free(
    out: Path, arguments: argparse.Namespace, endings: Sequence[str], *, source: Path | None = None
) -> Path:
    """Return the path of a file to write. Raises InvalidInput "cli.ending"; FileProblem "cli.file_exists" without --force.

    The workspace and the file that is read are never written over, --force or not.
    """
    if out.suffix.lower() not in endings:
        raise InvalidInput("cli.ending", path=str(out), endings=", ".join(endings))
    kept = [Path(target(arguments))] if not bootstrap.is_server(target(arguments)) else []
    kept += [source] if source is not None else []
    for path in kept:
        if out.exists() and path.exists() and os.path.samefile(out, path):
            raise FileProblem("cli.file_needed", path=str(out))
    if out.exists() and not arguments.force:
        raise FileProblem("cli.file_exists", path=str(out))
    return out


def parse_day(value: str) -> date:
    """Read a day as YYYY-MM-DD. Raises InvalidInput "cli.day"."""
    with contextlib.suppress(ValueError):
        return date.fromisoformat(value)
    raise InvalidInput("cli.day", value=value)


def program_of(services: Services, external_id: str | None) -> int:
    """Return the program that is meant: by external ID, else the only active one, else the only one."""
    rows = services.programs.list()
    active = [row for row in rows if row.state == ProgramState.ACTIVE]
    if external_id is None and len(active) == 1:
        return active[0].id
    return _choose(rows, external_id, "--program").id


def database_of(services: Services, external_id: str | None) -> int:
    """Return the profile database that is meant: by external ID, else the only one."""
    return _choose(services.databases.list(), external_id, "--database").id


def points_type_of(services: Services, program_id: int, external_id: str | None) -> int | None:
    """Return the points type that is meant; None when it was not named (the sheet's column decides, or the only type)."""
    if external_id is None:
        return None
    return _choose(services.programs.get(program_id).points_types, external_id, "--points-type").id


def _choose(rows: Sequence[T], external_id: str | None, option: str) -> T:
    choices = ", ".join(row.external_id for row in rows)
    if not rows:
        raise NotFound("cli.none_there", option=option)
    if external_id is None:
        if len(rows) > 1:
            raise Conflict("cli.choose", option=option, choices=choices)
        return rows[0]
    for row in rows:
        if row.external_id.casefold() == external_id.casefold():
            return row
    raise NotFound("cli.unknown_choice", option=option, value=external_id, choices=choices)
