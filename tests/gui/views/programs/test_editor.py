"""The editor of a program: forms, sentences, saving, conflicts, tiers that move people, partners."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QSpinBox

from loyalty_desktop.domain.drafts import PartnerDraft, ProfileDraft
from loyalty_desktop.domain.kinds import PointsKind
from loyalty_desktop.services.container import Services
from loyalty_desktop.ui.widgets import Note
from loyalty_desktop.ui.widgets.form import FormRow
from tests.support.pages.program_editor import ProgramEditorPage, join
from tests.support.window import TestWindow


@pytest.fixture
def editor(ui: TestWindow, program_id: int) -> ProgramEditorPage:
    return ProgramEditorPage(ui, program_id)


def sentence(editor: ProgramEditorPage) -> str:
    """What the note under the form says."""
    (note,) = [each for each in editor.view.findChildren(Note) if each.isVisible()]
    return " ".join(label.text() for label in note.findChildren(QLabel))


def test_the_sentence_follows_the_form(
    editor: ProgramEditorPage, services: Services, program_id: int
) -> None:
    points = editor.points
    assert "never expire" in sentence(editor)
    points.fill("activation_days", 14)
    points.fill("initial_balance", Decimal(50))
    assert "14" in sentence(editor)
    assert "50" in sentence(editor)
    editor.press("save")
    saved = services.programs.get(program_id).points_types[0]
    assert (saved.activation_days, saved.initial_balance) == (14, Decimal(50))


def test_qualification_points_hide_what_pays(
    editor: ProgramEditorPage, services: Services, program_id: int
) -> None:
    editor.points.fill("initial_balance", Decimal(50))
    assert editor.points.has("redeem_max_share")
    editor.points.fill("kind", PointsKind.QUALIFICATION)
    assert not editor.points.has("redeem_max_share")
    editor.press("save")
    saved = services.programs.get(program_id).points_types[0]
    assert (saved.kind, saved.initial_balance) == (PointsKind.QUALIFICATION, Decimal(0))


def test_save_shows_only_while_there_is_something_to_save(
    services: Services, program_id: int, editor: ProgramEditorPage
) -> None:
    assert not editor.unsaved
    editor.basics.fill("name", "Star club")
    assert editor.unsaved
    editor.press("save")
    assert services.programs.get(program_id).name == "Star club"
    assert not editor.unsaved
    assert editor.title == "Star club"


def test_the_time_zone_of_a_used_program_is_shown_with_the_reason_why_it_stays(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorPage
) -> None:
    zone = editor.basics.find(QComboBox, "time_zone")
    row = editor.basics.find(FormRow, "time_zone.row")
    assert zone.isEnabled()
    assert "cannot change" not in row.help()
    join(services, program_id, "A1", points=100)
    used = ProgramEditorPage(ui, program_id)
    zone = used.basics.find(QComboBox, "time_zone")
    row = used.basics.find(FormRow, "time_zone.row")
    assert not zone.isEnabled()
    assert "UTC" in row.help()
    assert "another time zone" in row.help()
    used.basics.fill("name", "Star club")
    used.press("save")
    assert services.programs.get(program_id).name == "Star club"


def test_discarded_changes_are_gone(editor: ProgramEditorPage) -> None:
    editor.basics.fill("name", "Star club")
    editor.press("revert")
    assert editor.basics.value("name") == "Loyalty program"
    assert not editor.unsaved


def test_a_wrong_field_is_told_when_it_is_saved_and_not_stored(
    services: Services, program_id: int, editor: ProgramEditorPage
) -> None:
    editor.points.fill("rounding_step", "abc")
    editor.press("outline.general")
    editor.press("save")
    assert editor.has("rounding_step")
    assert editor.points.error("rounding_step")
    assert editor.points.find(QLineEdit, "rounding_step").text() == "abc"
    assert services.programs.get(program_id).version == 1


def test_changes_of_two_editors_that_do_not_clash_are_both_saved_without_a_question(
    services: Services, program_id: int, editor: ProgramEditorPage
) -> None:
    theirs = services.programs.get(program_id)
    services.programs.update(
        replace(theirs, name="Theirs", partners=(PartnerDraft("Dairy", "dairy"),))
    )
    editor.points.fill("activation_days", 14)
    editor.press("save")
    stored = services.programs.get(program_id)
    assert (stored.name, stored.points_types[0].activation_days) == ("Theirs", 14)
    assert [partner.name for partner in stored.partners] == ["Dairy"]
    assert editor.title == "Theirs"
    assert not editor.unsaved


@pytest.mark.parametrize(("keep", "threshold"), [(None, 600), ("theirs", 700), ("base", 500)])
def test_what_two_editors_changed_differently_is_asked_about_and_mine_is_offered_first(
    ui: TestWindow, program_id: int, editor: ProgramEditorPage, keep: str | None, threshold: int
) -> None:
    services = ui.app.services
    editor.tiers.fill("1.threshold", "600")
    theirs = services.programs.get(program_id)
    group = theirs.tier_groups[0]
    silver = replace(group.tiers[1], threshold=Decimal(700))
    tiers = (group.tiers[0], silver, *group.tiers[2:])
    services.programs.update(
        replace(theirs, name="Theirs", tier_groups=(replace(group, tiers=tiers),))
    )
    editor.press("save")
    dialog = ui.dialog()
    said = [label.text() for label in dialog.widget.findChildren(QLabel)]
    assert any(text.endswith("Tier Silver: From points") for text in said)
    assert {"500", "600", "700"} <= set(said)
    if keep is not None:
        (name,) = [n for n in dialog.names(QComboBox) if n.startswith("keep.")]
        dialog.fill(name, keep)
    dialog.confirm()
    stored = services.programs.get(program_id)
    assert (stored.name, stored.tier_groups[0].tiers[1].threshold) == ("Theirs", Decimal(threshold))
    assert editor.ladder()[1][2] == threshold
    assert not editor.unsaved


def test_edits_stay_when_the_question_is_cancelled(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorPage
) -> None:
    services.programs.update(replace(services.programs.get(program_id), name="Theirs"))
    editor.basics.fill("name", "Mine")
    editor.press("save")
    ui.dialog().press("cancel")
    assert editor.basics.value("name") == "Mine"
    assert editor.unsaved
    assert services.programs.get(program_id).name == "Theirs"
    editor.press("save")
    ui.dialog().confirm()
    assert services.programs.get(program_id).name == "Mine"


def test_edits_stay_in_the_form_after_a_partner_was_saved_beside_them(
    ui: TestWindow, editor: ProgramEditorPage
) -> None:
    editor.basics.fill("name", "Waiting")
    editor.press("tab.people")
    editor.press("add-partner")
    dialog = ui.dialog()
    dialog.fill("name", "Bakery")
    dialog.confirm()
    editor.press("tab.general")
    assert editor.basics.value("name") == "Waiting"


def test_a_tier_is_inserted_and_rows_follow_their_thresholds(editor: ProgramEditorPage) -> None:
    tiers = editor.tiers
    tiers.press("1.insert")
    assert [threshold for _, _, threshold in editor.ladder()] == [0, 500, 1000, 1500, 4000]
    tiers.fill("2.name", "Bronze")
    assert editor.ladder()[2][1] == "bronze"
    tiers.fill("2.threshold", "2000")
    tiers.leave("2.threshold")
    assert [name for name, _, _ in editor.ladder()] == [
        "Member",
        "Silver",
        "Gold",
        "Bronze",
        "Platinum",
    ]


def test_who_moves_is_shown_before_tiers_are_saved(
    ui: TestWindow, services: Services, program_id: int
) -> None:
    join(services, program_id, "1", 700)
    editor = ProgramEditorPage(ui, program_id)
    editor.tiers.fill("1.threshold", "600")
    editor.tiers.fill("2.threshold", "650")
    editor.press("save")
    dialog = ui.dialog()
    assert services.programs.get(program_id).tier_groups[0].tiers[2].threshold == 1500
    dialog.confirm()
    group = services.programs.get(program_id).tier_groups[0]
    assert group.tiers[2].threshold == 650
    assert services.programs.tier_counts(program_id) == {group.tiers[2].id: 1}


def test_leaving_with_edits_asks(ui: TestWindow, editor: ProgramEditorPage) -> None:
    assert editor.view.may_leave(lambda: None)
    editor.basics.fill("name", "Half done")
    left: list[bool] = []
    assert not editor.view.may_leave(lambda: left.append(True))
    ui.dialog().confirm()
    assert left == [True]


def test_a_partner_is_added_while_other_edits_wait(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorPage
) -> None:
    editor.basics.fill("name", "Waiting")
    editor.press("tab.people")
    editor.press("add-partner")
    dialog = ui.dialog()
    dialog.fill("name", "Bakery")
    dialog.fill("cost_share", Decimal(15))
    dialog.confirm()
    assert not dialog.open
    stored = services.programs.get(program_id)
    assert [(p.external_id, p.cost_share) for p in stored.partners] == [("bakery", Decimal(15))]
    assert stored.name == "Loyalty program"
    assert editor.unsaved
    editor.press("save")
    stored = services.programs.get(program_id)
    assert (stored.name, len(stored.partners)) == ("Waiting", 1)


def test_a_partner_of_more_than_the_whole_cost_is_told_under_its_field(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorPage
) -> None:
    editor.press("tab.people")
    editor.press("add-partner")
    dialog = ui.dialog()
    dialog.fill("name", "Bakery")
    dialog.fill("cost_share", Decimal(101))
    dialog.confirm()
    assert dialog.error("cost_share")
    dialog.press("cancel")
    assert not dialog.open
    assert services.programs.get(program_id).partners == ()


def test_partners_are_listed(ui: TestWindow, services: Services, program_id: int) -> None:
    draft = services.programs.get(program_id)
    services.programs.update(replace(draft, partners=(PartnerDraft("Dairy", "dairy"),)))
    editor = ProgramEditorPage(ui, program_id)
    editor.press("tab.people")
    assert [partner.name for partner in editor.rows("partners")] == ["Dairy"]


def test_edits_survive_a_change_of_language(
    ui: TestWindow, program_id: int, editor: ProgramEditorPage
) -> None:
    editor.points.fill("activation_days", 14)
    state = json.loads(json.dumps(editor.view.state()))
    again = ProgramEditorPage(ui, program_id, state)
    assert again.unsaved
    assert again.points.value("activation_days") == 14


def test_numbers_that_come_meanwhile_do_not_disturb_typing(
    ui: TestWindow, services: Services, program_id: int, editor: ProgramEditorPage
) -> None:
    editor.basics.fill("name", "Half typed")
    outcome = services.participants.join_new(program_id, ProfileDraft(external_id="1"))
    ui.hub.publish(outcome.changes)
    ui.settle()
    assert editor.find(QAbstractButton, "tab.people").text().endswith(" 1")
    assert editor.basics.value("name") == "Half typed"
    assert editor.unsaved


@pytest.mark.parametrize("item", ["general", "points_types.0", "tier_groups.0"])
def test_every_input_of_the_editor_has_a_name(editor: ProgramEditorPage, item: str) -> None:
    editor.press(f"outline.{item}")
    inputs = [
        widget
        for kind in (QLineEdit, QComboBox, QSpinBox, QAbstractButton)
        for widget in editor.view.general.findChildren(kind)
        if widget.isVisible() and widget.objectName() != "qt_spinbox_lineedit"
    ]
    assert inputs
    for widget in inputs:
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert widget.accessibleName() or text, widget
