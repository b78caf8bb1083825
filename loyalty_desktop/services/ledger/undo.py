"""Cancel the points transactions of an import batch, all or none.

Audit records are written by the calling import, not here.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from loyalty_desktop.domain.kinds import CancelPolicy
from loyalty_desktop.domain.ledger.state import Meta
from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.services.ledger.session import LedgerSession, require_active
from loyalty_desktop.services.ledger.undo_sets import UndoSets
from loyalty_desktop.storage.ledger.batches import (
    BatchTransaction,
    batch_shares,
    batch_transactions,
)
from loyalty_desktop.storage.ledger.keys import free_keys
from loyalty_desktop.storage.ledger.load import (
    load_ledger_program,
    load_lots,
    load_originals,
    program_of,
)
from loyalty_desktop.storage.unit_of_work import UnitOfWork


class CannotUndo(NamedTuple):
    """Why a batch cannot be cancelled: `missing` units of this participant's points are already spent."""

    participant_id: int
    points_type_id: int
    missing: int
    code: str = "points.gone_meanwhile"


def cancel_batch(
    uow: UnitOfWork,
    batch_id: int,
    *,
    reason: str = "",
    write: bool = True,
    progress: Progress = NO_PROGRESS,
) -> tuple[int, list[CannotUndo]]:
    """Cancel all points transactions of an import batch, or none. Returns (how many, why not).

    It is allowed when no participant gets a debt by it. Expirations of the batch's points are cancelled too; what they took
    from other lots expires again. The batch's keys become free. `write=False` only checks. Simple people, who cannot get
    a debt by it, go through set-based SQL; everything is decided before anything is written.
    """
    shares = batch_shares(uow.conn, batch_id)
    if not shares:
        return 0, []
    sets = UndoSets(uow, batch_id, shares, lock=write)
    rest = batch_transactions(uow.conn, batch_id, sets.find_complex())
    progress.phase("points.cancelling", sum(share.transactions for share in shares))
    _, reasons = cancel_transactions(uow, rest, reason=reason, write=write, progress=progress)
    if write and not reasons:
        sets.cancel(reason, progress)
        free_keys(uow, batch_id)
    return sum(share.transactions for share in shares), reasons


def cancel_transactions(
    uow: UnitOfWork,
    stored: list[BatchTransaction],
    *,
    reason: str = "",
    write: bool = True,
    progress: Progress = NO_PROGRESS,
) -> tuple[int, list[CannotUndo]]:
    """Cancel permanent transactions of one program, all or none. Returns the same as `cancel_batch`."""
    if not stored:
        return 0, []
    stored = sorted(stored, key=lambda row: (row.participant_id, -row.transaction_id))
    reasons = _cancel_all(uow, stored, reason, NO_PROGRESS, write=False)
    if write and not reasons:
        _cancel_all(uow, stored, reason, progress, write=True)
    return len(stored), reasons


def _cancel_all(
    uow: UnitOfWork, stored: list[BatchTransaction], reason: str, progress: Progress, *, write: bool
) -> list[CannotUndo]:
    program = load_ledger_program(uow.conn, program_of(uow.conn, stored[0].points_type_id))
    require_active(program)
    for rules in program.rules.values():
        rules.cancel_policy = CancelPolicy.DEBT
    session = LedgerSession(uow, program)
    progress.phase("points.cancelling", len(stored))
    reasons: list[CannotUndo] = []
    meta = Meta(description=reason)
    people = [(who, list(group)) for who, group in groupby(stored, key=itemgetter(0))]
    for at in range(0, len(people), 1_000):
        part = people[at : at + 1_000]
        session.load([who for who, _ in part], program.rules.keys(), lock=write)
        reasons += _cancel_part(session, part, meta, progress)
        if write:
            session.store()
            uow.store_people()
        else:
            session.discard()
    return reasons


def _cancel_part(
    session: LedgerSession,
    part: list[tuple[int, list[BatchTransaction]]],
    meta: Meta,
    progress: Progress,
) -> list[CannotUndo]:
    uow = session.uow
    originals = load_originals(uow.conn, [row[:2] for _, group in part for row in group])
    lots = load_lots(uow.conn, [who for who, _ in part])
    reasons = []
    for who, group in part:
        before: dict[int, int] = {}
        for row in group:
            state = session.account(who, row.points_type_id)
            before.setdefault(row.points_type_id, state.debt)
            state.add_lots(lots[who, lot] for lot in originals[row[:2]].original.parts)
        for row in group:
            state = session.account(who, row.points_type_id)
            original = originals[row[:2]].original
            session.ledger(row.points_type_id).cancel(
                state, original, uow.now_us, meta=meta, expire=False
            )
        for points_type_id, debt in before.items():
            state = session.account(who, points_type_id)
            session.ledger(points_type_id).expire_given_back(state, uow.now_us)
            if state.debt > debt:
                reasons.append(CannotUndo(who, points_type_id, state.debt - debt))
        progress.advance(len(group))
    return reasons
