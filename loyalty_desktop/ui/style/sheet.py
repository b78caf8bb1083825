"""The style sheet: short, and filled from the palette. Widgets paint what needs more than this."""

from __future__ import annotations

from string import Template

from loyalty_desktop.ui.style.colours import Colours
from loyalty_desktop.ui.style.resources import resource

_SHEET = Template("""
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 4px 6px; }
QFrame[kind="card"] { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="inset"] { background: $field; border: 1px solid $line; border-radius: 8px; }
QFrame[kind="note"][tone="accent"] { background: $soft; border-radius: 8px; }
QFrame[kind="note"][tone="bad"] { background: $bad_soft; border-radius: 8px; }
QFrame[kind="note"][tone="warn"] { background: $warn_soft; border-radius: 8px; }
QFrame[kind="note"][tone="good"] { background: $good_soft; border-radius: 8px; }
QFrame[kind="topbar"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QListView::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $faint; background: $panel;
  border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/control-check-$name.svg"); }
QRadioButton::indicator:checked { border: 4px solid $accent; width: 8px; height: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus, QCheckBox::indicator:hover { border-color: $accent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QFrame[kind="sidebar"] { background: $sidebar; border: none; border-right: 1px solid $line; }
QFrame[kind="statusbar"] { background: $panel; border: none; border-top: 1px solid $line; }
QFrame[kind="toast"] { background: $text; border-radius: 8px; }
QFrame[kind="toast"] QLabel { color: $panel; }
QFrame[kind="toast"] QPushButton { color: $accent_on_text; }
QFrame#filter-popup { background: $panel; border: 1px solid $line; border-radius: 8px; }
QDialog#palette { background: $panel; border: 1px solid $line; }
QFrame[kind="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="card"][clickable="true"]:hover { border-color: $accent; }
QFrame[kind="card"][checked="true"] { border-color: $accent; background: $soft; }
QPushButton { background: $panel; border: 1px solid $line; border-radius: 6px; padding: 0 14px; min-height: 30px;
  font-weight: 500; }
QPushButton { outline: none; }
QPushButton:hover { border-color: $muted; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled, QPushButton[kind="link"]:disabled { color: $faint; background: $field; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $track; color: $muted; border-color: $track; }
QPushButton[kind="danger"] { background: $bad; color: $on_accent; border-color: $bad; }
QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:focus { border-color: $text; }
QPushButton[kind="danger"]:disabled { background: $track; color: $muted; border-color: $track; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; color: $accent; padding: 0 4px;
  min-height: 22px; font-weight: 400; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus, QPushButton[kind="bar"]:focus, QPushButton[kind="icon"]:focus,
  QPushButton[kind="nav"]:focus { border-color: $accent; }
QPushButton[kind="nav"] { background: transparent; border-color: transparent; color: $muted; text-align: left;
  padding: 0 9px; }
QPushButton[kind="nav"]:hover { background: $field; color: $text; }
QPushButton[kind="nav"]:checked { background: $soft; color: $accent; }
QPushButton[kind="tab"] { background: transparent; border: none; border-bottom: 2px solid transparent; color: $muted;
  border-radius: 0; padding: 0 2px; min-height: 36px; font-weight: 400; }
QPushButton[kind="tab"]:hover { color: $text; }
QPushButton[kind="tab"]:checked { color: $accent; font-weight: 600; border-bottom-color: $accent; }
QPushButton[kind="icon"] { background: transparent; border-color: transparent; padding: 0; min-height: 26px;
  min-width: 26px; }
QPushButton[kind="icon"]:hover { background: $field; border-color: $line; }
QPushButton[kind="search"] { background: $field; color: $muted; text-align: left; padding: 0 10px; min-height: 28px;
  font-weight: 400; }
QPushButton[kind="view"] { background: transparent; border-color: transparent; color: $text; text-align: left;
  padding: 0 8px; min-height: 26px; font-weight: 400; }
QPushButton[kind="view"]:hover { background: $field; }
QPushButton[kind="view"]:checked { background: $soft; color: $accent; font-weight: 600; }
QPushButton[kind="bar"] { background: transparent; border-color: transparent; color: $muted; padding: 0 4px;
  min-height: 20px; font-weight: 400; }
QPushButton[kind="bar"]:hover { color: $text; }
QLineEdit, QComboBox, QAbstractSpinBox { background: $field; border: 1px solid $line; border-radius: 6px; padding: 0 9px;
  min-height: 30px; selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit, QTextEdit { background: $field; border: 1px solid $line; border-radius: 6px; padding: 4px 6px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: $muted; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus { border-color: $accent; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QAbstractSpinBox[wrong="true"], QPlainTextEdit[wrong="true"] {
  border-color: $bad; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled { color: $faint; }
QLineEdit[kind="palette"] { background: transparent; border: none; font-size: 15px; min-height: 40px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { background: transparent; border: none; padding: 0; min-height: 0; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$icons/control-chevron.svg"); width: 16px; height: 16px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $line; padding: 4px; outline: 0; }
QComboBox QAbstractItemView::item { min-height: 26px; }
QAbstractSpinBox { max-height: 30px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QDateTimeEdit::drop-down { border: none; width: 26px; }
QDateTimeEdit::down-arrow { image: url("$icons/control-calendar.svg"); width: 15px; height: 15px; }
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: $soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
QTableView, QListView { background: $panel; border: none; outline: 0; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $line; padding: 0 10px;
  font-weight: 600; }
QScrollArea, QScrollArea > QWidget > QWidget[kind="page"] { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(colours: Colours) -> str:
    """Return the style sheet in these colours."""
    values = {name: getattr(colours, name) for name in colours.__slots__}
    return _SHEET.substitute(values, icons=resource("icons").as_posix())
