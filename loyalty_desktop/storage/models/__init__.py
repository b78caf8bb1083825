"""Tables, one module a noun.

The package imports none of them: tables with partial indexes make SQLAlchemy load both dialects, which costs a third of
its start-up. A module names the tables it uses; `all_tables` is for those who need every one.
"""

from __future__ import annotations

from sqlalchemy import MetaData


def all_tables() -> MetaData:
    """Return the metadata with every table registered."""
    from loyalty_desktop.storage.models import (  # noqa: F401 - importing registers the tables
        imports,
        ledger,
        participants,
        profiles,
        programs,
        system,
    )
    from loyalty_desktop.storage.models.base import metadata

    return metadata
