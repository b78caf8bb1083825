"""Widths of columns when there is less room than they need."""

from __future__ import annotations

from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from loyalty_desktop.ui.widgets import Column, RowTable
from loyalty_desktop.ui.widgets.cell_delegate import cell_width


def test_a_short_id_stays_whole_while_a_long_text_gives_room(qtbot: QtBot) -> None:
    identifier = Column("external_id", "ID", lambda row: row[0], bold=True)
    name = Column("name", "Name", lambda row: row[1])
    columns = [identifier, name, Column("city", "City", lambda row: row[2])]
    table = RowTable(columns, "people")
    qtbot.addWidget(table)
    rows = [("0022", "Household twenty-two of the long street", "Kettering")]
    table.resize(QSize(330, 200))
    table.show()
    table.set_rows(rows)
    assert table.columnWidth(0) >= cell_width(identifier, rows[0])
    assert table.columnWidth(1) < cell_width(name, rows[0])
    assert table.columnWidth(2) >= cell_width(columns[2], rows[0])
