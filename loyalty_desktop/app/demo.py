"""The demo workspace: a year of a real loyalty program, imported as anybody's data would be.

The shipped cut (resources/demo/README.md) goes through the same import, ledger and daily close. Its clock is fixed at
DEMO_NOW (docs/adr/0008).
"""

from __future__ import annotations

import csv
import lzma
import tempfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from loyalty_desktop.app import bootstrap, paths
from loyalty_desktop.domain.days import zone
from loyalty_desktop.domain.drafts import (
    CustomFieldDraft,
    PointsTypeDraft,
    ProfileDatabaseDraft,
    ProgramDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.domain.kinds import (
    Downgrade,
    ExpiryKind,
    ImportKind,
    PointsKind,
    TierGroupKind,
)
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.imports.service import ImportsService
from loyalty_desktop.services.imports.types import ImportRequest

YEAR = 2017
DEMO_NOW = datetime(YEAR, 12, 31, 23, 30, tzinfo=UTC)
"""Half past six in the evening in the shop's time zone."""
TIME_ZONE = "America/New_York"
BASKETS_PER_REDEMPTION = 10
"""The data set has no points: households spend their full hundreds on every tenth basket and on coupon days."""

FIELDS = (
    ("age", "Age"),
    ("income", "Income"),
    ("home_ownership", "Home"),
    ("marital_status", "Marital status"),
    ("household_size", "Household size"),
    ("household_comp", "Household"),
    ("kids_count", "Children"),
)


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demo holds: counts of participants, points rows imported, and rows refused for lack of points."""

    participants: int
    rows: int
    refused: int


def demo_database() -> ProfileDatabaseDraft:
    """The customer base of the demo."""
    fields = tuple(CustomFieldDraft(name=name, label=label) for name, label in FIELDS)
    return ProfileDatabaseDraft(name="Households", external_id="households", fields=fields)


def demo_program(database_id: int) -> ProgramDraft:
    """The demo's program: one point for each dollar, valid for six months; status points decide four tiers, reviewed yearly."""
    tiers = (
        ("Member", "member", 0, "#8a94a6"),
        ("Silver", "silver", 500, "#6b7c93"),
        ("Gold", "gold", 1500, "#b7791f"),
        ("Platinum", "platinum", 4000, "#3056d3"),
    )
    return ProgramDraft(
        name="Grocery card",
        external_id="grocery",
        profile_database_id=database_id,
        currency="USD",
        time_zone=TIME_ZONE,
        points_types=(
            PointsTypeDraft(
                name="Points",
                external_id="points",
                money_rate=Decimal(100),
                expiry_kind=ExpiryKind.AFTER_MONTHS,
                expiry_count=6,
            ),
            PointsTypeDraft(
                name="Status points",
                external_id="status",
                kind=PointsKind.QUALIFICATION,
                money_rate=Decimal(0),
            ),
        ),
        tier_groups=(
            TierGroupDraft(
                name="Levels",
                external_id="levels",
                points_type="status",
                kind=TierGroupKind.PERIODIC,
                review_months=12,
                review_day=date(YEAR + 1, 1, 1),
                reset=True,
                downgrade=Downgrade.ONE_STEP,
                grace_days=30,
                tiers=tuple(
                    TierDraft(
                        name=name, external_id=code, threshold=Decimal(threshold), colour=colour
                    )
                    for name, code, threshold, colour in tiers
                ),
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class Visit:
    """A basket (points accrued) or a coupon day (points redeemed; `points` is negative), in local time."""

    household: str
    at: datetime
    points: Decimal


def read_visits(resources: Path) -> list[Visit]:
    """Return all visits of the shipped cut until DEMO_NOW, in time order; redemptions have points below zero."""
    start = datetime(YEAR, 1, 1)
    until = DEMO_NOW.astimezone(zone(TIME_ZONE)).replace(tzinfo=None)
    visits = []
    with lzma.open(resources / "baskets.csv.xz", "rt", encoding="utf-8") as handle:
        for household, minute, cents in csv.reader(handle):
            at = start + timedelta(minutes=int(minute))
            visits.append(Visit(household, at, Decimal(cents).scaleb(-2)))
    with (resources / "redemptions.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            at = datetime.fromisoformat(row["day"]) + timedelta(hours=18)
            visits.append(Visit(row["household"], at, Decimal(0)))
    visits.sort(key=lambda visit: (visit.at, visit.household))
    return list(_with_redemptions(visit for visit in visits if visit.at < until))


def _with_redemptions(visits: Iterable[Visit]) -> Iterator[Visit]:
    """Return visits with points, with what a household spends on coupon days (0 points) and on every tenth basket."""
    purses: dict[str, deque[tuple[datetime, Decimal]]] = {}
    baskets: Counter[str] = Counter()
    for visit in visits:
        who = visit.household
        purse = purses.setdefault(who, deque())
        if visit.points:
            yield visit
            purse.append((visit.at, visit.points))
            baskets[who] += 1
        while purse and visit.at - purse[0][0] > timedelta(days=175):  # about to expire
            purse.popleft()
        hundreds = int(sum(points for _, points in purse) // 100)
        if hundreds and (not visit.points or baskets[who] % BASKETS_PER_REDEMPTION == 0):
            spent = Decimal(100 * hundreds)
            yield Visit(who, visit.at + timedelta(minutes=1), -spent)
            while spent:
                at, points = purse.popleft()
                if points > spent:
                    purse.appendleft((at, points - spent))
                spent -= min(points, spent)


def write_month(path: Path, visits: list[Visit], *, first_number: int) -> int:
    """Write a month's points transactions as the spreadsheet a shop would send; return the number of rows."""
    rows = 0
    with path.open("w", newline="", encoding="utf-8") as handle:
        out = csv.writer(handle)
        out.writerow(
            [
                "external_id",
                "participant",
                "points_type",
                "type",
                "amount",
                "occurred_at",
                "description",
            ]
        )
        for number, visit in enumerate(visits, start=first_number):
            at = visit.at.strftime("%Y-%m-%d %H:%M:%S")
            if visit.points < 0:
                out.writerow(
                    [
                        f"R{number}",
                        visit.household,
                        "points",
                        "redemption",
                        -visit.points,
                        at,
                        "Coupons",
                    ]
                )
                rows += 1
                continue
            out.writerow(
                [f"B{number}", visit.household, "points", "accrual", visit.points, at, "Basket"]
            )
            out.writerow(
                [f"S{number}", visit.household, "status", "accrual", visit.points, at, "Basket"]
            )
            rows += 2
    return rows


def make(place: str, progress: Progress = NO_PROGRESS) -> DemoReport:
    """Make the demo workspace at a file path or database URL. It appears under its name only when it is complete.

    Raises StorageProblem when something is there already, and whatever the use cases raise.
    """
    made: list[DemoReport] = []
    resources = paths.resources_dir() / "demo"
    bootstrap.make_workspace(
        place, lambda services: made.append(build(services, resources, progress))
    )
    return made[0]


def open_or_make(path: Path, progress: Progress = NO_PROGRESS) -> bootstrap.OpenWorkspace:
    """Open the demo workspace; make it when it is missing or was made by an earlier version with another schema.

    The earlier file is kept beside it as "NAME-earlier.loyalty".
    """
    try:
        if path.exists():
            return bootstrap.open_services(path)
    except StorageProblem as error:
        if error.code != "storage.other_schema":
            raise
        bootstrap.remove_workspace(earlier := path.with_name(f"{path.stem}-earlier{path.suffix}"))
        path.rename(earlier)
    make(str(path), progress)
    return bootstrap.open_services(path)


def build(services: Services, resources: Path, progress: Progress = NO_PROGRESS) -> DemoReport:
    """Build the demo in an empty workspace: the program, households, visits month by month, the daily close.

    `resources` is the folder of the shipped cut. The clock of the workspace moves through the year and stays at
    DEMO_NOW. Raises whatever the use cases raise; the workspace is then incomplete and should be removed.
    """
    return _Builder(services).build(resources, progress)


def _no_backup(_reason: str) -> None:
    """Make no backups while the demo is being made."""


class _Builder:
    """The steps of `build`."""

    def __init__(self, services: Services) -> None:
        self._moment = datetime(YEAR, 1, 1, 5, 0, tzinfo=UTC)
        storage = services.storage.at(lambda: self._moment)
        self._services = Services(storage)
        self._imports = ImportsService(storage, back_up=_no_backup)

    def build(self, resources: Path, progress: Progress) -> DemoReport:
        """Import households and visits and close the days."""
        services = self._services
        visits = read_visits(resources)
        database_id = services.databases.create(demo_database()).value
        program_id = services.programs.create(demo_program(database_id)).value
        services.programs.activate(program_id)
        participants = self._import_households(resources, program_id, progress)
        rows = refused = 0
        with tempfile.TemporaryDirectory() as folder:
            for month in range(1, 13):
                mine = [visit for visit in visits if visit.at.month == month]
                path = Path(folder) / f"baskets-{YEAR}-{month:02d}.csv"
                month_rows, month_refused = self._import_month(
                    path, mine, month, program_id, progress
                )
                rows += month_rows
                refused += month_refused
        self._moment = DEMO_NOW
        services.closing.close_day(progress=progress)
        services.settings.freeze_clock(DEMO_NOW)
        return DemoReport(participants, rows, refused)

    def _import_households(self, resources: Path, program_id: int, progress: Progress) -> int:
        """Import profiles and participants; return how many there are then."""
        report = self._imports.run(
            ImportRequest(
                kind=ImportKind.PARTICIPANTS,
                path=resources / "households.csv",
                mapping={"external_id": "participant"},
                program_id=program_id,
            ),
            progress,
        )
        return report.value.new

    def _import_month(
        self, path: Path, visits: list[Visit], month: int, program_id: int, progress: Progress
    ) -> tuple[int, int]:
        """Import a month on its last evening and close its days; return the rows read and refused."""
        rows = write_month(path, visits, first_number=month * 100_000)
        following = datetime(YEAR + month // 12, month % 12 + 1, 1, 5, 0, tzinfo=UTC)
        self._moment = min(following, DEMO_NOW)
        report = self._imports.run(
            ImportRequest(kind=ImportKind.POINTS, path=path, program_id=program_id), progress
        ).value
        self._services.closing.close_day(progress=progress)
        return rows, report.rejected
