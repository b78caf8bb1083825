"""What the set-up command says when system packages cannot be installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def bootstrap() -> ModuleType:
    path = Path(__file__).resolve().parents[3] / "packaging" / "bootstrap.py"
    spec = importlib.util.spec_from_file_location("bootstrap", path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 12",
            "Another program",
        ),
        ("E: Unable to locate package libxcb-cursor0", "do not have all of them"),
        ("E: Failed to fetch http://example/x.deb", "could not be reached"),
        ("", "were not installed"),
    ],
)
def test_a_failed_installation_is_told_with_its_reason(
    bootstrap: ModuleType, said: str, told: str
) -> None:
    words = bootstrap.apt_failure(said, "sudo apt-get install x")
    assert told in words
    assert words.endswith("sudo apt-get install x")
    assert said in words


def test_missing_libraries_of_the_window_are_named_before_it_starts(bootstrap: ModuleType) -> None:
    words = bootstrap.no_window(["libxcb-cursor0", "libxcb-icccm4"])
    assert "cannot open" in words
    assert "libxcb-cursor0 libxcb-icccm4" in words
