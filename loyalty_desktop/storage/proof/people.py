"""Checks of a range of people: their numbers, the digest of what was written, keys, participants and their states."""

from __future__ import annotations

from array import array
from bisect import bisect_left

from sqlalchemy import Connection, text

from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.storage.audit_chain import HOUSE
from loyalty_desktop.storage.codes import CANCELLED, ORIGINS_EXTERNAL, PARTICIPANT_STATES
from loyalty_desktop.storage.proof.checks import RANGE, Check, flagged, one
from loyalty_desktop.storage.row_hash import (
    CHANGE,
    KEY,
    PARTICIPANT,
    TABLES,
    TRANSACTION,
    joined_hash_sql,
    stored_hash_sql,
)

FREED = f"(t.state = {CANCELLED} AND COALESCE(b.state, '') = 'undone')"
"""The condition "transaction `t` of batch `b` has given its key back": the batch was undone."""

_KEY_OF = f"""LEFT JOIN points_type y ON y.id = t.points_type_id
    LEFT JOIN transaction_key k ON k.program_id = y.program_id AND k.origin = {ORIGINS_EXTERNAL}
      AND k.text = t.external_id AND k.participant_id = t.participant_id AND k.transaction_id = t.id"""

_LEFT = PARTICIPANT_STATES[ParticipantState.LEFT]
_BLOCKED = PARTICIPANT_STATES[ParticipantState.BLOCKED]
_ACTIVE = PARTICIPANT_STATES[ParticipantState.ACTIVE]

PEOPLE: tuple[Check, ...] = (
    # Numbers without gaps; a lost transaction or lot shows in the number of the last one.
    one(
        "proof.person",
        """
        SELECT p.id, 0 FROM person p WHERE p.id BETWEEN :low AND :high AND (
          (p.transactions, p.transactions) <> (
            SELECT COUNT(*), COALESCE(MAX(t.id), 0) FROM points_transaction t WHERE t.participant_id = p.id)
          OR (p.lots, p.lots) <> (SELECT COUNT(*), COALESCE(MAX(l.id), 0) FROM lot l WHERE l.participant_id = p.id)
          OR p.folded NOT BETWEEN 0 AND p.transactions)
        UNION ALL
        SELECT m.id, m.program_id FROM participant m LEFT JOIN person p ON p.id = m.id
        WHERE m.id BETWEEN :low AND :high AND p.id IS NULL""",
    ),
    flagged(
        "m.id, m.program_id",
        {
            "proof.profile": "p.id IS NULL",
            # The state is the one of the last change; without changes the participant is active.
            "proof.membership": f"""
                m.state <> COALESCE(s.state, {_ACTIVE}) OR (m.state = {_LEFT}) <> (m.left_at IS NOT NULL)
                OR m.left_at IS NOT NULL AND m.left_at <> s.since
                OR m.state = {_BLOCKED} AND COALESCE(m.blocked_reason, '') <> COALESCE(s.reason, '')
                OR m.state <> {_BLOCKED} AND m.blocked_reason IS NOT NULL""",
        },
        """participant m JOIN program g ON g.id = m.program_id
           LEFT JOIN profile p ON p.id = m.id AND p.profile_database_id = g.profile_database_id
           LEFT JOIN membership s ON s.participant_id = m.id AND s.program_id = m.program_id AND s.number = (
             SELECT MAX(x.number) FROM membership x WHERE x.participant_id = m.id AND x.program_id = m.program_id)""",
        "m.id BETWEEN :low AND :high",
    ),
    one(
        "proof.membership",
        f"""
        SELECT s.participant_id, s.program_id FROM membership s WHERE s.{RANGE} AND (NOT EXISTS (
            SELECT 1 FROM participant m WHERE m.id = s.participant_id AND m.program_id = s.program_id)
          OR s.number <> 1 AND NOT EXISTS (SELECT 1 FROM membership x WHERE x.participant_id = s.participant_id
            AND x.program_id = s.program_id AND x.number = s.number - 1))""",
    ),
)

MISSING_KEYS = one(
    "proof.key_missing",
    f"""
    SELECT t.participant_id, t.id FROM points_transaction t {_KEY_OF}
    LEFT JOIN import_batch b ON b.id = t.import_batch_id
    WHERE t.{RANGE} AND t.external_id IS NOT NULL AND (k.text IS NULL) <> {FREED}""",
)
"""External IDs without their key, and transactions that have given their key back and still have it.

Asked only when there are more or fewer keys than external IDs: `proof.key` shows that every key has its transaction.
"""


def ranges(conn: Connection, size: int) -> list[tuple[int, int]]:
    """Return ranges of ids (from, to) with up to `size` people each; together they cover every possible id."""
    ends = conn.execute(
        text(
            "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM person) p"
            " WHERE place % :size = 0 ORDER BY id"
        ),
        {"size": size},
    ).scalars()
    borders = [-(2**63), *(end + 1 for end in ends)]
    return list(zip(borders, [*(border - 1 for border in borders[1:]), 2**63 - 1], strict=True))


class OtherKeys:
    """Hashes of the keys that are no external IDs, by person: their text stands nowhere else."""

    def __init__(self, conn: Connection) -> None:
        self._people, self._units = array("q"), array("q")
        query = text(
            f"SELECT k.participant_id, CAST(SUM({stored_hash_sql(conn, KEY, 'k')}) AS BIGINT)"
            f" FROM transaction_key k WHERE k.origin <> {ORIGINS_EXTERNAL} GROUP BY k.participant_id ORDER BY 1"
        )
        for person, units in conn.execute(query):
            self._people.append(person)
            self._units.append(units)

    def of(self, person: int) -> int:
        """Return the sum of the hashes of a person's keys."""
        place = bisect_left(self._people, person)
        known = place < len(self._people) and self._people[place] == person
        return self._units[place] if known else 0


def wrong_digests(conn: Connection, keys: OtherKeys, low: int, high: int) -> list[str]:
    """Return "person/0" of the people whose digest is not the sum of the hashes of what was written for them."""
    sums = []
    for tag, name in TABLES.items():
        if tag in {KEY, CHANGE}:
            continue
        alias = "t" if tag == TRANSACTION else "x"
        who = "id" if tag == PARTICIPANT else "participant_id"
        units, joined = stored_hash_sql(conn, tag, alias), ""
        if tag == TRANSACTION:
            units, joined = joined_hash_sql(conn, (tag, alias), (KEY, "k")), f" {_KEY_OF}"
        sums.append(
            f"COALESCE((SELECT SUM({units}) FROM {name} {alias}{joined} WHERE {alias}.{who} = p.id), 0)"
        )
    query = (
        "SELECT id, digest - units AS rest FROM ("
        f"SELECT p.id, p.digest, {' + '.join(sums)} AS units FROM person p"
        f" WHERE p.id BETWEEN :low AND :high AND p.id <> {HOUSE}) d WHERE digest <> units"
    )
    rows = conn.execute(text(query), {"low": low, "high": high})
    return [f"{person}/0" for person, rest in rows if int(rest) != keys.of(person)]
