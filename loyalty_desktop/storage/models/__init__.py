"""Tables, one module per noun.

The package imports none of them: tables with partial indexes make SQLAlchemy load both dialects, which takes a third of its
start-up time. Import the modules with the tables you need; `all_tables` imports all of them.
"""

from __future__ import annotations

from sqlalchemy import MetaData


def all_tables() -> MetaData:
    """Return the metadata with every table registered."""
    from loyalty_desktop.storage.models import (  # noqa: F401 - importing registers the tables
        imports,
        ledger,
        participants,
        people,
        profiles,
        programs,
        system,
    )
    from loyalty_desktop.storage.models.base import metadata

    return metadata
