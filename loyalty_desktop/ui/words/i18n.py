"""Words of the interface: translation at run time, the language in force and its number and date habits.

`translate` is a plain function because pyside6-lupdate collects its literals; the context is the view's name.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from loyalty_desktop.domain.messages import Worded
from loyalty_desktop.ui.style.resources import resource
from loyalty_desktop.words.messages import render

LANGUAGES = {"en": "English", "ru": "Русский"}
"""Languages of the interface with their own names."""


def translate(context: str, text: str, comment: str | None = None, n: int = -1) -> str:
    """The text in the language in force. With `n`, `%n` becomes the number and the plural form follows it."""
    return QCoreApplication.translate(context, text, comment, n)


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translation and return it unchanged."""
    del context
    return text


def language() -> str:
    """Returns the code of the language in force."""
    code = QLocale().name()[:2]
    return code if code in LANGUAGES else "en"


def message(told: Worded | BaseException) -> str:
    """Word an error, a finding or any other message in the language in force."""
    return render(told, language())


def system_language() -> str:
    """The language of the machine when the program speaks it, otherwise English."""
    code = QLocale.system().name()[:2]
    return code if code in LANGUAGES else "en"


class Language(QObject):
    """The language in force. Screens are built anew on `changed`."""

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self._translators: list[QTranslator] = []

    def use(self, code: str) -> None:
        """Speak this language from now on ("en", "ru"; "system" follows the machine)."""
        code = system_language() if code not in LANGUAGES else code
        if code == self.code:
            return
        for old in self._translators:
            QCoreApplication.removeTranslator(old)
        self._translators = []
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (
            (f"qtbase_{code}", qt_folder),
            (f"loyalty_{code}", str(resource("i18n"))),
        ):
            translator = QTranslator(self)
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)
        system = QLocale.system()
        QLocale.setDefault(system if system.name()[:2] == code else QLocale(code))
        self.code = code
        self.changed.emit(code)
