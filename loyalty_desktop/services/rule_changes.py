"""What a changed rule of a points type does to what is there already: inactivity counted anew, open lots dated anew."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from loyalty_desktop.domain.days import day_number, zone
from loyalty_desktop.domain.drafts import PointsTypeDraft, ProgramDraft
from loyalty_desktop.domain.ledger.rules import LocalDays, PointsRules
from loyalty_desktop.domain.programs import changed_expiry, changed_inactivity
from loyalty_desktop.storage import redating
from loyalty_desktop.storage.inactivity import date_accounts_anew
from loyalty_desktop.storage.queries.closing import closed_through
from loyalty_desktop.storage.queries.tiers import Connection
from loyalty_desktop.storage.redating import Redated, RuleChange
from loyalty_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class LotsRedated:
    """What saving a changed rule of expiry does to the open lots of a points type, when it is to hold for them too."""

    points_type: PointsTypeDraft
    lots: Redated


def look(
    conn: Connection, stored: ProgramDraft, draft: ProgramDraft, now_us: int
) -> tuple[LotsRedated, ...]:
    """Return what the draft would do to open lots, by points type whose rule of expiry it changes."""
    assert stored.id is not None  # noqa: S101 - a stored program has an id
    closed = closed_through(conn, stored.id)
    return tuple(
        LotsRedated(new, redating.look(conn, _rule_change(stored, old, new, now_us, closed)))
        for old, new in changed_expiry(stored, draft)
    )


def count_inactivity(uow: UnitOfWork, before: ProgramDraft, after: ProgramDraft) -> None:
    """Count inactivity from everybody's last activity, in the points types whose rule of it changed."""
    assert after.id is not None  # noqa: S101 - a stored program has an id
    for item in changed_inactivity(before, after):
        assert item.id is not None  # noqa: S101 - a stored points type has an id
        date_accounts_anew(uow, _rules(after, item), closed_through(uow.conn, after.id))


def redate_lots(
    uow: UnitOfWork, before: ProgramDraft, after: ProgramDraft, wanted: Collection[int]
) -> None:
    """Date the open lots of the wanted points types anew, where their rule of expiry changed."""
    assert after.id is not None  # noqa: S101 - a stored program has an id
    for old, new in changed_expiry(before, after):
        if new.id is None or new.id not in wanted:
            continue
        closed = closed_through(uow.conn, after.id)
        found = redating.redate(uow, _rule_change(after, old, new, uow.now_us, closed))
        uow.audit(
            "points_type.lots_redated",
            entity="points_type",
            entity_id=new.id,
            program_id=after.id,
            before=_rule_told(old),
            after={**_rule_told(new), "lots": found.lots, "people": found.people},
        )


def _rule_change(
    program: ProgramDraft,
    old: PointsTypeDraft,
    new: PointsTypeDraft,
    now_us: int,
    closed: int | None,
) -> RuleChange:
    return RuleChange.at(
        _rules(program, replace(old, id=new.id)), _rules(program, new), now_us, closed
    )


def _rules(program: ProgramDraft, item: PointsTypeDraft) -> PointsRules:
    """Return the rules of expiry of a stored points type."""
    assert program.id is not None  # noqa: S101 - a stored program has an id
    assert item.id is not None  # noqa: S101 - a stored points type has an id
    return PointsRules(
        program.id,
        item.id,
        LocalDays(zone(program.time_zone)),
        expiry_kind=item.expiry_kind,
        expiry_count=item.expiry_count,
        expiry_date=None if item.expiry_date is None else day_number(item.expiry_date),
    )


def _rule_told(item: PointsTypeDraft) -> dict[str, object]:
    day = item.expiry_date
    return {
        "expiry_kind": item.expiry_kind.value,
        "expiry_count": item.expiry_count,
        "expiry_date": None if day is None else day.isoformat(),
    }
