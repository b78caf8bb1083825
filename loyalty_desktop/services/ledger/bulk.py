"""Many points transactions at once: post the rows of an import.

Rows are posted per participant in time order through the same engine as single commands. Audit records are written by
the calling import, not here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from loyalty_desktop.domain.errors import InvalidInput, LoyaltyError, RuleViolation
from loyalty_desktop.domain.kinds import TransactionType
from loyalty_desktop.domain.ledger.state import Entry, Meta
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.ledger.columns import ColumnDoor
from loyalty_desktop.services.ledger.rows import INWARD, KINDS, PointsRow, RowVerdict
from loyalty_desktop.services.ledger.session import (
    LedgerSession,
    check_points_type,
    gc_paused,
    require_active,
)
from loyalty_desktop.storage.ledger.keys import Used, insert_keys, load_facts, load_keys
from loyalty_desktop.storage.ledger.load import load_ledger_program
from loyalty_desktop.storage.unit_of_work import UnitOfWork

CHUNK_ROWS = 20_000

Seen = tuple[int, int, bytes | PointsRow]
"""The (participant, transaction, body) that uses a key since this call began; a rehearsal keeps the row instead."""


def post_rows(
    uow: UnitOfWork,
    program_id: int,
    rows: Sequence[PointsRow],
    *,
    write: bool,
    progress: Progress = NO_PROGRESS,
    import_batch_id: int | None = None,
    columns: bool = True,
    brief: bool = False,
) -> list[RowVerdict]:
    """Post rows per participant, points type and time. Returns verdicts in the order of row numbers. `write=False` rehearses.

    With `brief` only the verdicts on rows that are not new, or have a note, are returned.

    All rows of a participant must be in one call. A row whose key was already used for the same request is unchanged; a
    refused row is rejected with its code and the others continue. Simple accounts go through the column door unless
    `columns` is False. Raises RuleViolation `program.not_active`.
    """
    program = load_ledger_program(uow.conn, program_id)
    require_active(program)
    session = LedgerSession(uow, program, import_batch_id=import_batch_id)
    progress.phase("points.posting", len(rows))
    seen: dict[str, Seen] = {}
    verdicts: list[RowVerdict] = []
    for chunk in _chunks(rows):
        with gc_paused():
            people = {row[1] for row in chunk}
            session.load(people, {row[2] for row in chunk}, lock=write)
            used = load_keys(uow.conn, program_id, [row[8] for row in chunk if row[8]])
            door = ColumnDoor(session, chunk, used, seen) if columns else None
            rest = chunk if door is None else door.rest
            keys: list[tuple[str, int, int, bytes]] = []
            if door is not None:
                if brief and not write:
                    verdicts += door.refusals()
                    seen |= {key: (row[1], 0, row) for key, row in door.rehearsed()}
                elif write:
                    verdicts += door.verdicts(brief=brief)
                    keys = [(key, row[1], number, _body(row)) for key, row, number in door.keyed()]
                    seen |= {key[0]: key[1:] for key in keys}
                else:
                    verdicts += door.verdicts()
                    seen |= {key: (row[1], number, row) for key, row, number in door.keyed()}
                progress.advance(len(chunk) - len(rest))
            job = _Chunk(session, [PointsRow._make(row) for row in rest], used, seen, write=write)
            found = job.run(progress)
            verdicts += [v for v in found if v.status != "new" or v.note] if brief else found
            if write:
                insert_keys(uow, program_id, keys + job.new_keys)
                if door is not None:
                    door.store()
                session.store()
                uow.store_people()
            else:
                session.discard()
    verdicts.sort(key=itemgetter(0))
    return verdicts


def _chunks(rows: Sequence[PointsRow]) -> Iterator[list[PointsRow]]:
    ordered = sorted(rows, key=itemgetter(1, 2, 5, 0))
    chunk: list[PointsRow] = []
    for _, group in groupby(ordered, key=itemgetter(1)):
        chunk += group
        if len(chunk) >= CHUNK_ROWS:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class _Chunk:
    """Posts the rows of some participants."""

    def __init__(
        self,
        session: LedgerSession,
        rows: list[PointsRow],
        used: Mapping[str, Used],
        seen: dict[str, Seen],
        *,
        write: bool,
    ) -> None:
        self._desk = session
        self._rows = rows
        self._write = write
        self._seen = seen
        self._bodies = [_body(row) if row.external_id else b"" for row in rows]
        conn = session.uow.conn
        self._taken = used
        other = [
            (found[0], found[1])
            for row, body in zip(rows, self._bodies, strict=True)
            if row.external_id
            and (found := self._taken.get(row.external_id)) is not None
            and found[2] != body
        ]
        self._facts = load_facts(conn, other)
        self.new_keys: list[tuple[str, int, int, bytes]] = []

    def run(self, progress: Progress) -> list[RowVerdict]:
        verdicts = []
        session = self._desk
        refused: dict[int, LoyaltyError | None] = {}
        for number, (row, body) in enumerate(zip(self._rows, self._bodies, strict=True), 1):
            key = row.external_id
            try:
                if key:
                    known = self._known(row, key, body)
                    if known is not None:
                        stored = known if self._write or key in self._taken else None
                        verdicts.append(RowVerdict(row.row_no, "unchanged", stored))
                        continue
                who = row.participant_id
                if who not in refused:
                    refused[who] = _refusal(session, who)
                why = refused[who]
                if why is not None:
                    verdicts.append(RowVerdict(row.row_no, "rejected", None, why.code, why.params))
                    continue
                late = session.late_redemptions
                entry = self._post(row)
            except LoyaltyError as error:
                verdicts.append(RowVerdict(row.row_no, "rejected", None, error.code, error.params))
                continue
            finally:
                if not number % 100:
                    progress.advance(100)
            if key:
                self._seen[key] = (entry.participant_id, entry.id, body)
                self.new_keys.append((key, entry.participant_id, entry.id, body))
            note = "points.taken_from_expired" if session.late_redemptions > late else ""
            stored = entry.id if self._write else None
            verdicts.append(RowVerdict(row.row_no, "new", stored, note=note))
        progress.advance(len(self._rows) % 100)
        return verdicts

    def _known(self, row: PointsRow, key: str, body: bytes) -> int | None:
        """Return the transaction that already has the row's key. Raises InvalidInput `points.key_reused` when it differs."""
        found = self._seen.get(key) or self._taken.get(key)
        if found is None:
            return None
        known = found[2] if isinstance(found[2], bytes) else _body(found[2])
        if known == body or self._facts.get(found[:2]) == _facts(row):
            return found[1]
        raise InvalidInput("points.key_reused", field="external_id", key=key)

    def _post(self, row: PointsRow) -> Entry:
        session = self._desk
        rules = session.program.rules.get(row.points_type_id)
        if rules is None or rules.archived:
            check_points_type(session.program, row.points_type_id)
            raise RuleViolation("points_type.archived")
        if row.occurred_at > session.uow.now_us:
            raise InvalidInput("points.in_future", field="occurred_at")
        rules.check_decimals(row.amount)
        kind = KINDS.get(row.type)
        if kind is None:
            raise InvalidInput("points.type_not_importable", field="type", type=row.type)
        meta = Meta(row.external_id, row.description, row.external_data)
        state = session.states[row.participant_id, row.points_type_id]
        ledger = session.ledger(row.points_type_id)
        if kind in INWARD and row.amount > 0:
            return ledger.accrue(
                state,
                row.amount,
                row.occurred_at,
                kind=kind,
                activates_on=row.activates_on,
                expires_on=row.expires_on,
                meta=meta,
            )
        if kind is TransactionType.ACCRUAL:
            kind = TransactionType.REDEMPTION
        if kind is TransactionType.REDEMPTION:
            rules.check_redemption(abs(row.amount), None)
        return session.redeem(state, abs(row.amount), row.occurred_at, kind=kind, meta=meta)


def _refusal(session: LedgerSession, participant_id: int) -> LoyaltyError | None:
    try:
        session.check(participant_id)
    except LoyaltyError as error:
        return error
    return None


def _body(row: PointsRow) -> bytes:
    _, who, what, kind, amount, at, first, last, _, description, data = row
    facts = f"{who}\x1f{what}\x1f{kind}\x1f{amount}\x1f{at}\x1f{first}\x1f{last}\x1f{description}\x1f{data}"
    return hashlib.blake2b(facts.encode(), digest_size=16).digest()


def _facts(row: PointsRow) -> tuple[Any, ...]:
    kind = row.type
    if kind == TransactionType.ACCRUAL and row.amount < 0:
        kind = TransactionType.REDEMPTION.value
    return (
        row.participant_id,
        row.points_type_id,
        kind,
        abs(row.amount),
        row.occurred_at // 1_000_000,
        row.description,
    )
