"""Real purchases in many orders hold what a second calculation says; `python -m tests.bench.truth` has whole shops."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from loyalty_desktop.storage.unit_of_work import Storage
from tests.bench import exact, shops, truth
from tests.bench.shops import Shop

PEOPLE = 16


@pytest.fixture(scope="module")
def shop() -> Shop:
    """Some households of the demo."""
    purchases = list(shops.demo_cut())
    chosen = set(sorted({one[0] for one in purchases})[:PEOPLE])
    return shops.grocery(one for one in purchases if one[0] in chosen)


@pytest.mark.parametrize(
    "order", [truth.months, truth.late, truth.again], ids=["months", "late", "again"]
)
def test_a_real_shop_holds_what_a_second_calculation_says(
    storage: Storage, shop: Shop, tmp_path: Path, order: Callable[[truth.Trial], None]
) -> None:
    trial = truth.Trial(shop, storage, tmp_path)
    order(trial)
    assert trial.read == len(shop.rows)
    assert not trial.differ.total(), trial.differ


def test_the_second_calculation_uses_nothing_of_the_program() -> None:
    tree = ast.parse(Path(exact.__file__).read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {
        one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names
    }
    assert not [
        name for name in names if name and name.split(".")[0] in {"loyalty_desktop", "tests"}
    ]
