"""Rules of one points type for the ledger: local days, activation, expiry, limits.

Amounts are units, instants UTC microseconds, days YYYYMMDD. Pure: the time zone is a parameter, nothing reads a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from loyalty_desktop.domain import days
from loyalty_desktop.domain.amounts import SCALE, from_units, to_units
from loyalty_desktop.domain.errors import InvalidInput, RuleViolation
from loyalty_desktop.domain.kinds import (
    CancelPolicy,
    ExpiryKind,
    PointsKind,
    TransactionState,
    TransactionType,
)

FAR_DAY = 99_991_231
"""Means "never" where days are compared."""

_NEVER_CANCELLED = frozenset({TransactionType.ACTIVATION, TransactionType.CANCELLATION})
_CANCEL_REFUSALS = {
    TransactionState.CANCELLED: "points.already_cancelled",
    TransactionState.TEMPORARY: "points.still_temporary",
}


def cancel_refusal(kind: TransactionType, state: TransactionState) -> str | None:
    """Return the code that says why a transaction cannot be cancelled, or None when it can.

    Activations and cancellations moved no points of their own. An expiration can be cancelled: this returns points that
    a tier review or inactivity took; points past their last valid day expire again at once.
    """
    if state is TransactionState.PERMANENT and kind not in _NEVER_CANCELLED:
        return None
    return _CANCEL_REFUSALS.get(state, "points.cannot_cancel")


_UTC_DAY = 86_400_000_000
_NEVER = 2**62


class LocalDays:
    """Convert instants to local days. Answers are kept by UTC day, as bulk imports ask a million times about a year."""

    __slots__ = ("_after", "_days", "_starts", "zone")

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._days: dict[int, tuple[int, int, int]] = {}  # first day, instant of the next, next day
        self._starts: dict[int, int] = {}
        self._after: dict[int, int] = {}

    def start(self, day: int) -> int:
        """Return the instant at which a local day (YYYYMMDD) begins."""
        found = self._starts.get(day)
        if found is None:
            found = self._starts[day] = days.start_of_day(day, self.zone)
        return found

    def after(self, day: int) -> int:
        """Return the instant at which the day after a local day begins."""
        found = self._after.get(day)
        if found is None:
            found = self._after[day] = self.start(days.add_days(day, 1))
        return found

    def __call__(self, microseconds: int) -> int:
        """Return the local day (YYYYMMDD) of an instant."""
        found = self._days.get(microseconds // _UTC_DAY)
        if found is None:
            found = self._days[microseconds // _UTC_DAY] = self._of(microseconds // _UTC_DAY)
        first, border, second = found
        if microseconds < border:
            return first
        return second or days.local_day(microseconds, self.zone)

    def _of(self, utc_day: int) -> tuple[int, int, int]:
        """Return the local day that a UTC day begins with, where the next begins in it, and that (0: ask each instant)."""
        begin, end = utc_day * _UTC_DAY, (utc_day + 1) * _UTC_DAY - 1
        first, last = days.local_day(begin, self.zone), days.local_day(end, self.zone)
        if first == last:
            return first, _NEVER, 0
        if self._offset(begin) == self._offset(end):
            return first, self.start(last), last
        return first, begin, 0  # the clock changes: a day may begin twice

    def _offset(self, microseconds: int) -> timedelta | None:
        return days.from_instant(microseconds).astimezone(self.zone).utcoffset()


@dataclass(slots=True)
class PointsRules:
    """The rules of one points type, with the program it belongs to."""

    program_id: int
    points_type_id: int
    local_days: LocalDays
    kind: PointsKind = PointsKind.STANDARD
    initial_balance: int = 0
    activation_days: int = 0
    expiry_kind: ExpiryKind = ExpiryKind.NEVER
    expiry_count: int = 0
    expiry_date: int | None = None
    decimals: int = 2
    money_rate: Decimal = Decimal(1)
    redeem_max_share: Decimal | None = None
    redeem_min: int | None = None
    redeem_step: int | None = None
    largest_balance: int | None = None
    cancel_policy: CancelPolicy = CancelPolicy.DEBT
    archived: bool = False
    _expiry: dict[int, int | None] = field(default_factory=dict)
    _activation: dict[int, int] = field(default_factory=dict)

    @property
    def by_inactivity(self) -> bool:
        """Return whether points expire by inactivity."""
        return self.expiry_kind is ExpiryKind.INACTIVITY

    def expires_on(self, day: int) -> int | None:
        """Return the last valid day of points accrued on `day`; None when they never expire, or expire by inactivity."""
        try:
            return self._expiry[day]
        except KeyError:
            found = self._expiry[day] = self._expires_on(day)
            return found

    def _expires_on(self, day: int) -> int | None:
        count = self.expiry_count
        match self.expiry_kind:
            case ExpiryKind.NEVER | ExpiryKind.INACTIVITY:
                return None
            case ExpiryKind.AFTER_DAYS:
                return days.add_days(day, count)
            case ExpiryKind.AFTER_MONTHS:
                return days.add_months(day, count)
            case ExpiryKind.END_OF_MONTH:
                return days.end_of_month(day, count)
            case ExpiryKind.END_OF_QUARTER:
                return days.end_of_quarter(day, count)
            case ExpiryKind.END_OF_YEAR:
                return days.end_of_year(day, count)
            case ExpiryKind.FIXED_DATE:
                return self.expiry_date

    def activates_on(self, day: int) -> int | None:
        """Return the first active day of points accrued on `day`; None when they are active at once."""
        if not self.activation_days:
            return None
        found = self._activation.get(day)
        if found is None:
            found = self._activation[day] = days.add_days(day, self.activation_days)
        return found

    def lot_days(
        self, day: int, activates_on: int | None, expires_on: int | None
    ) -> tuple[int | None, int | None]:
        """Return (activates_on, expires_on) of a lot accrued on `day`; days given by the caller override the rules.

        Raises InvalidInput `points.expires_before` (a given last day before the accrual),
        `points.activates_too_late` (active only after the last day); RuleViolation `points.expiry_passed`.
        """
        active_from = activates_on if activates_on is not None else self.activates_on(day)
        if active_from is not None and active_from <= day:
            active_from = None
        last = expires_on if expires_on is not None else self.expires_on(day)
        if last is not None:
            if last < day:
                if expires_on is None:
                    raise RuleViolation("points.expiry_passed", expires_on=_shown(last))
                raise InvalidInput(
                    "points.expires_before",
                    field="expires_on",
                    expires_on=_shown(last),
                    accrued_on=_shown(day),
                )
            if active_from is not None and active_from > last:
                raise InvalidInput(
                    "points.activates_too_late",
                    field="activates_on",
                    activates_on=_shown(active_from),
                    expires_on=_shown(last),
                )
        return active_from, last

    def inactive_after(self, day: int) -> int:
        """Return the last valid day after activity on `day`, for points that expire by inactivity."""
        return days.add_months(day, self.expiry_count)

    def amount(self, points: Decimal) -> int:
        """Return an amount typed by a person in units. Raises InvalidInput `amount.not_positive`, `amount.too_fine`."""
        units = to_units(points)
        if units <= 0:
            raise InvalidInput("amount.not_positive", field="amount", found=points)
        self.check_decimals(units)
        return units

    def points(self, units: int) -> Decimal:
        """Return an amount for people to read, with the decimals of the points type."""
        return from_units(units, self.decimals)

    def check_decimals(self, units: int) -> None:
        """Raise InvalidInput `amount.too_fine` when an amount has more decimals than the points type."""
        if units % 10 ** (4 - self.decimals):
            raise InvalidInput(
                "amount.too_fine",
                field="amount",
                found=self.points(units),
                decimals=self.decimals,
            )

    def check_redemption(self, units: int, order_sum: Decimal | None) -> None:
        """Raise RuleViolation `points.redeem_min`, `points.redeem_step` or `points.redeem_share` when a redemption breaks a limit.

        `order_sum` is money; without it the share of the order is not checked.
        """
        if self.redeem_min is not None and units < self.redeem_min:
            raise RuleViolation(
                "points.redeem_min",
                least=self.points(self.redeem_min),
                needed=self.points(units),
            )
        if self.redeem_step and units % self.redeem_step:
            raise RuleViolation(
                "points.redeem_step",
                step=self.points(self.redeem_step),
                needed=self.points(units),
            )
        if self.redeem_max_share is not None and order_sum is not None and self.money_rate:
            most = int(order_sum * self.redeem_max_share * self.money_rate * SCALE / 100)
            if units > most:
                raise RuleViolation(
                    "points.redeem_share",
                    share=self.redeem_max_share,
                    most=self.points(most - most % 10 ** (4 - self.decimals)),
                    needed=self.points(units),
                )


def _shown(day: int) -> date:
    return days.from_day_number(day)
