"""What a use case changed. Screens use it to decide whether they must refresh."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
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


Key = int | tuple[int, int]
"""What names something that changed: its id; of participants, their accounts and tiers (program id, participant id)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Keys of what changed, by entity. An empty tuple means "many": every screen of that entity refreshes."""

    entities: Mapping[Entity, tuple[Key, ...]] = field(default_factory=dict)

    @staticmethod
    def of(entity: Entity, ids: Iterable[Key] = ()) -> Changes:
        """Return changes of one entity."""
        return Changes({entity: tuple(ids)})

    @staticmethod
    def of_people(entity: Entity, program_id: int, participant_ids: Iterable[int]) -> Changes:
        """Return changes of an entity of some participants of one program."""
        return Changes({entity: tuple((program_id, each) for each in participant_ids)})

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


@contextmanager
def kept(changes: Callable[[], Changes]) -> Iterator[None]:
    """Note on any error of the block what the block has written and committed before it; `changes` says what."""
    try:
        yield
    except BaseException as error:
        setattr(error, _KEPT, kept_by(error) | changes())
        raise


def kept_by(error: BaseException) -> Changes:
    """Return what was written and committed before an error."""
    found = getattr(error, _KEPT, None)
    return found if isinstance(found, Changes) else Changes()


_KEPT = "kept_changes"


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """The result of a use case: the value it returns, and what it changed."""

    value: T
    changes: Changes
