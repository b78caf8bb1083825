"""Compare two drafts. The differences are flat values that can be written as JSON in the audit trail. Pure."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

_SKIPPED = frozenset({"version"})


def flatten(draft: Any, path: str = "") -> dict[str, Any]:
    """Return values by dotted path; a row of a list is named by its external ID (or name): "tiers.gold.threshold".

    Amounts and dates become text; empty lists are left out.
    """
    flat: dict[str, Any] = {}
    for field in dataclasses.fields(draft):
        if field.name in _SKIPPED:
            continue
        value = getattr(draft, field.name)
        here = f"{path}{field.name}"
        if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            for place, item in enumerate(value):
                label = getattr(item, "external_id", "") or getattr(item, "name", "") or place
                flat.update(flatten(item, f"{here}.{label}."))
        elif isinstance(value, tuple):
            if value:
                flat[here] = [str(item) for item in value]
        elif isinstance(value, Decimal):
            flat[here] = f"{value:f}"
        elif isinstance(value, date):
            flat[here] = value.isoformat()
        else:
            flat[here] = value
    return flat


def differences(before: Any, after: Any) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """Return (values before, values after) of the paths that differ; with `before` None, everything in `after`."""
    new = flatten(after)
    if before is None:
        return None, new
    old = flatten(before)
    changed = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    return (
        {key: old[key] for key in changed if key in old},
        {key: new[key] for key in changed if key in new},
    )
