"""The views on the left of a list: "All" and the user's own, with a dot when the list differs from its view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from loyalty_desktop.controllers.saved_views import ALL, SavedView, SavedViews
from loyalty_desktop.ui.style.icons import icon
from loyalty_desktop.ui.widgets.buttons import IconButton, LinkButton, ViewButton
from loyalty_desktop.ui.widgets.inputs import LineEdit
from loyalty_desktop.ui.widgets.labels import Caption, Text
from loyalty_desktop.ui.words.i18n import translate

NAME = 100
"""The largest number of characters in a name."""


class _NameEdit(LineEdit):
    """The name of a view, edited in place: Enter saves it, Esc or an empty name does not."""

    given = Signal(str)
    dropped = Signal()

    def __init__(self, name: str = "") -> None:
        super().__init__(translate("SavedViews", "Name of the view"))
        self.setObjectName("view-name")
        self.setAccessibleName(translate("SavedViews", "Name of the view"))
        self.setMaxLength(NAME)
        self.setText(name)
        self.selectAll()
        self.returnPressed.connect(self._give)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        name = self.text().strip()
        if name:
            self.given.emit(name)
        else:
            self.dropped.emit()


class SavedViewsPanel(QWidget):
    """`chosen` carries the state to show (None: "All"). `state` returns the current state of the list."""

    chosen = Signal(object)

    def __init__(
        self, views: SavedViews, state: Callable[[], dict[str, Any]], plain: Mapping[str, Any]
    ) -> None:
        super().__init__()
        self.setObjectName("views")
        self._views, self._state, self._plain = views, state, plain
        self._edited: str | None = None  # the view being named; ALL means a new one
        self._deleted = ALL  # the view for which deletion is being confirmed
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 0)
        layout.setSpacing(2)
        layout.addWidget(Caption(translate("SavedViews", "Views").upper()))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        layout.addLayout(self._rows)
        self._save = LinkButton(translate("SavedViews", "Save as a view…"))
        self._save.setObjectName("save-view")
        self._save.clicked.connect(lambda *_: self._edit(ALL))
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addStretch(1)
        layout.addLayout(row)
        self._save.hide()
        self._dots: dict[str, Text] = {}
        self._build_rows()

    def names(self) -> list[str]:
        """Return the views in their order, "All" first."""
        return [translate("SavedViews", "All"), *(view.name for view in self._views.all())]

    def saved(self) -> list[SavedView]:
        """Return the user's own views in their order."""
        return self._views.all()

    def current(self) -> str:
        """Return the id of the current view; empty for "All"."""
        return self._views.current

    def is_changed(self) -> bool:
        """Return whether the list differs from its view, so that the dot shows."""
        return self._views.changed(self._state(), self._plain)

    def follow(self) -> None:
        """Show or hide the dot, and offer to save. Called when the list changed."""
        changed = self.is_changed()
        for ident, dot in self._dots.items():
            dot.setVisible(changed and ident == self._views.current)
        self._save.setVisible(changed and self._edited is None)

    def save_as(self, name: str) -> None:
        """Save the current state of the list under a name."""
        self._views.add(name, self._state())
        self._build()

    def choose(self, ident: str) -> None:
        """Show a view."""
        view = self._views.get(ident)
        self._views.current = ALL if view is None else ident
        self._edited, self._deleted = None, ALL
        self._build()
        self.chosen.emit(None if view is None else dict(view.state))

    def restore(self, ident: str) -> None:
        """Mark a view as the current one, without showing it."""
        self._views.current = ident if self._views.get(ident) is not None else ALL
        self._build()

    def menu(self, view: SavedView) -> QMenu:
        """Return the menu of a view."""
        menu = QMenu(self)
        menu.setObjectName("view-menu")
        here = view.id == self._views.current
        for name, text, icon_name, call, able in (
            ("save", translate("SavedViews", "Save changes"), "save", self._keep, here and self.is_changed()),
            ("star", translate("SavedViews", "Remove star") if view.starred else translate("SavedViews", "Add star"), "star", self.star, True),
            ("rename", translate("SavedViews", "Rename…"), "pencil", self._edit, True),
            ("duplicate", translate("SavedViews", "Duplicate"), "copy", self._duplicate, True),
            ("delete", translate("SavedViews", "Delete…"), "trash-2", self._ask, True),
        ):  # fmt: skip
            action = menu.addAction(icon(icon_name), text)
            action.setObjectName(name)
            action.setEnabled(able)
            action.triggered.connect(lambda _on=False, call=call: call(view.id))
        return menu

    def _build(self) -> None:
        self._build_rows()
        self.follow()

    def _build_rows(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._dots = {}
        self._rows.addWidget(self._row(ALL, translate("SavedViews", "All")))
        for view in self._views.all():
            if view.id == self._edited:
                self._rows.addWidget(self._name_edit(view.name))
            elif view.id == self._deleted:
                self._rows.addWidget(self._question(view))
            else:
                self._rows.addWidget(self._row(view.id, view.name, view))
        if self._edited == ALL:
            self._rows.addWidget(self._name_edit(""))

    def _row(self, ident: str, name: str, view: SavedView | None = None) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        button = ViewButton(name, "star" if view is not None and view.starred else "")
        button.setObjectName(f"view.{name}")
        button.setCheckable(True)
        button.setChecked(ident == self._views.current)
        button.clicked.connect(lambda *_: self.choose(ident))
        dot = Text("●", size=10, tone="accent")
        dot.setToolTip(translate("SavedViews", "The list differs from this view"))
        dot.setAccessibleName(translate("SavedViews", "The list differs from this view"))
        dot.setObjectName(f"dot.{name}")
        dot.hide()
        self._dots[ident] = dot
        row.addWidget(button, 1)
        row.addWidget(dot)
        if view is not None:
            more = IconButton("ellipsis", translate("SavedViews", "What to do with this view"))
            more.setObjectName(f"more.{name}")
            more.clicked.connect(partial(self._open_menu, view, more))
            row.addWidget(more)
        return holder

    def _open_menu(self, view: SavedView, button: IconButton, *_args: object) -> None:
        menu = self.menu(view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _name_edit(self, name: str) -> QWidget:
        edit = _NameEdit(name)
        edit.given.connect(self._named)
        edit.dropped.connect(lambda: self._edit(None))
        return edit

    def _question(self, view: SavedView) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        delete = LinkButton(translate("SavedViews", "Delete the view"))
        delete.setObjectName("delete-view")
        delete.setToolTip(view.name)
        delete.clicked.connect(lambda *_: self._delete(view.id))
        keep = LinkButton(translate("SavedViews", "Keep it"))
        keep.setObjectName("keep-view")
        keep.clicked.connect(lambda *_: self._ask(ALL))
        row.addWidget(delete)
        row.addWidget(keep)
        row.addStretch(1)
        return holder

    def _edit(self, ident: str | None) -> None:
        self._edited = ident
        self._build()
        edit = self.findChildren(_NameEdit)
        if ident is not None and edit:
            edit[-1].show()
            edit[-1].setFocus()

    def _named(self, name: str) -> None:
        if self._edited == ALL:
            self.save_as(name)
        elif self._edited is not None:
            self._views.rename(self._edited, name)
        self._edit(None)

    def _keep(self, ident: str) -> None:
        self._views.save(ident, self._state())
        self._build()

    def star(self, ident: str) -> None:
        """Star a view, which puts it first, or remove the star."""
        view = self._views.get(ident)
        if view is not None:
            self._views.star(ident, on=not view.starred)
            self._build()

    def _duplicate(self, ident: str) -> None:
        made = self._views.duplicate(ident)
        if made is not None:
            self.choose(made.id)
            self._edit(made.id)

    def _ask(self, ident: str) -> None:
        self._deleted = ident
        self._build()

    def _delete(self, ident: str) -> None:
        self._deleted = ALL
        self._views.delete(ident)
        self._build()
