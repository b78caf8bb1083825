"""Rules of participants that need no database."""

from __future__ import annotations

import pytest

from loyalty_desktop.domain.errors import InvalidInput, RuleViolation
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.participants import (
    check_active,
    check_reason,
)


def test_a_reason_of_spaces_is_no_reason() -> None:
    with pytest.raises(InvalidInput) as caught:
        check_reason("  \n ")
    assert caught.value.code == "participant.reason_missing"
    assert check_reason("  lost   card ") == "lost card"


def test_only_active_participants_pass() -> None:
    check_active(ParticipantState.ACTIVE)
    with pytest.raises(RuleViolation, match=r"participant\.blocked"):
        check_active(ParticipantState.BLOCKED, reason="fraud")
    with pytest.raises(RuleViolation, match=r"participant\.left"):
        check_active(ParticipantState.LEFT)
