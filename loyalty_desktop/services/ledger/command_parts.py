"""What the commands on points share: opening the session, the legs of a transfer, time-outs, what the caller says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.ledger.state import Meta
from loyalty_desktop.services.ledger.session import Key, LedgerSession, require_active
from loyalty_desktop.storage.ledger.load import (
    load_ledger_program,
    load_originals,
    program_of,
    transfer_legs,
)
from loyalty_desktop.storage.unit_of_work import UnitOfWork

_SECOND = 1_000_000


def open_session(uow: UnitOfWork, points_type_id: int) -> LedgerSession:
    """Open a session on the program of a points type, which must be active."""
    program = load_ledger_program(uow.conn, program_of(uow.conn, points_type_id))
    require_active(program)
    return LedgerSession(uow, program)


def legs_of(uow: UnitOfWork, participant_id: int, transaction_id: int) -> list[tuple[int, int]]:
    """Return (participant, transaction) of a transaction; of a transfer both legs, this one first."""
    own = (participant_id, transaction_id)
    stored = load_originals(uow.conn, [own])[own]
    if stored.transfer_uuid is None or stored.source_id is None:
        return [own]
    legs = transfer_legs(uow.conn, participant_id, int(stored.source_id), stored.transfer_uuid)
    return sorted(legs, key=lambda leg: leg != own)


def check_temporary(seconds: int | None) -> None:
    """Raise InvalidInput `points.timeout` when a temporary transaction would end at once."""
    if seconds is not None and seconds <= 0:
        raise InvalidInput("points.timeout", field="temporary_seconds")


def end_of_hold(t: int, seconds: int | None) -> int | None:
    """Return the instant at which a temporary transaction ends; None: never by itself."""
    return None if seconds is None else t + seconds * _SECOND


def meta_of(
    key: Key,
    description: str,
    external_data: Mapping[str, Any] | None,
    source: tuple[str, str] | None,
) -> Meta:
    """Return what the caller says about a transaction, as the ledger keeps it."""
    data = None
    if external_data is not None:
        data = json.dumps(external_data, sort_keys=True, ensure_ascii=False)
    return Meta(key.external_id, description, data, *(source or (None, None)))
