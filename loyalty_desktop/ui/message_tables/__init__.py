"""Words of errors, one table an area. Importing this package must not import Qt."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for translation without translating it: pyside6-lupdate finds the calls."""
    del context
    return text
