"""Words of what was done, undone and redone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from loyalty_desktop.ui import formats
from loyalty_desktop.ui.words.i18n import QT_TRANSLATE_NOOP, translate

DONE = {
    "points.accrue": QT_TRANSLATE_NOOP("undo", "{name}: accrued {amount}"),
    "points.redeem": QT_TRANSLATE_NOOP("undo", "{name}: redeemed {amount}"),
    "points.transfer": QT_TRANSLATE_NOOP("undo", "{name}: transferred {amount}"),
    "participant.block": QT_TRANSLATE_NOOP("undo", "{name}: blocked"),
    "participant.unblock": QT_TRANSLATE_NOOP("undo", "{name}: unblocked"),
    "profile.save": QT_TRANSLATE_NOOP("undo", "{name}: profile saved"),
    "tier.manual": QT_TRANSLATE_NOOP("undo", "{name}: tier set by hand"),
    "program.archive": QT_TRANSLATE_NOOP("undo", "{name}: archived"),
    "import": QT_TRANSLATE_NOOP("undo", "{file}: imported"),
}


def done(code: str, params: Mapping[str, Any]) -> str:
    """Return what was done, in words."""
    shown = {
        name: formats.amount(value) if isinstance(value, Decimal) else value
        for name, value in params.items()
    }
    return translate("undo", DONE[code]).format(**shown)


def undone(code: str, params: Mapping[str, Any]) -> str:
    """Return what was undone, in words."""
    return translate("undo", "Taken back: {what}").format(what=done(code, params))


def redone(code: str, params: Mapping[str, Any]) -> str:
    """Return what was redone, in words."""
    return translate("undo", "Done again: {what}").format(what=done(code, params))
