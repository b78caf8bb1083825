"""All field tables. To add one, write it in a module here and add it to `ENTITIES` or `OPERATIONS`."""

from __future__ import annotations

from loyalty_desktop.domain.entities.participants import BLOCK, MANUAL_TIER, PARTICIPANT
from loyalty_desktop.domain.entities.points import CANCELLATION, POINTS_OPERATION
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
"""Field tables by entity. Each has a database table with its columns."""

OPERATIONS = {
    table.entity: table
    for table in (PARTICIPANT, BLOCK, MANUAL_TIER, POINTS_OPERATION, CANCELLATION)
}
"""Field tables of what people ask for and use cases take apart, so that no table of the database has just their columns."""
