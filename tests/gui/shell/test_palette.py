"""The command palette: every action in both languages, nothing twice, and what can be done in the view in front."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.ui.shell.palette import CommandPalette
from tests.gui.screens import Stage


def palette(stage: Stage, text: str = "") -> CommandPalette:
    """Open the palette and type."""
    for old in stage.window.findChildren(CommandPalette):
        old.reject()
    stage.desktop.workspace.open_palette()
    found: CommandPalette = next(
        w for w in stage.window.findChildren(CommandPalette) if w.isVisible()
    )
    found.field.setText(text)
    stage.settle()
    return found


def member(stage: Stage, name: str = "Anna") -> int:
    program = stage.services.programs.list()[0]
    draft = ProfileDraft(external_id=name, first_name=name)
    return int(stage.services.participants.join_new(program.id, draft).value)


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "закрыть день", "Close the day"),
        ("en", "сверить", "Prove the ledger"),
        ("ru", "close the day", "Закрыть день"),
        ("ru", "prove", "Сверить баллы"),
        ("en", "новая программа", "New program"),
        ("ru", "back up now", "Создать копию сейчас"),
        ("en", "pfrhsnm ltym", "Close the day"),
        ("ru", "сдщыу еру вфн", "Закрыть день"),
        ("en", "отменить", "Undo"),
    ],
)
def test_an_action_is_found_in_either_language_and_keyboard_layout(
    stage: Stage, language: str, typed: str, expected: str
) -> None:
    stage.desktop.speak(language)
    stage.settle()
    assert palette(stage, typed).texts()[0] == expected
    stage.desktop.speak("en")


def test_every_action_of_every_view_can_be_found_in_the_other_language(stage: Stage) -> None:
    from loyalty_desktop.ui.shell.palette_entries import palette_entries

    who = member(stage)
    for route, params in (
        ("home", {}),
        ("programs", {}),
        ("program", {"program_id": stage.first_program()}),
        ("participants", {}),
        ("participant", {"program_id": stage.first_program(), "participant_id": who}),
        ("imports", {}),
        ("settings", {}),
    ):
        stage.window.navigate(route, **params)
        stage.settle()
        entries = palette_entries(stage.window)
        without = [
            e.text for e in entries if not any(e.words) and e.icon not in {"history", "languages"}
        ]
        assert without == [], f"{route}: {without}"
        texts = [e.text for e in entries if e.icon != "history"]
        assert len(texts) == len(set(texts))


def test_the_actions_of_the_view_in_front_come_with_their_keys(stage: Stage) -> None:
    who = member(stage)
    stage.window.navigate("participant", program_id=stage.first_program(), participant_id=who)
    stage.settle()
    for typed in ("block", "accrue", "redeem", "edit profile"):
        assert any(t.casefold().startswith(typed) for t in palette(stage, typed).texts()), typed
    found = palette(stage, "redeem")
    found.run()
    stage.settle()
    dialog = [w for w in stage.window.findChildren(QDialog) if w.isVisible()]
    assert len(dialog) == 1
    dialog[0].reject()


def test_an_action_of_another_view_goes_there_and_does_it(stage: Stage, qtbot: QtBot) -> None:
    stage.window.navigate("home")
    stage.settle()
    palette(stage, "add participant").run()

    def dialogs() -> list[QDialog]:
        return [w for w in stage.window.findChildren(QDialog) if w.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()))
    assert stage.window.current_view().name == "participants"
    dialog = dialogs()
    assert [d.windowTitle() for d in dialog] == ["Add participant"]
    dialog[0].reject()


def test_recent_places_and_records_are_offered_once(stage: Stage) -> None:
    anna, bob = member(stage, "Anna"), member(stage, "Bob")
    for who in (anna, bob, anna, bob):
        stage.window.navigate("participant", program_id=stage.first_program(), participant_id=who)
        stage.settle()
    stage.window.navigate("quick-start")
    stage.settle()
    stage.window.navigate("quick-start")
    stage.settle()
    texts = palette(stage).texts()
    assert texts.count("Anna") == texts.count("Bob") == 1
    shown = [t for t in palette(stage, "Anna").texts() if "Anna" in t]
    assert len(shown) == 1
