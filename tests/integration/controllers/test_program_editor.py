"""The program editor without a window: who would move is asked for whenever saving would judge anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.program_editor import ProgramEditorController
from loyalty_desktop.domain.drafts import PartnerDraft, ProfileDraft, ProgramDraft
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import ReviewAnchor
from loyalty_desktop.services.container import Services
from tests.support.signals import heard

Settle = Callable[[], None]


@pytest.fixture
def editor(
    app: AppContext, services: Services, program_id: int, settle: Settle
) -> ProgramEditorController:
    services.participants.join_new(program_id, ProfileDraft(external_id="7"))
    made = ProgramEditorController(app)
    made.open(program_id)
    settle()
    return made


def stored(editor: ProgramEditorController) -> ProgramDraft:
    assert editor.stored is not None
    return editor.stored


@pytest.mark.parametrize(
    ("changes", "asks"),
    [
        ({"name": "Levels"}, False),
        ({"review_months": 6}, True),
        ({"review_anchor": ReviewAnchor.ANNIVERSARY}, True),
    ],
)
def test_the_preview_is_shown_when_the_save_would_judge_everybody_again(
    editor: ProgramEditorController,
    services: Services,
    settle: Settle,
    changes: dict[str, Any],
    asks: bool,
) -> None:
    moves: list[Any] = []
    saved: list[int] = []
    editor.moves_found.connect(moves.append)
    editor.saved.connect(saved.append)
    group = replace(stored(editor).tier_groups[0], **changes)
    editor.edit(replace(stored(editor), tier_groups=(group,)))
    editor.save()
    settle()
    assert (len(moves), len(saved)) == ((1, 0) if asks else (0, 1))
    editor.save(confirmed=True)
    settle()
    kept = services.programs.get(editor.program_id).tier_groups[0]
    assert {name: getattr(kept, name) for name in changes} == changes


def test_the_second_of_two_editors_is_told_and_keeps_the_edits(
    editor: ProgramEditorController, services: Services, settle: Settle
) -> None:
    conflicts, saved = heard(editor.conflicted), heard(editor.saved)
    services.programs.update(replace(stored(editor), name="Theirs"))
    editor.edit(replace(stored(editor), name="Mine"))
    editor.save()
    settle()
    assert (len(conflicts), saved) == (1, [])
    assert editor.draft is not None
    assert editor.draft.name == "Mine"
    assert services.programs.get(editor.program_id).name == "Theirs"


def test_a_wrong_draft_is_refused_before_anything_is_written(
    editor: ProgramEditorController, services: Services, settle: Settle
) -> None:
    refused = heard(editor.refused)
    editor.edit(replace(stored(editor), name=""))
    editor.save()
    settle()
    assert [f.field for f in refused[0].errors] == ["name"]
    assert services.programs.get(editor.program_id).version == stored(editor).version


def test_a_field_that_cannot_be_read_is_an_edit_and_stops_the_save(
    editor: ProgramEditorController, settle: Settle
) -> None:
    refused, saved = heard(editor.refused), heard(editor.saved)
    editor.mark_unread(
        "points_types.0.money_rate", InvalidInput("amount.not_a_number", found="abc")
    )
    assert editor.dirty
    assert editor.unread_texts("points_types.0.") == {"money_rate": "abc"}
    editor.save()
    settle()
    assert ([f.field for f in refused[0].errors], saved) == (["points_types.0.money_rate"], [])
    editor.mark_unread("points_types.0.money_rate", None)
    assert not editor.dirty


def test_nothing_to_save_is_not_saved(editor: ProgramEditorController, settle: Settle) -> None:
    saved = heard(editor.saved)
    editor.save()
    settle()
    assert saved == []


def test_a_partner_is_saved_beside_edits_that_wait(
    editor: ProgramEditorController, services: Services, settle: Settle
) -> None:
    editor.edit(replace(stored(editor), name="Waiting"))
    failed: list[Any] = []
    editor.save_partner(PartnerDraft("Bakery", "bakery"), remove=False, failed=failed.append)
    settle()
    settle()
    kept = services.programs.get(editor.program_id)
    assert (kept.name, [p.name for p in kept.partners], failed) == (
        "Loyalty program",
        ["Bakery"],
        [],
    )
    editor.save()
    settle()
    kept = services.programs.get(editor.program_id)
    assert (kept.name, [p.name for p in kept.partners]) == ("Waiting", ["Bakery"])


def test_a_partner_is_saved_on_top_of_what_somebody_else_saved_and_edits_that_clash_are_asked_about(
    editor: ProgramEditorController, services: Services, settle: Settle
) -> None:
    theirs = replace(stored(editor), name="Theirs", partners=(PartnerDraft("Fish", "fish"),))
    services.programs.update(theirs)
    editor.edit(replace(stored(editor), name="Mine", description="Waiting"))
    conflicts, failed = heard(editor.conflicted), list[Any]()
    editor.save_partner(PartnerDraft("Bakery", "bakery"), remove=False, failed=failed.append)
    settle()
    kept = services.programs.get(editor.program_id)
    assert (kept.name, kept.description, failed) == ("Theirs", "", [])
    assert [p.name for p in kept.partners] == ["Bakery", "Fish"]
    editor.save()
    settle()
    [found] = conflicts
    assert [(clash.name, clash.mine, clash.theirs) for clash in found.clashes] == [
        ("name", "Mine", "Theirs")
    ]
    editor.settle(found, {clash.field: clash.mine for clash in found.clashes})
    settle()
    kept = services.programs.get(editor.program_id)
    assert (kept.name, kept.description, len(kept.partners)) == ("Mine", "Waiting", 2)


def test_a_partner_that_somebody_else_changed_too_is_not_overwritten(
    editor: ProgramEditorController, services: Services, settle: Settle
) -> None:
    services.programs.update(replace(stored(editor), partners=(PartnerDraft("Fish", "fish"),)))
    editor.open(editor.program_id)
    settle()
    [fish] = stored(editor).partners
    services.programs.update(replace(stored(editor), partners=(replace(fish, owns="Salmon"),)))
    failed: list[Any] = []
    editor.save_partner(replace(fish, owns="Cod"), remove=False, failed=failed.append)
    settle()
    assert [error.code for error in failed] == ["program.changed"]
    assert [p.owns for p in services.programs.get(editor.program_id).partners] == ["Salmon"]


def test_numbers_are_read_again_without_touching_the_edits(
    editor: ProgramEditorController, services: Services, settle: Settle
) -> None:
    editor.edit(replace(stored(editor), name="Half typed"))
    services.participants.join_new(editor.program_id, ProfileDraft(external_id="8"))
    editor.refresh_numbers()
    settle()
    assert editor.row.participants == 2
    assert editor.draft is not None
    assert editor.draft.name == "Half typed"
