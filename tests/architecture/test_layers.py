"""The rules of the project as tests: layers, docstrings, messages for all codes, lazy imports, no traces of a machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_desktop.words import messages
from loyalty_desktop.words.entries import PLURAL_FORMS, Words, placeholders

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "loyalty_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = re.compile(r"^[a-z][a-z_]*(\.[a-z0-9_]+)+$")
ERRORS = {
    "RuleViolation",
    "InvalidInput",
    "NotFound",
    "Conflict",
    "StorageProblem",
    "FileProblem",
    "AccessDenied",
    "Finding",
    "Message",
    "UndoReason",
    "CellProblem",
    "Doubt",
}
_CODE_SECOND = {"Finding", "Doubt"}
TABLES = PACKAGE / "words" / "tables"


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_layers_hold() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(script), "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_a_module_says_what_lives_in_it(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), "no docstring"


def test_no_tracked_file_names_this_machine_or_a_package_registry() -> None:
    banned = ["/" + "work/", "/" + "tmp/venv", "/" + "opt/pypi", "--" + "index-url", "--" + "extra-index-url", "--" + "trusted-host"]  # fmt: skip
    found = []
    for path in _tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {word}" for word in banned if word in text]
    assert not found


def _codes_raised() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        if TABLES in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = 1 if name in _CODE_SECOND else 0
            if name in ERRORS and len(node.args) > place:
                for part in ast.walk(node.args[place]):
                    value = getattr(part, "value", None)
                    if isinstance(value, str) and CODE.match(value):
                        yield value, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_code_that_is_raised_has_its_words() -> None:
    known = messages.table()
    missing = {code: where for code, where in _codes_raised() if code not in known}
    assert not missing


def test_every_message_belongs_to_a_code_of_the_program() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in MODULES if TABLES not in path.parents
    )
    unused = [code for code in messages.table() if f'"{code}"' not in text]
    assert not unused


@pytest.mark.parametrize(("code", "words"), sorted(messages.table().items()))
def test_a_message_is_complete_in_both_languages(code: str, words: Words) -> None:
    assert CODE.match(code)
    shown: dict[str, set[str]] = {}
    for language, forms in PLURAL_FORMS.items():
        template = words.in_language(language)
        assert template.strip() == template != ""
        found = list(placeholders(template))
        for placeholder in found:
            if placeholder.form not in {"", "id"}:
                assert len(placeholder.plural_forms) == forms, (language, placeholder)
                assert all(placeholder.plural_forms), (language, placeholder)
        shown[language] = {p.name for p in found if not p.plural_forms}
    assert shown["en"] == shown["ru"]
    assert any("\u0400" <= letter <= "\u04ff" for letter in words.ru), "not Russian"


_LAZY = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from loyalty_desktop.app.cli import main
from loyalty_desktop.app import bootstrap
opened = bootstrap.open_services(Path(sys.argv[1]))
opened.close()
heavy = {"pandas", "openpyxl", "PySide6", "xlsxwriter", "python_calamine", "phonenumbers", "alembic"}
print(sorted(heavy & set(sys.modules)))
"""


def test_opening_a_workspace_imports_nothing_heavy(workspace_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LAZY, str(workspace_path)],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
