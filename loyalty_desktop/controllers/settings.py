"""Settings without their widgets: those of this user, and those everyone shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from loyalty_desktop.controllers.base import Controller
from loyalty_desktop.domain.progress import Progress

SHARED = ("backup.keep_daily", "backup.before_import_rows")

if TYPE_CHECKING:
    from loyalty_desktop.domain.backups import Backup


class SettingsController(Controller):
    """`shared_loaded` carries {name: number}; `user_changed` names a changed setting of this user."""

    shared_loaded = Signal(object)
    phone_region_loaded = Signal(str)
    user_changed = Signal(str)

    def user(self, name: str) -> Any:
        """Return a setting of this user."""
        return self.app.settings.get(name)

    def set_user(self, name: str, value: Any) -> None:
        """Change one of this user's settings; emits no signal when it is the same."""
        if self.app.settings.get(name) != value:
            self.app.settings.set(name, value)
            self.user_changed.emit(name)

    def load_shared(self) -> None:
        """Read the shared settings; `shared_loaded` follows."""
        settings = self.app.services.settings

        def work(_progress: Progress) -> tuple[dict[str, int], str]:
            return {name: settings.number(name) for name in SHARED}, settings.phone_region()

        def done(found: tuple[dict[str, int], str]) -> None:
            self.shared_loaded.emit(found[0])
            self.phone_region_loaded.emit(found[1])

        self.read(work, done, key="shared")

    def set_phone_region(self, code: str) -> None:
        """Set the country of phones for everyone."""
        settings = self.app.services.settings
        self.write(lambda _progress: settings.set_phone_region(code), title="settings")

    def set_shared(self, name: str, value: int) -> None:
        """Change a shared setting."""
        settings = self.app.services.settings
        self.write(lambda _progress: settings.set_number(name, value), title="settings")

    def back_up(self, done: Callable[[Backup], None]) -> None:
        """Make a backup now. Nothing in the workspace changes, so `done` gets the Backup itself."""
        self.write(lambda _progress: self.app.services.backups.make(), done, title="backup")
