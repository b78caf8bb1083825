"""A history gives the same tiers on every way it is brought in: single commands, by months, at once, files in any order.

Each way is a person of one program; what the program has written is compared with a model that replays the movements.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from loyalty_desktop.domain.amounts import SCALE
from loyalty_desktop.domain.days import from_instant, instant
from loyalty_desktop.domain.kinds import Downgrade, TierGroupKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.engine import Database, sqlite_engine
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support.clock import Clock
from tests.support.club import LADDER, Club, make_club
from tests.support.tier_model import Rules, replay
from tests.support.tier_steps import START, at, check, load, status, steps, tiers_of_transactions

THRESHOLDS = tuple(points * SCALE for _, points in LADDER)


@dataclass(frozen=True)
class Case:
    """Rules of a group, and what happens to one person: (day, hour, points); days on which the close runs."""

    group: dict[str, Any]
    life: int | None
    rows: tuple[tuple[int, int, int], ...]
    closes: frozenset[int]
    late: frozenset[int]

    @property
    def rules(self) -> Rules:
        periodic = self.group["kind"] is TierGroupKind.PERIODIC
        return Rules(
            THRESHOLDS,
            periodic,
            self.group["downgrade"].value,
            self.group["grace_days"],
            periodic and self.group["reset"],
        )


ROW = st.tuples(
    st.integers(0, 100),
    st.sampled_from([0, 0, 9, 12]),
    st.sampled_from([40, 60, 100, 250, 400, 500, 600, 1000, -30, -100, -400]),
)
CASES = st.builds(
    Case,
    group=st.fixed_dictionaries(
        {
            "kind": st.sampled_from(TierGroupKind),
            "downgrade": st.sampled_from(Downgrade),
            "grace_days": st.sampled_from([0, 0, 6]),
            "reset": st.booleans(),
            "review_months": st.just(1),
            "review_day": st.just(date(2025, 1, 20)),
        }
    ),
    life=st.sampled_from([None, 15, 30, 45]),
    rows=st.lists(ROW, min_size=1, max_size=9).map(lambda rows: tuple(sorted(rows))),
    closes=st.frozensets(st.integers(1, 119), max_size=4),
    late=st.frozensets(st.integers(0, 8)),
)
END = 120


@contextmanager
def fresh(template: Path, clock: Clock) -> Iterator[Services]:
    """Services over an empty workspace."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "w.loyalty"
        shutil.copyfile(template, path)
        database = Database(sqlite_engine(path, cache_kib=16 * 1024), path=path)
        yield Services(Storage(database, actor=Actor("tester"), clock=clock))
        database.close()


@settings(max_examples=60)
@given(case=CASES)
def test_every_way_of_bringing_it_in_gives_the_same_history(
    sqlite_template: Path, case: Case
) -> None:
    clock = Clock(START)
    with fresh(sqlite_template, clock) as services:
        _compare_ways(make_club(services, status=status(case.life), **case.group), clock, case)


@pytest.mark.parametrize("kind", list(TierGroupKind))
def test_every_way_gives_the_same_history_on_every_engine(
    services: Services, clock: Clock, kind: TierGroupKind
) -> None:
    case = Case(
        group={
            "kind": kind,
            "downgrade": Downgrade.BY_BALANCE,
            "grace_days": 6,
            "reset": kind is TierGroupKind.PERIODIC,
            "review_months": 1,
            "review_day": date(2025, 1, 20),
        },
        life=30,
        rows=((3, 9, 600), (12, 0, 500), (12, 0, -400), (40, 12, 100), (61, 0, 1000), (80, 9, -30)),
        closes=frozenset([25, 52, 70]),
        late=frozenset([0, 3]),
    )
    clock.set(START)
    _compare_ways(make_club(services, status=status(case.life), **case.group), clock, case)


def _compare_ways(club: Club, clock: Clock, case: Case) -> None:
    single, monthly, at_once, two_files = club.join(4)
    rows = list(case.rows)
    for day in range(END):
        if day in case.closes:
            clock.set(at(day, 1))
            club.services.closing.close_day()
        for number, (when, hour, points) in enumerate(rows):
            if when == day:
                clock.set(max(clock.now, at(day, hour)))
                _move(club, single, at(day, hour), points, number)
        if day % 30 == 29:
            clock.set(at(day, 23))
            part = [(at(d, h), p) for d, h, p in rows if day - 30 < d <= day]
            load(club, monthly, part, may_refuse=True)
    clock.set(at(END))
    load(club, monthly, [(at(d, h), p) for d, h, p in rows if d >= END // 30 * 30], may_refuse=True)
    load(club, at_once, [(at(d, h), p) for d, h, p in rows], may_refuse=True)
    for late in (False, True):
        file = [row for n, row in enumerate(rows) if (n in case.late) is late]
        load(club, two_files, [(at(d, h), p) for d, h, p in file], may_refuse=True)
    club.services.closing.close_day()
    found = {}
    for who in (single, monthly, at_once, two_files):
        moves = _moves(club, who)
        wanted = replay(case.rules, moves, _reviews(case), instant(clock.now))
        names = [name for name, _ in LADDER]
        history = steps(club, who)
        assert history[1:] == [
            (from_instant(moment), names[before], names[after]) for moment, before, after in wanted
        ], (who, moves)
        place = wanted[-1][2] if wanted else 0
        assert club.tier(who) == names[place]
        spans = [(moment, tier) for moment, _, tier in history]
        for moment, tier in tiers_of_transactions(club, who):
            earlier = [name for reached, name in spans if reached < moment]
            assert tier == (earlier[-1] if earlier else "Start")
        found[who] = (_summed(moves), history, club.standing(who).grace_until)
    only_given = all(points > 0 for _, _, points in rows) and not case.rules.resets
    for who in (monthly, at_once, two_files):
        if only_given or found[who][0] == found[single][0]:
            assert found[who] == found[single]
    check(club)


def _move(club: Club, who: int, moment: datetime, points: int, number: int) -> None:
    key = f"{who}-{number}"
    if points > 0:
        club.services.points.accrue(
            who, club.points_type_id, Decimal(points), key=key, occurred_at=moment
        )
    else:
        load(club, who, [(moment, points)], may_refuse=True)


def _summed(moves: list[tuple[int, str, int]]) -> dict[tuple[int, str], int]:
    """Add up what is alike: points of one day may expire in one transaction or in several."""
    sums: Counter[tuple[int, str]] = Counter()
    for moment, kind, change in moves:
        sums[moment, kind] += change
    return dict(sums)


def _moves(club: Club, who: int) -> list[tuple[int, str, int]]:
    with club.storage.read() as conn:
        rows = conn.execute(
            text(
                "SELECT occurred_at, type, active_after - active_before, source_type FROM points_transaction"
                " WHERE participant_id = :who AND active_after <> active_before ORDER BY occurred_at, id"
            ),
            {"who": who},
        )
        return [
            (moment, "reset" if source == "tier_group" else codes.TYPE_OF[kind].value, change)
            for moment, kind, change, source in rows
        ]


def _reviews(case: Case) -> list[int]:
    if case.group["kind"] is not TierGroupKind.PERIODIC:
        return []
    days = [date(2025, month, 20) for month in range(1, 5)]
    return [instant(datetime(d.year, d.month, d.day, tzinfo=UTC)) for d in days]
