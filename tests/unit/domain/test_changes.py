"""What a use case changed tells screens what to refresh: too little leaves old numbers on the screen."""

from __future__ import annotations

import pytest

from loyalty_desktop.domain.changes import Changes, Entity, kept, kept_by


def test_ids_of_one_entity_add_up_and_other_entities_stay() -> None:
    both = Changes.of(Entity.PARTICIPANT, [1]) | Changes(
        {Entity.PARTICIPANT: (2,), Entity.PROFILE: (7,)}
    )
    assert both.entities == {"participant": (1, 2), "profile": (7,)}
    assert both.touches(Entity.PROFILE, Entity.PROGRAM)
    assert not both.touches(Entity.PROGRAM)


def test_many_wins_over_single_ids_on_either_side() -> None:
    many, one = Changes.of(Entity.PARTICIPANT), Changes.of(Entity.PARTICIPANT, [1])
    assert (many | one).entities == (one | many).entities == {"participant": ()}
    assert (many | one).touches(Entity.PARTICIPANT)


def test_nothing_changed_touches_nothing() -> None:
    nothing = Changes()
    assert not nothing.touches(Entity.PARTICIPANT)
    assert (nothing | Changes.of(Entity.PROGRAM, [3])).entities == {"program": (3,)}


def test_an_error_carries_what_was_kept_before_it_from_all_who_know() -> None:
    with (
        pytest.raises(ValueError, match="x") as caught,
        kept(lambda: Changes.of(Entity.PROGRAM)),
        kept(lambda: Changes.of(Entity.PROFILE, [1])),
    ):
        raise ValueError("x")
    assert kept_by(caught.value).entities == {"profile": (1,), "program": ()}


def test_an_error_of_somebody_else_kept_nothing() -> None:
    assert kept_by(ValueError("x")) == Changes()
