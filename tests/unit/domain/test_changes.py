"""What a use case changed tells screens what to refresh: too little leaves old numbers on the screen."""

from __future__ import annotations

from loyalty_desktop.domain.changes import Changes


def test_ids_of_one_entity_add_up_and_other_entities_stay() -> None:
    both = Changes.of("participant", [1]) | Changes({"participant": (2,), "profile": (7,)})
    assert both.entities == {"participant": (1, 2), "profile": (7,)}
    assert both.touches("profile", "program")
    assert not both.touches("program")


def test_many_wins_over_single_ids_on_either_side() -> None:
    many, one = Changes.of("participant"), Changes.of("participant", [1])
    assert (many | one).entities == (one | many).entities == {"participant": ()}
    assert (many | one).touches("participant")


def test_nothing_changed_touches_nothing() -> None:
    nothing = Changes()
    assert not nothing.touches("participant")
    assert (nothing | Changes.of("program", [3])).entities == {"program": (3,)}
