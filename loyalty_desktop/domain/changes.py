"""What a use case changed: the answer that tells the screens which of them to refresh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Entity(StrEnum):
    """What can change. Services name it in their Changes, screens name what they show."""

    PROGRAM = "program"
    PROFILE_DATABASE = "profile_database"
    PROFILE = "profile"
    PARTICIPANT = "participant"
    ACCOUNT = "account"
    POINTS_TRANSACTION = "points_transaction"
    TIER_STATE = "tier_state"
    IMPORT_BATCH = "import_batch"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Changes:
    """Entity -> ids that changed. An empty tuple means "many": every screen of that entity refreshes."""

    entities: Mapping[Entity, tuple[int, ...]] = field(default_factory=dict)

    @staticmethod
    def of(entity: Entity, ids: Iterable[int] = ()) -> Changes:
        """Changes of one entity."""
        return Changes({entity: tuple(ids)})

    def __or__(self, other: Changes) -> Changes:
        """Both together; "many" wins over single ids."""
        merged = dict(self.entities)
        for name, ids in other.entities.items():
            mine = merged.get(name)
            merged[name] = ids if mine is None else (() if not mine or not ids else (*mine, *ids))
        return Changes(merged)

    def touches(self, *names: Entity) -> bool:
        """Whether any of these entities changed."""
        return any(name in self.entities for name in names)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A use case's answer: what it made, and what it changed."""

    value: T
    changes: Changes
