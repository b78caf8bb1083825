"""The sheets of a workbook: which part holds which, and whether their names can be passed on."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from loyalty_desktop.domain.errors import FileProblem
from loyalty_desktop.spreadsheets.contract import MAX_SHEET_NAME, MAX_SHEETS, SheetInfo
from loyalty_desktop.words.sheets import TEMPLATE

_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_SHEET_TAG = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

_HELP = (TEMPLATE["help"].en, TEMPLATE["help"].ru)
"""What the sheet with explanations is called in templates of the program."""


def check_names(name: str, sheets: Sequence[str]) -> None:
    """Refuse sheets whose number or names no spreadsheet program would allow: other processes list and show them."""
    if len(sheets) > MAX_SHEETS:
        raise FileProblem("file.too_many_sheets", name=name, found=len(sheets), limit=MAX_SHEETS)
    for sheet in sheets:
        if len(sheet) > MAX_SHEET_NAME:
            raise FileProblem(
                "file.sheet_name_too_long",
                name=name,
                sheet=sheet[:40] + "…",
                length=len(sheet),
                limit=MAX_SHEET_NAME,
            )


def may_hold_rows(sheets: Sequence[SheetInfo], read: str) -> tuple[str, ...]:
    """Return the names of the visible sheets besides `read`, without those of one line and the help of a template."""
    return tuple(
        sheet.name
        for sheet in sheets
        if not sheet.hidden
        and sheet.name not in {read, *_HELP}
        and (sheet.rows is None or sheet.rows > 1)
    )


def part_key(name: str) -> str:
    """Return the name by which a part of a workbook is found: programs differ in case, slashes and a leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def sheet_parts(path: Path) -> dict[str, str]:
    """Return the `part_key` of each sheet's part by sheet name, to connect the preflight's results with the parser's sheets."""
    targets: dict[str, str] = {}
    found: dict[str, str] = {}
    with zipfile.ZipFile(path) as archive:
        names = {part_key(name): name for name in archive.namelist()}
        book, relations = names.get("xl/workbook.xml"), names.get("xl/_rels/workbook.xml.rels")
        if book is None or relations is None:
            return {}
        for tag in _RELATION.findall(archive.read(relations)):
            values = _attributes(tag)
            target = posixpath.normpath(part_key(html.unescape(values.get("Target", ""))))
            targets[values.get("Id", "")] = target if target.startswith("xl/") else "xl/" + target
        for tag in _SHEET_TAG.findall(archive.read(book)):
            values = _attributes(tag)
            relation = next((v for k, v in values.items() if k.endswith(":id")), "")
            found[html.unescape(values.get("name", ""))] = targets.get(relation, "")
    return found


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        m[1].decode("utf-8", "replace"): (m[2] or m[3] or b"").decode("utf-8", "replace")
        for m in _ATTRIBUTE.finditer(tag)
    }
