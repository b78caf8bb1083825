"""Decide a million standings at once, by the same domain/tiers.decide as single ones.

`decide` is called once for every possible standing (tier by points, place that the balance reaches, grace running or
not). The decisions that change something are written to a temporary table, which is joined.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain.days import start_of_day
from loyalty_desktop.domain.kinds import TierReason
from loyalty_desktop.domain.tiers import Occasion, decide, grace_end, periods
from loyalty_desktop.storage.bulk import execute_many, insert_many, update_many
from loyalty_desktop.storage.codes import ACTIVATION, EXPIRATION, TIER_REASONS
from loyalty_desktop.storage.queries.tier_dating import load_reached
from loyalty_desktop.storage.queries.tiers import TierGroupRow, band
from loyalty_desktop.storage.row_hash import TIER_STEP, stored_hash_sql
from loyalty_desktop.storage.tier_dating import mend_transactions
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_CHUNK = 50_000
_TEMPORARY = (
    "CREATE TEMP TABLE IF NOT EXISTS tier_later (participant_id BIGINT PRIMARY KEY)",
    (
        "CREATE TEMP TABLE IF NOT EXISTS tier_verdict (tier_id BIGINT, band BIGINT, waiting BIGINT,"
        " tier_after BIGINT, place_after BIGINT, waiting_after BIGINT, PRIMARY KEY (tier_id, band, waiting))"
    ),
    (
        "CREATE TEMP TABLE IF NOT EXISTS tier_move (participant_id BIGINT PRIMARY KEY,"
        " tier_before BIGINT, tier_after BIGINT, earned_after BIGINT, grace_after BIGINT)"
    ),
)

EVERYBODY = "1 = 1"
NOT_LATER = "s.participant_id NOT IN (SELECT participant_id FROM tier_later)"
REVIEW_DUE = "s.next_review IS NOT NULL AND s.next_review <= :day"
GRACE_OVER = "s.grace_until IS NOT NULL AND s.grace_until < :day"
FLOOR_OVER = "s.floor_until IS NOT NULL AND s.floor_until < :day"


def prepare(uow: UnitOfWork) -> None:
    """Create the temporary tables, empty."""
    for statement in _TEMPORARY:
        uow.conn.execute(text(statement))
    for name in ("tier_later", "tier_verdict", "tier_move"):
        uow.conn.execute(text(f"DELETE FROM {name}"))


def fill_later(uow: UnitOfWork, group: TierGroupRow, scope: str, day: int) -> list[int]:
    """Return those in scope who have movements on or after `day`, and exclude them from `NOT_LATER`.

    What the close itself posted at the start of the day counts as before the day.
    """
    uow.conn.execute(text("DELETE FROM tier_later"))
    bound = {
        "points_type_id": group.points_type_id,
        "group_id": group.id,
        "day": day,
        "start": start_of_day(day, group.tz),
    }
    query = text(
        "INSERT INTO tier_later (participant_id) SELECT DISTINCT s.participant_id"
        " FROM tier_state s JOIN account a ON a.participant_id = s.participant_id"
        " AND a.points_type_id = :points_type_id AND COALESCE(a.last_at, :start) >= :start"
        " JOIN points_transaction t ON t.participant_id = s.participant_id"
        f" WHERE s.tier_group_id = :group_id AND {scope} AND t.points_type_id = :points_type_id"
        " AND t.active_after <> t.active_before AND t.occurred_at >= :start"
        f" AND NOT (t.occurred_at = :start AND t.type IN ({EXPIRATION}, {ACTIVATION}))"
    )
    _run(uow, query, bound)
    _analyse(uow, "tier_later")
    later = text("SELECT participant_id FROM tier_later ORDER BY participant_id")
    return list(uow.conn.execute(later).scalars())


def evaluate_many(
    uow: UnitOfWork,
    group: TierGroupRow,
    occasion: Occasion,
    scope: str,
    *,
    day: int,
    at: int,
    reason: TierReason,
    comment: str = "",
) -> int:
    """Decide the tiers of everybody in scope by their present balances. Returns how many changed."""
    _write_verdicts(uow, group, occasion)
    query = f"""
        INSERT INTO tier_move (participant_id, tier_before, tier_after, earned_after, grace_after)
        SELECT s.participant_id, s.tier_id,
               CASE WHEN f.position > v.place_after THEN s.floor_tier_id ELSE v.tier_after END,
               CASE WHEN s.floor_tier_id IS NULL THEN NULL ELSE v.tier_after END,
               CASE v.waiting_after WHEN 0 THEN NULL ELSE COALESCE(s.grace_until, :grace) END
        FROM tier_state s
        LEFT JOIN account a ON a.participant_id = s.participant_id AND a.points_type_id = :points_type_id
        JOIN tier_verdict v ON v.tier_id = COALESCE(s.earned_tier_id, s.tier_id)
         AND v.band = {band("COALESCE(a.active, 0)", group.ladder.thresholds)}
         AND v.waiting = CASE WHEN s.grace_until IS NULL THEN 0 ELSE 1 END
        LEFT JOIN tier f ON f.id = s.floor_tier_id
        WHERE s.tier_group_id = :group_id AND {scope}
    """
    bound = {
        "grace": grace_end(group.ladder, day),
        "points_type_id": group.points_type_id,
        "group_id": group.id,
        "day": day,
    }
    _lock(uow, scope, bound)
    return _apply(uow, group, text(query), bound, at=at, reason=reason, comment=comment)


def end_floors(uow: UnitOfWork, group: TierGroupRow, *, day: int, at: int) -> int:
    """End the tiers set by hand whose last day is before `day`. Returns how many tiers changed."""
    query = f"""
        INSERT INTO tier_move (participant_id, tier_before, tier_after, earned_after, grace_after)
        SELECT s.participant_id, s.tier_id,
               COALESCE(s.earned_tier_id, s.tier_id), NULL, s.grace_until
        FROM tier_state s WHERE s.tier_group_id = :group_id AND {FLOOR_OVER}
    """
    bound = {"group_id": group.id, "day": day}
    _lock(uow, FLOOR_OVER, bound)
    changed = _apply(
        uow, group, text(query), bound, at=at, reason=TierReason.MANUAL_END, comment=""
    )
    uow.conn.execute(
        text(
            "UPDATE tier_state SET floor_tier_id = NULL, floor_until = NULL, floor_reason = NULL, earned_tier_id = NULL"
            " WHERE tier_group_id = :group_id AND floor_until IS NOT NULL AND floor_until < :day"
        ),
        bound,
    )
    return changed


def mend_moved(uow: UnitOfWork, group: TierGroupRow, at: int) -> None:
    """Set the tiers of stored transactions after the instant `at` of the last moves: the close may come late.

    `group` is the program's first tier group.
    """
    query = text(
        "SELECT DISTINCT m.participant_id FROM tier_move m JOIN account a ON a.participant_id = m.participant_id"
        " WHERE m.tier_before <> m.tier_after AND a.last_at > :at"
    )
    people = list(uow.conn.execute(query, {"at": at}).scalars())
    if people:
        spans = load_reached(uow.conn, group.id, people)
        mend_transactions(uow, group.program_id, spans, people, at)


def ids_where(uow: UnitOfWork, group: TierGroupRow, scope: str, day: int) -> list[int]:
    """Return the participants in scope, ascending."""
    query = text(
        f"SELECT s.participant_id FROM tier_state s WHERE s.tier_group_id = :group_id AND {scope}"
        " ORDER BY s.participant_id"
    )
    return list(_run(uow, query, {"group_id": group.id, "day": day}).scalars())


def next_period(uow: UnitOfWork, group: TierGroupRow, day: int) -> None:
    """Start the next period for everybody whose review was due by `day`."""
    plan = group.plan
    if plan is None:
        return
    if plan.anchor == "calendar":
        uow.conn.execute(
            text(
                "UPDATE tier_state SET period_start = :day, next_review = :next"
                " WHERE tier_group_id = :group_id AND next_review IS NOT NULL AND next_review <= :day"
            ),
            {"day": day, "next": plan.after(day, day), "group_id": group.id},
        )
        return
    query = text(
        "SELECT s.participant_id, p.registered_at FROM tier_state s JOIN participant p ON p.id = s.participant_id"
        f" AND p.program_id = :program_id WHERE s.tier_group_id = :group_id AND {REVIEW_DUE} ORDER BY s.participant_id"
    )
    bound = {"group_id": group.id, "program_id": group.program_id, "day": day}
    rows = uow.conn.execute(query, bound).all()
    times = periods(plan, {row.registered_at for row in rows}, group.tz, day)
    found = [(day, times[row.registered_at][1], row.participant_id, group.id) for row in rows]
    update_many(
        uow.conn,
        "tier_state",
        sets=("period_start",),
        null_sets=("next_review",),
        keys=("participant_id", "tier_group_id"),
        rows=found,
    )


def replan(uow: UnitOfWork, group: TierGroupRow, today: int) -> None:
    """Set the review days by the changed rules. Reviews due by `today` and not done yet stay due."""
    if group.plan is None:
        uow.conn.execute(
            text(
                "UPDATE tier_state SET next_review = NULL WHERE tier_group_id = :id AND next_review IS NOT NULL"
            ),
            {"id": group.id},
        )
        return
    query = text(
        "SELECT s.participant_id, p.registered_at, s.next_review FROM tier_state s"
        " JOIN participant p ON p.id = s.participant_id AND p.program_id = :program_id WHERE s.tier_group_id = :id AND s.participant_id > :after"
        f" AND (s.next_review IS NULL OR s.next_review > :today) ORDER BY s.participant_id LIMIT {_CHUNK}"
    )
    after = 0
    while True:
        bound = {
            "id": group.id,
            "program_id": group.program_id,
            "after": after,
            "today": today,
        }
        rows = uow.conn.execute(query, bound).all()
        times = periods(group.plan, {row.registered_at for row in rows}, group.tz, today)
        found = [
            (times[row.registered_at][1], row.participant_id, group.id)
            for row in rows
            if times[row.registered_at][1] != row.next_review
        ]
        execute_many(
            uow.conn,
            "UPDATE tier_state SET next_review = ? WHERE participant_id = ? AND tier_group_id = ?",
            found,
        )
        if len(rows) < _CHUNK:
            return
        after = rows[-1].participant_id


def date_ladder(uow: UnitOfWork, group: TierGroupRow) -> None:
    """Record that the present ladder of a group decides from now on, if it has decided about anybody before."""
    uow.conn.execute(
        text(
            "UPDATE tier_group SET ladder_at = :now WHERE id = :id AND EXISTS"
            " (SELECT 1 FROM tier_state s WHERE s.tier_group_id = tier_group.id)"
        ),
        {"now": uow.now_us, "id": group.id},
    )


def forget_group(uow: UnitOfWork, program_id: int) -> None:
    """Delete the standings in tier groups that the program no longer has."""
    uow.conn.execute(
        text(
            "DELETE FROM tier_state WHERE tier_group_id NOT IN (SELECT id FROM tier_group)"
            " AND participant_id IN (SELECT id FROM participant WHERE program_id = :program_id)"
        ),
        {"program_id": program_id},
    )


def _write_verdicts(uow: UnitOfWork, group: TierGroupRow, occasion: Occasion) -> None:
    places = range(len(group.tier_ids))
    rows = []
    for earned in places:
        for deserved in places:
            for waiting in (False, True):
                verdict = decide(group.ladder, occasion, earned, deserved, waiting=waiting)
                if (verdict.earned, verdict.waiting) != (earned, waiting):
                    after = group.tier_ids[verdict.earned]
                    rows.append(
                        (
                            group.tier_ids[earned],
                            deserved,
                            int(waiting),
                            after,
                            verdict.earned,
                            int(verdict.waiting),
                        )
                    )
    uow.conn.execute(text("DELETE FROM tier_verdict"))
    columns = ("tier_id", "band", "waiting", "tier_after", "place_after", "waiting_after")
    insert_many(uow.conn, "tier_verdict", columns, rows)


def _apply(
    uow: UnitOfWork,
    group: TierGroupRow,
    query: Any,
    bound: dict[str, int],
    *,
    at: int,
    reason: TierReason,
    comment: str,
) -> int:
    """Write the moves that the query gives. The end of a floor is a step also when the tier stays the same."""
    uow.conn.execute(text("DELETE FROM tier_move"))
    moves = _run(uow, query, bound).rowcount
    if not moves:
        return 0
    _analyse(uow, "tier_move")
    moved = "m.tier_before <> m.tier_after"
    uow.conn.execute(
        text(
            "INSERT INTO tier_history (participant_id, id, tier_group_id, from_tier_id, tier_id, reached_at,"
            " recorded_at, reason, comment, actor)"
            f" SELECT m.participant_id, 1 + COALESCE({_LAST_STEP}, 0), CAST(:group_id AS BIGINT), m.tier_before,"
            " m.tier_after, CAST(:at AS BIGINT), CAST(:now AS BIGINT), CAST(:reason AS SMALLINT),"
            " CAST(:comment AS TEXT), CAST(:actor AS TEXT) FROM tier_move m"
            f" WHERE {'1 = 1' if reason is TierReason.MANUAL_END else moved}"
        ),
        {
            "group_id": group.id,
            "at": at,
            "now": uow.now_us,
            "reason": TIER_REASONS[reason],
            "comment": comment,
            "actor": uow.actor.name,
        },
    )
    uow.store_people()
    new = stored_hash_sql(uow.conn, TIER_STEP, "h")
    uow.conn.execute(
        text(
            f"UPDATE person SET digest = person.digest + {new} FROM tier_move m"
            f" JOIN tier_history h ON h.participant_id = m.participant_id AND h.id = {_LAST_STEP}"
            " WHERE person.id = m.participant_id AND h.tier_group_id = :group_id AND h.recorded_at = :now"
            f" AND {'1 = 1' if reason is TierReason.MANUAL_END else moved}"
        ),
        {"group_id": group.id, "now": uow.now_us},
    )
    uow.conn.execute(
        text(
            "UPDATE tier_state SET tier_id = m.tier_after, earned_tier_id = m.earned_after,"
            " grace_until = m.grace_after,"
            " reached_at = CASE WHEN m.tier_before <> m.tier_after THEN :at ELSE tier_state.reached_at END"
            " FROM tier_move m WHERE tier_state.participant_id = m.participant_id AND tier_state.tier_group_id = :group_id"
        ),
        {"at": at, "group_id": group.id},
    )
    changed = uow.conn.execute(text(f"SELECT COUNT(*) FROM tier_move m WHERE {moved}"))
    return int(changed.scalar_one())


_LAST_STEP = "(SELECT MAX(x.id) FROM tier_history x WHERE x.participant_id = m.participant_id)"


def _lock(uow: UnitOfWork, scope: str, bound: dict[str, int]) -> None:
    """Lock the people in scope, ascending; SQLite has one writer anyway."""
    uow.store_people()
    if uow.dialect == "postgresql":
        query = text(
            "SELECT p.id FROM person p JOIN tier_state s ON s.participant_id = p.id"
            f" WHERE s.tier_group_id = :group_id AND {scope} ORDER BY p.id FOR UPDATE OF p"
        )
        _run(uow, query, bound)


def _run(uow: UnitOfWork, query: Any, bound: dict[str, int]) -> Any:
    """Execute with the values that the statement uses."""
    named = query.compile().params
    return uow.conn.execute(query, {name: bound[name] for name in named})


def _analyse(uow: UnitOfWork, name: str) -> None:
    """Let PostgreSQL measure a temporary table."""
    if uow.dialect == "postgresql":
        uow.conn.execute(text(f"ANALYZE {name}"))
