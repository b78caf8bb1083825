"""The plan of how rows of a sheet are matched with the workspace, used by matching, verdicts and applying."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loyalty_desktop.domain.entities.profiles import PROFILE
from loyalty_desktop.domain.kinds import ImportMode
from loyalty_desktop.storage.imports.blocks import Fill

PROFILE_COLUMNS = (*PROFILE.names, "registered_at")
"""Columns of a profile that a sheet can fill, besides `custom`."""

_KEYS = {
    "external_id": "participant",
    "email": "participant_email",
    "phone": "participant_phone",
}
"""The staging column with the key that the `participant` column of a participants sheet holds, by profile field."""

Problem = tuple[int, str, str, dict[str, Any]]
"""(row_no, field, code, params)"""


@dataclass(frozen=True, slots=True)
class MatchPlan:
    """How rows are matched. `key` is a profile column or a custom field's name (`key_custom`).

    `custom_fields` are the custom fields that have a column in the sheet. `now_us` dates consents and departures.
    """

    enrols: bool  # rows are participants of a program, too
    database_id: int
    program_id: int | None
    key: str
    key_custom: bool
    mode: ImportMode
    clear: bool
    create_profiles: bool
    custom_fields: tuple[str, ...]
    now_us: int
    program_names: tuple[str, ...] = ()  # allowed values of a `program` column

    @property
    def fill(self) -> Fill | None:
        """Return which profile field gets the key of a participants sheet."""
        if not self.enrols or self.key_custom:
            return None
        return Fill(self.key, _KEYS[self.key])

    @property
    def key_field(self) -> str:
        """Return the sheet's field that holds the key."""
        return "participant" if self.enrols else self.key


def profile_columns(staged: frozenset[str], *, enrols: bool) -> tuple[str, ...]:
    """Return the profile columns in the staged rows. In a participants sheet, registered_at belongs to the participant."""
    skip = {"registered_at"} if enrols else set()
    return tuple(c for c in PROFILE_COLUMNS if c in staged and c not in skip)
