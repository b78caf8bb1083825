"""The country of phones where people see it: Settings, the quick start, the Match page of an import."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from loyalty_desktop.ui.widgets import Choice, PrimaryButton
from tests.gui.screens import Stage


def region_of(stage: Stage) -> Choice:
    """The country box of the view in front."""
    view = stage.window.stack.currentWidget()
    found: list[Choice] = [
        box
        for box in view.findChildren(Choice)
        if box.isVisible() and box.accessibleName().startswith("Country of phones")
    ]
    assert len(found) == 1
    return found[0]


def test_a_country_chosen_in_settings_stands_on_the_match_page_of_an_import(
    stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    stage.window.navigate("settings")
    stage.settle()
    box = region_of(stage)
    assert box.value() == ""
    box.set_value("KZ")
    stage.settle()
    assert stage.services.settings.phone_region() == "KZ"
    path = tmp_path / "people.csv"
    path.write_text("participant,phone\nA1,8 701 123 45 67\n", encoding="utf-8")
    stage.window.navigate("import", kind="participants", path=str(path))
    stage.settle()
    view = stage.window.stack.currentWidget()
    next(b for b in view.findChildren(PrimaryButton) if b.text() == "Next").click()
    stage.settle()
    assert region_of(stage).value() == "KZ"


def test_the_quick_start_proposes_the_country_of_the_time_zone_until_one_is_chosen(
    stage: Stage,
) -> None:
    stage.window.navigate("quick-start")
    stage.settle()
    view = stage.window.stack.currentWidget()
    zone = next(b for b in view.findChildren(Choice) if b.accessibleName().startswith("Time zone"))
    zone.set_value("Europe/Moscow")
    assert region_of(stage).value() == "RU"
    zone.set_value("Asia/Almaty")
    assert region_of(stage).value() == "KZ"
    region_of(stage).set_value("DE")
    zone.set_value("Europe/Moscow")
    assert region_of(stage).value() == "DE"
