"""The file docs/excel-formats.md, written from the schemas by `python -m loyalty_desktop.spreadsheets.document`."""

from __future__ import annotations

from pathlib import Path

from loyalty_desktop.spreadsheets.contract import CellKind, SheetColumn
from loyalty_desktop.spreadsheets.schemas import schema
from loyalty_desktop.words.sheet_kinds import KIND_WORDS

TARGET = Path(__file__).resolve().parents[2] / "docs" / "excel-formats.md"

_KINDS = {
    CellKind.IDENTIFIER: "identifier: text, leading zeros kept; more than 15 digits stored as a number are refused",
    CellKind.TEXT: "text",
    CellKind.EMAIL: "email",
    CellKind.PHONE: "phone, in any writing",
    CellKind.DAY: "date",
    CellKind.INSTANT: "date and time",
    CellKind.AMOUNT: "points, up to four decimals",
    CellKind.INTEGER: "whole number",
    CellKind.DECIMAL: "exact decimal",
    CellKind.PERCENT: "percent, with or without its sign",
    CellKind.YES_NO: "yes or no",
    CellKind.CHOICE: "one of a list",
    CellKind.TAGS: "tags",
    CellKind.FULL_NAME: "full name",
    CellKind.PARTICIPANT: "any key of a profile",
    CellKind.JSON: "JSON object",
}
_HEAD = """# Spreadsheets in and out

Made from the schemas by `python -m loyalty_desktop.spreadsheets.document`; do not edit by hand.

Files: .xlsx, .xls, .ods, .csv and .tsv, told apart by their content. The first visible sheet is read unless another is
chosen; the header may stand in any of the first rows. A column is matched by its field name, by a synonym in English or
Russian, or by likeness, and a matching is remembered. Columns that match nothing are passed over. Every column of what
we export carries its field name, so that an export is imported again without a change.

Cells: dates are typed cells or texts in one order a column (2024-05-17, 17.05.2024, 05/17/2024). A column asks for its
order when all its dates fit both orders (01/02/2024), and when it mixes them (25/02/2024 and 03/25/2024). Until one is
chosen, on the Match or check page or with --date-order, the window rejects the rows with such dates, and the command line
writes nothing; afterwards only rows that do not fit it are rejected. Amounts that can be read in two ways (1,234) and
phones without a country code ask in the same way. Amounts have one decimal sign a column; yes and no are understood in both languages; a cell in error, a formula without
a value or a control character rejects its row, and the rejected rows can be saved as a workbook with the reasons.
Text is never run as a formula; in CSV a `'` stands before `=`, `+`, `-`, `@` and tab, and is taken off on import.

Limits: 1,048,576 rows and 512 columns a sheet, 32,767 characters a cell; CSV files may be longer than a sheet.
"""


def document() -> str:
    """Return the text of docs/excel-formats.md."""
    parts = [_HEAD]
    for kind, words in KIND_WORDS.items():
        made = schema(kind)
        parts.append(
            f"\n## {words.name.en}\n\n{words.about.en}\n\n| field | what stands in it | example | also understood as |\n|---|---|---|---|\n"
        )
        parts.extend(_line(column) for column in made.columns)
        if made.custom_fields:
            parts.append(
                "\nCustom fields of the profile database are columns by their name or label.\n"
            )
    return "".join(parts)


def _line(column: SheetColumn) -> str:
    text = _KINDS[column.kind]
    if column.choices:
        text += ": " + ", ".join(choice.name or choice.value for choice in column.choices)
    if column.help:
        text += ". " + column.help
    name = f"**{column.name}** (required)" if column.required else column.name
    also = ", ".join((column.label, *column.synonyms))
    return f"| {name} | {_safe(text)} | {_safe(column.example)} | {_safe(also)} |\n"


def _safe(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
