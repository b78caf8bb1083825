"""A kind of sheet is one object: nothing else in the program asks which kind it has to do with."""

from __future__ import annotations

import ast
from pathlib import Path

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.kinds import KINDS
from loyalty_desktop.words.sheet_kinds import KIND_WORDS

ROOT = Path(__file__).resolve().parents[2] / "loyalty_desktop"

NAMES_ITS_KIND = {
    "services/imports/kinds",  # each object says which kind it is
    "spreadsheets/schemas",  # each schema, too
    "words/sheet_kinds.py",
    "app/demo.py",  # imports sheets of its own
    "controllers/import_wizard.py",  # the first kind that the wizard offers
}
STILL_BRANCHES = {"spreadsheets/row_reader.py"}
"""Values derived from other cells of a row are still made by the reader; the schema will say so."""


def _members_named(path: Path) -> int:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return sum(
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "ImportKind"
        and node.attr in ImportKind.__members__
        for node in ast.walk(tree)
    )


def _allowed(name: str) -> bool:
    return any(name == place or name.startswith(f"{place}/") for place in NAMES_ITS_KIND)


def test_nothing_else_names_a_kind() -> None:
    found = {
        name: count
        for path in ROOT.rglob("*.py")
        if not _allowed(name := path.relative_to(ROOT).as_posix())
        if (count := _members_named(path))
    }
    assert set(found) == STILL_BRANCHES


def test_the_wizard_names_one_kind_only() -> None:
    assert _members_named(ROOT / "controllers/import_wizard.py") == 1


def test_every_kind_has_an_object_and_words() -> None:
    assert set(KINDS) == set(ImportKind) == set(KIND_WORDS)
    assert all(kind is made.kind for kind, made in KINDS.items())
