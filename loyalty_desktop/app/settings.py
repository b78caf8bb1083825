"""Settings of one user on one workstation: every key with its type, default and allowed values, in one place.

They live in settings.toml of the user's configuration folder. A file that cannot be read is kept under another name and
the defaults apply; a single wrong value only loses itself. Settings a team shares are services/settings.py's.
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from dataclasses import field as dataclass_field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from loyalty_desktop.domain.errors import InvalidInput

if TYPE_CHECKING:
    from loyalty_desktop.domain.messages import Message

T = TypeVar("T")
RECENT = 10


def _setting(default: T, *allowed: T) -> T:
    made: T = dataclass_field(default=default, metadata={"allowed": allowed})
    return made


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Change one with `replace()`, store all with save()."""

    language: str = _setting("system", "system", "en", "ru")
    theme: str = _setting("system", "system", "light", "dark")
    density: str = _setting("normal", "normal", "compact", "large")
    recent_workspaces: tuple[str, ...] = _setting(())
    open_last: bool = _setting(True)  # open the last workspace at start
    daily_backup: bool = _setting(True)
    close_day_hours: int = _setting(1)  # how often the daily close looks for due work while open

    def with_recent(self, workspace: str) -> Settings:
        """Return the same settings with a workspace at the head of the recent ones."""
        others = [name for name in self.recent_workspaces if name != workspace]
        return replace(self, recent_workspaces=(workspace, *others)[:RECENT])

    def changed(self, name: str, value: object) -> Settings:
        """Return the settings with one changed. Raises InvalidInput "settings.unknown", "settings.value"."""
        known = {item.name: item for item in fields(self)}
        if name not in known:
            raise InvalidInput("settings.unknown", name=name)
        allowed = known[name].metadata["allowed"]
        if not _fits(value, known[name].default, allowed):
            raise InvalidInput("settings.value", name=name, value=value, allowed=allowed)
        changed: dict[str, Any] = {name: value}
        return replace(self, **changed)


def load(folder: Path) -> tuple[Settings, tuple[Message, ...]]:
    """Return the settings of a folder, and a notice when the file was damaged."""
    path = folder / "settings.toml"
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        kept = path.with_name("settings.damaged.toml")
        try:
            path.replace(kept)
        except OSError:
            kept = path
        from loyalty_desktop.domain.messages import Message

        return Settings(), (Message("settings.damaged", {"kept": str(kept)}),)
    return _from_table(read), ()


def save(folder: Path, settings: Settings) -> None:
    """Write all settings through a temporary file."""
    lines = [f"{item.name} = {_toml(getattr(settings, item.name))}" for item in fields(settings)]
    draft = folder / f".settings.{os.getpid()}.part"
    draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
    draft.replace(folder / "settings.toml")


def _from_table(read: Mapping[str, Any]) -> Settings:
    good: dict[str, Any] = {}
    for item in fields(Settings):
        value = read.get(item.name)
        if isinstance(value, list):
            value = tuple(value)
        if value is not None and _fits(value, item.default, item.metadata["allowed"]):
            good[item.name] = value
    return Settings(**good)


def _fits(value: object, default: object, allowed: tuple[object, ...]) -> bool:
    if type(value) is not type(default):
        return False
    if isinstance(value, tuple):
        return all(isinstance(part, str) for part in value)
    return not allowed or value in allowed


def _toml(value: object) -> str:
    # JSON's strings, numbers, true/false and lists of strings are TOML too.
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=True)
