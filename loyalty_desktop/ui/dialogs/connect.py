"""Connect to a shared database: its address and user; the password goes to the server and is never stored."""

from __future__ import annotations

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from loyalty_desktop.controllers.start import StartController
from loyalty_desktop.domain.connections import PORT, ServerAddress
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.ui.dialogs.base import Dialog
from loyalty_desktop.ui.widgets import Form, LineEdit, SecondaryButton
from loyalty_desktop.ui.words.i18n import message, translate


class ConnectDialog(Dialog):
    """Asks for host, port, database, user and password; the connection can be tried first."""

    def __init__(
        self, controller: StartController, parent: QWidget, address: ServerAddress | None = None
    ) -> None:
        super().__init__(translate("Connect", "Connect to PostgreSQL"), parent)
        self._controller = controller
        known = address or ServerAddress()
        self._options = known.options
        self._form = Form()
        self._host, self._database, self._user = LineEdit("db.example.com"), LineEdit(), LineEdit()
        self._port = LineEdit()  # a port is a name rather than a quantity: never grouped
        self._port.setValidator(QIntValidator(1, 65_535, self))
        self._password = LineEdit()
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._form.add_pair(
            ("host", translate("Connect", "Server"), self._host),
            ("port", translate("Connect", "Port"), self._port),
        )
        self._form.add(
            "database",
            translate("Connect", "Database"),
            self._database,
            translate("Connect", "Ask whoever looks after the server. An empty database is set up on the first connection."),
            required=True,
        )  # fmt: skip
        self._form.add("user", translate("Connect", "User"), self._user, required=True)
        self._form.add(
            "password",
            translate("Connect", "Password"),
            self._password,
            translate("Connect", "It is asked for each time and kept nowhere. Leave it empty when the server knows you without one."),
        )  # fmt: skip
        self._host.setText(known.host)
        self._port.setText(str(known.port or PORT))
        self._database.setText(known.database)
        self._user.setText(known.user)
        self.body.addWidget(self._form)
        self.set_buttons(translate("Connect", "Connect"))
        self._test = SecondaryButton(translate("Connect", "Test the connection"), "plug")
        self._test.setObjectName("test-connection")
        self._test.clicked.connect(self._try)
        self.add_button(self._test)
        self.primary_clicked.connect(self._connect)
        (self._password if known.host else self._host).setFocus()

    def address(self) -> ServerAddress:
        """Return the values of the fields."""
        return ServerAddress(
            host=self._host.text().strip(),
            database=self._database.text().strip(),
            user=self._user.text().strip(),
            port=int(self._port.text() or PORT),
            options=self._options,
        )

    def _complete(self) -> bool:
        self.banner.clear()
        report = self.address().validate()
        self._form.show_report(report, everything=True)
        if report.errors:
            self._form.focus_first_error()
        return not report.errors

    def _try(self) -> None:
        if self._complete():
            self._hold(True)
            address, password = self.address(), self._password.text()
            self._controller.test(address, password, self._answered, self._refused)

    def _answered(self, holds: bool) -> None:
        self._hold(False)
        words = (
            translate("Connect", "The server answers, and there is a workspace.")
            if holds
            else translate("Connect", "The server answers. The database is empty: connecting sets up a workspace in it.")
        )  # fmt: skip
        self.banner.show_message(words, "good")

    def _refused(self, error: BaseException) -> None:
        self._hold(False)
        if isinstance(error, LoyaltyError):
            self.banner.show_message(message(error))
        else:
            self.fail(error)

    def _hold(self, busy: bool) -> None:
        self.set_busy(busy)
        self._test.setEnabled(not busy)

    def _connect(self) -> None:
        if self._complete():
            self._controller.open_server(self.address(), self._password.text())
            self.accept()
