"""Settings without a window: those of this user say when they change, those everyone shares are checked."""

from __future__ import annotations

from collections.abc import Callable

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.settings import SettingsController
from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.services.container import Services
from tests.support.signals import heard


def test_a_setting_of_the_user_is_told_once(app: AppContext) -> None:
    settings = SettingsController(app)
    changed = heard(settings.user_changed)
    settings.set_user("density", "compact")
    settings.set_user("density", "compact")
    assert changed == ["density"]
    assert settings.user("density") == "compact"


def test_a_shared_setting_is_stored_and_told_to_everybody(
    app: AppContext, services: Services, settle: Callable[[], None]
) -> None:
    settings = SettingsController(app)
    told, loaded = heard(app.hub.changed), heard(settings.shared_loaded)
    settings.set_shared("backup.keep_daily", 3)
    settle()
    settings.load_shared()
    settle()
    assert loaded[-1]["backup.keep_daily"] == 3
    assert told[-1].touches(Entity.SETTING)


def test_a_wrong_shared_setting_is_refused_and_not_stored(
    app: AppContext, services: Services, settle: Callable[[], None]
) -> None:
    settings = SettingsController(app)
    failed = heard(settings.failed)
    settings.set_shared("backup.keep_daily", 0)
    settle()
    assert isinstance(failed[0], InvalidInput)
    assert services.settings.number("backup.keep_daily") == 14
