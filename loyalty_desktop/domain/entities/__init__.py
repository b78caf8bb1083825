"""The field tables of all entities. A new entity writes its table in a module here and its name into `ENTITIES`."""

from __future__ import annotations

from loyalty_desktop.domain.entities.profiles import CUSTOM_FIELD, PROFILE, PROFILE_DATABASE
from loyalty_desktop.domain.entities.programs import (
    PARTNER,
    POINTS_TYPE,
    PROGRAM,
    TIER,
    TIER_GROUP,
)

ENTITIES = {
    table.entity: table
    for table in (
        PROFILE_DATABASE,
        CUSTOM_FIELD,
        PROFILE,
        PROGRAM,
        POINTS_TYPE,
        TIER_GROUP,
        TIER,
        PARTNER,
    )
}
"""Every field table by the name of its entity."""
