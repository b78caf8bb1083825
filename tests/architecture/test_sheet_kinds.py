"""A kind of sheet is one object: nothing else in the program asks which kind it has to do with."""

from __future__ import annotations

import ast
from pathlib import Path

from loyalty_desktop.services.imports.kinds import KINDS
from loyalty_desktop.spreadsheets.schemas import SCHEMAS
from loyalty_desktop.words.sheet_kinds import KIND_WORDS

ROOT = Path(__file__).resolve().parents[2] / "loyalty_desktop"

NAMES_ITS_KIND = {
    "domain/kinds.py",
    "services/imports/kinds",  # each object says which kind it is
    "spreadsheets/schemas",  # each schema, too
    "words/sheet_kinds.py",
    "app/demo.py",  # imports sheets of its own
    "controllers/import_wizard.py",  # the first kind that the wizard offers
}


def _names(path: Path) -> list[str]:
    """What a module says of a kind: a name of ImportKind, a name made of its text, a comparison of `kind` with it."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Attribute(value=ast.Name(id="ImportKind"), attr=name) if name.isupper():
                found.append(name)
            case ast.Call(func=ast.Name(id="ImportKind"), args=[ast.Constant(value=name)]):
                found.append(str(name))
            case ast.Compare(left=ast.Attribute(attr="kind"), comparators=[ast.Constant(value=v)]):
                found += [str(v)] if v in KINDS else []
    return found


def _allowed(name: str) -> bool:
    return any(name == place or name.startswith(f"{place}/") for place in NAMES_ITS_KIND)


def test_nothing_else_names_a_kind() -> None:
    found = {
        name: said
        for path in ROOT.rglob("*.py")
        if not _allowed(name := path.relative_to(ROOT).as_posix())
        if (said := _names(path))
    }
    assert found == {}


def test_a_module_that_names_a_kind_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "branches.py"
    module.write_text(
        "a = ImportKind.POINTS\nb = ImportKind('points')\nc = request.kind == 'points'\nd = kind\n"
    )
    assert _names(module) == ["POINTS", "points", "points"]


def test_the_wizard_names_one_kind_only() -> None:
    assert len(_names(ROOT / "controllers/import_wizard.py")) == 1


def test_every_kind_has_an_object_a_schema_and_words() -> None:
    assert list(KINDS) == list(SCHEMAS) == list(KIND_WORDS)
    assert all(kind == made.kind for kind, made in KINDS.items())
