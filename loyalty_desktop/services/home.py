"""The numbers of the home screen, one HomeProgram per active program.

Points by month, outstanding points and liability come from the daily summary, with the expirations that are due and not
posted yet, so that closing the day changes none of them. The tier mix and expirations to come are read from indexes.
Counting participants, the active ones and those below their tier's threshold scans; with a million participants these
take about a second together, so they are cached until a transaction or participant is added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import (
    add_days,
    add_months,
    from_day_number,
    instant,
    local_day,
    start_of_day,
    zone,
)
from loyalty_desktop.domain.flows import ACTIVE_DAYS, sums_of
from loyalty_desktop.domain.kinds import Flow, PointsKind
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.storage.queries import home as queries
from loyalty_desktop.storage.queries.due import DueNow, due_now
from loyalty_desktop.storage.queries.home import HomeProgramRow, PointsTypeRow, TierMixRow
from loyalty_desktop.storage.unit_of_work import Storage

MONTHS = 12
_CENT = Decimal("0.01")
_ACCRUED = (Flow.ACCRUED, Flow.INITIAL, Flow.IMPORTED)
_Sum = tuple[int, int, Flow, int, int]
"""(points type, YYYYMM, flow, units, count)"""


@dataclass(frozen=True, slots=True)
class MonthPoints:
    """Standard points of one month (its first day); redeemed and expired are positive."""

    month: date
    accrued: Decimal
    redeemed: Decimal
    expired: Decimal
    outstanding: Decimal  # at the end of the month
    count: int  # transactions


@dataclass(frozen=True, slots=True)
class Expiry:
    """Points of one type whose last valid day is `day`; `money` is None when they are worth none."""

    day: date
    points_type: str
    points: Decimal
    money: Decimal | None


@dataclass(frozen=True, slots=True)
class HomeProgram:
    """One active program. Rates are those of domain/flows.py since its first day, None while nothing was accrued.

    `months` are the last 12, the oldest first: the chart and the sparklines.
    """

    program_id: int
    name: str
    currency: str
    participants: int
    participants_this_month: int
    active_30_days: int
    active_90_days: int
    active_365_days: int
    outstanding: Decimal
    liability: Decimal
    redemption_rate: Decimal | None
    breakage: Decimal | None
    months: tuple[MonthPoints, ...]
    tier_mix: tuple[TierMixRow, ...]
    expiries: tuple[Expiry, ...]
    expiring_points: Decimal
    expiring_money: Decimal
    closed_through: date | None
    needs_hand: tuple[Message, ...]  # codes home.*
    today: (
        date  # of the program: expiries count from it, windows of active participants end with it
    )
    points_type_id: int | None  # the first standard one


class HomeService:
    """Numbers of the active programs."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._remembered: dict[tuple[str, int], tuple[object, Any]] = {}

    def numbers(self) -> list[HomeProgram]:
        """Return all active programs with their numbers, by name."""
        now = instant(self._storage.clock())
        with self._storage.read() as conn:
            version = queries.version(conn)
            return [self._program(conn, row, now, version) for row in queries.home_programs(conn)]

    def _program(
        self, conn: Any, program: HomeProgramRow, now: int, version: object
    ) -> HomeProgram:
        tz = zone(program.time_zone)
        today = local_day(now, tz)
        types = queries.points_types(conn, program.id)
        standard = {row.id: row for row in types if row.kind == PointsKind.STANDARD}
        due = due_now(conn, program.id, now)
        sums = [
            row
            for row in (*queries.summed(conn, program.id), *_due_expirations(conn, due))
            if row[0] in standard
        ]
        outstanding = _by_type(sums)
        places = max((row.decimals for row in standard.values()), default=0)
        month_start = start_of_day(today // 100 * 100 + 1, tz)
        since = [start_of_day(add_days(today, 1 - days), tz) for days in ACTIVE_DAYS]
        key = (version, today, frozenset(due.settled))
        people = self._remember(
            "people",
            program.id,
            key,
            lambda: queries.count_participants(conn, program.id, month_start),
        )
        active = self._remember(
            "active", program.id, key, lambda: queries.count_active(conn, program.id, since)
        )
        flows = sums_of(row[2:] for row in sums)
        expiries = _expiries(queries.expiring(conn, due, today, add_days(today, 29)), standard)
        mix = tuple(queries.tier_mix(conn, program.id))
        expiring_points = sum((e.points for e in expiries), Decimal(0))
        below = self._remember(
            "below",
            program.id,
            key,
            lambda: [
                (group_id, name, queries.below_threshold(conn, due, group_id))
                for group_id, name in dict.fromkeys((m.tier_group_id, m.group_name) for m in mix)
            ],
        )
        return HomeProgram(
            program_id=program.id,
            name=program.name,
            currency=program.currency,
            participants=people[0],
            participants_this_month=people[1],
            active_30_days=active[0],
            active_90_days=active[1],
            active_365_days=active[2],
            outstanding=from_units(sum(outstanding.values()), places),
            liability=sum(
                (_money(units, standard[n]) or Decimal(0) for n, units in outstanding.items()),
                Decimal("0.00"),
            ),
            redemption_rate=flows.redemption_rate,
            breakage=flows.breakage_rate,
            months=_months(sums, today, places),
            tier_mix=mix,
            expiries=expiries,
            expiring_points=expiring_points,
            expiring_money=sum((e.money or Decimal(0) for e in expiries), Decimal("0.00")),
            closed_through=None
            if program.closed_through is None
            else from_day_number(program.closed_through),
            today=from_day_number(today),
            points_type_id=next(iter(standard), None),
            needs_hand=_needs_hand(
                conn, program, now=now, today=today, below=below, expiring=expiring_points
            ),
        )

    def _remember(self, what: str, program_id: int, key: object, count: Any) -> Any:
        known = self._remembered.get((what, program_id))
        if known is None or known[0] != key:
            known = (key, count())
            self._remembered[what, program_id] = known
        return known[1]


def _by_type(sums: list[_Sum]) -> dict[int, int]:
    found: dict[int, int] = {}
    for points_type_id, _month, _flow, units, _count in sums:
        found[points_type_id] = found.get(points_type_id, 0) + units
    return found


def _due_expirations(conn: Any, due: DueNow) -> list[_Sum]:
    return [
        (number, day // 100, Flow.EXPIRED, -units, count)
        for number, day, units, count in due.expired(conn)
    ]


def _money(units: int, points_type: PointsTypeRow) -> Decimal | None:
    rate = Decimal(points_type.money_rate)
    if rate <= 0:
        return None
    return (from_units(units) / rate).quantize(_CENT, rounding=ROUND_HALF_UP)


def _months(sums: list[_Sum], today: int, places: int) -> tuple[MonthPoints, ...]:
    first = today // 100 * 100 + 1
    wanted = [add_months(first, -n) // 100 for n in range(MONTHS - 1, -1, -1)]
    found = []
    for month in wanted:
        of_month = sums_of(row[2:] for row in sums if row[1] == month)
        found.append(
            MonthPoints(
                month=from_day_number(month * 100 + 1),
                accrued=from_units(of_month.of(*_ACCRUED), places),
                redeemed=from_units(-of_month.of(Flow.REDEEMED), places),
                expired=from_units(-of_month.of(Flow.EXPIRED), places),
                outstanding=from_units(sum(row[3] for row in sums if row[1] <= month), places),
                count=of_month.count,
            )
        )
    return tuple(found)


def _expiries(
    rows: list[tuple[int, int, int]], standard: dict[int, PointsTypeRow]
) -> tuple[Expiry, ...]:
    return tuple(
        Expiry(
            from_day_number(day),
            standard[number].name,
            from_units(units, standard[number].decimals),
            _money(units, standard[number]),
        )
        for number, day, units in rows
        if number in standard
    )


def _needs_hand(
    conn: Any,
    program: HomeProgramRow,
    *,
    now: int,
    today: int,
    below: list[tuple[int, str, tuple[int, int] | None]],
    expiring: Decimal,
) -> tuple[Message, ...]:
    found = []
    if program.closed_through is not None and program.closed_through < today:
        found.append(Message("home.close_behind", {"day": from_day_number(program.closed_through)}))
    month_ago = now - timedelta(days=30) // timedelta(microseconds=1)
    for batch in queries.troubled_batches(conn, month_ago):
        if batch.program_id not in (None, program.id):
            continue
        params = {"file": batch.file_name, "batch": batch.id}
        if batch.state == "applied":
            found.append(Message("home.rejected_rows", {**params, "rows": batch.rejected}))
        else:
            found.append(Message("home.import_interrupted", params))
    for group_id, group, review in below:
        if review is not None and review[1]:
            day, count = review
            found.append(
                Message(
                    "home.below_tier",
                    {
                        "group": group,
                        "group_id": group_id,
                        "day": from_day_number(day),
                        "participants": count,
                    },
                )
            )
    if expiring:
        found.append(Message("home.expiring", {"points": expiring, "days": 30}))
    return tuple(found)
