"""Move a participant's points by hand: accrue, redeem, transfer, commit, roll back, cancel.

Amounts are Decimals in points, instants aware datetimes, days `date`s. Every command has a `key`: the same key with the
same body returns the first result; with another body it raises Conflict `points.key_reused`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from loyalty_desktop.domain.changes import Outcome
from loyalty_desktop.domain.days import day_number, instant
from loyalty_desktop.domain.entities.points import CANCELLATION
from loyalty_desktop.domain.errors import InvalidInput, RuleViolation
from loyalty_desktop.domain.findings import check_field
from loyalty_desktop.domain.kinds import KeyOrigin
from loyalty_desktop.domain.ledger.state import Entry, Meta
from loyalty_desktop.domain.points import PointsDraft, TransactionRow
from loyalty_desktop.domain.uuids import new_uuid
from loyalty_desktop.services.ledger.command_parts import (
    check_temporary,
    end_of_hold,
    finish,
    legs_of,
    meta_of,
    open_session,
)
from loyalty_desktop.services.ledger.reads import PointsReads
from loyalty_desktop.services.ledger.session import (
    Key,
    LedgerSession,
    body_hash,
    check_points_type,
    run_once_per_key,
)
from loyalty_desktop.storage.ledger.load import (
    load_lots,
    load_originals,
    points_type_of,
)
from loyalty_desktop.storage.retrying import command

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
        origin: KeyOrigin = KeyOrigin.COMMAND,
        occurred_at: datetime | None = None,
        description: str = "",
        activates_on: date | None = None,
        expires_on: date | None = None,
        external_data: Mapping[str, Any] | None = None,
        temporary: bool = False,
        temporary_seconds: int | None = None,
        actor_source: tuple[str, str] | None = None,
    ) -> Outcome[TransactionRow]:
        """Accrue points. Temporary ones are only promised: until a commit, a roll-back, or the end of `temporary_seconds`.

        Days given for a temporary accrual are those of the lot that the commit opens. `temporary_seconds` alone makes it
        temporary too. `actor_source` is (source type, source id). Raises RuleViolation `points.largest_balance`,
        `participant.blocked`, `participant.left`, `program.not_active`; InvalidInput `amount.*`, `points.expires_before`.
        """
        check_temporary(temporary_seconds)
        temporary = temporary or temporary_seconds is not None
        active_from = None if activates_on is None else day_number(activates_on)
        last = None if expires_on is None else day_number(expires_on)
        given = Key(origin, key)
        meta = meta_of(given, description, external_data, actor_source)

        def work(session: LedgerSession, units: int, t: int) -> Entry:
            account = session.account(participant_id, points_type_id)
            ledger = session.ledger(points_type_id)
            if temporary:
                return ledger.reserve_accrual(
                    account,
                    units,
                    t,
                    end_of_hold(t, temporary_seconds),
                    activates_on=active_from,
                    expires_on=last,
                    meta=meta,
                )
            return ledger.accrue(
                account,
                units,
                t,
                activates_on=active_from,
                expires_on=last,
                meta=meta,
            )

        facts = ("accrue", active_from, last, temporary, temporary_seconds, meta)
        return self._move(participant_id, points_type_id, amount, given, occurred_at, facts, work)

    def accrue_draft(
        self,
        participant_id: int,
        draft: PointsDraft,
        *,
        key: str,
        origin: KeyOrigin = KeyOrigin.COMMAND,
    ) -> Outcome[TransactionRow]:
        """Accrue the points of a draft. Raises the same as `accrue`, and InvalidInput with the draft's first finding."""
        return self.accrue(
            participant_id,
            draft.points_type_id,
            draft.checked_amount(),
            key=key,
            origin=origin,
            occurred_at=draft.occurred_at,
            description=draft.description,
            activates_on=draft.activates_on,
            expires_on=draft.expires_on,
            temporary_seconds=draft.temporary_seconds,
        )

    def redeem_draft(
        self,
        participant_id: int,
        draft: PointsDraft,
        *,
        key: str,
        origin: KeyOrigin = KeyOrigin.COMMAND,
    ) -> Outcome[TransactionRow]:
        """Redeem the points of a draft. Raises the same as `redeem`, and InvalidInput with the draft's first finding."""
        return self.redeem(
            participant_id,
            draft.points_type_id,
            draft.checked_amount(),
            key=key,
            origin=origin,
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
        origin: KeyOrigin = KeyOrigin.COMMAND,
        occurred_at: datetime | None = None,
        description: str = "",
        order_sum: Decimal | None = None,
        external_data: Mapping[str, Any] | None = None,
        temporary: bool = False,
        temporary_seconds: int | None = None,
        actor_source: tuple[str, str] | None = None,
    ) -> Outcome[TransactionRow]:
        """Redeem points, earliest expiry first. Temporary ones are held: until a commit, a roll-back, or `temporary_seconds`.

        Raises RuleViolation `points.not_enough`, `points.redeem_min`, `points.redeem_step`, `points.redeem_share`, and the
        errors of `accrue`.
        """
        check_temporary(temporary_seconds)
        given = Key(origin, key)
        meta = meta_of(given, description, external_data, actor_source)

        def work(session: LedgerSession, units: int, t: int) -> Entry:
            account = session.account(participant_id, points_type_id)
            ledger = session.ledger(points_type_id)
            ledger.rules.check_redemption(units, order_sum)
            if temporary:
                until = end_of_hold(t, temporary_seconds)
                return ledger.reserve_redemption(account, units, t, until, meta=meta)
            return session.redeem(account, units, t, meta=meta)

        temporary = temporary or temporary_seconds is not None
        facts = ("redeem", order_sum, temporary, temporary_seconds, meta)
        return self._move(participant_id, points_type_id, amount, given, occurred_at, facts, work)

    def transfer(
        self,
        from_id: int,
        to_id: int,
        points_type_id: int,
        amount: Decimal,
        *,
        key: str,
        origin: KeyOrigin = KeyOrigin.COMMAND,
        description: str = "",
    ) -> Outcome[TransactionRow]:
        """Move points to another participant of the same program, with their old expiry. Returns the sender's leg.

        Raises InvalidInput `points.transfer_to_self`; RuleViolation `points.not_enough`, `points.largest_balance`.
        """
        if from_id == to_id:
            raise InvalidInput("points.transfer_to_self", field="to_id")
        given = Key(origin, key)
        meta = meta_of(given, description, None, None)

        def work(session: LedgerSession, units: int, t: int) -> Entry:
            session.check(to_id)
            sent, _ = session.ledger(points_type_id).transfer(
                session.account(from_id, points_type_id),
                session.account(to_id, points_type_id),
                units,
                t,
                transfer_uuid=new_uuid(from_id, 0),
                meta=meta,
            )
            return sent

        facts = ("transfer", to_id, meta)
        return self._move(
            from_id, points_type_id, amount, given, None, facts, work, others=(to_id,)
        )

    def commit(
        self,
        participant_id: int,
        transaction_id: int,
        *,
        key: str,
        origin: KeyOrigin = KeyOrigin.COMMAND,
    ) -> Outcome[TransactionRow]:
        """Commit a temporary transaction. Returns the new transaction. Raises RuleViolation `points.not_temporary`."""
        return self._settle(participant_id, transaction_id, Key(origin, key), "commit")

    def roll_back(
        self,
        participant_id: int,
        transaction_id: int,
        *,
        key: str,
        origin: KeyOrigin = KeyOrigin.COMMAND,
    ) -> Outcome[TransactionRow]:
        """Roll a temporary transaction back. Returns the cancellation. Raises RuleViolation `points.not_temporary`."""
        return self._settle(participant_id, transaction_id, Key(origin, key), "roll_back")

    @command
    def cancel(
        self,
        participant_id: int,
        transaction_id: int,
        *,
        key: str,
        reason: str,
        amount: Decimal | None = None,
        origin: KeyOrigin = KeyOrigin.COMMAND,
    ) -> Outcome[TransactionRow]:
        """Cancel a permanent transaction (both legs of a transfer), or `amount` points of it. Returns the cancellation.

        All cancellations of a transaction together never exceed it. A temporary transaction is rolled back.
        Raises NotFound `points.no_transaction`; RuleViolation `points.already_cancelled`, `points.cannot_cancel`,
        `points.cancel_too_much`, `points.cannot_cancel_part`, `points.expires_again`; InvalidInput `points.reason_missing`.
        """
        if not reason.strip():
            raise InvalidInput("points.reason_missing", field="reason")
        check_field(CANCELLATION["reason"], reason)
        given = Key(origin, key)
        meta = Meta(external_id=given.external_id, description=reason.strip())
        with self._storage.write() as uow:
            points_type_id = points_type_of(uow.conn, participant_id, transaction_id)
            legs = legs_of(uow, participant_id, transaction_id)
            people = [person for person, _ in legs]
            session = open_session(uow, points_type_id, people)
            units = None if amount is None else session.program.rules[points_type_id].amount(amount)

            def do() -> Entry:
                for person, _ in legs:
                    session.check(person)
                ledger = session.ledger(points_type_id)
                account = session.account(participant_id, points_type_id)
                if transaction_id in account.holds:
                    if units is not None:
                        raise RuleViolation("points.cannot_cancel_part", type="temporary")
                    return ledger.roll_back(account, transaction_id, uow.now_us, meta=meta)
                originals = load_originals(uow.conn, legs)
                lots = load_lots(uow.conn, people)
                entries: list[Entry] = []
                for person, leg in legs:
                    original = originals[person, leg].original
                    account = session.account(person, points_type_id)
                    account.add_lots(lots[person, number] for number in original.parts)
                    entries.append(
                        ledger.cancel(account, original, uow.now_us, amount=units, meta=meta)
                        if not entries
                        else ledger.cancel(
                            account, original, uow.now_us, meta=meta._replace(external_id=None)
                        )
                    )
                return entries[0]

            body = body_hash("cancel", participant_id, transaction_id, reason.strip(), units)
            where = run_once_per_key(session, given, people, points_type_id, uow.now_us, body, do)
            return finish(session, where, "cancelled")

    # Shared ----------------------------------------------------------------------------------------------------

    @command
    def _move(  # noqa: PLR0917
        self,
        participant_id: int,
        points_type_id: int,
        amount: Decimal,
        key: Key,
        occurred_at: datetime | None,
        facts: tuple[object, ...],
        work: Callable[[LedgerSession, int, int], Entry],
        *,
        others: tuple[int, ...] = (),
    ) -> Outcome[TransactionRow]:
        with self._storage.write() as uow:
            people = (participant_id, *others)
            session = open_session(uow, points_type_id, people)
            check_points_type(session.program, points_type_id)
            units = session.program.rules[points_type_id].amount(amount)
            t = uow.now_us if occurred_at is None else instant(occurred_at)
            if t > uow.now_us:
                raise InvalidInput("points.in_future", field="occurred_at")

            def do() -> Entry:
                session.check(participant_id)
                return work(session, units, t)

            given = None if occurred_at is None else t
            body = body_hash(participant_id, points_type_id, units, given, *facts)
            where = run_once_per_key(session, key, people, points_type_id, t, body, do)
            return finish(session, where, str(facts[0]))

    @command
    def _settle(
        self, participant_id: int, transaction_id: int, key: Key, what: str
    ) -> Outcome[TransactionRow]:
        with self._storage.write() as uow:
            points_type_id = points_type_of(uow.conn, participant_id, transaction_id)
            session = open_session(uow, points_type_id, [participant_id])

            def do() -> Entry:
                session.check(participant_id)
                ledger = session.ledger(points_type_id)
                act = ledger.commit if what == "commit" else ledger.roll_back
                return act(
                    session.account(participant_id, points_type_id),
                    transaction_id,
                    uow.now_us,
                    meta=Meta(external_id=key.external_id),
                )

            body = body_hash(what, participant_id, transaction_id)
            where = run_once_per_key(
                session, key, (participant_id,), points_type_id, uow.now_us, body, do
            )
            return finish(session, where, what)
