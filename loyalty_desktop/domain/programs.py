"""Rules of programs and partners, used by forms and services. Pure.

A report names fields by dotted paths into the draft ("points_types.0.initial_balance", "tier_groups.0.tiers.2.threshold"),
in the form's order. Facts from the database (names taken, rows in use) are passed as `ProgramFacts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfoNotFoundError

from loyalty_desktop.domain.days import zone
from loyalty_desktop.domain.drafts import (
    PartnerDraft,
    PointsTypeDraft,
    ProgramDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.entities.programs import (
    PARTNER,
    POINTS_TYPE,
    PROGRAM,
    TIER,
    TIER_GROUP,
)
from loyalty_desktop.domain.findings import Findings
from loyalty_desktop.domain.kinds import (
    ExpiryKind,
    PointsKind,
    ProgramState,
    ReviewAnchor,
    TierGroupKind,
)
from loyalty_desktop.domain.validation import Finding, ValidationReport

MAX_DAYS = 36_500
MAX_PERIODS = 1_200

COUNTED_EXPIRY = {
    ExpiryKind.AFTER_DAYS: (1, MAX_DAYS),
    ExpiryKind.AFTER_MONTHS: (1, MAX_PERIODS),
    ExpiryKind.END_OF_MONTH: (0, MAX_PERIODS),
    ExpiryKind.END_OF_QUARTER: (0, 400),
    ExpiryKind.END_OF_YEAR: (0, 100),
    ExpiryKind.INACTIVITY: (1, MAX_PERIODS),
}
"""Kinds of expiry that need a number, with the smallest and the largest."""

_CURRENCY = re.compile(r"[A-Z]{3}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class ProgramFacts:
    """Facts from the database about a program: external IDs of other programs, and which of its rows are in use.

    `held_tiers` are ids of tiers that occur in somebody's history; `stored` is the stored program (None: new).
    """

    taken_external_ids: frozenset[str] = frozenset()
    database_ids: frozenset[int] | None = None
    used_points_types: frozenset[int] = frozenset()
    held_tiers: frozenset[int] = frozenset()
    stored: ProgramDraft | None = None


NO_FACTS = ProgramFacts()


def validate(draft: ProgramDraft, facts: ProgramFacts = NO_FACTS) -> ValidationReport:
    """Return all findings of a program draft."""
    out = Findings()
    out.fields(PROGRAM.without("currency", "time_zone"), draft)
    if draft.external_id in facts.taken_external_ids:
        out.error("external_id", "setup.external_id_taken", found=draft.external_id)
    _database(out, draft, facts)
    if not _CURRENCY.fullmatch(draft.currency):
        out.error("currency", "program.bad_currency", found=draft.currency)
    if not known_zone(draft.time_zone):
        out.error("time_zone", "program.bad_time_zone", found=draft.time_zone)
    fixed = fixed_time_zone(facts)
    if fixed is not None and fixed.params["zone"] != draft.time_zone:
        out.found.append(fixed)
    _points_types(out, draft, facts)
    out.duplicates(draft.tier_groups, "tier_groups")
    for index, group in enumerate(draft.tier_groups):
        _tier_group(out, group, f"tier_groups.{index}.", draft)
    _shared_reset(out, draft)
    _removed_tiers(out, draft, facts)
    out.duplicates(draft.partners, "partners")
    for index, partner in enumerate(draft.partners):
        _partner(out, partner, f"partners.{index}.")
    return out.report()


def fixed_time_zone(facts: ProgramFacts) -> Finding | None:
    """Return why the program must keep its time zone, None while it may change.

    Once there are points transactions, their days and those of their lots have been counted in it.
    """
    if facts.stored is None or not facts.used_points_types:
        return None
    params = {"zone": facts.stored.time_zone}
    return Finding("time_zone", "program.time_zone_used", params=params)


def missing_for_activation(draft: ProgramDraft) -> str | None:
    """Return the code of what a valid program still needs before it can be activated; None when nothing is missing."""
    live = [item for item in draft.points_types if not item.archived]
    return None if live else "program.no_points_type"


def validate_partner(draft: PartnerDraft, others: Sequence[PartnerDraft] = ()) -> ValidationReport:
    """Return all findings of one partner, as its dialog edits it, beside the other partners of its program."""
    out, together = Findings(), Findings()
    _partner(out, draft, "")
    together.duplicates((*others, draft), "partners")
    own = f"partners.{len(others)}."
    out.found += [
        replace(finding, field=finding.field.removeprefix(own))
        for finding in together.found
        if finding.field.startswith(own)
    ]
    return out.report()


def changed_ladders(before: ProgramDraft, after: ProgramDraft) -> tuple[TierGroupDraft, ...]:
    """Return tier groups of `after` that are new, or whose rules for placing participants differ from `before`.

    When they are saved, the tiers of all participants are decided again. Names, colours and rules of later reviews do
    not matter here.
    """
    stored = {group.id: _ladder(group) for group in before.tier_groups}
    return tuple(
        group
        for group in after.tier_groups
        if group.id is None or stored.get(group.id) != _ladder(group)
    )


def removed_tier_groups(before: ProgramDraft, after: ProgramDraft) -> frozenset[int]:
    """Return ids of the tier groups that were removed."""
    kept = {group.id for group in after.tier_groups}
    return frozenset(g.id for g in before.tier_groups if g.id is not None and g.id not in kept)


def changed_inactivity(before: ProgramDraft, after: ProgramDraft) -> tuple[PointsTypeDraft, ...]:
    """Return stored points types of `after` whose points begin or cease to expire by inactivity, or after another time.

    When they are saved, the inactivity of every account is counted anew from its last activity.
    """
    stored = {item.id: _inactivity(item) for item in before.points_types}
    return tuple(
        item
        for item in after.points_types
        if item.id in stored and stored[item.id] != _inactivity(item)
    )


def changed_expiry(
    before: ProgramDraft, after: ProgramDraft
) -> tuple[tuple[PointsTypeDraft, PointsTypeDraft], ...]:
    """Return (before, after) of the stored points types whose rule of expiry differs.

    The rule holds for points given from now on; for open lots only when the manager says so.
    """
    stored = {item.id: item for item in before.points_types}
    return tuple(
        (stored[item.id], item)
        for item in after.points_types
        if item.id in stored and _expiry(stored[item.id]) != _expiry(item)
    )


def _expiry(item: PointsTypeDraft) -> object:
    """Return what decides when points expire: a change is for points given from now on."""
    counted = item.expiry_count if item.expiry_kind in COUNTED_EXPIRY else 0
    day = item.expiry_date if item.expiry_kind is ExpiryKind.FIXED_DATE else None
    return item.expiry_kind, counted, day


def _inactivity(item: PointsTypeDraft) -> int | None:
    return item.expiry_count if item.expiry_kind is ExpiryKind.INACTIVITY else None


def _ladder(group: TierGroupDraft) -> object:
    """Return what decides the tier of a participant and when it is reviewed."""
    return (
        group.points_type,
        group.kind,
        group.review_months,
        group.review_anchor,
        group.review_day,
        [(tier.id, tier.threshold) for tier in group.tiers],
    )


class HasState(Protocol):
    """A program by id and state."""

    @property
    def id(self) -> int:
        """The number of the program in the database."""

    @property
    def state(self) -> ProgramState:
        """Draft, active, paused or archived."""


def program_in_front(programs: Sequence[HasState], wanted: int | None) -> int | None:
    """Return the program that a screen shows: the requested one, else the active one, else the first; never an archived one."""
    shown = [program for program in programs if program.state != ProgramState.ARCHIVED]
    ids = [program.id for program in shown]
    if wanted in ids:
        return wanted
    active = [program.id for program in shown if program.state == ProgramState.ACTIVE]
    return next(iter([*active, *ids]), None)


def known_zone(name: str) -> bool:
    """Return whether this is the IANA name of a time zone."""
    try:
        zone(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _database(out: Findings, draft: ProgramDraft, facts: ProgramFacts) -> None:
    stored = facts.stored
    if stored is not None and stored.profile_database_id != draft.profile_database_id:
        out.error("profile_database_id", "program.database_fixed")
    elif draft.profile_database_id <= 0:
        out.error("profile_database_id", "setup.missing")
    elif facts.database_ids is not None and draft.profile_database_id not in facts.database_ids:
        out.error("profile_database_id", "program.database_unknown")


def _points_types(out: Findings, draft: ProgramDraft, facts: ProgramFacts) -> None:
    if not draft.points_types:
        out.warning("points_types", "program.no_points_type")
    out.duplicates(draft.points_types, "points_types")
    stored = facts.stored.points_types if facts.stored else ()
    before = {item.id: item for item in stored}
    for index, item in enumerate(draft.points_types):
        path = f"points_types.{index}."
        _points_type(out, item, path)
        old = before.get(item.id)
        if old is None or item.id not in facts.used_points_types:
            continue
        if old.kind is not item.kind:
            out.error(f"{path}kind", "points_type.kind_fixed", name=old.name)
        if item.decimals < old.decimals:
            out.error(f"{path}decimals", "points_type.decimals_lowered", least=old.decimals)
        if _expiry(old) != _expiry(item):
            by_inactivity = item.expiry_kind is ExpiryKind.INACTIVITY
            code = (
                "points_type.inactivity_counted" if by_inactivity else "points_type.expiry_of_new"
            )
            out.warning(f"{path}expiry_kind", code)
    kept = {item.id for item in draft.points_types}
    for key, old in before.items():
        if key in facts.used_points_types and key not in kept:
            out.error("points_types", "points_type.used", name=old.name)


def _points_type(out: Findings, item: PointsTypeDraft, path: str) -> None:
    places = item.decimals if 0 <= item.decimals <= 4 else 4
    wrong = out.fields(POINTS_TYPE, item, path, places=places)
    if "initial_balance" not in wrong and item.initial_balance > 0:
        if item.kind is PointsKind.QUALIFICATION:
            out.error(f"{path}initial_balance", "points_type.initial_standard_only")
        elif item.largest_balance is not None and item.initial_balance > item.largest_balance:
            largest = item.largest_balance
            out.error(
                f"{path}initial_balance", "points_type.initial_above_largest", largest=largest
            )
    limits = COUNTED_EXPIRY.get(item.expiry_kind)
    if limits is not None:
        out.count(f"{path}expiry_count", item.expiry_count, *limits)
    if item.expiry_kind is ExpiryKind.FIXED_DATE and item.expiry_date is None:
        out.error(f"{path}expiry_date", "setup.missing")
    if item.expiry_kind is ExpiryKind.AFTER_DAYS and 0 < item.expiry_count <= item.activation_days:
        days = item.activation_days
        out.error(f"{path}expiry_count", "points_type.expires_before_active", days=days)


def _tier_group(out: Findings, group: TierGroupDraft, path: str, program: ProgramDraft) -> None:
    out.fields(TIER_GROUP, group, path)
    by_id = {item.external_id: item for item in program.points_types}
    points_type = by_id.get(group.points_type)
    if not group.points_type:
        out.error(f"{path}points_type", "setup.missing")
    elif points_type is None:
        out.error(f"{path}points_type", "tier_group.points_type_unknown", found=group.points_type)
    elif points_type.kind is not PointsKind.QUALIFICATION:
        out.error(f"{path}points_type", "tier_group.not_qualification", name=points_type.name)
    elif points_type.archived:
        out.error(f"{path}points_type", "tier_group.points_type_archived", name=points_type.name)
    if group.kind is TierGroupKind.PERIODIC:
        out.count(f"{path}review_months", group.review_months, 1, 120)
        if group.review_anchor is ReviewAnchor.CALENDAR and group.review_day is None:
            out.error(f"{path}review_day", "setup.missing")
    if not group.tiers:
        out.error(f"{path}tiers", "tier_group.no_tiers")
    decimals = points_type.decimals if points_type is not None else 4
    out.duplicates(group.tiers, f"{path}tiers")
    previous: Decimal | None = None
    for index, tier in enumerate(group.tiers):
        here = f"{path}tiers.{index}."
        right = "threshold" not in out.fields(TIER, tier, here, places=decimals)
        if right and index == 0 and tier.threshold != 0:
            out.error(f"{here}threshold", "tier_group.first_not_zero", found=tier.threshold)
        elif right and previous is not None and tier.threshold <= previous:
            out.error(f"{here}threshold", "tier_group.not_rising", previous=previous)
        if right:
            previous = tier.threshold
        if not _COLOUR.fullmatch(tier.colour):
            out.error(f"{here}colour", "tier_group.bad_colour", found=tier.colour)


def _shared_reset(out: Findings, draft: ProgramDraft) -> None:
    """Check that no review resets a balance that another group counts."""
    users: dict[str, list[int]] = {}
    for index, group in enumerate(draft.tier_groups):
        users.setdefault(group.points_type, []).append(index)
    for indexes in users.values():
        groups = [draft.tier_groups[index] for index in indexes]
        if len(groups) > 1 and any(g.kind is TierGroupKind.PERIODIC and g.reset for g in groups):
            path = f"tier_groups.{indexes[-1]}.points_type"
            out.error(path, "tier_group.points_type_shared", other=groups[0].name)


def _removed_tiers(out: Findings, draft: ProgramDraft, facts: ProgramFacts) -> None:
    """Check that no removed tier occurs in somebody's history, which must keep its name."""
    if facts.stored is None:
        return
    kept = {tier.id for group in draft.tier_groups for tier in group.tiers}
    places = {group.id: index for index, group in enumerate(draft.tier_groups)}
    for group in facts.stored.tier_groups:
        gone = [t for t in group.tiers if t.id not in kept and t.id in facts.held_tiers]
        for tier in gone:
            place = places.get(group.id)
            path = "tier_groups" if place is None else f"tier_groups.{place}.tiers"
            out.error(path, "tier_group.tier_used", name=tier.name)


def _partner(out: Findings, partner: PartnerDraft, path: str) -> None:
    out.fields(PARTNER, partner, path)
