"""Words for what two people changed: the path to a field, and its values on each side."""

from __future__ import annotations

from typing import Any

from loyalty_desktop.domain.drafts import (
    CustomFieldDraft,
    PartnerDraft,
    PointsTypeDraft,
    TierDraft,
    TierGroupDraft,
)
from loyalty_desktop.domain.entities.profiles import CUSTOM_FIELD
from loyalty_desktop.domain.entities.programs import PARTNER, POINTS_TYPE, TIER, TIER_GROUP
from loyalty_desktop.domain.fields import FieldTable
from loyalty_desktop.domain.merging import ABSENT, Clash
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.words.fields import field_label, field_text
from loyalty_desktop.ui.words.i18n import translate

_TABLES: dict[type, FieldTable] = {
    CustomFieldDraft: CUSTOM_FIELD,
    PartnerDraft: PARTNER,
    PointsTypeDraft: POINTS_TYPE,
    TierDraft: TIER,
    TierGroupDraft: TIER_GROUP,
}


def clash_label(root: FieldTable, clash: Clash) -> str:
    """Return the path to a field in conflict, such as "Tier Gold: From points"; `root` has the fields of the draft itself."""
    path = ", ".join(_item_label(item) for item in clash.within)
    if not clash.name:
        return path
    name = _name(_table(root, clash), clash.name)
    if not path:
        return name
    return translate("Conflict", "{path}: {field}").format(path=path, field=name)


def clash_text(root: FieldTable, clash: Clash, value: Any) -> str:
    """Return a value in conflict as people read it; of a changed item, the fields that changed."""
    if value is ABSENT:
        return translate("Conflict", "Removed") if clash.removed else ""
    table = _table(root, clash)
    if clash.name:
        return _text(table, clash.name, value)
    left = clash.theirs if clash.mine is ABSENT else clash.mine
    changed = [n for n in table.names if getattr(left, n) != getattr(clash.base, n)]
    if not changed:
        return translate("Conflict", "Changed") if value is left else ""
    return "; ".join(
        translate("Conflict", "{path}: {field}").format(
            path=_name(table, name),
            field=_text(table, name, getattr(value, name)) or formats.NOTHING,
        )
        for name in changed
    )


def _table(root: FieldTable, clash: Clash) -> FieldTable:
    return _TABLES[type(clash.within[-1])] if clash.within else root


def _item_label(item: Any) -> str:
    known = {
        CustomFieldDraft: translate("Conflict", "Custom field {name}"),
        PartnerDraft: translate("Conflict", "Partner {name}"),
        PointsTypeDraft: translate("Conflict", "Points type {name}"),
        TierDraft: translate("Conflict", "Tier {name}"),
        TierGroupDraft: translate("Conflict", "Tier group {name}"),
    }
    return known[type(item)].format(name=getattr(item, "label", "") or item.name)


def _name(table: FieldTable, name: str) -> str:
    if name in table.names:
        return field_label(table, name)
    known = {
        "options": translate("Conflict", "Values of the list"),
        "points_type": translate("TierGroupPanel", "Qualification points that decide"),
    }
    return known.get(name, name)


def _text(table: FieldTable, name: str, value: Any) -> str:
    if name in table.names:
        return field_text(table[name], value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)
