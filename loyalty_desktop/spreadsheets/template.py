"""Empty workbooks to fill in: headers with comments, drop-down lists, and a sheet that explains every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from loyalty_desktop.spreadsheets.contract import CellKind, SheetColumn, SheetSchema, letter
from loyalty_desktop.spreadsheets.words import POINTS_TYPES_OF_ROW
from loyalty_desktop.spreadsheets.writer import clean_text, open_workbook, replacing, sheet_title

HELP_HEADERS = ("Column", "Field name", "Required", "What stands in it", "Example")
"""English headers of the help sheet; `words` translates them."""

FILLED_ROWS = 10_000
"""Rows below the header that get formats and lists."""

_TEXT_KINDS = frozenset({CellKind.IDENTIFIER, CellKind.PHONE, CellKind.PARTICIPANT, CellKind.EMAIL})
_FORMATS = {
    CellKind.DAY: "yyyy-mm-dd",
    CellKind.INSTANT: "yyyy-mm-dd hh:mm:ss",
    CellKind.AMOUNT: "0.00##",
}
_WORDS_LIMIT = 255


def choices_of(column: SheetColumn, words: Mapping[str, str] | None = None) -> list[str]:
    """What a drop-down of the column offers; empty when it is free."""
    say = words or {}
    if column.kind is CellKind.YES_NO:
        return [say.get("yes", "yes"), say.get("no", "no")]
    own = column.choices is POINTS_TYPES_OF_ROW
    return [
        say.get(c.name, c.name) if c.name and not own else c.name or c.value for c in column.choices
    ]


def write_template(
    path: Path,
    schema: SheetSchema,
    *,
    fields: Sequence[str] | None = None,
    words: Mapping[str, str] | None = None,
    sheet_name: str = "Data",
    help_name: str = "Help",
) -> None:
    """Write an empty workbook of a sheet kind. It holds no rows, so nothing of it is imported by mistake.

    `fields`: which columns (default all). `words`: English text of the schema -> the reader's language (labels, help,
    HELP_HEADERS, "yes", "no", "Required"). Headers are the field names, which every language's import knows.
    FileProblem `file.not_writable`.
    """
    say = words or {}
    columns = [c for c in schema.columns if fields is None or c.name in fields]
    with replacing(path) as temporary:
        book = open_workbook(temporary, constant_memory=False)
        required = book.add_format({"bold": True, "bottom": 1, "font_color": "#1F3C9A"})
        bold = book.add_format({"bold": True, "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(sheet_title(sheet_name))
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            shape = _FORMATS.get(
                column.kind, "@" if column.kind in _TEXT_KINDS or column.custom else ""
            )
            if column.custom and column.kind is not CellKind.TEXT:
                shape = _FORMATS.get(column.kind, "")
            sheet.set_column(
                index,
                index,
                max(14, len(column.name) + 3),
                book.add_format({"num_format": shape}) if shape else None,
            )
            sheet.write_string(0, index, column.name, required if column.required else bold)
            lines = [say.get(column.label, column.label), say.get(column.help, column.help)]
            comment = "\n".join(line for line in lines if line)
            sheet.write_comment(0, index, clean_text(comment), {"x_scale": 1.6})
        add_lists(
            book, sheet, schema, {c.name: i for i, c in enumerate(columns)}, FILLED_ROWS, words=say
        )
        helped = book.add_worksheet(sheet_title(help_name))
        helped.freeze_panes(1, 0)
        for index, width in enumerate((24, 20, 10, 70, 28)):
            helped.set_column(index, index, width, wrap)
            helped.write_string(0, index, say.get(HELP_HEADERS[index], HELP_HEADERS[index]), bold)
        for line, column in enumerate(columns, start=1):
            listed = ", ".join(choices_of(column, say)[:30])
            text = " ".join(part for part in (say.get(column.help, column.help), listed) if part)
            helped.write_string(line, 0, clean_text(say.get(column.label, column.label)))
            helped.write_string(line, 1, column.name)
            helped.write_string(line, 2, say.get("yes", "yes") if column.required else "")
            helped.write_string(line, 3, clean_text(text))
            helped.write_string(line, 4, clean_text(column.example))
        sheet.activate()
        book.close()


def add_lists(
    book: Any,
    sheet: Any,
    schema: SheetSchema,
    places: Mapping[str, int],
    rows: int,
    *,
    words: Mapping[str, str] | None = None,
) -> None:
    """Drop-down lists for the columns with closed values. Long lists stand on a hidden sheet, which import passes over.

    The list is an offer: other words of both languages stay allowed.
    """
    hidden: Any = None
    used = 0
    for name, index in places.items():
        try:
            options = choices_of(schema.column(name), words)
        except KeyError:
            continue
        if not options:
            continue
        if len(",".join(options)) <= _WORDS_LIMIT and not any("," in option for option in options):
            source: Any = options
        else:
            if hidden is None:
                hidden = book.add_worksheet("Lists")
                hidden.hide()
            # Column by column would break constant memory: each list is one row.
            for place, option in enumerate(options[:500]):
                hidden.write_string(used, place, clean_text(option))
            last = letter(min(len(options), 500) - 1)
            source = f"=Lists!$A${used + 1}:${last}${used + 1}"
            used += 1
        sheet.data_validation(
            1, index, rows, index, {"validate": "list", "source": source, "error_type": "warning"}
        )
