"""Tables, one module a noun. Importing this package registers all of them on `metadata`."""

from loyalty_desktop.storage.models import imports, ledger, participants, profiles, programs, system
from loyalty_desktop.storage.models.base import metadata

__all__ = ["imports", "ledger", "metadata", "participants", "profiles", "programs", "system"]
