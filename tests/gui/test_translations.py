"""Every word is translated, nothing is left over, and the compiled files are fresh."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
I18N = ROOT / "resources" / "i18n"


@pytest.fixture(scope="module")
def translate() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "packaging_translate", ROOT / "packaging/translate.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def messages(path: Path) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """(context, source) -> (state, forms)."""
    found = {}
    for context in ElementTree.parse(path).iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [f.text or "" for f in translation.iter("numerusform")] or [
                translation.text or ""
            ]
            found[name, message.findtext("source") or ""] = (translation.get("type", ""), forms)
    return found


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_word_is_translated_and_none_is_stale(
    language: str, translate: ModuleType, tmp_path: Path
) -> None:
    shipped = I18N / f"loyalty_{language}.ts"
    for path in I18N.glob("loyalty_*.ts"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    translate.update(tmp_path)
    now, then = messages(tmp_path / shipped.name), messages(shipped)
    missing = [
        key for key, (state, forms) in now.items() if state == "unfinished" or not all(forms)
    ]
    gone = [key for key in then if key not in now]
    assert not missing, f"{len(missing)} not translated, the first: {missing[:5]}"
    assert not gone, f"stale: {gone[:5]}"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_placeholders_survive_translation(language: str) -> None:
    import re

    wrong = []
    for (context, source), (_state, forms) in messages(I18N / f"loyalty_{language}.ts").items():
        wanted = set(re.findall(r"\{\w+\}", source))
        wrong += [
            (context, source)
            for form in forms
            if form and set(re.findall(r"\{\w+\}", form)) != wanted
        ]
    assert not wrong


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_compiled_translation_is_fresh(
    language: str, translate: ModuleType, tmp_path: Path
) -> None:
    name = f"loyalty_{language}"
    (tmp_path / f"{name}.ts").write_bytes((I18N / f"{name}.ts").read_bytes())
    translate.compile_all(tmp_path)
    assert (tmp_path / f"{name}.qm").read_bytes() == (I18N / f"{name}.qm").read_bytes()
