"""Columns of the list of participants; those of points follow the program's points types."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.list_filters import ColumnKind
from loyalty_desktop.domain.program_rows import PointsTypeOutline, TierGroupOutline
from loyalty_desktop.services.participant_lists import Buckets, ListLayout, ParticipantRow
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.models.columns import field_column
from loyalty_desktop.ui.widgets import Column
from loyalty_desktop.ui.widgets.list_spec import Facet
from loyalty_desktop.ui.words.fields import field_label
from loyalty_desktop.ui.words.i18n import translate
from loyalty_desktop.ui.words.participants import STATE_TONES, state_text

_IN_FRONT = ("external_id", "first_name", "last_name")
"""Fields of the profile that the first two columns show."""
_WIDTHS = {"email": 26}
_NONE = Buckets(Decimal(0), Decimal(0), Decimal(0), Decimal(0))


def participant_columns(layout: ListLayout) -> list[Column]:
    """Return the columns: ID, participant, tiers, state, points of each type, and the rest of the profile."""
    zone = layout.program.time_zone
    columns = [
        Column(
            "external_id",
            translate("ParticipantsView", "ID"),
            lambda r: r.external_id,
            width=7,
            bold=True,
            kind=ColumnKind.TEXT,
        ),
        Column(
            "name",
            translate("Common", "Participant"),
            lambda r: r.name or formats.NOTHING,
            width=14,
            tooltip=lambda r: r.comment or r.name,
            stretch=True,
            kind=ColumnKind.TEXT,
        ),
        *(_tier(group, alone=len(layout.tier_groups) == 1) for group in layout.tier_groups),
        Column(
            "state",
            translate("Common", "State"),
            _state,
            width=7,
            tone=lambda r: STATE_TONES[r.state],
            tooltip=lambda r: r.blocked_reason or _state(r),
            kind=ColumnKind.CHOICE,
            says=lambda value: state_text(ParticipantState(value)),
        ),
    ]
    for position, points_type in enumerate(layout.points_types):
        columns += _points(points_type, first=position == 0)
    return [
        *columns,
        Column(
            "registered",
            translate("ParticipantsView", "Registered"),
            lambda r: formats.moment(r.registered_at, zone)[: -len(" 00:00")],
            width=13,
            visible=False,
            kind=ColumnKind.MOMENT,
        ),
        *(
            field_column(PROFILE, name, _profile, width=_WIDTHS.get(name, 16), visible=False)
            for name in PROFILE.starting_with("phone", "email", "city").names
            if name not in _IN_FRONT
        ),
    ]


def _profile(row: ParticipantRow) -> ProfileDraft:
    return row.profile


def participant_facets(layout: ListLayout) -> list[Facet]:
    """Return the facets: states, tiers from the highest, and the cities in which most people live."""
    alone = len(layout.tier_groups) == 1
    return [
        Facet(
            "state",
            translate("Common", "State"),
            tuple(state.value for state in ParticipantState),
        ),
        *(
            Facet(
                f"tier:{group.id}",
                translate("Common", "Tier") if alone else group.name,
                tuple(tier.id for tier in reversed(group.tiers)),
            )
            for group in layout.tier_groups
        ),
        Facet("city", field_label(PROFILE, "city")),
    ]


def _state(row: ParticipantRow) -> str:
    return state_text(ParticipantState(row.state))


def _tier(group: TierGroupOutline, *, alone: bool) -> Column:
    names = {tier.id: tier.name for tier in group.tiers}
    last = len(group.tiers) - 1
    top = {tier.id for place, tier in enumerate(group.tiers) if place and place >= last - 1}

    def tier(row: ParticipantRow) -> int:
        return row.tiers.get(group.id, 0)

    return Column(
        f"tier:{group.id}",
        translate("Common", "Tier") if alone else group.name,
        lambda r: names.get(tier(r), ""),
        width=9,
        chip=True,
        tone=lambda r: "accent" if tier(r) in top else "muted",
        kind=ColumnKind.CHOICE,
        says=lambda value: names.get(value, ""),
    )


def _points(points_type: PointsTypeOutline, *, first: bool) -> list[Column]:
    number, places = points_type.id, points_type.decimals

    def of(bucket: str) -> Callable[[ParticipantRow], Decimal]:
        def value(row: ParticipantRow) -> Decimal:
            found: Decimal = getattr(row.balances.get(number, _NONE), bucket)
            return found

        return value

    def column(bucket: str, title: str, *, visible: bool, muted: bool = False) -> Column:
        value = of(bucket)
        return Column(
            f"{bucket}:{number}",
            title
            if first
            else (points_type.name if bucket == "active" else f"{points_type.name}: {title}"),
            lambda r: formats.amount(value(r), places),
            align="right",
            width=9,
            visible=visible,
            value=value,
            kind=ColumnKind.NUMBER,
            says=lambda v: formats.amount(Decimal(v), places),
            tone=lambda r: "muted" if muted else ("bad" if value(r) < 0 else "normal"),
        )

    return [
        column("total", translate("ParticipantsView", "Total"), visible=first),
        column("active", translate("ParticipantsView", "Active"), visible=True),
        column("pending", translate("ParticipantsView", "Pending"), visible=first, muted=True),
        column("held", translate("ParticipantsView", "On hold"), visible=False, muted=True),
    ]
