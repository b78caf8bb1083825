"""Profile databases: list them, open one, save it. It words nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from loyalty_desktop.controllers.base import AppContext, Controller, Done, Failed
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft
from loyalty_desktop.services.container import Services


class ProfileDatabasesController(Controller):
    """Loads and saves profile databases."""

    loaded = Signal(object)  # list[ProfileDatabaseRow]
    opened = Signal(object)  # ProfileDatabaseDraft

    def __init__(self, app: AppContext, parent: QObject | None = None) -> None:
        super().__init__(app, parent)
        services: Services = app.services
        self._databases = services.databases

    def refresh(self) -> None:
        """Load the list; `loaded` follows."""
        self.read(lambda _progress: self._databases.list(), self.loaded.emit, key="databases")

    def open(self, database_id: int) -> None:
        """Load one database with its fields; `opened` follows."""
        self.read(
            lambda _progress: self._databases.get(database_id), self.opened.emit, key="database"
        )

    def load(
        self, database_id: int, done: Callable[[ProfileDatabaseDraft], None], failed: Failed
    ) -> None:
        """Read one database as it is stored now."""
        self.read(
            lambda _progress: self._databases.get(database_id), done, key="stored", failed=failed
        )

    def save(
        self,
        draft: ProfileDatabaseDraft,
        *,
        done: Done[int] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Create or change a database."""
        databases = self._databases
        save = databases.create if draft.id is None else databases.update
        self.write(
            lambda _progress: save(draft), done, title="profile_database.save", failed=failed
        )
