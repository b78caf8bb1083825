"""Messages about tiers and the daily close."""

from __future__ import annotations

from loyalty_desktop.ui.message_tables import QT_TRANSLATE_NOOP

TABLE = {
    "tiers.reason_missing": QT_TRANSLATE_NOOP(
        "errors", "A tier set by hand needs a reason. Write why this participant gets it."
    ),
    "tiers.until_past": QT_TRANSLATE_NOOP(
        "errors", "The last day {found} has passed already. Choose today or a later day."
    ),
    "tiers.unknown_tier": QT_TRANSLATE_NOOP(
        "errors",
        "This tier is not in the tier group any more. Open the list again and choose another.",
    ),
    "tiers.no_standing": QT_TRANSLATE_NOOP(
        "errors", "The participant has no tier in this group. Open the participant again."
    ),
}
