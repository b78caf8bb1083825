"""Edits survive as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from loyalty_desktop.domain.draft_json import decode, encode
from loyalty_desktop.domain.drafts import PartnerDraft, ProgramDraft
from loyalty_desktop.domain.kinds import ExpiryKind, TierGroupKind
from loyalty_desktop.domain.quick_start import QuickStartDraft, program_of


def test_a_whole_program_comes_back_as_it_was() -> None:
    draft = program_of(QuickStartDraft(), 1)
    points = replace(
        draft.points_types[0],
        expiry_kind=ExpiryKind.FIXED_DATE,
        expiry_date=date(2026, 12, 31),
        redeem_min=Decimal("0.50"),
        id=7,
    )
    group = replace(draft.tier_groups[0], kind=TierGroupKind.PERIODIC, review_day=date(2026, 1, 1))
    draft = replace(
        draft,
        points_types=(points, draft.points_types[1]),
        tier_groups=(group,),
        partners=(PartnerDraft("Dairy", "dairy"),),
    )
    kept = json.loads(json.dumps(encode(draft)))
    assert decode(ProgramDraft, kept) == draft


def test_what_is_of_another_time_is_left_out() -> None:
    assert decode(ProgramDraft, {"name": "Old"}) is None
    assert decode(ProgramDraft, None) is None
    answers = encode(QuickStartDraft())
    assert decode(QuickStartDraft, {**answers, "points": {"kind": "gold"}}) is None
