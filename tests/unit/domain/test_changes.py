"""What a use case changed tells screens what to refresh: too little leaves old numbers on the screen."""

from __future__ import annotations

from loyalty_desktop.domain.changes import Changes, Entity


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
