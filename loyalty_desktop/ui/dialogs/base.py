"""The base of all dialogs: title, body, banner, buttons. Opened without blocking."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from loyalty_desktop.domain.entities.participants import BLOCK
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.ui.shell.tab_order import in_order
from loyalty_desktop.ui.widgets import (
    Banner,
    DangerButton,
    IconButton,
    Muted,
    Note,
    PrimaryButton,
    SecondaryButton,
    Text,
    TextArea,
    Title,
)
from loyalty_desktop.ui.widgets.room import GUTTER, ScrollBody, keep_on_screen, most_room
from loyalty_desktop.ui.words.fields import field_label
from loyalty_desktop.ui.words.i18n import message, translate

_FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QCheckBox, QRadioButton)


class Dialog(QDialog):
    """`primary_clicked` does not close: the subclass closes with accept() when its work is done."""

    primary_clicked = Signal()

    def __init__(
        self, title: str, parent: QWidget | None, *, width: int = 520, subtitle: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.banner = Banner()
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(12)
        self.primary: PrimaryButton | DangerButton | None = None
        self._scroller = ScrollBody(self.body)
        layout = self._outer = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24 - GUTTER, 20)
        layout.setSpacing(16)
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, GUTTER, 0)
        head.setSpacing(16)
        heading = Title(title)
        heading.setWordWrap(True)
        head.addWidget(heading)
        if subtitle:
            head.addWidget(Muted(subtitle, wrap=True))
        self._help = Note()
        self._help.setObjectName("dialog-help")
        self._help.hide()
        head.addWidget(self._help)
        head.addWidget(self.banner)
        self._buttons.setContentsMargins(0, 0, GUTTER, 0)
        layout.addLayout(head)
        layout.addWidget(self._scroller, 1)
        layout.addLayout(self._buttons)
        self._buttons.addStretch(1)
        self._fitted = 0  # the height set last; a different one was chosen by hand
        self._scroller.page.installEventFilter(self)

    def set_buttons(
        self, primary_text: str, *, cancel_text: str | None = None, destructive: bool = False
    ) -> None:
        """Set the buttons at the foot; an empty `cancel_text` leaves only the primary one."""
        if cancel_text != "":
            cancel = SecondaryButton(cancel_text or translate("Common", "Cancel"))
            cancel.setObjectName("cancel")
            cancel.clicked.connect(self.reject)
            self._buttons.addWidget(cancel)
        self.primary = DangerButton(primary_text) if destructive else PrimaryButton(primary_text)
        self.primary.setObjectName("primary")
        self.primary.setDefault(not destructive)
        self.primary.clicked.connect(self.primary_clicked)
        self._buttons.addWidget(self.primary)

    def set_help(self, text: str) -> None:
        """Explain the terms of this dialog; F1 and a button at the left of the foot show and hide it."""
        self._help.label.setText(text)
        button = IconButton("info", translate("Dialog", "Help (F1)"))
        button.setObjectName("dialog-help-button")
        button.clicked.connect(self.toggle_help)
        self._buttons.insertWidget(0, button)

    def toggle_help(self) -> None:
        """Show the explanation, or hide it again."""
        if self._help.label.text():
            self._help.setVisible(self._help.isHidden())
            self.adjustSize()

    def help_text(self) -> str:
        """Return the explanation; empty in a dialog of everyday words."""
        return self._help.label.text()

    def add_button(self, widget: QWidget) -> None:
        """Add a button at the left of the foot."""
        self._buttons.insertWidget(
            self._buttons.count() - 1 if self._buttons.count() == 1 else 0, widget
        )

    def fail(self, error: BaseException) -> None:
        """Show a refusal in the dialog and let the user try again."""
        self.set_busy(False)
        if isinstance(error, LoyaltyError):
            self.banner.show_message(message(error))
        else:
            self.banner.show_message(message(error))
            raise error

    def set_busy(self, busy: bool) -> None:
        """Disable the primary button while work runs."""
        if self.primary is not None:
            self.primary.setEnabled(not busy)

    def setVisible(self, visible: bool) -> None:
        opening = visible and not self.isVisible()
        if opening:
            self.fit()
            self._focus_first()
        super().setVisible(visible)
        if opening:
            self._fitted = 0  # Qt may give another height on showing, which nobody chose by hand
            self.fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Grow and shrink with the content, up to the size of the screen; beyond that the content scrolls."""
        margins, most = self._outer.contentsMargins(), most_room(self)
        width = min(max(self.width() if self._fitted else 0, self.minimumWidth()), most.width())
        inner = width - margins.left() - margins.right()
        heights = []
        for place in range(self._outer.count()):
            item = self._outer.itemAt(place)
            if item is None or item.isEmpty():
                continue
            if item.widget() is self._scroller:
                heights.append(self._scroller.wanted_height(inner))
            else:
                tall = item.hasHeightForWidth()
                heights.append(item.heightForWidth(inner) if tall else item.sizeHint().height())
        wanted = sum(heights) + self._outer.spacing() * (len(heights) - 1)
        wanted = min(wanted + margins.top() + margins.bottom(), most.height())
        by_hand = self._fitted and self.height() != self._fitted
        self.setMinimumHeight(wanted)
        height = max(wanted, self.height()) if by_hand else wanted
        if not by_hand:
            self._fitted = wanted
        if self.size() != QSize(width, height):
            self.resize(width, height)
        if self.isVisible():
            keep_on_screen(self)

    def _focus_first(self) -> None:
        """Focus the first field; in a dialog without fields, the button that does no harm."""
        chosen = self.focusWidget()
        if chosen is not None and not isinstance(chosen, QPushButton):
            return
        # By the layouts, not by places, which are not known before the dialog is shown; and not by nextInFocusChain():
        # PySide takes what it returns for a child of the caller, and the dialog dies early.
        fields = (
            w for w in in_order(self._scroller) if isinstance(w, _FIELDS) and _reachable(w, self)
        )
        first = next(fields, None)
        if first is not None:
            first.setFocus()
        elif isinstance(self.primary, DangerButton):
            harmless = self.findChildren(SecondaryButton)
            next(iter(harmless), self.primary).setFocus()
        elif self.primary is not None:
            self.primary.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F1:
            self.toggle_help()
            return
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.primary:
            self.primary.click()
            return
        super().keyPressEvent(event)


def _reachable(widget: QWidget, dialog: QWidget) -> bool:
    tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    read_only = bool(widget.property("readOnly"))
    return bool(tab) and not read_only and widget.isEnabled() and widget.isVisibleTo(dialog)


class HelpDialog(Dialog):
    """Shows a few sentences about a screen."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.body.addWidget(Text(text, wrap=True))
        self.set_buttons(translate("Common", "Close"), cancel_text="")
        self.primary_clicked.connect(self.accept)


def ask(
    title: str,
    text: str,
    confirm_text: str,
    parent: QWidget,
    *,
    on_yes: Callable[[], object],
    destructive: bool = False,
    cancel_text: str | None = None,
) -> Dialog:
    """Ask without blocking; `on_yes` is called when the user confirms."""
    dialog = Dialog(title, parent, width=440)
    dialog.body.addWidget(Text(text, wrap=True))
    dialog.set_buttons(confirm_text, destructive=destructive, cancel_text=cancel_text)
    dialog.primary_clicked.connect(dialog.accept)
    dialog.accepted.connect(lambda *_: on_yes())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class ReasonDialog(Dialog):
    """Asks for a reason, which is recorded in the audit trail."""

    accepted_with = Signal(str)

    def __init__(self, title: str, text: str, confirm_text: str, parent: QWidget) -> None:
        super().__init__(title, parent, width=460)
        self.body.addWidget(Text(text, wrap=True))
        self.edit = TextArea(field_label(BLOCK, "reason"))
        self.edit.setObjectName("reason")
        self.edit.setAccessibleName(field_label(BLOCK, "reason"))
        self.body.addWidget(self.edit)
        self.set_buttons(confirm_text)
        self.primary_clicked.connect(self._confirm)

    def _confirm(self) -> None:
        reason = self.edit.toPlainText().strip()
        if not reason:
            self.banner.show_message(
                translate("ReasonDialog", "Write a reason: it is kept in the audit trail."), "warn"
            )
            self.edit.setFocus()
            return
        self.accept()
        self.accepted_with.emit(reason)
