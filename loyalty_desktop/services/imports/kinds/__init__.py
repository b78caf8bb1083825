"""Kinds of sheets, one module each, and the one dict of all of them."""

from __future__ import annotations

from collections.abc import Mapping

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.kinds.base import Asks, Sheet, SheetKind, refusal
from loyalty_desktop.services.imports.kinds.partners import Partners
from loyalty_desktop.services.imports.kinds.people import Participants, Profiles
from loyalty_desktop.services.imports.kinds.points import Points
from loyalty_desktop.services.imports.targets import Target, resolve
from loyalty_desktop.services.imports.types import ImportRequest
from loyalty_desktop.storage.unit_of_work import Storage

__all__ = ["KINDS", "Asks", "Sheet", "SheetKind", "refusal", "target_of"]

_ALL: tuple[SheetKind, ...] = (Profiles(), Participants(), Points(), Partners())
KINDS: Mapping[ImportKind, SheetKind] = {kind.kind: kind for kind in _ALL}


def target_of(storage: Storage, request: ImportRequest) -> Target:
    """Return where the rows of a request go. Raises what `targets.resolve` raises."""
    kind = KINDS[request.kind]
    return resolve(storage, request, in_program=kind.in_program, active_only=kind.active_only)
