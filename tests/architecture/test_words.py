"""Texts for people are put together in one way: the formatter writes numbers, `translate` and `words` write sentences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from loyalty_desktop.words.entries import PLURAL_FORMS, placeholders

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "loyalty_desktop"
VIEWS = [
    *sorted((PACKAGE / "ui").rglob("*.py")),
    *sorted((PACKAGE / "app" / "window").rglob("*.py")),
]
FORMATTERS = {"i18n.py", "formats.py"}
NUMBER_FORMAT = re.compile(r"(?<![\w])[,_]?(\.\d+)?[dfgn%]?$|%[HMdmYy]")
"""A format of numbers, dates or times inside an f-string or format()."""


def _names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


@pytest.mark.parametrize("path", VIEWS, ids=_names)
def test_no_view_formats_a_number_by_itself(path: Path) -> None:
    """The language in force decides: ui/formats.py, never a format of Python's or of Qt's own."""
    if path.name in FORMATTERS:
        return
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            spec = "".join(
                part.value
                for part in node.format_spec.values
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )
            if spec and NUMBER_FORMAT.search(spec):
                found.append(f"line {node.lineno}: an f-string formats with {spec!r}")
        if isinstance(node, ast.Call) and _called(node) in {"QLocale", "strftime"}:
            found.append(f"line {node.lineno}: {_called(node)}")
    assert not found


@pytest.mark.parametrize("path", VIEWS, ids=_names)
def test_numbers_in_texts_go_through_the_formatter(path: Path) -> None:
    """`text.format(count=str(n))` and `.replace("{n}", str(n))` would show 150000 instead of 150,000."""
    found = []
    for node in _calls(path):
        if _called(node) not in {"format", "replace"}:
            continue
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        if _called(node) == "replace" and not (
            isinstance(node.args[0] if node.args else None, ast.Constant)
            and str(getattr(node.args[0], "value", "")).startswith("{")
        ):
            continue
        for value in values:
            counted = isinstance(value, ast.Call) and _called(value) in {"len", "int", "sum"}
            inner = value.args[0] if isinstance(value, ast.Call) and value.args else None
            texted = (
                isinstance(value, ast.Call)
                and _called(value) == "str"
                and not isinstance(inner, ast.BinOp)  # a place in a short list of a form: "tier 2"
            )
            if counted or texted:
                found.append(f"line {node.lineno}: {ast.unparse(value)}")
    assert not found


@pytest.mark.parametrize("path", VIEWS, ids=_names)
def test_a_count_in_a_text_has_its_plural_forms(path: Path) -> None:
    """`%n` needs the number, which `translate` groups and which chooses the form."""
    found = []
    for node in _calls(path):
        text = node.args[1] if len(node.args) > 1 else None
        if (
            _called(node) == "translate"
            and isinstance(text, ast.Constant)
            and "%n" in str(text.value)
            and not (len(node.args) > 3 or any(k.arg == "n" for k in node.keywords))
        ):
            found.append(f"line {node.lineno}: {text.value!r}")
        if _called(node) in {"tr", "translate"} and "QCoreApplication" in ast.unparse(node.func):
            found.append(f"line {node.lineno}: Qt's own translate")
    if path.name not in FORMATTERS:
        assert not found


def test_plural_forms_in_texts_of_widgets_are_complete() -> None:
    """`{n:row|rows}` has two forms in English and three in Russian, for the same parameters."""
    wrong = []
    file = ROOT / "resources" / "i18n" / "loyalty_ru.ts"
    for message in ElementTree.parse(file).iter("message"):
        source, russian = message.findtext("source") or "", message.findtext("translation") or ""
        if not re.search(r"\{\w+:", source):
            continue
        forms = {
            language: {p.name: len(p.plural_forms) for p in placeholders(text) if p.plural_forms}
            for language, text in (("en", source), ("ru", russian))
        }
        wrong += [
            source
            for language, counts in forms.items()
            if set(counts.values()) - {PLURAL_FORMS[language]}
        ]
    assert not wrong
