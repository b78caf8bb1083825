"""Tier history is dated by what caused it: the same for single commands, imports, files in any order, and the close."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from loyalty_desktop.domain.amounts import SCALE
from loyalty_desktop.domain.days import from_instant, instant
from loyalty_desktop.domain.drafts import PointsTypeDraft
from loyalty_desktop.domain.kinds import Downgrade, ExpiryKind, PointsKind, TierGroupKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.ledger.posting import PointsRow, post_rows
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.engine import Database, sqlite_engine
from loyalty_desktop.storage.unit_of_work import Actor, Storage
from tests.support.clock import Clock
from tests.support.club import LADDER, Club, make_club
from tests.support.tier_model import Rules, replay

START = datetime(2025, 1, 1, tzinfo=UTC)
THRESHOLDS = tuple(points * SCALE for _, points in LADDER)


def status(days: int | None = None, **rules: Any) -> PointsTypeDraft:
    """Status points that live some days (None: for ever)."""
    draft = PointsTypeDraft("Status", "status", kind=PointsKind.QUALIFICATION, **rules)
    if days is None:
        return draft
    return replace(draft, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=days)


def at(day: int, hour: int = 12) -> datetime:
    """An hour of a day after the start (0: 1 January 2025)."""
    return START + timedelta(days=day, hours=hour)


def load(club: Club, who: int, rows: list[tuple[datetime, int]]) -> None:
    """Import rows (moment, points; negative: spent) of one person as one file."""
    with club.storage.write() as uow:
        sheet = [
            PointsRow(
                number,
                who,
                club.points_type_id,
                "accrual",
                points * SCALE,
                instant(moment),
                external_id=uuid.uuid4().hex,
            )
            for number, (moment, points) in enumerate(rows, 1)
        ]
        verdicts = post_rows(uow, club.program_id, sheet, write=True)
    assert {verdict.status for verdict in verdicts} <= {"new"}


def steps(club: Club, who: int) -> list[tuple[datetime, str | None, str | None]]:
    """The standing history, the oldest first."""
    rows = reversed(club.history(who))
    return [(from_instant(row.reached_at), row.from_tier, row.tier) for row in rows]


def tiers_of_transactions(club: Club, who: int) -> list[tuple[datetime, str]]:
    """(moment, tier just before) of every transaction, in the order of time."""
    with club.storage.read() as conn:
        rows = conn.execute(
            text(
                "SELECT t.occurred_at, r.name FROM points_transaction t LEFT JOIN tier r ON r.id = t.tier_id"
                " WHERE t.participant_id = :who ORDER BY t.occurred_at, t.id"
            ),
            {"who": who},
        )
        return [(from_instant(moment), name) for moment, name in rows]


def check(club: Club) -> None:
    """The proof finds nothing."""
    report = club.services.proof.prove()
    assert report.differences == 0, report


# Single cases on both engines ---------------------------------------------------------------------------------------


def test_a_step_is_dated_by_the_row_that_passes_the_threshold(
    services: Services, clock: Clock
) -> None:
    club = make_club(services)
    (who,) = club.join(1)
    load(club, who, [(at(10), 60), (at(20), 50), (at(30), 500), (at(40), 1)])
    assert steps(club, who) == [
        (at(20), None, "Start"),  # nobody has a tier before the first one
        (at(20), "Start", "Bronze"),
        (at(30), "Bronze", "Silver"),
    ]
    standing = club.standing(who)
    assert (standing.tier, standing.reached_at) == ("Silver", at(30))
    assert tiers_of_transactions(club, who) == [
        (at(10), "Start"),
        (at(20), "Start"),
        (at(30), "Bronze"),
        (at(40), "Silver"),
    ]
    check(club)


def test_an_older_row_dates_later_steps_anew(services: Services) -> None:
    club = make_club(services)
    (who,) = club.join(1, registered=at(0))
    load(club, who, [(at(10), 60), (at(30), 60), (at(50), 400)])
    services.points.accrue(who, club.standard_id, Decimal(5), key="paid", occurred_at=at(20, 13))
    assert steps(club, who)[1:] == [(at(30), "Start", "Bronze"), (at(50), "Bronze", "Silver")]
    load(club, who, [(at(20), 40)])
    assert steps(club, who)[1:] == [(at(20), "Start", "Bronze"), (at(50), "Bronze", "Silver")]
    assert tiers_of_transactions(club, who) == [
        (at(10), "Start"),
        (at(20), "Start"),
        (at(20, 13), "Bronze"),
        (at(30), "Bronze"),
        (at(50), "Bronze"),
    ]
    with club.storage.read() as conn:
        kept = conn.execute(
            text(
                "SELECT COUNT(*), COUNT(replaces_id) FROM tier_history WHERE participant_id = :who"
            ),
            {"who": who},
        ).one()
    assert tuple(kept) == (4, 1), "the history only grows"
    check(club)


def test_a_step_that_an_older_row_prevents_is_withdrawn_and_may_come_back(
    services: Services,
) -> None:
    club = make_club(services)
    (who,) = club.join(1, registered=at(0))
    load(club, who, [(at(10), 60), (at(30), 60)])
    services.points.redeem(who, club.points_type_id, Decimal(30), key="r", occurred_at=at(20))
    assert steps(club, who) == [(at(0), None, "Start")]
    assert club.standing(who).reached_at == at(0)
    services.points.accrue(who, club.points_type_id, Decimal(20), key="a", occurred_at=at(40))
    assert steps(club, who)[1:] == [(at(40), "Start", "Bronze")]
    check(club)


def test_the_registration_dates_the_first_tier_unless_a_step_is_earlier(
    services: Services,
) -> None:
    club = make_club(services)
    (who,) = club.join(1, registered=at(25))
    load(club, who, [(at(20), 100)])
    assert steps(club, who)[0] == (at(20), None, "Start")
    services.points.redeem(who, club.points_type_id, Decimal(50), key="r", occurred_at=at(20))
    assert [h.reason for h in club.history(who)] == ["points", "joined"]
    load(club, who, [(at(15), 10)])
    assert steps(club, who)[0] == (at(20), None, "Start")
    check(club)


@pytest.mark.parametrize("poster", ["close", "accrual", "import"])
def test_whoever_posts_the_expiry_the_tier_falls_when_the_points_do(
    services: Services, clock: Clock, poster: str
) -> None:
    club = make_club(services, status=status(30))
    (who,) = club.join(1)
    joined = clock.now
    club.accrue(who, 2000)
    clock.advance(days=200)
    if poster == "close":
        services.closing.close_day()
        club.accrue(who, 10)
    elif poster == "accrual":
        club.accrue(who, 10)
    else:
        load(club, who, [(clock.now, 10)])
    services.closing.close_day()
    fall = datetime(2026, 2, 15, tzinfo=UTC)
    assert steps(club, who) == [
        (joined, None, "Start"),
        (joined, "Start", "Gold"),
        (fall, "Gold", "Start"),
    ]
    assert (club.tier(who), club.balance(who)) == ("Start", Decimal(10))
    check(club)


def test_points_that_expired_before_they_came_in_give_no_tier_of_today(
    services: Services, clock: Clock
) -> None:
    club = make_club(services, status=status(60))
    (who,) = club.join(1)
    load(club, who, [(at(-300), 5000)])
    services.closing.close_day()
    assert club.tier(who) == "Start"
    reached = [step[0] for step in steps(club, who)]
    assert reached == sorted(reached) == [at(-300), at(-300), at(-239, 0)]
    check(club)


def test_a_floor_of_the_past_holds_when_steps_are_dated_anew(
    services: Services, clock: Clock
) -> None:
    club = make_club(services)
    (who,) = club.join(1)
    joined = clock.now
    clock.advance(days=1)
    first = clock.now
    services.tiers.set_manual(who, club.group_id, club.tier_ids[2], date(2026, 2, 1), "present")
    clock.advance(days=1)
    services.tiers.set_manual(who, club.group_id, club.tier_ids[1], date(2026, 2, 1), "less")
    second = clock.now
    clock.set_day(2026, 3, 1)
    services.closing.close_day()
    ended = datetime(2026, 2, 2, tzinfo=UTC)
    assert club.tier(who) == "Start"
    services.points.accrue(
        who, club.points_type_id, Decimal(600), key="late", occurred_at=joined + timedelta(hours=1)
    )
    assert steps(club, who) == [
        (joined, None, "Start"),
        (joined + timedelta(hours=1), "Start", "Silver"),
        (first, "Silver", "Silver"),
        (second, "Silver", "Silver"),
        (ended, "Silver", "Silver"),
    ]
    assert [h.comment for h in club.history(who)[1:3]] == ["less", "present"]
    assert club.tier(who) == "Silver"
    check(club)


def test_what_another_ladder_decided_stays(services: Services, clock: Clock) -> None:
    periodic = TierGroupKind.PERIODIC
    club = make_club(services, kind=periodic, review_day=date(2027, 1, 1))
    (old, new) = club.join(2)
    joined = clock.now
    clock.advance(days=1)
    club.accrue(old, 600)
    reached = clock.now
    clock.advance(days=1)
    group = club.draft.tier_groups[0]
    tiers = (*group.tiers[:2], replace(group.tiers[2], threshold=Decimal(800)), group.tiers[3])
    services.programs.update(replace(club.draft, tier_groups=(replace(group, tiers=tiers),)))
    clock.advance(days=1)
    for who in (old, new):
        services.points.accrue(
            who,
            club.points_type_id,
            Decimal(700),
            key=f"late{who}",
            occurred_at=joined + timedelta(hours=1),
        )
    assert steps(club, old)[1:] == [
        (reached, "Start", "Silver"),
        (reached + timedelta(days=1), "Silver", "Gold"),
    ]
    assert steps(club, new)[1:] == [(joined + timedelta(hours=1), "Start", "Bronze")]


def test_a_folded_transaction_keeps_the_tier_under_which_it_is_folded(services: Services) -> None:
    club = make_club(services)
    (who,) = club.join(1, registered=at(0))
    load(club, who, [(at(30), 60), (at(40), 10)])
    with club.storage.write() as uow:
        uow.conn.execute(text("UPDATE person SET folded = 1 WHERE id = :who"), {"who": who})
    for moment, points in ((at(10), 100), (at(5), 500)):
        load(club, who, [(moment, points)])
    with club.storage.read() as conn:
        kept = conn.execute(
            text(
                "SELECT c.transaction_id, r.name FROM tier_correction c JOIN tier r ON r.id = c.tier_id"
            )
        ).all()
    assert [tuple(row) for row in kept] == [(1, "Start")]
    assert tiers_of_transactions(club, who)[-2:] == [(at(30), "Silver"), (at(40), "Silver")]


def test_a_late_file_before_a_review_is_judged_in_that_review(
    services: Services, clock: Clock
) -> None:
    club = make_club(
        services, kind=TierGroupKind.PERIODIC, review_day=date(2026, 7, 1), reset=False
    )
    timely, late = club.join(2)
    for who in (timely, late):
        club.cancel(who, club.accrue(who, 600))
    clock.set_day(2026, 6, 1)
    june = clock.now
    club.accrue(timely, 500)
    clock.set_day(2026, 7, 2)
    services.closing.close_day()
    assert [club.tier(who) for who in (timely, late)] == ["Silver", "Start"]
    services.points.accrue(late, club.points_type_id, Decimal(500), key="l", occurred_at=june)
    assert steps(club, late) == steps(club, timely)
    assert club.tier(late) == "Silver"
    check(club)


# The same history on many ways -----------------------------------------------------------------------------------


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
            _load_what_fits(club, monthly, part)
    clock.set(at(END))
    _load_what_fits(club, monthly, [(at(d, h), p) for d, h, p in rows if d >= END // 30 * 30])
    _load_what_fits(club, at_once, [(at(d, h), p) for d, h, p in rows])
    for late in (False, True):
        file = [row for n, row in enumerate(rows) if (n in case.late) is late]
        _load_what_fits(club, two_files, [(at(d, h), p) for d, h, p in file])
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
        found[who] = (sorted(moves), history, club.standing(who).grace_until)
    for who in (monthly, at_once, two_files):
        if found[who][0] == found[single][0]:
            assert found[who] == found[single]
    check(club)


def _move(club: Club, who: int, moment: datetime, points: int, number: int) -> None:
    key = f"{who}-{number}"
    if points > 0:
        club.services.points.accrue(
            who, club.points_type_id, Decimal(points), key=key, occurred_at=moment
        )
    else:
        _load_what_fits(club, who, [(moment, points)])


def _load_what_fits(club: Club, who: int, rows: list[tuple[datetime, int]]) -> None:
    sheet = [
        PointsRow(n, who, club.points_type_id, "accrual", points * SCALE, instant(moment))
        for n, (moment, points) in enumerate(rows)
    ]
    with club.storage.write() as uow:
        post_rows(uow, club.program_id, sheet, write=True)


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
