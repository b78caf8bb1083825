"""What a use case changed. Screens use it to decide whether they must refresh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Entity(StrEnum):
    """What can change. Services list it in their Changes; each screen lists what it shows."""

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
    """Ids that changed, by entity. An empty tuple means "many": every screen of that entity refreshes."""

    entities: Mapping[Entity, tuple[int, ...]] = field(default_factory=dict)

    @staticmethod
    def of(entity: Entity, ids: Iterable[int] = ()) -> Changes:
        """Return changes of one entity."""
        return Changes({entity: tuple(ids)})

    def __or__(self, other: Changes) -> Changes:
        """Return both together; "many" wins over single ids."""
        merged = dict(self.entities)
        for name, ids in other.entities.items():
            mine = merged.get(name)
            merged[name] = ids if mine is None else (() if not mine or not ids else (*mine, *ids))
        return Changes(merged)

    def touches(self, *names: Entity) -> bool:
        """Return whether any of these entities changed."""
        return any(name in self.entities for name in names)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The result of a use case: the value it returns, and what it changed."""

    value: T
    changes: Changes
