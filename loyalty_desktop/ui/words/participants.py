"""Words for the closed lists of participants: states, reasons of tier changes, genders, yes and no, audited actions."""

from __future__ import annotations

from loyalty_desktop.domain.kinds import ParticipantState, TierReason
from loyalty_desktop.ui.words.i18n import translate

STATE_TONES = {
    ParticipantState.ACTIVE: "good",
    ParticipantState.BLOCKED: "bad",
    ParticipantState.LEFT: "muted",
}


def state_text(state: ParticipantState) -> str:
    """Return a participant's state in words."""
    return {
        ParticipantState.ACTIVE: translate("ParticipantWords", "Active"),
        ParticipantState.BLOCKED: translate("ParticipantWords", "Blocked"),
        ParticipantState.LEFT: translate("ParticipantWords", "Left"),
    }[state]


def tier_reason_text(reason: str) -> str:
    """Return why a tier changed, in words."""
    return {
        TierReason.JOINED: translate("ParticipantWords", "Joined"),
        TierReason.POINTS: translate("ParticipantWords", "Points reached"),
        TierReason.REVIEW: translate("ParticipantWords", "Review"),
        TierReason.MANUAL: translate("ParticipantWords", "Set by hand"),
        TierReason.MANUAL_END: translate("ParticipantWords", "End of the tier set by hand"),
        TierReason.TIERS_CHANGED: translate("ParticipantWords", "Tiers were changed"),
        TierReason.CANCELLATION: translate("ParticipantWords", "Cancellation"),
    }.get(TierReason(reason), reason)


def gender_options() -> list[tuple[str, str]]:
    """Return the genders with their words, the unknown one first."""
    return [
        ("", translate("ParticipantWords", "Not known")),
        ("female", translate("ParticipantWords", "Female")),
        ("male", translate("ParticipantWords", "Male")),
        ("other", translate("ParticipantWords", "Other")),
    ]


def consent_text(given: bool | None) -> str:
    """Return a consent in words, for the card."""
    if given is None:
        return translate("ParticipantWords", "Not asked")
    return translate("Common", "Yes") if given else translate("Common", "No")


def action_text(action: str) -> str:
    """Return what an audit record describes, in words; an unknown code stays as it is."""
    known = {
        "participant.joined": translate("ParticipantWords", "Joined the program"),
        "participant.rejoined": translate("ParticipantWords", "Joined again"),
        "participant.blocked": translate("ParticipantWords", "Blocked"),
        "participant.unblocked": translate("ParticipantWords", "Unblocked"),
        "participant.left": translate("ParticipantWords", "Left the program"),
        "participant.commented": translate("ParticipantWords", "Comment changed"),
        "points.accrue": translate("ParticipantWords", "Points accrued"),
        "points.redeem": translate("ParticipantWords", "Points redeemed"),
        "points.transfer": translate("ParticipantWords", "Points transferred"),
        "points.commit": translate("ParticipantWords", "Temporary transaction committed"),
        "points.roll_back": translate("ParticipantWords", "Temporary transaction rolled back"),
        "points.cancelled": translate("ParticipantWords", "Transaction cancelled"),
        "points.cancellation": translate("ParticipantWords", "Cancellation"),
        "points.activation": translate("ParticipantWords", "Points became active"),
        "points.expiration": translate("ParticipantWords", "Points expired"),
        "points.initial": translate("ParticipantWords", "Initial balance"),
        "points.accrual": translate("ParticipantWords", "Points accrued"),
        "points.redemption": translate("ParticipantWords", "Points redeemed"),
        "tier.set_manual": translate("ParticipantWords", "Tier set by hand"),
        "tier.manual": translate("ParticipantWords", "Tier set by hand"),
        "tiers.set_by_hand": translate("ParticipantWords", "Tier set by hand"),
        "tiers.set_manual": translate("ParticipantWords", "Tier set by hand"),
        "tiers.cleared_manual": translate("ParticipantWords", "Tier set by hand ended"),
    }
    return known.get(action, action)
