"""Rows of programs and profile databases, for lists and cards."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from loyalty_desktop.domain.kinds import PointsKind, ProgramState


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """A program in the list.

    `outstanding` is the total balance of the standard points types, in points;
    `liability` the same in money (without types that are worth no money); `closed_through` is YYYYMMDD or None.
    """

    id: int
    name: str
    external_id: str
    description: str
    state: ProgramState
    profile_database_id: int
    database_name: str
    currency: str
    time_zone: str
    participants: int
    outstanding: Decimal
    liability: Decimal
    points_types: int
    tiers: int
    closed_through: int | None
    created_at: int
    version: int


@dataclass(frozen=True, slots=True)
class ProgramOutline:
    """What screens of participants need to know about their program."""

    id: int
    profile_database_id: int
    name: str
    state: str
    currency: str
    time_zone: str
    database_name: str


@dataclass(frozen=True, slots=True)
class PointsTypeOutline:
    """A points type, for lists. `money_rate` is a decimal as text: points per currency unit."""

    id: int
    name: str
    external_id: str
    kind: PointsKind
    decimals: int
    money_rate: str


@dataclass(frozen=True, slots=True)
class TierOutline:
    """A tier, for lists; `threshold` in units."""

    id: int
    group_id: int
    name: str
    colour: str
    position: int
    threshold: int


@dataclass(frozen=True, slots=True)
class TierGroupOutline:
    """A tier group, for lists: its tiers, the lowest first."""

    id: int
    name: str
    points_type_id: int
    tiers: tuple[TierOutline, ...]


@dataclass(frozen=True, slots=True)
class ProfileDatabaseRow:
    """A customer base in a list: how many profiles, custom fields and programs it has."""

    id: int
    name: str
    external_id: str
    profiles: int
    fields: int
    programs: int
    version: int
