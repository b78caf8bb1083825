"""Sums of points by flow and what is computed from them: net amounts and rates, for screens, reports and command line.

A flow is signed: what it changed the balances by (Flow). Definitions: docs/glossary.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from loyalty_desktop.domain.kinds import Flow

ACTIVE_DAYS = (30, 90, 365)
"""The windows, in days, in which a participant counts as active; the last day is the day of the question."""

_PLACES = Decimal("0.000001")


@dataclass(slots=True)
class FlowSums:
    """Signed units by flow over a period, and how many transactions."""

    units: dict[Flow, int] = field(default_factory=dict)
    count: int = 0

    def add(self, flow: Flow, units: int, count: int) -> None:
        """Add a row of the daily summary."""
        self.units[flow] = self.units.get(flow, 0) + units
        self.count += count

    def of(self, *flows: Flow) -> int:
        """Return the signed units of these flows."""
        return sum(self.units.get(flow, 0) for flow in flows)

    @property
    def total(self) -> int:
        """Return what all flows changed the balances by."""
        return sum(self.units.values())

    @property
    def accrued_net(self) -> int:
        """Return accruals and initial balances less cancelled ones; balances brought in by an import are not accrued."""
        return self.of(Flow.ACCRUED, Flow.INITIAL, Flow.CANCELLED)

    @property
    def redeemed_net(self) -> int:
        """Return redemptions less what was given back, as a positive number."""
        return -self.of(Flow.REDEEMED, Flow.GIVEN_BACK)

    @property
    def redemption_rate(self) -> Decimal | None:
        """Return redeemed_net as a share of accrued_net; None when nothing was accrued. It may pass 1."""
        return _share(self.redeemed_net, self.accrued_net)

    @property
    def breakage_rate(self) -> Decimal | None:
        """Return expired points as a share of accrued_net; None when nothing was accrued. It may pass 1."""
        return _share(-self.of(Flow.EXPIRED), self.accrued_net)


def sums_of(rows: Iterable[tuple[Flow, int, int]]) -> FlowSums:
    """Return the sums of rows (flow, units, count)."""
    made = FlowSums()
    for flow, units, count in rows:
        made.add(flow, units, count)
    return made


def _share(part: int, whole: int) -> Decimal | None:
    if whole <= 0:
        return None
    return (Decimal(part) / Decimal(whole)).quantize(_PLACES, rounding=ROUND_HALF_UP)
