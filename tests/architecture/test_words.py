"""Texts for people are put together in one way: the formatter writes numbers, `translate` and `words` write sentences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from xml.etree import ElementTree

import pytest

from loyalty_desktop.words import messages
from loyalty_desktop.words.entries import PLURAL_FORMS, placeholders
from loyalty_desktop.words.terms import TERMS

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


ONE_WORD = {
    r"\bтег": "метка",
    r"\bэкспорт": "выгрузка",
    r"\bимпорт": "загрузка",
    r"\bмембер|\bчлен(?!ств)": "участник",
    r"\bбонус": "баллы",
    r"\bлот(?:ы|а|ов)?\b": "партия баллов",
    r"\bкарманн|\bкошел": "счёт",
    r"(?<!входящий )\bостат(?!ьс|ок на |ка на |ки на )": "баланс",
    r"\be-mail\b(?!=)|\bимейл|\bэлектронн\w+ почт": "эл. почта",
    r"\bтранзакц": "операция с баллами",
    r"\bворкспейс": "рабочее пространство",
    r"\bтир\b": "уровень",
}
"""What a Russian text must not say -> the glossary's word."""


def _russian() -> Iterator[tuple[str, str]]:
    for code, words in messages.table().items():
        yield code, words.ru
    for term, words in TERMS:
        yield str(term), words.ru
    file = ROOT / "resources" / "i18n" / "loyalty_ru.ts"
    for message in ElementTree.parse(file).iter("message"):
        translation = message.find("translation")
        if translation is not None:
            for text in translation.itertext():
                yield message.findtext("source") or "", text


@pytest.mark.parametrize(("wrong", "right"), ONE_WORD.items())
def test_russian_texts_say_one_word_for_one_thing(wrong: str, right: str) -> None:
    pattern = re.compile(wrong, re.IGNORECASE)
    found = [(where, text) for where, text in _russian() if pattern.search(text)]
    assert not found, f"the glossary says: {right}"


def test_russian_texts_are_set_as_russian() -> None:
    """Quotation marks «», the letter ё where it belongs, no spaces before punctuation, no double spaces."""
    wrong = re.compile(r"“|”|\"(?!\w+\\?\":)|  |[^\s(\d]\s[,;!?]|\bеще\b|\bсчет\b|\bпартнер")
    found = [
        (where, text)
        for where, text in _russian()
        if text.strip() and wrong.search(text) and "JSON" not in text
    ]
    assert not found


def test_every_member_of_a_list_in_messages_has_its_term() -> None:
    lists = {type(member) for member, _words in TERMS if isinstance(member, Enum)}
    known = {(type(member), member.value) for member, _words in TERMS}
    assert not [m for each in lists for m in each if (each, m.value) not in known]
    assert all(words.en and words.ru for _member, words in TERMS)


def test_a_word_of_the_common_context_is_said_nowhere_else() -> None:
    """Write translate("Common", "Save") for a word that many views share: it is translated once."""
    said: dict[str, set[str]] = {}
    for context in ElementTree.parse(ROOT / "resources" / "i18n" / "loyalty_ru.ts").iter("context"):
        for message in context.iter("message"):
            name, text = context.findtext("name") or "", message.findtext("source") or ""
            said.setdefault(text, set()).add(name)
    again = {
        text: contexts - {"Common", "jobs"}
        for text, contexts in said.items()
        if "Common" in contexts and contexts - {"Common", "jobs"}
    }
    assert not again
