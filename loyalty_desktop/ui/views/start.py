"""The start page: recent workspaces, new, open, demonstration, shared database."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from loyalty_desktop.controllers.jobs import Job
from loyalty_desktop.controllers.start import RecentRow, StartController
from loyalty_desktop.domain.connections import ServerAddress, address_of
from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.ui import formats
from loyalty_desktop.ui.dialogs.connect import ConnectDialog
from loyalty_desktop.ui.dialogs.workspace_file import ask_new_workspace
from loyalty_desktop.ui.style.icons import pixmap
from loyalty_desktop.ui.widgets import (
    Banner,
    Caption,
    Card,
    Choice,
    ElidedLabel,
    IconButton,
    LinkButton,
    Meter,
    Muted,
    PrimaryButton,
    SecondaryButton,
    Text,
    line,
)
from loyalty_desktop.ui.widgets.page import scroll_page
from loyalty_desktop.ui.widgets.room import fit_window
from loyalty_desktop.ui.widgets.status_strip import progress_words
from loyalty_desktop.ui.words.i18n import LANGUAGES, message, translate

FILTER = "*.loyalty"


class StartView(QWidget):
    """Stands alone in its window. The controller opens workspaces; app/window/desktop.py takes over on `opened`."""

    language_asked = Signal(str)

    def __init__(self, controller: StartController, language: str) -> None:
        super().__init__()
        self.setObjectName("start")
        self.setWindowTitle("Loyalty Desktop")
        self.setMinimumSize(900, 600)
        fit_window(self, 1280, 800)
        self._controller = controller
        self.banner = Banner()
        self.banner.action_triggered.connect(self._open_without_missing)
        self._lacking = ""
        self._busy = QWidget()
        self._busy_text = Muted()
        self._meter = Meter()
        self._build_ui(language)
        self._first.setFocus()
        controller.busy_changed.connect(self._set_busy)
        controller.failed.connect(self.show_error)
        controller.jobs.progressed.connect(self._progress)
        self.refresh()
        if controller.busy:
            self._set_busy(True)

    def show_error(self, error: BaseException) -> None:
        """Show why a workspace did not open; one that lacks confirmed changes can be opened without them."""
        self._lacking = ""
        if isinstance(error, StorageProblem) and error.code == "storage.commits_missing":
            self._lacking = str(error.params["path"])
        action = translate("Start", "Open without the missing changes") if self._lacking else ""
        self.banner.show_message(message(error), action_text=action)

    def _open_without_missing(self) -> None:
        self.banner.clear()
        self._controller.open_without_missing(self._lacking)

    def refresh(self) -> None:
        """Show the recent workspaces in their present state."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        rows = self._controller.recent()
        if not rows:
            said = translate(
                "Start",
                "No workspace yet. A workspace is one file with your programs, participants and points.",
            )
            self._list.addWidget(Muted(said, wrap=True))
        for number, row in enumerate(rows):
            if number:
                self._list.addWidget(line())
            self._list.addWidget(self._row(row))
        self._list.addStretch(1)

    def _build_ui(self, language: str) -> None:
        inner = QWidget()
        inner.setMaximumWidth(960)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 40, 24, 24)
        column.setSpacing(16)
        head = QHBoxLayout()
        head.addWidget(Text("Loyalty Desktop", size=24, weight=QFont.Weight.DemiBold))
        head.addStretch(1)
        choice = Choice([(code, name) for code, name in LANGUAGES.items()])
        choice.setAccessibleName(translate("Common", "Language"))
        choice.set_value(language)
        choice.changed.connect(lambda code: self.language_asked.emit(str(code)))
        head.addWidget(choice)
        column.addLayout(head)
        column.addWidget(
            Muted(
                translate(
                    "Start",
                    "Programs, participants and an exact points ledger. Works offline, on your own file.",
                ),
                wrap=True,
            )
        )
        column.addWidget(self.banner)
        column.addWidget(self._busy)
        busy = QVBoxLayout(self._busy)
        busy.setContentsMargins(0, 0, 0, 0)
        busy.addWidget(self._busy_text)
        busy.addWidget(self._meter)
        self._busy.hide()
        body = QHBoxLayout()
        body.setSpacing(16)
        recent = Card(translate("Start", "Recent workspaces"))
        page = QWidget()
        self._list = QVBoxLayout(page)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        recent.body.addWidget(scroll_page(page), 1)
        body.addWidget(recent, 3)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(16)
        begin = Card(translate("Start", "Begin"))
        new = PrimaryButton(translate("Start", "New workspace"), "plus")
        new.clicked.connect(self._new)
        self._first = new
        open_file = SecondaryButton(translate("Start", "Open a workspace file"), "folder-open")
        open_file.clicked.connect(self._open)
        server = SecondaryButton(translate("Start", "Connect to PostgreSQL"), "server")
        server.clicked.connect(self._connect)
        for name, button in (("new", new), ("open", open_file), ("connect", server)):
            button.setObjectName(name)
            begin.body.addWidget(button)
        side.addWidget(begin)
        try_it = Card(translate("Start", "Try it"))
        try_it.body.addWidget(
            Muted(
                translate(
                    "Start",
                    "A year of real purchases of 2,469 households, with points and four tiers. Takes half a minute to make.",
                ),
                wrap=True,
            )
        )
        demo = SecondaryButton(translate("Start", "Open the demonstration"), "play")
        demo.clicked.connect(self._controller.demo)
        try_it.body.addWidget(demo)
        side.addWidget(try_it)
        side.addStretch(1)
        body.addWidget(self._side, 2)
        column.addLayout(body, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(inner, 8)
        layout.addStretch(1)

    def _row(self, row: RecentRow) -> QWidget:
        made = QFrame()
        picture = QLabel()
        picture.setPixmap(
            pixmap("server" if row.server else "database", "faint" if row.missing else "accent", 20)
        )
        name = LinkButton(row.name)
        name.setEnabled(not row.missing)
        name.clicked.connect(lambda: self._open_row(row))
        where = ElidedLabel(_place(row), tone="faint" if row.missing else "muted")
        when = Caption(formats.moment(row.changed_at) if row.changed_at else "")
        pin_text = (
            translate("Start", "Unpin {name}") if row.pinned else translate("Start", "Pin {name}")
        )
        pin = IconButton("pin-off" if row.pinned else "pin", pin_text.format(name=row.name))
        pin.clicked.connect(lambda: self._pin(row))
        told = translate("Start", "Take {name} off this list; the file stays").format(name=row.name)
        forget: QPushButton
        if row.missing:
            forget = LinkButton(translate("Start", "Remove from the list"))
            forget.setToolTip(told)
        else:
            forget = IconButton("x", told)
        forget.setObjectName("forget")
        forget.clicked.connect(lambda: self._forget(row))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(name, 0, Qt.AlignmentFlag.AlignLeft)
        where.setContentsMargins(5, 0, 0, 0)
        inset = QHBoxLayout()
        inset.setContentsMargins(5, 0, 0, 0)
        inset.addWidget(where, 1)
        words.addLayout(inset)
        layout = QHBoxLayout(made)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setSpacing(8)
        layout.addWidget(picture)
        layout.addLayout(words, 1)
        for widget in (when, pin, forget):
            layout.addWidget(widget)
        return made

    def _pin(self, row: RecentRow) -> None:
        self._controller.pin(row.target, on=not row.pinned)
        self.refresh()

    def _forget(self, row: RecentRow) -> None:
        self._controller.forget(row.target)
        self.refresh()

    def _new(self) -> None:
        chosen = ask_new_workspace(self)
        if chosen:
            self._controller.create(chosen)

    def _open(self) -> None:
        title = translate("Start", "Open a workspace file")
        words = translate("Start", "Workspaces")
        chosen, _ = QFileDialog.getOpenFileName(
            self, title, str(Path.home()), f"{words} ({FILTER})"
        )
        if chosen:
            self._controller.open(chosen)

    def _connect(self) -> None:
        self._ask_server(None)

    def _ask_server(self, address: ServerAddress | None) -> None:
        dialog = ConnectDialog(self._controller, self, address)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_row(self, row: RecentRow) -> None:
        """Open a recent workspace: a file at once, a server after asking for the password."""
        if row.server:
            self._ask_server(address_of(row.target))
        else:
            self._controller.open(row.target)

    def _set_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        self._side.setEnabled(not busy)
        self._busy_text.setText(translate("Start", "Opening the workspace…"))
        self._meter.set_fraction(0.0)
        if busy:
            self.banner.clear()

    def _progress(self, job: Job) -> None:
        words = progress_words(job)
        self._busy_text.setText(translate("Start", "Opening the workspace…") + f" {words}")
        self._meter.set_fraction(job.progress.fraction or 0.0)


def _place(row: RecentRow) -> str:
    """Return where a workspace is, or why it cannot be opened."""
    if row.server:
        return translate("Start", "shared database, {place}").format(place=row.folder)
    if row.reason == "file":
        return translate("Start", "The file is no longer in {folder}").format(folder=row.folder)
    if row.reason == "folder":
        return translate("Start", "{folder} cannot be reached now").format(folder=row.folder)
    return row.folder
