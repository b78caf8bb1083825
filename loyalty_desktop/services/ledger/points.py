"""Move a participant's points by hand: accrue, redeem, transfer, commit, roll back, cancel.

Amounts are Decimals in points, instants aware datetimes, days `date`s. Every command has a `key`: the same key with the
same body returns the first result; with another body it raises Conflict `points.key_reused`.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.days import day_number, instant
from loyalty_desktop.domain.entities.points import CANCELLATION
from loyalty_desktop.domain.errors import InvalidInput, NotFound, RuleViolation
from loyalty_desktop.domain.findings import check_field
from loyalty_desktop.domain.kinds import TierReason, TransactionType
from loyalty_desktop.domain.ledger.state import Entry, Meta
from loyalty_desktop.domain.points import PointsDraft, TransactionRow
from loyalty_desktop.services.ledger.reads import PointsReads
from loyalty_desktop.services.ledger.session import (
    LedgerSession,
    body_hash,
    check_points_type,
    require_active,
    run_once_per_key,
)
from loyalty_desktop.storage.ledger.load import (
    load_ledger_program,
    load_lots,
    load_originals,
    load_participants,
    program_of_points_type,
    transfer_legs,
)
from loyalty_desktop.storage.queries import transactions as transaction_queries
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_SECOND = 1_000_000


class PointsService(PointsReads):
    """Commands on the points of single participants, and the queries of PointsReads."""

    def accrue(
        self,
        participant_id: int,
        points_type_id: int,
        amount: Decimal,
        *,
        key: str,
        occurred_at: datetime | None = None,
        description: str = "",
        activates_on: date | None = None,
        expires_on: date | None = None,
        external_data: Mapping[str, Any] | None = None,
        temporary_seconds: int | None = None,
        actor_source: tuple[str, str] | None = None,
    ) -> Outcome[TransactionRow]:
        """Accrue points. With `temporary_seconds` they are only promised for that time (until commit, roll-back or time-out).

        `actor_source` is (source type, source id). Raises RuleViolation `points.largest_balance`,
        `participant.blocked`, `participant.left`, `program.not_active`; InvalidInput `amount.*`, `points.expires_before`.
        """
        _check_temporary(temporary_seconds)
        if temporary_seconds is not None and (activates_on or expires_on):
            raise InvalidInput("points.temporary_days", field="expires_on")
        active_from = None if activates_on is None else day_number(activates_on)
        last = None if expires_on is None else day_number(expires_on)
        meta = _meta(key, description, external_data, actor_source)

        def work(session: LedgerSession, number: int, units: int, t: int) -> Entry:
            account = session.account(participant_id, points_type_id)
            ledger = session.ledger(points_type_id)
            if temporary_seconds is not None:
                until = t + temporary_seconds * _SECOND
                return ledger.reserve_accrual(
                    account, units, t, until, meta=meta, transaction_id=number
                )
            return ledger.accrue(
                account,
                units,
                t,
                activates_on=active_from,
                expires_on=last,
                meta=meta,
                transaction_id=number,
            )

        facts = ("accrue", active_from, last, temporary_seconds, meta)
        return self._move(participant_id, points_type_id, amount, key, occurred_at, facts, work)

    def accrue_draft(
        self, participant_id: int, draft: PointsDraft, *, key: str
    ) -> Outcome[TransactionRow]:
        """Accrue the points of a draft. Raises the same as `accrue`, and InvalidInput with the draft's first finding."""
        return self.accrue(
            participant_id,
            draft.points_type_id,
            draft.checked_amount(),
            key=key,
            occurred_at=draft.occurred_at,
            description=draft.description,
            activates_on=draft.activates_on,
            expires_on=draft.expires_on,
            temporary_seconds=draft.temporary_seconds,
        )

    def redeem_draft(
        self, participant_id: int, draft: PointsDraft, *, key: str
    ) -> Outcome[TransactionRow]:
        """Redeem the points of a draft. Raises the same as `redeem`, and InvalidInput with the draft's first finding."""
        return self.redeem(
            participant_id,
            draft.points_type_id,
            draft.checked_amount(),
            key=key,
            occurred_at=draft.occurred_at,
            description=draft.description,
            temporary_seconds=draft.temporary_seconds,
        )

    def redeem(
        self,
        participant_id: int,
        points_type_id: int,
        amount: Decimal,
        *,
        key: str,
        occurred_at: datetime | None = None,
        description: str = "",
        order_sum: Decimal | None = None,
        external_data: Mapping[str, Any] | None = None,
        temporary_seconds: int | None = None,
        actor_source: tuple[str, str] | None = None,
    ) -> Outcome[TransactionRow]:
        """Redeem points, earliest expiry first; with `temporary_seconds` they are held for that time.

        Raises RuleViolation `points.not_enough`, `points.redeem_min`, `points.redeem_step`, `points.redeem_share`, and the
        errors of `accrue`.
        """
        _check_temporary(temporary_seconds)
        meta = _meta(key, description, external_data, actor_source)

        def work(session: LedgerSession, number: int, units: int, t: int) -> Entry:
            account = session.account(participant_id, points_type_id)
            ledger = session.ledger(points_type_id)
            ledger.rules.check_redemption(units, order_sum)
            if temporary_seconds is not None:
                until = t + temporary_seconds * _SECOND
                return ledger.reserve_redemption(
                    account, units, t, until, meta=meta, transaction_id=number
                )
            return ledger.redeem(account, units, t, meta=meta, transaction_id=number)

        facts = ("redeem", order_sum, temporary_seconds, meta)
        return self._move(participant_id, points_type_id, amount, key, occurred_at, facts, work)

    def transfer(
        self,
        from_id: int,
        to_id: int,
        points_type_id: int,
        amount: Decimal,
        *,
        key: str,
        description: str = "",
    ) -> Outcome[TransactionRow]:
        """Move points to another participant of the same program, with their old expiry. Returns the sender's leg.

        Raises InvalidInput `points.transfer_to_self`; RuleViolation `points.not_enough`, `points.largest_balance`.
        """
        if from_id == to_id:
            raise InvalidInput("points.transfer_to_self", field="to_id")
        meta = _meta(key, description, None, None)

        def work(session: LedgerSession, number: int, units: int, t: int) -> Entry:
            session.check(to_id)
            sent, _ = session.ledger(points_type_id).transfer(
                session.account(from_id, points_type_id),
                session.account(to_id, points_type_id),
                units,
                t,
                transfer_uuid=str(uuid.uuid4()),
                meta=meta,
                transaction_id=number,
            )
            return sent

        facts = ("transfer", to_id, meta)
        return self._move(from_id, points_type_id, amount, key, None, facts, work, others=(to_id,))

    def commit(
        self, participant_id: int, transaction_id: int, *, key: str
    ) -> Outcome[TransactionRow]:
        """Commit a temporary transaction. Returns the new transaction. Raises RuleViolation `points.not_temporary`."""
        return self._settle(participant_id, transaction_id, key, "commit")

    def roll_back(
        self, participant_id: int, transaction_id: int, *, key: str
    ) -> Outcome[TransactionRow]:
        """Roll a temporary transaction back. Returns the cancellation. Raises RuleViolation `points.not_temporary`."""
        return self._settle(participant_id, transaction_id, key, "roll_back")

    def cancel(
        self, participant_id: int, transaction_id: int, *, key: str, reason: str
    ) -> Outcome[TransactionRow]:
        """Cancel a permanent transaction (both legs of a transfer). Returns the cancellation.

        Raises NotFound `points.no_transaction`; RuleViolation `points.already_cancelled`, `points.still_temporary`,
        `points.cannot_cancel`; InvalidInput `points.reason_missing`.
        """
        if not reason.strip():
            raise InvalidInput("points.reason_missing", field="reason")
        check_field(CANCELLATION["reason"], reason)
        meta = Meta(external_id=key, description=reason.strip())
        with self._storage.write() as uow:
            session, points_type_id = self._desk_of(uow, participant_id, transaction_id)
            stored = load_originals(uow.conn, [(participant_id, transaction_id)])[transaction_id]
            legs = [(participant_id, transaction_id)]
            if stored[2] is not None:
                legs = transfer_legs(uow.conn, participant_id, transaction_id, stored[2])
                legs.sort(key=lambda leg: leg[1] != transaction_id)

            def work(number: int) -> Entry:
                for person, _ in legs:
                    session.check(person)
                ledger = session.ledger(points_type_id)
                originals = load_originals(uow.conn, legs)
                first: Entry | None = None
                for person, leg in legs:
                    original = originals[leg][3]
                    account = session.account(person, points_type_id)
                    account.add_lots(load_lots(uow.conn, person, original.parts.keys()))
                    entry = ledger.cancel(
                        account,
                        original,
                        uow.now_us,
                        meta=meta if first is None else meta._replace(external_id=None),
                        transaction_id=number if first is None else None,
                    )
                    first = first or entry
                return _done(first)

            body = body_hash("cancel", participant_id, transaction_id, reason.strip())
            people = [person for person, _ in legs]
            where = run_once_per_key(session, key, people, points_type_id, uow.now_us, body, work)
            return self._finish(session, where, "cancelled", TierReason.CANCELLATION)

    # Shared ----------------------------------------------------------------------------------------------------

    def _move(  # noqa: PLR0917
        self,
        participant_id: int,
        points_type_id: int,
        amount: Decimal,
        key: str,
        occurred_at: datetime | None,
        facts: tuple[object, ...],
        work: Callable[[LedgerSession, int, int, int], Entry],
        *,
        others: tuple[int, ...] = (),
    ) -> Outcome[TransactionRow]:
        with self._storage.write() as uow:
            program_id = program_of_points_type(uow.conn, points_type_id)
            session = self._open(uow, program_id, participant_id)
            check_points_type(session.program, points_type_id)
            units = session.program.rules[points_type_id].amount(amount)
            t = uow.now_us if occurred_at is None else instant(occurred_at)
            if t > uow.now_us:
                raise InvalidInput("points.in_future", field="occurred_at")

            def do(number: int) -> Entry:
                session.check(participant_id)
                return work(session, number, units, t)

            given = None if occurred_at is None else t
            body = body_hash(participant_id, points_type_id, units, given, *facts)
            people = (participant_id, *others)
            where = run_once_per_key(session, key, people, points_type_id, t, body, do)
            return self._finish(session, where, str(facts[0]), TierReason.POINTS)

    def _settle(
        self, participant_id: int, transaction_id: int, key: str, what: str
    ) -> Outcome[TransactionRow]:
        with self._storage.write() as uow:
            session, points_type_id = self._desk_of(uow, participant_id, transaction_id)

            def do(number: int) -> Entry:
                session.check(participant_id)
                ledger = session.ledger(points_type_id)
                act = ledger.commit if what == "commit" else ledger.roll_back
                return act(
                    session.account(participant_id, points_type_id),
                    transaction_id,
                    uow.now_us,
                    meta=Meta(external_id=key),
                    transaction_id=number,
                )

            body = body_hash(what, participant_id, transaction_id)
            where = run_once_per_key(
                session, key, (participant_id,), points_type_id, uow.now_us, body, do
            )
            return self._finish(session, where, what, TierReason.POINTS)

    def _open(self, uow: UnitOfWork, program_id: int, participant_id: int) -> LedgerSession:
        if participant_id not in load_participants(
            uow.conn, program_id, [participant_id], lock=False
        ):
            raise NotFound("participant.not_found", id=participant_id)
        program = load_ledger_program(uow.conn, program_id)
        require_active(program)
        return LedgerSession(uow, program)

    def _desk_of(
        self, uow: UnitOfWork, participant_id: int, transaction_id: int
    ) -> tuple[LedgerSession, int]:
        found = transaction_queries.transaction(uow.conn, participant_id, transaction_id)
        if found is None:
            raise NotFound("points.no_transaction", id=transaction_id)
        return self._open(uow, found.program_id, participant_id), found.points_type_id

    def _finish(
        self, session: LedgerSession, where: tuple[int, int], action: str, reason: TierReason
    ) -> Outcome[TransactionRow]:
        """Store, write an audit record for each transaction, return the first one. A repeated command stores nothing."""
        uow = session.uow
        entries = list(session.postings.entries)
        if not entries:
            found = transaction_queries.transaction(uow.conn, *where)
            if found is None:
                raise NotFound("points.no_transaction", id=where[1])
            return Outcome(found, Changes())
        session.store(reason)
        for entry in entries:
            uow.audit(
                f"points.{action if entry.id == where[1] else entry.type.value}",
                entity="points_transaction",
                entity_id=entry.id,
                program_id=session.program.id,
                participant_id=entry.participant_id,
                before={"total": entry.total_before, "active": entry.active_before},
                after={
                    "type": entry.type.value,
                    "state": entry.state.value,
                    "points_type_id": entry.points_type_id,
                    "amount": entry.amount,
                    "written_off": entry.written_off,
                    "total": entry.total_after,
                    "active": entry.active_after,
                    "description": entry.meta.description,
                },
            )
        found = transaction_queries.transaction(uow.conn, *where)
        if found is None:
            raise NotFound("points.no_transaction", id=where[1])
        people = sorted({entry.participant_id for entry in entries})
        changes = Changes.of_people(Entity.PARTICIPANT, session.program.id, people) | Changes.of(
            Entity.POINTS_TRANSACTION, [entry.id for entry in entries]
        )
        return Outcome(found, changes)


def _check_temporary(seconds: int | None) -> None:
    if seconds is not None and seconds <= 0:
        raise InvalidInput("points.timeout", field="temporary_seconds")


def _meta(
    key: str,
    description: str,
    external_data: Mapping[str, Any] | None,
    source: tuple[str, str] | None,
) -> Meta:
    data = None
    if external_data is not None:
        data = json.dumps(external_data, sort_keys=True, ensure_ascii=False)
    return Meta(key, description, data, *(source or (None, None)))


def _done(entry: Entry | None) -> Entry:
    if entry is None:
        raise RuleViolation("points.cannot_cancel", type=TransactionType.TRANSFER)
    return entry
