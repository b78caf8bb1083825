"""Rows for the clipboard: text with tabs, and HTML in which a spreadsheet keeps leading zeros."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData

from loyalty_desktop.ui import formats
from loyalty_desktop.ui.models.columns import Column

COPY_LIMIT = 100_000
_AS_TEXT = "mso-number-format:'\\@'"


def cell_text(column: Column, row: Any) -> str:
    """Return a cell for pasting: numbers without grouping, so that they stay numbers; no tab or line break."""
    value = column.value(row) if column.value is not None else None
    if value is None:
        return column.text(row).replace("\t", " ").replace("\n", " ")
    return formats.plain(Decimal(value))


def clipboard_data(columns: Sequence[Column], rows: Sequence[Any], *, headers: bool) -> QMimeData:
    """Return the rows as text with tabs and as an HTML table."""
    lines, cells = [], []
    if headers:
        lines.append("\t".join(c.title for c in columns))
        cells.append("".join(f"<th>{escape(c.title)}</th>" for c in columns))
    for row in rows:
        texts = [cell_text(column, row) for column in columns]
        lines.append("\t".join(texts))
        cells.append(
            "".join(
                f"<td>{escape(text)}</td>"
                if column.value is not None
                else f'<td style="{_AS_TEXT}">{escape(text)}</td>'
                for column, text in zip(columns, texts, strict=True)
            )
        )
    data = QMimeData()
    data.setText("\n".join(lines))
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    data.setHtml(
        f'<html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>'
    )
    return data
