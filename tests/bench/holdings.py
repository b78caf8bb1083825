"""What a workspace holds, read from its tables for the comparison with tests/bench/exact.py."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.storage.unit_of_work import Storage
from tests.bench.exact import Held


def stored(storage: Storage) -> tuple[dict[str, Held], set[str]]:
    """Return what the workspace holds by person, and the keys of the rows that it took."""
    with storage.read() as conn:
        named = _pairs(conn, "SELECT id, external_id FROM profile")
        types = _pairs(conn, "SELECT id, external_id FROM points_type")
        places = {
            tier: place
            for place, tier in enumerate(
                conn.execute(text("SELECT id FROM tier ORDER BY threshold")).scalars()
            )
        }
        found = {
            who: Held(dict.fromkeys(types.values(), 0), dict.fromkeys(types.values(), 0))
            for who in named.values()
        }
        for who, kind, pending, active, reserved in conn.execute(
            text("SELECT participant_id, points_type_id, pending, active, held FROM account")
        ):
            found[named[who]].balance[types[kind]] = pending + active + reserved
        for who, kind, units in conn.execute(
            text(
                "SELECT participant_id, points_type_id, SUM(amount) FROM points_transaction"
                " WHERE type = 4 AND state = 2 GROUP BY participant_id, points_type_id"
            )
        ):
            found[named[who]].expired[types[kind]] = -int(units)
        for who, kind, at, last, amount, rest in conn.execute(
            text(
                "SELECT l.participant_id, l.points_type_id, l.accrued_at, l.expires_on, SUM(l.amount),"
                " SUM(l.pending + l.active + l.held) FROM lot l JOIN points_transaction t"
                " ON t.participant_id = l.participant_id AND t.id = l.transaction_id AND t.state = 2"
                " GROUP BY l.participant_id, l.points_type_id, l.accrued_at, l.expires_on"
            )
        ):
            day = date.max if last is None else datetime.strptime(str(last), "%Y%m%d").date()
            found[named[who]].lots[types[kind], _moment(at), day] = (int(amount), int(rest))
        for who, at, tier in conn.execute(
            text(
                "SELECT participant_id, reached_at, tier_id FROM tier_history h"
                " WHERE (from_tier_id IS NULL OR from_tier_id <> tier_id) AND NOT EXISTS (SELECT 1 FROM tier_history r"
                " WHERE r.participant_id = h.participant_id AND r.replaces_id = h.id) ORDER BY participant_id, reached_at, id"
            )
        ):
            found[named[who]].steps.append((_moment(at), places[tier]))
        taken = set(conn.execute(text("SELECT text FROM transaction_key")).scalars())
        for who, tier in _pairs(conn, "SELECT participant_id, tier_id FROM tier_state").items():
            assert found[named[who]].steps[-1][1] == places[tier], "no tier but the last step's"
    return found, taken


def _pairs(conn: Connection, query: str) -> dict[int, Any]:
    return {row[0]: row[1] for row in conn.execute(text(query))}


def _moment(microseconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
