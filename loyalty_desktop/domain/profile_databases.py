"""Rules of profile databases and their custom fields. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loyalty_desktop.domain.drafts import ProfileDatabaseDraft
from loyalty_desktop.domain.entities.profiles import CUSTOM_FIELD, PROFILE, PROFILE_DATABASE
from loyalty_desktop.domain.findings import Findings
from loyalty_desktop.domain.kinds import FieldKind
from loyalty_desktop.domain.validation import ValidationReport

PROFILE_FIELDS = frozenset(
    {
        *PROFILE.names,
        "full_name",
        "registered_at",
        "participant",
        "program",
        "state",
        "tier",
        "comment",
        "points_type",
        "type",
        "amount",
        "occurred_at",
        "activates_at",
        "expires_at",
        "promotion",
        "description",
        "external_data",
    }
)
"""Names of fields in files (docs/excel-formats.md) that a custom field may not have."""

_FIELD_NAME = re.compile(r"[^\W\d]\w*")


def validate_profile_database(
    draft: ProfileDatabaseDraft,
    *,
    taken_external_ids: Iterable[str] = (),
    used_fields: Iterable[int] = (),
    stored: ProfileDatabaseDraft | None = None,
) -> ValidationReport:
    """Check a profile database. `used_fields` are ids of custom fields that hold values: their name and kind are fixed."""
    out = Findings()
    out.fields(PROFILE_DATABASE, draft)
    if draft.external_id in set(taken_external_ids):
        out.error("external_id", "setup.external_id_taken", found=draft.external_id)
    used = set(used_fields)
    before = {item.id: item for item in stored.fields} if stored else {}
    seen: set[str] = set()
    for index, item in enumerate(draft.fields):
        path = f"fields.{index}."
        name = item.name
        if "name" in out.fields(CUSTOM_FIELD, item, path):
            pass
        elif not _FIELD_NAME.fullmatch(name):
            out.error(f"{path}name", "profile_database.bad_field_name", found=name)
        elif name.casefold() in PROFILE_FIELDS:
            out.error(f"{path}name", "profile_database.field_reserved", found=name)
        elif name.casefold() in seen:
            out.error(f"{path}name", "setup.external_id_twice", found=name)
        seen.add(name.casefold())
        if item.kind is FieldKind.LIST and not any(option.strip() for option in item.options):
            out.error(f"{path}options", "profile_database.no_options", name=name)
        old = before.get(item.id)
        if old is not None and item.id in used:
            if old.name != name:
                out.error(f"{path}name", "profile_database.field_used", name=old.name)
            if old.kind is not item.kind:
                out.error(f"{path}kind", "profile_database.field_used", name=old.name)
    kept = {item.id for item in draft.fields}
    for key, old in before.items():
        if key in used and key not in kept:
            out.error("fields", "profile_database.field_used", name=old.name)
    return out.report()
