"""Two people changed the same thing: what each changed, where they clash, and the two put together. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from loyalty_desktop.domain.differences import flatten
from loyalty_desktop.domain.drafts import ProgramDraft, TierGroupDraft

D = TypeVar("D")


class Absent(Enum):
    """What stands for a value where there is none: the item was not there before, or one side removed it."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both changed, differently; or a list item that one removed and the other changed.

    `field` is unique among the clashes of a merge. In a draft, `name` is the attribute (empty for a whole item), and
    `within` holds the list items that lead to it, outermost first. `base` is ABSENT in an item that both added.
    """

    field: str
    base: Any
    mine: Any
    theirs: Any
    name: str = ""
    within: tuple[Any, ...] = ()

    @property
    def removed(self) -> bool:
        """Returns whether one side removed the item."""
        return self.mine is ABSENT or self.theirs is ABSENT


def merge(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Clash]]:
    """Returns both changes together, theirs where they clash, and the clashes."""
    merging = _Merging({})
    fields = {**base, **theirs, **mine}
    merged = {
        field: merging.value(Clash(field, base.get(field), mine.get(field), theirs.get(field)))
        for field in fields
    }
    return merged, merging.clashes


def merge_drafts(
    base: D, mine: D, theirs: D, kept: Mapping[str, Any] | None = None
) -> tuple[D, list[Clash]]:
    """Returns both drafts together, on the stored version of `theirs`, and the clashes.

    Items of lists are matched by ID, new ones by external ID (custom fields: by name). A change of one side is taken. For
    a clash the value in `kept` is taken, by the clash's field; without one theirs stands and the clash is returned.
    """
    merging = _Merging(kept or {})
    return merging.draft(base, mine, theirs, "", ()), merging.clashes


def merge_programs(
    base: ProgramDraft,
    mine: ProgramDraft,
    theirs: ProgramDraft,
    kept: Mapping[str, Any] | None = None,
) -> tuple[ProgramDraft, list[Clash]]:
    """Returns what `merge_drafts` does; ladders stay in order, and tier groups follow a points type's new external ID."""
    merged, clashes = merge_drafts(base, mine, theirs, kept)
    names = {kind.id: kind.external_id for kind in merged.points_types if kind.id is not None}
    renamed = {
        kind.external_id: names[kind.id]
        for side in (base, mine, theirs)
        for kind in side.points_types
        if kind.id in names
    }
    known = {kind.external_id for kind in merged.points_types}

    def tidy(group: TierGroupDraft) -> TierGroupDraft:
        used = group.points_type
        return replace(
            group,
            points_type=used if used in known else renamed.get(used, used),
            tiers=tuple(sorted(group.tiers, key=lambda tier: tier.threshold)),
        )

    return replace(merged, tier_groups=tuple(tidy(group) for group in merged.tier_groups)), clashes


class _Merging:
    """One merge: what was chosen for clashes, and the clashes still open."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        self._kept = kept
        self.clashes: list[Clash] = []

    def value(self, sides: Clash) -> Any:
        """The value of one field: of the side that changed it."""
        if sides.mine in (sides.theirs, sides.base):
            return sides.theirs
        if sides.theirs == sides.base:
            return sides.mine
        return self._ask(sides)

    def draft(self, old: Any, own: Any, other: Any, path: str, within: tuple[Any, ...]) -> Any:
        """One draft field after the other, on the ID and version of `other`; `old` is None when both added it."""
        values = {}
        for name in _fields(other):
            before = ABSENT if old is None else getattr(old, name)
            mine, theirs = getattr(own, name), getattr(other, name)
            here = f"{path}{name}"
            if any(_is_list(side) for side in (before, mine, theirs)):
                values[name] = self._items(before, mine, theirs, f"{here}.", within)
            else:
                values[name] = self.value(Clash(here, before, mine, theirs, name, within))
        return replace(other, **values)

    def _items(
        self, old: Any, own: Any, other: Any, path: str, within: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        before = () if old is ABSENT else old
        known = {item.id for item in before}
        base, mine, theirs = (_by_key(items, known) for items in (before, own, other))
        merged = (
            self._item(base.get(key), mine.get(key), theirs.get(key), f"{path}{key}", within)
            for key in _order(list(base), list(mine), list(theirs))
        )
        return tuple(item for item in merged if item is not None)

    def _item(self, old: Any, own: Any, other: Any, path: str, within: tuple[Any, ...]) -> Any:
        """One item of a list as it is kept; None: removed."""
        inside = (*within, old or other or own)
        if own is not None and other is not None:
            return self.draft(old, own, other, f"{path}.", inside)
        left = own or other
        if old is None or left is None:
            return left
        if flatten(left) == flatten(old):
            return None
        clash = Clash(path, old, own or ABSENT, other or ABSENT, within=inside)
        if self._ask(clash) is ABSENT:
            return None
        return left if other is not None else _as_new(left)

    def _ask(self, clash: Clash) -> Any:
        if clash.field in self._kept:
            return self._kept[clash.field]
        self.clashes.append(clash)
        return clash.theirs


def _fields(draft: Any) -> list[str]:
    return [f.name for f in dataclasses.fields(draft) if f.name not in {"id", "version"}]


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and dataclasses.is_dataclass(value[0])


def _by_key(items: Iterable[Any], known: set[int | None]) -> dict[str, Any]:
    """Items by what finds them on the other side; "#" stands in no external ID."""
    return {
        f"#{item.id}"
        if item.id is not None and item.id in known
        else getattr(item, "external_id", item.name): item
        for item in items
    }


def _order(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The order of the side that moved items, theirs if both did not; items of the other follow their predecessors."""
    moved = [key for key in mine if key in base] != [key for key in base if key in mine]
    first, second = (mine, theirs) if moved else (theirs, mine)
    order = list(first)
    for place, key in enumerate(second):
        if key not in order:
            order.insert(order.index(second[place - 1]) + 1 if place else 0, key)
    return order


def _as_new(item: Any) -> Any:
    """An item whose row is gone, to be stored again."""
    values = {
        name: tuple(_as_new(each) for each in getattr(item, name))
        for name in _fields(item)
        if _is_list(getattr(item, name))
    }
    return replace(item, id=None, **values)
