"""The participants behind a number of the home screen: links with plain parameters, and the query each one stands for.

The columns named here are not shown in the list; storage/queries/participant_list.py knows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from loyalty_desktop.domain.days import day_number
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.list_filters import ColumnFilter, FilterOp

EXPIRES = "expires"
"""Column "expires:YYYYMMDD": the latest day up to that one on which standard points of the participant expire."""
BELOW = "below"
"""Column "below:GROUP": the day of the review at which the participant would miss the tier of this group."""
MOVED = "moved"
"""When the participant last accrued, redeemed or transferred points."""

_SMALLEST = Decimal("0.0001")


def expiring(first: date, last: date) -> dict[str, str]:
    """Returns the link to those whose standard points expire within these days."""
    return {"expiring_from": first.isoformat(), "expiring_to": last.isoformat()}


def below_tier(tier_group_id: int, review: date) -> dict[str, Any]:
    """Returns the link to those who would miss their tier at this review."""
    return {"below_group": tier_group_id, "review": review.isoformat()}


def active_since(day: date) -> dict[str, str]:
    """Returns the link to those who accrued, redeemed or transferred away since this day."""
    return {"active_since": day.isoformat()}


def members() -> dict[str, bool]:
    """Returns the link to everybody who has not left."""
    return {"members": True}


def holding(points_type_id: int) -> dict[str, int]:
    """Returns the link to those who have points of this type."""
    return {"holding": points_type_id}


def conditions(params: Mapping[str, Any]) -> list[ColumnFilter]:
    """Returns the conditions that the parameters of a link stand for."""
    found = []
    if params.get("expiring_to"):
        first = day_number(date.fromisoformat(params["expiring_from"]))
        last = day_number(date.fromisoformat(params["expiring_to"]))
        found.append(ColumnFilter(f"{EXPIRES}:{last}", FilterOp.BETWEEN, (first, None)))
    if params.get("below_group"):
        day = day_number(date.fromisoformat(params["review"]))
        found.append(ColumnFilter(f"{BELOW}:{params['below_group']}", FilterOp.EQUALS, (day,)))
    if params.get("active_since"):
        since = date.fromisoformat(params["active_since"])
        found.append(ColumnFilter(MOVED, FilterOp.BETWEEN, (since, None)))
    if params.get("members"):
        here = (str(ParticipantState.ACTIVE), str(ParticipantState.BLOCKED))
        found.append(ColumnFilter("state", FilterOp.IN, here))
    if params.get("holding"):
        found.append(
            ColumnFilter(f"total:{params['holding']}", FilterOp.BETWEEN, (_SMALLEST, None))
        )
    return found
