"""Bring qualification points in on several ways, and read the tier steps and the tiers of transactions they cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain.amounts import SCALE
from loyalty_desktop.domain.days import from_instant, instant
from loyalty_desktop.domain.drafts import PointsTypeDraft
from loyalty_desktop.domain.kinds import ExpiryKind, PointsKind
from loyalty_desktop.services.ledger.posting import PointsRow, post_rows
from tests.support.club import Club

START = datetime(2025, 1, 1, tzinfo=UTC)


def status(days: int | None = None, **rules: Any) -> PointsTypeDraft:
    """Status points that live some days (None: for ever)."""
    draft = PointsTypeDraft("Status", "status", kind=PointsKind.QUALIFICATION, **rules)
    if days is None:
        return draft
    return replace(draft, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=days)


def at(day: int, hour: int = 12) -> datetime:
    """An hour of a day after the start (0: 1 January 2025)."""
    return START + timedelta(days=day, hours=hour)


def load(
    club: Club, who: int, rows: Sequence[tuple[datetime, int]], *, may_refuse: bool = False
) -> None:
    """Import rows (moment, points; negative: spent) of one person as one file."""
    with club.storage.write() as uow:
        sheet = [
            PointsRow(n, who, club.points_type_id, "accrual", points * SCALE, instant(moment))
            for n, (moment, points) in enumerate(rows, 1)
        ]
        verdicts = post_rows(uow, club.program_id, sheet, write=True)
    if not may_refuse:
        assert {verdict.status for verdict in verdicts} == {"new"}, verdicts


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
    checks = club.services.proof.prove().checks
    assert [check for check in checks if check.differences] == []
