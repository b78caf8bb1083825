"""Keeps Qt from loading plugins, which are code, out of the folder the program was started in."""

from __future__ import annotations

import os

_FOLDERS = ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH")


def forget_current_folder() -> None:
    """Take the current folder and relative ones out of Qt's variables; call it before the QApplication is made.

    Absolute folders stay: an input method of the system may be there.
    """
    here = os.path.realpath(os.curdir)
    for name in _FOLDERS:
        named = os.environ.get(name)
        if named is None:
            continue
        kept = [
            folder
            for folder in named.split(os.pathsep)
            if os.path.isabs(folder) and os.path.realpath(folder) != here
        ]
        if kept:
            os.environ[name] = os.pathsep.join(kept)
        else:
            del os.environ[name]
