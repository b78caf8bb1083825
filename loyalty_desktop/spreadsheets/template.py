"""Write empty workbooks to fill in: headers with comments, drop-down lists, and a sheet that explains every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from loyalty_desktop.spreadsheets.contract import CellKind, SheetColumn, SheetSchema, letter
from loyalty_desktop.spreadsheets.writer import clean_text, open_workbook, replacing, sheet_title
from loyalty_desktop.words.sheets import TEMPLATE

FILLED_ROWS = 10_000
"""How many rows below the header get formats and lists."""

_TEXT_KINDS = frozenset({CellKind.IDENTIFIER, CellKind.PHONE, CellKind.PARTICIPANT, CellKind.EMAIL})
_FORMATS = {
    CellKind.DAY: "yyyy-mm-dd",
    CellKind.INSTANT: "yyyy-mm-dd hh:mm:ss",
    CellKind.AMOUNT: "0.00##",
}
_WORDS_LIMIT = 255
_HELP_COLUMNS = {"column": 24, "field": 20, "required": 14, "holds": 70, "example": 28}


def choices_of(column: SheetColumn, language: str = "en") -> list[str]:
    """Return the values of the column's drop-down list; empty when any text is allowed."""
    if column.kind is CellKind.YES_NO:
        return [TEMPLATE[word].in_language(language) for word in ("yes", "no")]
    return [choice.in_language(language) for choice in column.choices]


def header_of(column: SheetColumn, language: str) -> str:
    """Returns the header of a column: its field name, or its label in another language than English."""
    return column.name if language == "en" else column.label_in(language)


def write_template(
    path: Path,
    schema: SheetSchema,
    *,
    fields: Sequence[str] | None = None,
    language: str = "en",
) -> None:
    """Write an empty workbook of a kind of sheet. It has no rows, so nothing is imported from it by mistake.

    `fields`: which columns (default all). Headers, lists and examples can be imported in every `language`.
    Raises FileProblem `file.not_writable`.
    """
    say = {name: words.in_language(language) for name, words in TEMPLATE.items()}
    columns = [c for c in schema.columns if fields is None or c.name in fields]
    with replacing(path) as temporary:
        book = open_workbook(temporary, constant_memory=False)
        required = book.add_format({"bold": True, "bottom": 1, "font_color": "#1F3C9A"})
        bold = book.add_format({"bold": True, "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(sheet_title(say["sheet"]))
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
                max(14, len(header_of(column, language)) + 3),
                book.add_format({"num_format": shape}) if shape else None,
            )
            header = clean_text(header_of(column, language))
            sheet.write_string(0, index, header, required if column.required else bold)
            lines = [column.label_in(language), column.help_in(language)]
            comment = "\n".join(line for line in lines if line)
            sheet.write_comment(0, index, clean_text(comment), {"x_scale": 1.6})
        places = {c.name: i for i, c in enumerate(columns)}
        add_lists(book, {sheet: FILLED_ROWS}, schema, places, language=language)
        helped = book.add_worksheet(sheet_title(say["help"]))
        helped.freeze_panes(1, 0)
        for index, (name, width) in enumerate(_HELP_COLUMNS.items()):
            helped.set_column(index, index, width, wrap)
            helped.write_string(0, index, say[name], bold)
        for line, column in enumerate(columns, start=1):
            listed = ", ".join(choices_of(column, language)[:30])
            text = " ".join(part for part in (column.help_in(language), listed) if part)
            helped.write_string(line, 0, clean_text(column.label_in(language)))
            helped.write_string(line, 1, column.name)
            helped.write_string(line, 2, say["yes"] if column.required else "")
            helped.write_string(line, 3, clean_text(text))
            helped.write_string(line, 4, clean_text(column.example_in(language)))
        sheet.activate()
        book.close()


def add_lists(
    book: Any,
    sheets: Mapping[Any, int],
    schema: SheetSchema,
    places: Mapping[str, int],
    *,
    language: str = "en",
) -> None:
    """Add drop-down lists to columns of closed lists in `sheets`, each with its last row.

    Long lists are on a hidden sheet, which imports ignore.
    The list is a suggestion: other words in both languages are allowed too.
    """
    hidden: Any = None
    used = 0
    for name, index in places.items():
        try:
            options = choices_of(schema.column(name), language)
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
            # Writing column by column would need more memory, so each list is one row.
            for place, option in enumerate(options[:500]):
                hidden.write_string(used, place, clean_text(option))
            last = letter(min(len(options), 500) - 1)
            source = f"=Lists!$A${used + 1}:${last}${used + 1}"
            used += 1
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        for sheet, last_row in sheets.items():
            sheet.data_validation(1, index, last_row, index, rule)
