"""Settings: appearance and language of the window, and what everyone with this workspace shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loyalty_desktop.controllers.settings import SettingsController
from loyalty_desktop.domain.changes import Entity
from loyalty_desktop.ui.program_fields import region_choice
from loyalty_desktop.ui.views.base import View
from loyalty_desktop.ui.widgets import Card, CheckBox, Choice, Form, NumberEdit, SecondaryButton
from loyalty_desktop.ui.widgets.page import scroll_page
from loyalty_desktop.ui.words.i18n import translate

if TYPE_CHECKING:
    from loyalty_desktop.domain.backups import Backup


class SettingsView(View):
    """Every change takes effect at once; there is no button to save."""

    name = "settings"
    entities = (Entity.SETTING,)

    def _build_ui(self) -> None:
        self.controller = SettingsController(self.ui.app, self)
        self.controller.failed.connect(self.message)
        self.controller.shared_loaded.connect(self._show_shared)
        self.controller.phone_region_loaded.connect(self._show_region)
        self._loading = False
        self.header.set_title(translate("Common", "Settings"))
        self.header.set_subtitle(translate("Settings", "Changes are in force at once"))
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(16)
            columns.addLayout(column, 1)
        left.addWidget(self._looks())
        left.addStretch(1)
        right.addWidget(self._work())
        right.addWidget(self._phones())
        right.addWidget(self._backups())
        right.addStretch(1)
        self.content.addWidget(scroll_page(page), 1)

    def refresh(self) -> None:
        self.controller.load_shared()

    def help_text(self) -> str:
        """Return the help shown by F1."""
        return translate(
            "Settings",
            "Language, colours and table rows are yours alone, on this computer. Backups and the phone region belong to this workspace: everybody who opens it shares them. Every change is in force at once. A backup is a copy of the whole workspace; daily backups beyond the number to keep are deleted, the oldest first.",
        )

    def _looks(self) -> Card:
        card = Card(translate("Settings", "Window"))
        form = Form()
        system = translate("Settings", "As the system")
        self._choice(
            form,
            "language",
            translate("Common", "Language"),
            [("system", system), ("en", "English"), ("ru", "Русский")],
        )
        self._choice(
            form,
            "theme",
            translate("Settings", "Colours"),
            [
                ("system", system),
                ("light", translate("Settings", "Light")),
                ("dark", translate("Settings", "Dark")),
            ],
        )
        self._choice(
            form,
            "density",
            translate("Settings", "Rows of tables"),
            [
                ("compact", translate("Settings", "Compact")),
                ("normal", translate("Settings", "Normal")),
                ("large", translate("Settings", "Large")),
            ],
        )
        card.body.addWidget(form)
        return card

    def _work(self) -> Card:
        card = Card(translate("Settings", "Work"))
        form = Form()
        again = CheckBox(translate("Settings", "Open the last workspace at start"))
        again.setChecked(bool(self.controller.user("open_last")))
        again.toggled.connect(lambda on: self.controller.set_user("open_last", on))
        form.add_widget(again)
        hours = NumberEdit(1, 24)
        hours.set_value(int(self.controller.user("close_day_hours") or 1))
        hours.changed.connect(lambda: self.controller.set_user("close_day_hours", hours.value()))
        form.add(
            "close_day_hours",
            translate("Settings", "Look for a due daily close every, hours"),
            hours,
            translate(
                "Settings",
                "The daily close activates and expires points and reviews tiers. It also runs when a workspace opens.",
            ),
        )
        card.body.addWidget(form)
        return card

    def _phones(self) -> Card:
        card = Card(translate("Settings", "Phones of this workspace"))
        form = Form()
        self._region = region_choice()
        form.add(
            "phone_region",
            translate("Settings", "Country of phones without a code"),
            self._region,
            translate(
                "Settings",
                "Forms, imports and commands read 8 916 123-45-67 or (513) 555-0118 by it. Without a country such a phone is refused.",
            ),
        )
        self._region.changed.connect(lambda code: self.controller.set_phone_region(str(code)))
        card.body.addWidget(form)
        return card

    def _show_region(self, code: str) -> None:
        self._region.blockSignals(True)
        self._region.set_value(code)
        self._region.blockSignals(False)

    def _backups(self) -> Card:
        card = Card(translate("Settings", "Backups of this workspace"))
        form = Form()
        daily = CheckBox(translate("Settings", "Make a backup every day"))
        daily.setChecked(bool(self.controller.user("daily_backup")))
        daily.toggled.connect(lambda on: self.controller.set_user("daily_backup", on))
        form.add_widget(daily)
        self._keep = NumberEdit(1, 365)
        form.add("backup.keep_daily", translate("Settings", "Daily backups to keep"), self._keep)
        self._before = NumberEdit(0, 1_000_000)
        self._before.setGroupSeparatorShown(True)
        form.add(
            "backup.before_import_rows",
            translate("Settings", "Back up before imports of more than, rows"),
            self._before,
        )
        for name, editor in self._shared().items():
            editor.editingFinished.connect(
                lambda name=name, editor=editor: self._keep_shared(name, editor.value())
            )
        card.body.addWidget(form)
        now = SecondaryButton(translate("Settings", "Back up now"), "save")
        now.clicked.connect(lambda: self.controller.back_up(self._backed_up))
        row = QHBoxLayout()
        row.addWidget(now)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _choice(self, form: Form, name: str, label: str, options: list[tuple[Any, str]]) -> None:
        choice = Choice(options)
        choice.set_value(self.controller.user(name))
        choice.changed.connect(lambda value: self.controller.set_user(name, value))
        form.add(name, label, choice)

    def _shared(self) -> dict[str, NumberEdit]:
        return {"backup.keep_daily": self._keep, "backup.before_import_rows": self._before}

    def _show_shared(self, values: dict[str, int]) -> None:
        self._known = dict(values)
        for name, editor in self._shared().items():
            editor.set_value(values[name])

    def _keep_shared(self, name: str, value: int) -> None:
        if getattr(self, "_known", {}).get(name) not in {None, value}:
            self._known[name] = value
            self.controller.set_shared(name, value)

    def _backed_up(self, backup: Backup) -> None:
        words = translate("Settings", "Backup made: {name}")
        self.ui.toast(words.format(name=backup.path.name))
