"""Puts into a workspace with the quick start's program what a year leaves there: people, points of every kind, imports."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from loyalty_desktop.app.bootstrap import services_over
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.types import ImportRequest

NAMES = (
    ("Aleksandra", "Kholmogorova-Preobrazhenskaya"), ("Anna", "Petrova"), ("Пётр", "Кузнецов"), ("Sam", "Lee"),
    ("Наталья", "Соловьёва"), ("John", "Miller"), ("Олег", "Ким"), ("Maria", "Garcia"), ("Ян", "Ли"), ("Eve", ""),
    ("Виктор", "Журавлёв"), ("Grace", "Hopper"),
)  # fmt: skip


def fill(path: Path) -> None:
    """People, accruals, redemptions, a transfer, a cancellation, a hold, a block, a tier by hand, imports."""
    with services_over(path) as services:
        program_id = services.programs.list()[0].id
        people = [
            services.participants.join_new(
                program_id,
                ProfileDraft(
                    external_id=f"{n:06d}",
                    first_name=first,
                    last_name=last,
                    email=f"person{n}@example.com",
                    phone=f"+7916555{n:04d}",
                    city=("Москва", "Dayton", "")[n % 3],
                    birth_date=date(1980, 1 + n % 12, 5),
                    tags=("family", "weekly") if n % 4 == 0 else (),
                ),
            ).value
            for n, (first, last) in enumerate(NAMES, start=1)
        ]
        _points(services, program_id, people)
        services.participants.block(program_id, people[6], "asked by the customer")
        services.participants.set_comment(
            program_id, people[0], "Prefers the phone. Comes on Thursdays with her daughter."
        )
        for name, kind, rows in (
            ("participants-november.csv", ImportKind.PARTICIPANTS, _participants()),
            ("points-november.csv", ImportKind.POINTS, _operations()),
        ):
            sheet = path.with_name(name)
            with sheet.open("w", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows(rows)
            services.imports.run(ImportRequest(kind, sheet, program_id=program_id))


def _points(services: Services, program_id: int, people: list[int]) -> None:
    types = services.programs.get(program_id).points_types
    money, status = int(types[0].id or 0), int(types[1].id or 0)
    points = services.points
    for n, person in enumerate(people):
        points.accrue(
            person, money, Decimal(1250 + 137 * n), key=f"m{n}", description="Welcome gift"
        )
        points.accrue(person, status, Decimal(300 * n), key=f"s{n}") if n else None
    last = points.accrue(people[0], money, Decimal("12.50"), key="small").value
    points.redeem(people[0], money, Decimal(200), key="r0", description="Paid at the till")
    points.transfer(people[1], people[0], money, Decimal(100), key="t0")
    points.cancel(people[0], last.id, key="c0", reason="booked twice")
    points.accrue(people[0], money, Decimal(75), key="h0", temporary_seconds=3600)
    group = services.programs.get(program_id).tier_groups[0]
    services.tiers.set_manual(
        people[0], int(group.id or 0), int(group.tiers[-1].id or 0),
        until=date.today() + timedelta(days=90), reason="moved from another program",
    )  # fmt: skip


def _participants() -> list[list[str]]:
    head = ["external_id", "first_name", "phone", "email", "city"]
    return [head, *([f"7{n:05d}", f"Household {n}", f"+1513555{300 + n:04d}", f"h{n}@example.com" if n % 7 else "nobody", "Dayton"] for n in range(40))]  # fmt: skip


def _operations() -> list[list[str]]:
    head = ["external_id", "participant", "type", "amount", "occurred_at"]
    return [head, *([f"T{n}", f"7{n % 30 + 1:05d}" if n % 9 else "nobody", "accrual", f"{100 + n}", "2026-01-10 12:00"] for n in range(60))]  # fmt: skip
