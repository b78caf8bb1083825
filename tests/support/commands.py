"""One call of every kind of command, for tests that must hold for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import text

from loyalty_desktop.domain.drafts import ProfileDatabaseDraft, ProfileDraft
from loyalty_desktop.domain.points import PointsDraft
from loyalty_desktop.domain.quick_start import QuickStartDraft
from loyalty_desktop.storage.queries.tiers import load_groups
from tests.support.ledger_world import LedgerWorld

Command = Callable[[LedgerWorld, list[int]], object]
"""Called with two participants of the world's program, who have 100 points or more each."""


def _key(people: list[int], name: str) -> str:
    return f"{name} {people[0]}"


def _accrue(world: LedgerWorld, people: list[int]) -> int:
    key = _key(people, "to cancel")
    return world.points.accrue(people[0], world.standard, Decimal(5), key=key).value.id


def _cancel(world: LedgerWorld, people: list[int]) -> object:
    made, key = _accrue(world, people), _key(people, "cancel")
    return world.points.cancel(people[0], made, key=key, reason="wrong")


def _settle(world: LedgerWorld, people: list[int]) -> object:
    kept, dropped = (
        world.points.redeem(
            people[0], world.standard, Decimal(1), key=_key(people, f"hold {n}"), temporary=True
        ).value.id
        for n in range(2)
    )
    world.points.commit(people[0], kept, key=_key(people, "commit"))
    return world.points.roll_back(people[0], dropped, key=_key(people, "roll back"))


def _profile(world: LedgerWorld, people: list[int]) -> ProfileDraft:
    with world.storage.read() as conn:
        version = conn.execute(
            text("SELECT version FROM profile WHERE id = :id"), {"id": people[0]}
        ).scalar_one()
    return ProfileDraft(id=people[0], external_id=f"p{people[0]}", last_name="New", version=version)


def _join(world: LedgerWorld, people: list[int]) -> object:
    draft = ProfileDraft(external_id=_key(people, "joins"), last_name="Fresh")
    made = world.services.profiles.create(world.database, draft).value
    return world.services.participants.join(world.program, made)


def _tier(world: LedgerWorld, people: list[int]) -> object:
    with world.storage.read() as conn:
        (group,) = load_groups(conn, world.program)
    until = date(2030, 1, 1)
    world.services.tiers.set_manual(people[0], group.id, group.tier_ids[1], until, "friend")
    return world.services.tiers.clear_manual(people[0], group.id, "no friend")


def _program(world: LedgerWorld, _people: list[int]) -> object:
    draft = world.services.programs.get(world.program)
    return world.services.programs.update(replace(draft, name="Renamed"))


OF_A_PERSON: dict[str, Command] = {
    "accrue": lambda w, p: w.points.accrue(p[0], w.standard, Decimal(5), key=_key(p, "accrue")),
    "redeem": lambda w, p: w.points.redeem(p[0], w.standard, Decimal(5), key=_key(p, "redeem")),
    "transfer": lambda w, p: w.points.transfer(
        p[1], p[0], w.standard, Decimal(5), key=_key(p, "transfer")
    ),
    "accrue to several": lambda w, p: w.services.bulk_points.accrue(
        w.program, tuple(p), PointsDraft(w.standard, Decimal(3)), key=_key(p, "bulk")
    ),
    "cancel": _cancel,
    "hold, commit, roll back": _settle,
    "join": _join,
    "join new": lambda w, p: w.services.participants.join_new(
        w.program, ProfileDraft(external_id=_key(p, "new"), last_name="Fresh")
    ),
    "tier by hand": _tier,
    "comment": lambda w, p: w.services.participants.set_comment(w.program, p[0], "seen"),
    "profile": lambda w, p: w.services.profiles.update(_profile(w, p)),
    "block": lambda w, p: w.services.participants.block(w.program, p[0], "reason"),
    "unblock": lambda w, p: w.services.participants.unblock(w.program, p[0]),
    "leave": lambda w, p: w.services.participants.leave(w.program, p[1]),
    "join again": lambda w, p: w.services.participants.join(w.program, p[1]),
}
"""Commands that are about these people only, in an order in which all of them are possible."""

OF_THE_HOUSE: dict[str, Command] = {
    "block all": lambda w, p: w.services.participants.block_all(w.program, tuple(p), "reason"),
    "join all": lambda w, _: w.services.participants.join_all(w.program),
    "set-up": _program,
    "clone": lambda w, _: w.services.programs.clone(w.program, name="Other", external_id="other"),
    "quick start": lambda w, _: w.services.quick_start(
        QuickStartDraft(
            program_name="Second", program_external_id="second", database_external_id="second"
        )
    ),
    "profile database": lambda w, _: w.services.databases.create(
        ProfileDatabaseDraft(name="Third", external_id="third")
    ),
    "setting": lambda w, _: w.services.settings.set_number("backup.keep_daily", 3),
    "country": lambda w, _: w.services.settings.set_phone_region("DE"),
    "close": lambda w, _: w.services.closing.close_day(),
    "seal": lambda w, _: w.services.audit.seal(),
    "pause": lambda w, _: w.services.programs.pause(w.program),
}
"""Commands about everything."""


def prepare(name: str, world: LedgerWorld, people: list[int]) -> None:
    """Do what a command needs before it."""
    if name in {"unblock", "join again"}:
        OF_A_PERSON["block" if name == "unblock" else "leave"](world, people)
    if name == "tier by hand":
        with world.storage.write() as uow:
            world.services.tiers.start(uow, world.program, people)
