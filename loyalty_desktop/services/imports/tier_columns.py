"""Tier columns of a participants sheet: the group of each, and the last day of the tiers set by hand."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from loyalty_desktop.domain.days import add_months, day_number, from_day_number, instant, local_day
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import ImportMode
from loyalty_desktop.services.imports.targets import Target
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.storage.imports import tiers as store
from loyalty_desktop.storage.imports.staging import StagingFile
from loyalty_desktop.storage.imports.tiers import TierColumn
from loyalty_desktop.storage.queries.tiers import Connection, TierGroupRow, load_groups
from loyalty_desktop.storage.unit_of_work import Storage

MONTHS = 12
"""How long a tier set by an import lasts in a cumulative group, unless a day is given."""


def default_until(storage: Storage, target: Target) -> date | None:
    """Return the proposed last day: after 12 months, or after one period in a periodic group. None without tiers."""
    if target.program_id is None or not target.tiers:
        return None
    with storage.read() as conn:
        groups = _groups(conn, target)
    group = groups.get(next(iter(target.tiers.values())).group_id)
    if group is None:
        return None
    months = group.plan.months if group.plan is not None else MONTHS
    return from_day_number(add_months(_today(storage, group), months))


def columns(
    storage: Storage, request: ImportRequest, target: Target, fields: Collection[str]
) -> list[TierColumn]:
    """Return the tier columns among the sheet's fields. Raises InvalidInput `tiers.until_past`."""
    named = {field: tiers for field, tiers in target.tiers.items() if field in fields}
    until = request.tier_until or default_until(storage, target)
    if not named or until is None:
        return []
    with storage.read() as conn:
        groups = _groups(conn, target)
    for tiers in named.values():
        if day_number(until) < _today(storage, groups[tiers.group_id]):
            raise InvalidInput("tiers.until_past", field="tier_until", found=until)
    return [
        TierColumn(field, groups[tiers.group_id], tiers.ids, day_number(until))
        for field, tiers in named.items()
    ]


def _groups(conn: Connection, target: Target) -> dict[int, TierGroupRow]:
    found = load_groups(conn, target.program_id) if target.program_id is not None else []
    return {group.id: group for group in found}


def _today(storage: Storage, group: TierGroupRow) -> int:
    return local_day(instant(storage.clock()), group.tz)


def judge(
    storage: Storage, staging: StagingFile, tiers: list[TierColumn], mode: ImportMode
) -> None:
    """Mark the rows whose tier differs from the one in force."""
    with storage.read() as conn:
        store.judge(conn, staging, tiers, mode)
