"""Every paper, section, module and decision that a docstring, comment or document names is there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPER = re.compile(r"(?<![\w/.*-])((?:[\w-]+/)*[\w.-]+\.md)\b")
SECTION = re.compile(r"([\w/.-]+\.md),? (?:section )?\"([^\"]+)\"")
DECISION = re.compile(r"\bADR (\d+)|docs/adr/(\d{4})|(?<![\w/])adr/(\d{4})")
MODULE = re.compile(r"(?<![\w/.{*-])((?:[a-z_]+/)+[a-z_]+\.(?:py|sql|toml|lock))\b")
PLACES = ("", "docs", "loyalty_desktop")


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.py", "*.md", "*.toml"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    names = [name for name in listed.stdout.split("\0") if name]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def exists(name: str, source: Path) -> bool:
    """Whether a path is there, seen from the root, from docs, from the package or from the file that names it."""
    places = [*(ROOT / place for place in PLACES), source.parent]
    return any((place / name).exists() for place in places)


def dead_references(text: str, source: Path) -> list[str]:
    """What a text names and nobody finds."""
    dead = [name for name in PAPER.findall(text) if not exists(name, source)]
    dead += [name for name in MODULE.findall(text) if not exists(name, source)]
    for groups in DECISION.findall(text):
        number = int(next(group for group in groups if group))
        if not list((ROOT / "docs" / "adr").glob(f"{number:04d}-*.md")):
            dead.append(f"ADR {number}")
    for name, title in SECTION.findall(text):
        for place in (ROOT / name, ROOT / "docs" / name):
            if place.is_file() and title not in re.findall(
                r"^#+ (.+)$", place.read_text("utf-8"), re.M
            ):
                dead.append(f"{name}, {title}")
    return dead


def test_every_reference_leads_somewhere() -> None:
    dead = {
        str(path.relative_to(ROOT)): found
        for path in tracked()
        if path != Path(__file__)
        and (found := dead_references(path.read_text(encoding="utf-8"), path))
    }
    assert dead == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see docs/nothing.md", ["docs/nothing.md"]),
        ("see product.md section 3", ["product.md"]),
        ("see ADR 9999", ["ADR 9999"]),
        ("see docs/adr/9998", ["ADR 9998"]),
        ("services/nowhere.py does it", ["services/nowhere.py"]),
        ('see docs/architecture.md, "No such heading"', ["docs/architecture.md, No such heading"]),
        ('ADR 7, docs/glossary.md, storage/engine.py, docs/architecture.md, "The daily close"', []),
    ],
)
def test_a_dead_reference_is_found(text: str, found: list[str]) -> None:
    assert dead_references(text, Path(__file__)) == found
