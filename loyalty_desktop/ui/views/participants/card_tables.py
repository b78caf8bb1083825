"""Columns of the tables on a participant's card: transactions, lots, tier history, audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from loyalty_desktop.domain.days import from_instant
from loyalty_desktop.domain.kinds import TransactionState, TransactionType
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import Column
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.participants import action_text, tier_reason_text
from loyalty_desktop.ui.words.programs import transaction_state_text, transaction_type_text

_QUIET = {TransactionState.ROLLED_BACK, TransactionState.CANCELLED, TransactionState.COMMITTED}
_MUTED_TYPES = {
    TransactionType.EXPIRATION,
    TransactionType.CANCELLATION,
    TransactionType.ACTIVATION,
}


def transaction_columns(zone: str, *, several: bool, others: Mapping[int, str]) -> list[Column]:
    """Return the columns time, type, source, points and balance after; and the points type when there are several.

    `others` names those whom transfers went to or came from; it may be filled later.
    """

    def _source(row: Any) -> str:
        return source_text(row, others)

    return [
        Column(
            "when",
            translate("Common", "When"),
            lambda t: formats.moment(t.occurred_at, zone),
            width=16,
        ),
        Column("type", translate("Common", "Type"), _type, width=11, tone=_state_tone),
        Column(
            "points_type",
            translate("Common", "Points type"),
            lambda t: t.points_type,
            width=11,
            visible=several,
        ),
        Column(
            "source",
            translate("CardView", "Source"),
            _source,
            width=18 if several else 30,
            tooltip=_source,
            tone=_state_tone,
        ),
        Column(
            "points",
            translate("Common", "Points"),
            lambda t: formats.signed(t.amount),
            align="right",
            width=9,
            tone=_tone,
            value=lambda t: t.amount,
        ),
        Column(
            "after",
            translate("CardView", "Balance after"),
            lambda t: formats.amount(t.total_after),
            align="right",
            width=10,
        ),
    ]


def _type(row: Any) -> str:
    return transaction_type_text(TransactionType(row.type))


def _state_tone(row: Any) -> str:
    state = TransactionState(row.state)
    return (
        "warn" if state is TransactionState.TEMPORARY else "muted" if state in _QUIET else "normal"
    )


def source_text(row: Any, others: Mapping[int, str]) -> str:
    """Return the source of a transaction; a state other than permanent comes before it."""
    origin, state = _origin(row, others), TransactionState(row.state)
    if state is TransactionState.PERMANENT:
        return origin
    words = transaction_state_text(state)
    return f"{words}: {origin}" if origin else words


def _origin(row: Any, others: Mapping[int, str]) -> str:
    if row.description:
        return str(row.description)
    if row.source_id and row.source_type == "participant":
        words = (
            translate("CardView", "to {participant}")
            if row.amount < 0
            else translate("CardView", "from {participant}")
        )
        return words.format(participant=others.get(int(row.source_id), "…"))
    if row.source_id:
        return f"{row.source_type} {row.source_id}"
    if row.import_batch_id:
        return translate("CardView", "Import {number}").format(number=row.import_batch_id)
    return ""


def _tone(row: Any) -> str:
    if TransactionState(row.state) in _QUIET or TransactionType(row.type) in _MUTED_TYPES:
        return "muted"
    return "good" if row.amount > 0 else "bad" if row.amount < 0 else "muted"


def lot_columns(zone: str, *, several: bool) -> list[Column]:
    """Return the columns of lots, in the order in which they are spent."""
    return [
        Column(
            "accrued",
            translate("CardView", "Accrued"),
            lambda r: formats.moment(r.accrued_at, zone),
            width=17,
        ),
        Column(
            "points_type",
            translate("Common", "Points type"),
            lambda r: r.points_type,
            width=12,
            visible=several,
        ),
        _lot("amount", translate("CardView", "Opened with")),
        _lot("active", translate("CardView", "Active")),
        _lot("pending", translate("CardView", "Pending")),
        _lot("held", translate("CardView", "On hold")),
        Column(
            "activates",
            translate("CardView", "Active from"),
            lambda r: formats.day(r.activates_on) if r.activates_on else "",
            width=12,
        ),
        Column(
            "expires",
            translate("CardView", "Last valid day"),
            lambda r: formats.day(r.expires_on),
            width=13,
        ),
    ]


def _lot(name: str, title: str) -> Column:
    def value(row: Any) -> Decimal:
        found: Decimal = getattr(row, name)
        return found

    return Column(
        name,
        title,
        lambda r: formats.amount(value(r)),
        align="right",
        width=10,
        value=value,
        tone=lambda r: "bad" if value(r) < 0 else "normal" if value(r) else "muted",
    )


def history_columns(zone: str, *, several: bool) -> list[Column]:
    """Return the columns of the tier history: tier, since when, and why."""
    return [
        Column(
            "reached",
            translate("CardView", "Since"),
            lambda r: formats.moment(from_instant(r.reached_at), zone),
            width=17,
        ),
        Column(
            "group",
            translate("Common", "Tier group"),
            lambda r: r.group_name,
            width=12,
            visible=several,
        ),
        Column("from", translate("CardView", "From"), lambda r: r.from_tier or "", width=11),
        Column("tier", translate("CardView", "To"), lambda r: r.tier or "", width=11, bold=True),
        Column(
            "reason", translate("CardView", "Why"), lambda r: tier_reason_text(r.reason), width=18
        ),
        Column("comment", translate("Common", "Comment"), lambda r: r.comment, width=20),
        Column("actor", translate("CardView", "By"), lambda r: r.actor, width=10),
    ]


def audit_columns(zone: str) -> list[Column]:
    """Return the columns of the audit trail: who did what, and when."""
    return [
        Column("at", translate("Common", "When"), lambda r: formats.moment(r.at, zone), width=17),
        Column("actor", translate("CardView", "By"), lambda r: r.actor, width=12),
        Column("action", translate("CardView", "What"), lambda r: action_text(r.action), width=26),
        Column("details", translate("Common", "Details"), _details, width=30, tooltip=_details),
    ]


def _details(row: Any) -> str:
    after = row.after or {}
    for name in ("description", "blocked_reason", "reason", "comment"):
        if after.get(name):
            return str(after[name])
    return ""
