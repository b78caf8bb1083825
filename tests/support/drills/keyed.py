"""Every keyed command of the points service, sent with the same key as often as a caller likes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from loyalty_desktop.services.container import Services

COMMANDS = ("accrue", "redeem", "reserve", "transfer", "cancel", "commit", "roll_back")


@dataclass(frozen=True, slots=True)
class Ids:
    """Who and what the commands are about: `given` is an accrual, `held` are two temporary redemptions."""

    person: int
    other: int
    points: int
    given: int
    held: tuple[int, int]


def prepare(services: Services) -> Ids:
    """Give a participant of the drills' workspace what the commands need."""
    program = services.programs.list()[0].id
    points = int(services.programs.get(program).points_types[0].id or 0)
    person, other = (services.participants.find(program, key) for key in ("c000", "c001"))
    given = services.points.accrue(person, points, Decimal(500), key="given").value.id
    services.points.accrue(person, points, Decimal(500), key="more")
    first, second = (
        services.points.redeem(person, points, Decimal(5), key=key, temporary_seconds=3600).value.id
        for key in ("held1", "held2")
    )
    return Ids(person, other, points, given, (first, second))


def send(services: Services, what: str, ids: Ids) -> int:
    """Send a command; the key is its name. Returns the transaction's id."""
    points, key = services.points, f"key of {what}"
    match what:
        case "accrue":
            done = points.accrue(ids.person, ids.points, Decimal(7), key=key)
        case "redeem":
            done = points.redeem(ids.person, ids.points, Decimal(3), key=key)
        case "reserve":
            done = points.redeem(
                ids.person, ids.points, Decimal(2), key=key, temporary_seconds=3600
            )
        case "transfer":
            done = points.transfer(ids.person, ids.other, ids.points, Decimal(4), key=key)
        case "cancel":
            done = points.cancel(ids.person, ids.given, key=key, reason="returned")
        case "commit":
            done = points.commit(ids.person, ids.held[0], key=key)
        case _:
            done = points.roll_back(ids.person, ids.held[1], key=key)
    return done.value.id


def ledger_of(services: Services, folder: Path) -> list[str]:
    """All transactions and balances, as exported to a folder."""
    program = services.programs.list()[0].id
    found: list[str] = []
    for kind in ("participants", "transactions"):
        path = folder / f"{kind}.csv"
        services.exports.export(kind, program, path)
        found += path.read_text(encoding="utf-8").splitlines()
        path.unlink()
    return found
