"""Texts of the interface: translation at run time, the language in force and its number and date formats.

`translate` is a plain function because pyside6-lupdate collects its literals; the context is the view's name.
"""

from __future__ import annotations

from functools import cache

import shiboken6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from loyalty_desktop.domain.messages import Worded
from loyalty_desktop.ui.style.resources import resource
from loyalty_desktop.words.messages import fill_template, render
from loyalty_desktop.words.numbers import formatter

LANGUAGES = {"en": "English", "ru": "Русский"}
"""The languages of the interface with their own names."""


_in_force: list[QTranslator] = []
"""The translators of the language in force; asked for plural forms, whose number Qt would write without grouping."""

_LARGEST = 2**31 - 1


def translate(context: str, text: str, comment: str | None = None, n: int = -1) -> str:
    """Translate a text. With `n`, the plural form follows the number and `%n` becomes it, grouped: 2,469 rows."""
    if n < 0:
        said = QCoreApplication.translate(context, text, comment)
        _SAID[said] = (context, text)
        return said
    asked = n if n <= _LARGEST else 1_000_000 + n % 1_000_000
    found = ""
    for translator in _in_force:
        if not found and shiboken6.isValid(translator):
            found = translator.translate(context, text, comment, asked) or ""
    return (found or text).replace("%n", formatter(language()).number(n))


_SAID: dict[str, tuple[str, str]] = {}
"""Where each text that was shown comes from; `other_language` needs this."""


def other_language(said: str) -> str:
    """Return a shown text in the other language; nothing when it is not one of our texts or has no translation."""
    known = _SAID.get(said)
    if known is None:
        return ""
    return known[1] if language() != "en" else _russian().translate(*known) or ""


@cache
def _russian() -> QTranslator:
    """Return the Russian catalogue, loaded when first needed; it is not installed."""
    catalogue = QTranslator()
    catalogue.load("loyalty_ru", str(resource("i18n")))
    return catalogue


def fill(text: str, **values: object) -> str:
    """Put values into `{name}` of a text; numbers and days are formatted, `{n:row|rows}` chooses a plural form.

    The notation is that of messages (words/entries.py).
    """
    return fill_template(text, values, language())


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translation and return it unchanged."""
    del context
    return text


def language() -> str:
    """Return the code of the language in force."""
    code = QLocale().name()[:2]
    return code if code in LANGUAGES else "en"


def message(told: Worded | BaseException) -> str:
    """Word an error, a finding or any other message in the language in force."""
    return render(told, language())


def system_language() -> str:
    """Return the language of the machine if the program has it, otherwise English."""
    code = QLocale.system().name()[:2]
    return code if code in LANGUAGES else "en"


class Language(QObject):
    """The language in force. Screens are rebuilt on `changed`."""

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self._translators: list[QTranslator] = []

    def use(self, code: str) -> None:
        """Use this language from now on ("en", "ru"; "system" follows the machine)."""
        code = system_language() if code not in LANGUAGES else code
        if code == self.code:
            return
        for old in self._translators:
            QCoreApplication.removeTranslator(old)
        self._translators = []
        _in_force.clear()
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (
            (f"qtbase_{code}", qt_folder),
            (f"loyalty_{code}", str(resource("i18n"))),
        ):
            translator = QTranslator(self)
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._translators.append(translator)
                _in_force.insert(0, translator)
        QLocale.setDefault(QLocale(code))
        self.code = code
        self.changed.emit(code)
