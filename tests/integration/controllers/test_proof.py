"""The proof and the daily close without a window: one at a time, and the last proof is remembered."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from loyalty_desktop.controllers.base import AppContext
from loyalty_desktop.controllers.proof import ProofController
from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.services.container import Services
from tests.support.signals import heard

Settle = Callable[[], None]


def test_a_proof_is_remembered_for_this_workspace_only(
    app: AppContext, services: Services, program_id: int, settle: Settle
) -> None:
    who = services.participants.join_new(program_id, ProfileDraft(external_id="1")).value
    points = services.participants.layout(program_id).points_types[0].id
    services.points.accrue(who, points, Decimal(5), key="a")
    app.workspace_name = "club"
    proof = ProofController(app)
    assert proof.last() is None
    proven = heard(proof.proven)
    proof.prove()
    settle()
    assert len(proven) == 1
    last = proof.last()
    assert last is not None
    assert last[1] == 0
    app.workspace_name = "other"
    assert proof.last() is None


def test_a_second_proof_does_not_start_while_one_runs(
    app: AppContext, program_id: int, settle: Settle
) -> None:
    proof = ProofController(app)
    proven = heard(proof.proven)
    proof.prove()
    proof.prove()
    settle()
    assert len(proven) == 1


def test_the_daily_close_runs_only_when_something_is_due(
    app: AppContext, services: Services, program_id: int, settle: Settle
) -> None:
    services.participants.join_new(program_id, ProfileDraft(external_id="1"))
    proof = ProofController(app)
    closed = heard(proof.closed)
    proof.close_day_if_due()
    settle()
    settle()
    first = len(closed)
    proof.close_day_if_due()
    settle()
    settle()
    assert len(closed) == first
    assert not services.closing.due()


def test_a_close_that_was_asked_for_answers_and_one_by_itself_is_quiet_when_nothing_moved(
    app: AppContext, program_id: int, settle: Settle
) -> None:
    proof = ProofController(app)
    closed = heard(proof.closed)
    answered: list[str] = []
    proof.close_day_if_due()
    settle()
    settle()
    assert (closed, answered) == ([], [])
    proof.close_day(lambda outcome: answered.append(outcome.value.summary().code))
    settle()
    assert (closed, answered) == ([], ["closing.nothing_due"])
    assert program_id
