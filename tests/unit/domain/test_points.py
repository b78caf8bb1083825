"""The draft of an accrual or a redemption: what its dialog is told before anything is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.points import PointsDraft

GOOD = PointsDraft(1, Decimal(50))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"temporary_seconds": 60}, []),
        ({"expires_on": date(2027, 1, 1)}, []),
        ({"amount": None}, [("amount", "participant.amount_missing")]),
        ({"amount": Decimal(0)}, [("amount", "participant.amount_not_positive")]),
        ({"amount": Decimal(-5)}, [("amount", "participant.amount_not_positive")]),
        ({"temporary_seconds": 0}, [("temporary_seconds", "points.timeout")]),
        (
            {"temporary_seconds": 60, "expires_on": date(2027, 1, 1)},
            [("expires_on", "points.temporary_days")],
        ),
    ],
)
def test_a_draft_says_what_is_wrong_with_which_field(
    changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    report = replace(GOOD, **changes).validate()
    assert [(finding.field, finding.code) for finding in report.findings] == expected


def test_the_amount_of_a_wrong_draft_is_refused() -> None:
    assert GOOD.checked_amount() == 50
    with pytest.raises(InvalidInput) as caught:
        replace(GOOD, amount=None).checked_amount()
    assert caught.value.params["field"] == "amount"
