"""The program editor without a window: who would move is asked for whenever saving would judge anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.program_editor import ProgramEditorController
from loyalty_desktop.domain.drafts import ProfileDraft, ProgramDraft
from loyalty_desktop.domain.kinds import ReviewAnchor
from loyalty_desktop.services.container import Services

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
