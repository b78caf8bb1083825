"""The panels on the left of a participant's card: tiers with what is missing, and the profile."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.controllers.participant_card_data import CardData
from loyalty_desktop.domain.drafts import CustomFieldDraft
from loyalty_desktop.domain.entities.participants import PARTICIPANT
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.kinds import FieldKind, PointsKind
from loyalty_desktop.domain.program_rows import PointsTypeOutline
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.widgets import Card, KeyValues, Meter, Muted, Stat, Text
from loyalty_desktop.ui.words.fields import field_label, field_text
from loyalty_desktop.ui.words.i18n import fill, translate
from loyalty_desktop.ui.words.participants import consent_text
from loyalty_desktop.ui.words.programs import short_amount


def balance_stats(data: CardData, balance: Any) -> list[Stat]:
    """Shows total, active, pending, on hold and expiring in 30 days; points of one type."""
    places = balance.decimals
    facts = next(t for t in data.card.points_types if t.id == balance.points_type_id)
    lots = [lot for lot in data.lots if lot.points_type_id == balance.points_type_id]
    starts = [lot.activates_on for lot in lots if lot.pending > 0 and lot.activates_on]
    active_note = _worth(balance, facts, data.card.program.currency)
    if balance.debt > 0:
        active_note = translate("CardView", "{debt} owed").format(
            debt=formats.amount(balance.debt, places)
        )
    return [
        Stat(translate("CardView", "Total"), formats.amount(balance.total, places), balance.name),
        Stat(
            translate("CardView", "Active"),
            formats.amount(balance.active, places),
            active_note,
            "bad" if balance.active < 0 else "normal",
        ),
        Stat(
            translate("CardView", "Pending"),
            formats.amount(balance.pending, places),
            translate("CardView", "first on {day}").format(day=formats.day(min(starts)))
            if starts
            else translate("CardView", "nothing to come"),
        ),
        Stat(
            translate("CardView", "On hold"),
            formats.amount(balance.held, places),
            translate("CardView", "until committed or rolled back")
            if balance.held
            else translate("CardView", "nothing open"),
        ),
        Stat(
            translate("CardView", "Expires in 30 days"),
            formats.amount(balance.expiring_30, places),
            translate("CardView", "first on {day}").format(day=formats.day(balance.next_expiry))
            if balance.next_expiry
            else translate("CardView", "nothing expires"),
            "warn" if balance.expiring_30 else "normal",
        ),
    ]


def _worth(balance: Any, facts: PointsTypeOutline, currency: str) -> str:
    from decimal import Decimal

    rate = Decimal(facts.money_rate or 0)
    if rate <= 0 or facts.kind is not PointsKind.STANDARD:
        return balance.name if rate <= 0 else ""
    return formats.money((balance.active / rate).quantize(Decimal("0.01")), currency)


class TierCard(Card):
    """Shows where the participant stands in each tier group."""

    def __init__(self) -> None:
        super().__init__(translate("Common", "Tier"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(16)
        self.body.addLayout(self._rows)

    def show_standings(self, data: CardData) -> None:
        """Show these standings."""
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for standing in data.standings:
            self._rows.addWidget(self._standing(standing, alone=len(data.standings) == 1))
        self.setVisible(bool(data.standings))

    def _standing(self, standing: Any, *, alone: bool) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Text(standing.tier, weight=QFont.Weight.DemiBold))
        head.addStretch(1)
        if standing.next_tier:
            words = translate("CardView", "{tier} at {points}")
            head.addWidget(
                Muted(
                    words.format(
                        tier=standing.next_tier, points=short_amount(standing.next_threshold)
                    )
                )
            )
        else:
            head.addWidget(Muted(translate("CardView", "highest tier")))
        if not alone:
            column.addWidget(Muted(standing.group_name))
        column.addLayout(head)
        meter = Meter()
        goal = standing.next_threshold
        meter.set_fraction(float(standing.points / goal) if goal else 1.0)
        meter.setAccessibleName(translate("CardView", "Way to the next tier"))
        column.addWidget(meter)
        column.addWidget(Muted(standing_sentence(standing), wrap=True))
        return box


def standing_sentence(standing: Any) -> str:
    """Return what is missing to the next tier and what keeps this one, in plain words."""
    parts = []
    if standing.next_tier:
        words = (
            translate("CardView", "{points} {points:point|points}; {missing} to go by {day}.")
            if standing.review_on
            else translate("CardView", "{points} {points:point|points}; {missing} to go.")
        )
        parts.append(
            fill(
                words,
                points=standing.points.normalize(),
                missing=standing.missing.normalize(),
                day=standing.review_on,
            )
        )
    else:
        parts.append(
            fill(
                translate("CardView", "{points} {points:point|points}."),
                points=standing.points.normalize(),
            )
        )
    if standing.review_on and standing.keep_threshold > 0:
        words = (
            translate("CardView", "Keeps {tier} with {points}: {missing} missing.")
            if standing.keep_missing > 0
            else translate("CardView", "Keeps {tier} with {points}.")
        )
        parts.append(
            words.format(
                tier=standing.tier,
                points=short_amount(standing.keep_threshold),
                missing=short_amount(standing.keep_missing),
            )
        )
    if standing.grace_until:
        words = translate("CardView", "Grace until {day}.")
        parts.append(words.format(day=formats.day(standing.grace_until)))
    if standing.floor_tier:
        words = translate("CardView", "At least {tier} until {day}, set by hand: {reason}")
        parts.append(
            words.format(
                tier=standing.floor_tier,
                day=formats.day(standing.floor_until),
                reason=standing.floor_reason or "",
            )
        )
    return " ".join(parts)


_IN_TITLE = ("first_name", "last_name")
"""Fields of a profile that the card's title shows."""


class ProfileCard(Card):
    """Shows what is known about the person; empty fields are left out."""

    def __init__(self) -> None:
        super().__init__(translate("Common", "Profile"))
        self._values = KeyValues()
        self.body.addWidget(self._values)
        self.body.addStretch(1)

    def show_profile(self, data: CardData) -> None:
        """Show this profile."""
        profile, row = data.card.profile, data.card.row
        known = {
            field.name: (
                field_label(PROFILE, field.name),
                field_text(field, getattr(profile, field.name)),
            )
            for field in PROFILE
            if field.name not in _IN_TITLE
        }
        last = [known.pop(name) for name in ("consent_marketing", "consent_program", "tags")]
        rows = [
            *known.values(),
            *(
                (field.label, custom_text(profile.custom.get(field.name), field))
                for field in data.card.profile_fields
            ),
            *last,
            (field_label(PARTICIPANT, "comment"), row.comment),
        ]
        self._values.set_rows([(name, value) for name, value in rows if value])


def custom_text(value: Any, field: CustomFieldDraft) -> str:
    """Return a custom value as people read it."""
    if value is None:
        return ""
    if field.kind is FieldKind.DATE:
        return formats.day(value)
    if field.kind is FieldKind.YES_NO:
        return consent_text(bool(value))
    if field.kind is FieldKind.INTEGER:
        return formats.number(value)
    if isinstance(value, Decimal):
        return formats.amount(value, 0)
    return str(value)
