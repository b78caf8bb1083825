"""Where the files the program ships are: icons, fonts, translations."""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[3])) / "resources"


def resource(*names: str) -> Path:
    """Path of a shipped file or folder."""
    return _ROOT.joinpath(*names)
