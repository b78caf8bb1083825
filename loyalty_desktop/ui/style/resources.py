"""Where the files that ship with the program are: icons, fonts, translations."""

from __future__ import annotations

import sys
from pathlib import Path

_ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[3])) / "resources"


def resource(*names: str) -> Path:
    """Return the path of a shipped file or folder."""
    return _ROOT.joinpath(*names)
