"""Collect the texts of the interface and compile the translations.

`python packaging/translate.py` updates resources/i18n/*.ts from the sources and compiles *.qm; `--check FOLDER` only
writes updated copies of the .ts files to a folder, for the test that finds missing texts.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
I18N = ROOT / "resources" / "i18n"


def tool(name: str) -> str:
    """Return the path of a Qt Linguist tool beside the running Python."""
    beside = Path(sys.executable).parent / f"pyside6-{name}"
    return str(beside) if beside.exists() else f"pyside6-{name}"


def sources() -> list[Path]:
    """Return every module that can contain texts of the interface."""
    folder = ROOT / "loyalty_desktop"
    return [
        *sorted((folder / "ui").rglob("*.py")),
        *sorted((folder / "app" / "window").glob("*.py")),
    ]


def calls(path: Path) -> list[tuple[str, str, bool]]:
    """Return (context, text, whether it counts) of each translate() and QT_TRANSLATE_NOOP() of a module.

    lupdate's own Python reader drops calls whose count is an attribute or a call, and never marks plurals. Therefore
    Python is parsed here, and lupdate gets C++.
    """
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or len(node.args) < 2:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        context, text = node.args[0], node.args[1]
        if name not in {"translate", "QT_TRANSLATE_NOOP"}:
            continue
        if not (isinstance(context, ast.Constant) and isinstance(text, ast.Constant)):
            continue
        found.append(
            (str(context.value), str(text.value), len(node.args) > 3 or bool(node.keywords))
        )
    return found


def as_cpp() -> str:
    """Return all of them as calls that lupdate's C++ reader understands."""
    lines = ["#include <QCoreApplication>", "void words(int n) {"]
    for path in sources():
        for context, text, counts in calls(path):
            quoted = json.dumps(text, ensure_ascii=False)
            rest = ", nullptr, n" if counts else ""
            lines.append(f"QCoreApplication::translate({json.dumps(context)}, {quoted}{rest});")
    return "\n".join([*lines, "}", ""])


def update(folder: Path) -> None:
    """Update the .ts files of a folder. English has only plural forms."""
    with tempfile.TemporaryDirectory() as place:
        words = Path(place) / "words.cpp"
        words.write_text(as_cpp(), encoding="utf-8")
        _update(folder, words)


def _update(folder: Path, words: Path) -> None:
    for language, options in (("en", ["-pluralonly"]), ("ru", [])):
        target = folder / f"loyalty_{language}.ts"
        subprocess.run(
            [
                tool("lupdate"), str(words), "-no-obsolete", "-locations", "none", "-source-language", "en",
                "-target-language", language, *options, "-ts", str(target),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip


def compile_all(folder: Path) -> None:
    """Compile every .ts of a folder."""
    for source in sorted(folder.glob("loyalty_*.ts")):
        subprocess.run([tool("lrelease"), str(source), "-qm", str(source.with_suffix(".qm"))], check=True, capture_output=True)  # fmt: skip


def fill_english(path: Path) -> None:
    """Fill in missing English plurals: "%n rows" gives "%n row" by the list of nouns below."""
    tree = ElementTree.parse(path)  # noqa: S314 - our own file
    for message in tree.iter("message"):
        translation = message.find("translation")
        source = message.findtext("source") or ""
        if translation is None or translation.get("type") != "unfinished":
            continue
        forms = list(translation.iter("numerusform"))
        for form, text in zip(forms, (singular(source), source), strict=False):
            form.text = text
        del translation.attrib["type"]
    tree.write(path, encoding="utf-8", xml_declaration=True)


NOUNS = {
    "batches": "batch", "days": "day", "differences": "difference", "files": "file", "issues": "issue", "kinds": "kind",
    "lots": "lot", "months": "month", "participants": "participant", "points": "point", "problems": "problem",
    "profiles": "profile", "programs": "program", "quarters": "quarter", "rows": "row", "things": "thing",
    "transactions": "transaction", "values": "value", "years": "year",
}  # fmt: skip


def singular(text: str) -> str:
    """Return the text for one: the noun after %n, and the verb that belongs to it."""
    nouns = "|".join(NOUNS)
    one = re.sub(
        rf"(%n (?:\w+ )?)({nouns})\b", lambda found: found[1] + NOUNS[found[2]], text, count=1
    )
    if one != text:
        one = re.sub(r"\bwere\b", "was", re.sub(r"\bare\b", "is", one))
    return one


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", metavar="FOLDER", type=Path)
    folder = parser.parse_args().check
    if folder is not None:
        for source in I18N.glob("loyalty_*.ts"):
            shutil.copy(source, folder)
        update(folder)
        return 0
    I18N.mkdir(parents=True, exist_ok=True)
    update(I18N)
    fill_english(I18N / "loyalty_en.ts")
    compile_all(I18N)
    return 0


if __name__ == "__main__":
    sys.exit(main())
