"""A program in which every kind of thing has happened, for tests of the proof and of damage."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from loyalty_desktop.domain.drafts import PointsTypeDraft
from loyalty_desktop.domain.kinds import ExpiryKind, ImportKind, KeyOrigin, PointsKind
from loyalty_desktop.domain.list_filters import ListQuery
from loyalty_desktop.domain.participants import ParticipantSort
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.services.ledger.session import grant_initial
from loyalty_desktop.storage.ledger import summary
from tests.support.clock import Clock
from tests.support.club import Club, make_club
from tests.support.import_sheets import HEAD


def busy_club(services: Services, clock: Clock) -> Club:
    """Two people with every operation, a day closed, an open hold, sums folded.

    The keys are r0 r1 (redemptions; given by the caller), t0 t1 (holds that timed out), h0 k0 h1 k1 (held, committed), c0 c1 (cancelled),
    p0 p1 (cancelled in part), move (a transfer, given), bulk (points to come), soon (active the next day), open (a hold).
    """
    club = make_club(
        services,
        points=PointsTypeDraft(
            "Points", "points", expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=60,
            initial_balance=Decimal(20),
        ),
        status=PointsTypeDraft(
            "Status", "status", kind=PointsKind.QUALIFICATION, expiry_kind=ExpiryKind.INACTIVITY,
            expiry_count=12,
        ),
    )  # fmt: skip
    one, two = club.join(2)
    with services.storage.write() as uow:
        grant_initial(uow, club.program_id, [one, two])
    points, standard, given = services.points, club.standard_id, KeyOrigin.EXTERNAL
    for n, who in enumerate((one, two)):
        club.accrue(who, 600)
        club.accrue(who, 100, standard)
        second = club.accrue(who, 50, standard)
        spent = points.redeem(who, standard, Decimal(30), key=f"r{n}", origin=given).value
        points.redeem(who, standard, Decimal(10), key=f"t{n}", temporary_seconds=3600)
        held = points.redeem(who, standard, Decimal(5), key=f"h{n}", temporary_seconds=3600).value
        points.commit(who, held.id, key=f"k{n}")
        points.cancel(who, second.id, key=f"c{n}", reason="mistake")
        points.cancel(who, spent.id, key=f"p{n}", reason="one came back", amount=Decimal(12))
    points.transfer(one, two, standard, Decimal(7), key="move", origin=given)
    points.accrue(
        two, standard, Decimal(40), key="bulk", origin=KeyOrigin.COMMAND,
        activates_on=date(2026, 2, 1), description="for March",
    )  # fmt: skip
    points.accrue(one, standard, Decimal(15), key="soon", activates_on=date(2026, 1, 16))
    clock.advance(days=1)
    services.closing.close_day()
    points.redeem(one, standard, Decimal(4), key="open", temporary_seconds=3600)
    group = services.programs.get(club.program_id).tier_groups[0]
    gold = int(group.tiers[-1].id or 0)
    services.tiers.set_manual(two, club.group_id, gold, until=date(2026, 6, 1), reason="a guest")
    services.participants.block(club.program_id, two, "asked by the customer")
    summary.fold(services.storage)
    return club


def busy_shop(services: Services, clock: Clock, folder: Path, *, people: int) -> Club:
    """A busy club that some hundred people joined by import, with points of a file, one of it undone, days closed."""
    club = busy_club(services, clock)
    crowd = [[f"s{n:04d}", f"Person {n}", "2025-11-01"] for n in range(people)]
    head = ["external_id", "first_name", "registered_at"]
    _bring(services, club, folder / "people.csv", ImportKind.PARTICIPANTS, [head, *crowd])
    rows = [
        [f"T{n}-{k}", f"s{n:04d}", kind, amount, day]
        for n in range(people)
        for k, (kind, amount, day) in enumerate(
            (
                ("accrual", str(20 + n % 7), "2025-12-01 10:00"),
                ("accrual", "30", "2025-12-20 11:00"),
                ("redemption", str(10 + n % 5), "2026-01-05 12:00"),
            )
        )
    ]
    _bring(services, club, folder / "points.csv", ImportKind.POINTS, [list(HEAD), *rows])
    wrong = [[f"W{n}", f"s{n:04d}", "accrual", "500", "2026-01-06"] for n in range(5)]
    batch = _bring(services, club, folder / "wrong.csv", ImportKind.POINTS, [list(HEAD), *wrong])
    services.imports.undo(batch)
    clock.advance(days=20)
    services.closing.close_day()
    listed = services.participants.list_ids(club.program_id, ListQuery(), ParticipantSort())
    services.participants.block(club.program_id, listed.ids[-1], "asked by the customer")
    summary.fold(services.storage)
    return club


def changed_shop(services: Services, clock: Clock, folder: Path) -> Club:
    """A busy shop of six more people in which imports changed profiles, participants, tiers and partners."""
    club = busy_shop(services, clock, folder, people=6)
    people = [
        ["external_id", "last_name", "comment", "tier"],
        *([f"s{n:04d}", f"Name {n}", f"note {n}", "gold"] for n in range(4)),
    ]
    partners = [["code", "partner", "share"], ["bakery", "Corner bakery", "50"]]
    again = [["code", "partner", "share"], ["bakery", "Bakery", "40"]]
    for name, kind, rows, until in (
        ("changes.csv", ImportKind.PARTICIPANTS, people, date(2026, 12, 31)),
        ("partners.csv", ImportKind("partners"), partners, None),
        ("again.csv", ImportKind("partners"), again, None),
    ):
        path = folder / name
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows(rows)
        request = ImportRequest(kind, path, program_id=club.program_id, tier_until=until)
        report = services.imports.run(request).value
        assert report.new + report.changed == len(rows) - 1, report
    return club


def _bring(
    services: Services, club: Club, path: Path, kind: ImportKind, rows: list[list[str]]
) -> int:
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(rows)
    report = services.imports.run(ImportRequest(kind, path, program_id=club.program_id)).value
    assert report.new == len(rows) - 1, report
    assert report.batch is not None
    return report.batch
