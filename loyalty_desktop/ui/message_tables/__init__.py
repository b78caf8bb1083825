"""Tables of messages, one module an area: error code -> English template. Qt-free, so that the command line says the same.

A template says what was found, what was expected and what to do; `{name}` stands for a parameter of the error.
Russian comes from resources/i18n through the context "errors".
"""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for pyside6-lupdate and hand it back unchanged."""
    del context
    return text
