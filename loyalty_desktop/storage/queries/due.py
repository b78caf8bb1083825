"""What is due and not posted yet, so that every read shows what can be spent at this moment, the day closed or not.

Points past their last day are not active any more, points whose day has come are, and what a temporary transaction held
is free after its time-out. The engine decides this when it settles an account (domain/ledger/due.py). Reads of few
people run that engine on copies: `settled`. Reads of a whole program add up the lots that are due, which gives the same
for accounts without debt and time-outs, and run the engine on the others: `DueNow`. With nothing due, which one query
of indexes tells, reads take the stored columns.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from loyalty_desktop.domain.days import add_days
from loyalty_desktop.domain.kinds import Flow
from loyalty_desktop.domain.ledger.engine import Ledger
from loyalty_desktop.domain.ledger.rules import PointsRules
from loyalty_desktop.domain.ledger.state import AccountState, Entry, Lot, Person, Postings
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.ledger.load import LedgerProgram, load_accounts, load_ledger_program
from loyalty_desktop.storage.sql import among, id_list, number_rows

_POSITIVE = "CASE WHEN l.active > 0 THEN l.active ELSE 0 END"
_EXPIRED = (
    "lot l WHERE l.points_type_id = {n} AND l.expires_on < :due_day AND l.expires_on IS NOT NULL"
    " AND (l.pending > 0 OR l.active > 0)"
)
_PAST = "(l.expires_on IS NOT NULL AND l.expires_on < :due_day)"
_ACTIVE_NOW = "lot l WHERE l.points_type_id = {n} AND l.activates_on <= :due_day AND l.pending > 0"
_IDLE = (
    "account a WHERE a.points_type_id = {n} AND a.inactive_after < :due_day"
    " AND a.inactive_after IS NOT NULL"
)
_IDLE_LOTS = (
    "account a JOIN lot l ON l.participant_id = a.participant_id AND l.points_type_id = a.points_type_id"
    " WHERE a.points_type_id = {n} AND a.inactive_after < :due_day AND a.inactive_after IS NOT NULL"
    " AND l.expires_on IS NULL AND (l.pending > 0 OR l.active > 0)"
)
_TIMED_OUT = (
    f"points_transaction t WHERE t.state = {codes.TEMPORARY} AND t.timeout_at <= :due_at"
    " AND t.points_type_id = {n}"
)
_OWING = (
    "lot l JOIN account a ON a.participant_id = l.participant_id AND a.points_type_id = l.points_type_id"
    " WHERE l.points_type_id = {n} AND l.activates_on <= :due_day AND l.pending > 0 AND a.debt > 0"
)


@dataclass(frozen=True, slots=True)
class DueNow:
    """What is due in a program at an instant and not posted. Buckets and amounts are units, days YYYYMMDD.

    `types` are the points types with something due. `settled` holds the accounts that the engine settled, all those of
    the people with a time-out or with debt and an activation, and `before` their stored buckets.
    """

    day: int
    types: tuple[int, ...]
    rules: dict[int, PointsRules]
    settled: dict[tuple[int, int], AccountState]
    before: dict[tuple[int, int], tuple[int, int, int]]
    entries: tuple[Entry, ...]
    params: dict[str, Any]

    def changes_sql(self, conn: Connection, points_type_id: int) -> str:
        """Return SQL for (participant_id, pending, active, held): what the buckets change by; bind `params`.

        One row a person of whom something is due; the other people have none.
        """
        rules = self.rules[points_type_id]
        wide = self._others(conn)
        expired = f"SELECT l.participant_id, -l.pending AS pending, -{_POSITIVE} AS active, 0 AS held FROM {_EXPIRED}{wide}"
        active = f"SELECT l.participant_id, -l.pending, l.pending, 0 FROM {_ACTIVE_NOW} AND NOT {_PAST}{wide}"
        parts = [expired, active]
        if rules.by_inactivity:
            # Pending points that activated before they expired are active by the part above.
            woken = "CASE WHEN l.activates_on <= :due_day THEN l.pending ELSE 0 END"
            parts.append(
                f"SELECT l.participant_id, {woken} - l.pending, -{_POSITIVE} - {woken}, 0"
                f" FROM {_IDLE_LOTS}{wide}"
            )
        if self.settled:
            rows = number_rows(conn, "due_changes", 5)
            parts.append(f"SELECT s.n1, s.n2, s.n3, s.n4 FROM {rows} AS s WHERE s.n0 = {{n}}")
        joined = " UNION ALL ".join(parts).replace("{n}", str(int(points_type_id)))
        return (
            "SELECT participant_id, CAST(SUM(pending) AS BIGINT) AS pending, CAST(SUM(active) AS BIGINT) AS active,"
            f" CAST(SUM(held) AS BIGINT) AS held FROM ({joined}) AS u GROUP BY participant_id"
        )

    def joined(self, conn: Connection, points_type_id: int, alias: str, participant: str) -> str:
        """Return the join of `changes_sql` to a participant's id, an expression; no text when nothing is due."""
        if points_type_id not in self.types:
            return ""
        return (
            f" LEFT JOIN ({self.changes_sql(conn, points_type_id)}) {alias}"
            f" ON {alias}.participant_id = {participant}"
        )

    def expired(self, conn: Connection) -> list[tuple[int, int, int, int]]:
        """Return (points type, day of the expiration, units, how many expirations), by type and day.

        These are the expirations that the close would post, dated as it would date them.
        """
        found: dict[tuple[int, int], list[int]] = {}
        wide = self._others(conn)
        for number in self.types:
            queries = [f"SELECT l.expires_on, {_TAKEN} FROM {_EXPIRED}{wide} GROUP BY l.expires_on"]
            if self.rules[number].by_inactivity:
                queries.append(
                    f"SELECT a.inactive_after, {_TAKEN} FROM {_IDLE_LOTS}{wide} GROUP BY a.inactive_after"
                )
            for query in queries:
                for last, units, people in conn.execute(
                    text(query.replace("{n}", str(int(number)))), self.params
                ):
                    sums = found.setdefault((number, add_days(last, 1)), [0, 0])
                    sums[0] += int(units)
                    sums[1] += people
        for entry in self.entries:
            if entry.flow is Flow.EXPIRED:
                day = self.rules[entry.points_type_id].local_days(entry.occurred_at)
                sums = found.setdefault((entry.points_type_id, day), [0, 0])
                sums[0] -= entry.amount
                sums[1] += 1
        return [(number, day, units, n) for (number, day), (units, n) in sorted(found.items())]

    def others(self, conn: Connection, participant: str) -> str:
        """Return the condition "the engine did not settle this participant", an id as an expression; bind `params`."""
        return f"NOT ({among(conn, participant, 'due_people')})" if self.settled else "1 = 1"

    def lots(self) -> list[tuple[int, int, Lot, int | None]]:
        """Return (participant, points type, lot, last day by inactivity) of lots with points in settled accounts."""
        return [
            (who, number, lot, state.inactive_after)
            for (who, number), state in self.settled.items()
            for lot in state.lots
            if lot.pending > 0 or lot.active > 0
        ]

    def _others(self, conn: Connection) -> str:
        return f" AND {self.others(conn, 'l.participant_id')}" if self.settled else ""


_TAKEN = f"SUM(l.pending + {_POSITIVE}), COUNT(DISTINCT l.participant_id)"


def due_now(conn: Connection, program_id: int, at: int) -> DueNow:
    """Return what is due in a program at an instant and not posted. Raises NotFound `program.not_found`."""
    program = load_ledger_program(conn, program_id)
    day = program.local_days(at)
    params: dict[str, Any] = {"due_day": day, "due_at": at}
    types = _types_with_something_due(conn, program, params)
    hard: set[int] = set()
    for number in types:
        for source, person in ((_TIMED_OUT, "t"), (_OWING, "l")):
            query = f"SELECT {person}.participant_id FROM {source.replace('{n}', str(number))}"
            hard.update(conn.execute(text(query), params).scalars())
    states = (
        load_accounts(conn, {n: Person(n) for n in sorted(hard)}, program.rules) if hard else {}
    )
    before = {key: (one.pending, one.active, one.held) for key, one in states.items()}
    entries = _settle(program, states, at)
    if states:
        params["due_people"] = id_list(conn, sorted(hard))
        params["due_changes"] = json.dumps(
            [
                (
                    number,
                    who,
                    *(
                        now - then
                        for now, then in zip(_buckets(one), before[who, number], strict=True)
                    ),
                )
                for (who, number), one in states.items()
            ]
        )
        params["due_lots"] = json.dumps(
            [
                (who, number, lot.expires_on)
                for (who, number), one in states.items()
                for lot in one.lots
                if lot.expires_on is not None and (lot.pending > 0 or lot.active > 0)
            ]
        )
    return DueNow(day, types, program.rules, states, before, entries, params)


def settled(
    conn: Connection, program: LedgerProgram, participant_ids: Collection[int], at: int
) -> dict[tuple[int, int], AccountState]:
    """Return copies of accounts, settled at an instant, by (participant id, points type id). Nothing is stored."""
    people = {number: Person(number) for number in sorted(participant_ids)}
    states = load_accounts(conn, people, program.rules)
    _settle(program, states, at)
    return states


def anything_due(conn: Connection, program: LedgerProgram, at: int) -> bool:
    """Return whether something is due in a program at an instant and not posted."""
    bound = {"due_day": program.local_days(at), "due_at": at}
    return bool(_types_with_something_due(conn, program, bound))


def _types_with_something_due(
    conn: Connection, program: LedgerProgram, params: dict[str, Any]
) -> tuple[int, ...]:
    if not program.rules:
        return ()
    parts = []
    for number, rules in program.rules.items():
        sources = [_EXPIRED, _ACTIVE_NOW, _TIMED_OUT, *([_IDLE] if rules.by_inactivity else [])]
        some = " OR ".join(f"EXISTS (SELECT 1 FROM {source})" for source in sources)
        parts.append(f"CASE WHEN {some} THEN 1 ELSE 0 END".replace("{n}", str(int(number))))
    row: Sequence[int] = conn.execute(text(f"SELECT {', '.join(parts)}"), params).one()
    return tuple(number for number, some in zip(program.rules, row, strict=True) if some)


def _settle(
    program: LedgerProgram, states: dict[tuple[int, int], AccountState], at: int
) -> tuple[Entry, ...]:
    postings = Postings()
    ledgers = {number: Ledger(rules, postings) for number, rules in program.rules.items()}
    for (_, number), state in states.items():
        ledgers[number].settle(state, at)
    return tuple(postings.entries)


def _buckets(state: AccountState) -> tuple[int, int, int]:
    return state.pending, state.active, state.held
