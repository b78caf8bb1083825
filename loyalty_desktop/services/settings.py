"""Settings shared by everyone who opens this workspace. They are in its `meta` table as "setting.<name>".

Settings of one user (language, theme) are in app/settings.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.phones import PHONE_REGION, known_region
from loyalty_desktop.storage.queries import meta as queries
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork

CLOCK = "clock.frozen_at"


@dataclass(frozen=True, slots=True)
class SharedSetting:
    """One setting: a whole number with its default and limits."""

    name: str
    default: int
    least: int
    most: int


SHARED = {
    setting.name: setting
    for setting in (
        SharedSetting("backup.keep_daily", default=14, least=1, most=365),
        SharedSetting("backup.before_import_rows", default=1_000, least=0, most=1_000_000),
    )
}


class SettingsService:
    """Reads and changes shared settings."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def number(self, name: str) -> int:
        """Return the value of a setting, or its default when nobody changed it. Raises InvalidInput "settings.unknown"."""
        setting = _known(name)
        with self._storage.read() as connection:
            text = queries.value(connection, f"setting.{name}")
        return setting.default if text is None else int(text)

    @command
    def set_number(self, name: str, value: int) -> Outcome[int]:
        """Change a setting for everyone. Raises InvalidInput "settings.value" for a value outside its limits."""
        setting = _known(name)
        if not setting.least <= value <= setting.most:
            raise InvalidInput(
                "settings.value", name=name, value=value, allowed=f"{setting.least}–{setting.most}"
            )
        with self._storage.write() as uow:
            before = queries.value(uow.conn, f"setting.{name}")
            queries.store(uow.conn, f"setting.{name}", str(value))
            uow.audit(
                "setting.changed",
                entity="setting",
                before={"name": name, "value": before},
                after={"name": name, "value": str(value)},
            )
        return Outcome(value, Changes.of(Entity.SETTING))

    def phone_region(self) -> str:
        """Returns the country (two letters) of phones written without a country code; empty while nobody chose one."""
        with self._storage.read() as connection:
            return queries.value(connection, f"setting.{PHONE_REGION}") or ""

    @command
    def set_phone_region(self, region: str) -> Outcome[str]:
        """Choose the country of phones for everyone; empty for none. Raises InvalidInput `phone.region`."""
        code = known_region(region)
        with self._storage.write() as uow:
            store_phone_region(uow, code)
        return Outcome(code, Changes.of(Entity.SETTING))

    @command
    def freeze_clock(self, moment: datetime) -> None:
        """Stop the clock of this workspace at a moment, from its next opening (the demo stays in the year of its data)."""
        with self._storage.write() as uow:
            queries.store(uow.conn, CLOCK, moment.isoformat())
            uow.audit("clock.frozen", entity="setting", after={"at": moment.isoformat()})

    def frozen_clock(self) -> datetime | None:
        """Return the moment at which the clock of this workspace is stopped; None in ordinary workspaces."""
        with self._storage.read() as connection:
            text = queries.value(connection, CLOCK)
        return None if text is None else datetime.fromisoformat(text)


def store_phone_region(uow: UnitOfWork, code: str) -> None:
    """Keep a known country within an open unit of work."""
    before = queries.value(uow.conn, f"setting.{PHONE_REGION}") or ""
    if before == code:
        return
    queries.store(uow.conn, f"setting.{PHONE_REGION}", code)
    uow.audit(
        "setting.changed",
        entity="setting",
        before={"name": PHONE_REGION, "value": before},
        after={"name": PHONE_REGION, "value": code},
    )


def _known(name: str) -> SharedSetting:
    if name not in SHARED:
        raise InvalidInput("settings.unknown", name=name)
    return SHARED[name]
