"""The command `audit`: seal the audit trail, list its records."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from loyalty_desktop.app import bootstrap
from loyalty_desktop.app.cli.choices import present, program_of
from loyalty_desktop.app.cli.output import DONE, say_json, say_table

if TYPE_CHECKING:
    from loyalty_desktop.services.audit import AuditRow
    from loyalty_desktop.services.container import Services

ACTIONS = ("list", "seal")


def run(arguments: argparse.Namespace) -> int:
    """Seal the audit trail and print the last seals, or print the last records."""
    with bootstrap.services_over(present(arguments)) as services:
        return (
            _seal(services, arguments) if arguments.action == "seal" else _list(services, arguments)
        )


def _seal(services: Services, arguments: argparse.Namespace) -> int:
    made = services.audit.seal()
    found = services.audit.seals(limit=arguments.limit)
    if arguments.json:
        say_json({"seal": made, "seals": found})
    elif made is None:
        print("There is nothing to seal: the audit trail is empty.")
    else:
        say_table(
            ["seal", "made at (UTC)", "by", "reason", "chains", "hash"],
            [(s.number, s.at, s.actor, s.reason, s.people, s.hash) for s in found],
        )
    return DONE


def _list(services: Services, arguments: argparse.Namespace) -> int:
    rows = _rows(services, arguments)
    if arguments.json:
        say_json({"records": [{"record": row.name, **_values(row)} for row in rows]})
    else:
        say_table(
            ["record", "at (UTC)", "by", "action", "before", "after"],
            [
                (row.name, row.at, row.actor, row.action, _short(row.before), _short(row.after))
                for row in rows
            ],
        )
    return DONE


def _rows(services: Services, arguments: argparse.Namespace) -> list[AuditRow]:
    """Return the records of one participant, of one program's set-up, or of everybody; the newest first."""
    audit, limit = services.audit, arguments.limit
    if arguments.participant is not None:
        program_id = program_of(services, arguments.program)
        person = services.participants.find(program_id, arguments.participant)
        return audit.of_participant(program_id, person, limit=limit)
    if arguments.program is not None:
        return audit.of_house("program", program_of(services, arguments.program), limit=limit)
    return audit.entries(limit=limit)


def _values(row: AuditRow) -> dict[str, object]:
    names = ("at", "actor", "action", "entity", "entity_id", "program_id", "before", "after")
    return {name: getattr(row, name) for name in names}


def _short(values: dict[str, object] | None) -> str:
    return "-" if not values else json.dumps(values, ensure_ascii=False)
