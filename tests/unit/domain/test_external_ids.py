"""External IDs are proposed, so that nobody has to invent them."""

from __future__ import annotations

import pytest

from loyalty_desktop.domain.external_ids import external_id_from


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Star Club", "star-club"),
        ("  Été — 2026 ", "ete-2026"),
        ("Золотой клуб", "zolotoy-klub"),
        ("№ 1", "no-1"),
        ("東京", "item"),
        ("x" * 90, "x" * 48),
    ],
)
def test_a_name_becomes_a_short_latin_id(name: str, expected: str) -> None:
    assert external_id_from(name) == expected


def test_a_taken_id_gets_a_number() -> None:
    assert external_id_from("Gold", taken={"gold", "gold-2"}) == "gold-3"
