"""What each command does: find what is meant, call one service, print the answer. Each returns the exit code."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from loyalty_desktop.app import bootstrap, paths
from loyalty_desktop.app.cli.choices import parse_day, present, program_of, target
from loyalty_desktop.app.cli.output import DONE, REFUSED, message, say_json, say_pairs, say_table
from loyalty_desktop.domain.messages import Message

if TYPE_CHECKING:
    from loyalty_desktop.domain.backups import Backup
    from loyalty_desktop.services.container import Services
    from loyalty_desktop.services.selfcheck import SelfCheck


def init(arguments: argparse.Namespace) -> int:
    """Make an empty workspace, and with --quick-start a program in it."""
    place = target(arguments)
    answer: dict[str, object] = {"workspace": place}

    def fill(services: Services) -> None:
        if arguments.grant_to:
            services.access.grant(arguments.grant_to)
        if arguments.phone_region:
            services.settings.set_phone_region(arguments.phone_region)
        if arguments.quick_start:
            answer.update(_quick_start(services))

    bootstrap.make_workspace(place, fill, goes_on=arguments.quick_start)
    if arguments.json:
        say_json(answer)
    else:
        print(f"Workspace made: {place}")
        if arguments.quick_start:
            say_pairs((name, _listed(answer[name])) for name in _QUICK)
    return DONE


def _quick_start(services: Services) -> dict[str, object]:
    from loyalty_desktop.domain.quick_start import QuickStartDraft

    draft = QuickStartDraft()
    result = services.quick_start(draft).value
    return {
        "database": draft.database_external_id,
        "program": draft.program_external_id,
        "points_types": [part.external_id for part in (draft.points, draft.status) if part],
        "tiers": [tier.external_id for tier in draft.tiers],
        "program_id": result.program_id,
        "database_id": result.profile_database_id,
    }


def grant(arguments: argparse.Namespace) -> int:
    """Let a PostgreSQL role work with the workspace."""
    with bootstrap.services_over(present(arguments)) as services:
        services.access.grant(arguments.role)
    if arguments.json:
        say_json({"granted_to": arguments.role})
    else:
        print(f"The role {arguments.role} can work here.")
    return DONE


_QUICK = ("database", "program", "points_types", "tiers")


def _listed(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def demo(arguments: argparse.Namespace) -> int:
    """Make a workspace with the demonstration data."""
    from loyalty_desktop.app import demo as maker

    place = arguments.workspace or str(paths.data_dir() / "demo.loyalty")
    report = maker.make(place)
    if arguments.json:
        say_json({"workspace": place, "report": report})
    else:
        print(f"Demo workspace made: {place}")
        say_pairs(
            [
                ("participants", report.participants),
                ("rows brought in", report.rows),
                ("rows refused for lack of points", report.refused),
            ]
        )
    return DONE


def backup(arguments: argparse.Namespace) -> int:
    """Back up the workspace."""
    with bootstrap.services_over(present(arguments)) as services:
        made = services.backups.make(to=arguments.out)
    if arguments.json:
        say_json(made)
    else:
        print(f"Backup made and verified: {made.path}")
        say_pairs([("bytes", made.size), *made.rows.items(), *_sealed(made)])
    return DONE


def _sealed(made: Backup | None) -> list[tuple[str, object]]:
    """Return number and hash of the last seal of a backup's audit trail; nothing when it has none."""
    if made is None or not made.seal:
        return []
    return [("audit seal", made.seal), ("seal hash", made.seal_hash)]


def restore(arguments: argparse.Namespace) -> int:
    """Restore a backup."""
    from loyalty_desktop.services import backups

    place = target(arguments)
    saved = backups.restore(place, arguments.backup, actor=bootstrap.actor_name())
    source = backups.described(arguments.backup)
    if arguments.json:
        answer = {"workspace": place, "saved": None if saved is None else saved.path}
        say_json({**answer, "backup": source})
    else:
        print(f"Restored: {place}")
        say_pairs(_sealed(source))
        if saved is not None:
            print(f"The state before was kept: {saved.path}")
    return DONE


def self_check(arguments: argparse.Namespace) -> int:
    """Check program, workspace and environment; exit code 1 when something is wrong."""
    from loyalty_desktop.services import selfcheck

    if arguments.workspace:
        present(arguments)
    report = selfcheck.run(
        arguments.workspace,
        resources=paths.resources_dir(),
        folders=(paths.config_dir(), paths.cache_dir(), paths.log_dir()),
        now=datetime.now(UTC),
    )
    if arguments.json:
        say_json({"ok": report.ok, "checks": report.checks})
    else:
        say_table(
            ["check", "result", "found"],
            [(check.name, "ok" if check.ok else "WRONG", _words(check)) for check in report.checks],
        )
    return DONE if report.ok else REFUSED


def _words(check: SelfCheck) -> str:
    """Print what was found; a code of the messages in its words."""
    if check.ok or not check.found.startswith("storage."):
        return check.found
    return message(Message(check.found, check.params))


def close_day(arguments: argparse.Namespace) -> int:
    """Run the daily close."""
    as_of = None if arguments.as_of is None else parse_day(arguments.as_of)
    with bootstrap.services_over(present(arguments)) as services:
        report = services.closing.close_day(as_of, ahead=arguments.ahead).value
    if arguments.json:
        say_json(report)
    else:
        from loyalty_desktop.app.cli.ledger_output import say_close

        say_close(report)
    return DONE


def prove(arguments: argparse.Namespace) -> int:
    """Recompute the ledger; 0 differences or exit code 1."""
    from loyalty_desktop.app.cli.ledger_output import proof_object, say_proof

    with bootstrap.services_over(present(arguments)) as services:
        report = services.proof.prove()
    if arguments.json:
        say_json(proof_object(report))
    else:
        say_proof(report)
    return DONE if report.differences == 0 else REFUSED


def balance(arguments: argparse.Namespace) -> int:
    """Print the balances of one participant."""
    with bootstrap.services_over(present(arguments)) as services:
        program_id = program_of(services, arguments.program)
        participant_id = services.participants.find(program_id, arguments.key)
        rows = services.points.balances(program_id, participant_id)
    if arguments.json:
        say_json({"participant": arguments.key, "balances": rows})
    else:
        say_table(
            ["points type", "total", "active", "pending", "held", "debt", "expiring in 30 days"],
            [(r.name, r.total, r.active, r.pending, r.held, r.debt, r.expiring_30) for r in rows],
        )
    return DONE
