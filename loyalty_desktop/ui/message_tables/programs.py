"""Words for what can be wrong with programs, points types, tier groups, partners and profile databases."""

from __future__ import annotations

from loyalty_desktop.ui.message_tables import QT_TRANSLATE_NOOP

TABLE = {
    "setup.missing": QT_TRANSLATE_NOOP("errors", "Fill this in."),
    "setup.too_long": QT_TRANSLATE_NOOP(
        "errors", "{found} characters are too many. Use at most {limit}."
    ),
    "setup.bad_external_id": QT_TRANSLATE_NOOP(
        "errors",
        "“{found}” cannot be an external ID. Use letters, digits, underscores, dots and hyphens, without spaces.",
    ),
    "setup.external_id_taken": QT_TRANSLATE_NOOP(
        "errors", "The external ID “{found}” is taken. Choose another."
    ),
    "setup.external_id_twice": QT_TRANSLATE_NOOP(
        "errors", "“{found}” stands twice in this list. Change one of the two."
    ),
    "setup.name_twice": QT_TRANSLATE_NOOP(
        "errors", "The name “{found}” stands twice in this list. Change one of the two."
    ),
    "setup.not_a_number": QT_TRANSLATE_NOOP("errors", "This is not a number. Type digits."),
    "setup.too_small": QT_TRANSLATE_NOOP("errors", "{found} is too small. Use {least} or more."),
    "setup.not_positive": QT_TRANSLATE_NOOP("errors", "Use a number above 0."),
    "setup.too_large": QT_TRANSLATE_NOOP("errors", "{found} is too large. Use {largest} or less."),
    "setup.too_fine": QT_TRANSLATE_NOOP(
        "errors", "{found} has more decimals than {decimals}. Round it, or allow more decimals."
    ),
    "program.not_found": QT_TRANSLATE_NOOP(
        "errors", "This program no longer exists. Refresh the list."
    ),
    "program.changed": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody else changed the program “{name}” meanwhile. Reload it and make your change again.",
    ),
    "program.other_active": QT_TRANSLATE_NOOP(
        "errors",
        "“{other}” is the active program of this profile database, and there can be only one. Pause it first.",
    ),
    "program.wrong_state": QT_TRANSLATE_NOOP(
        "errors", "The program is “{state}” and cannot become “{wanted}”. Refresh the list."
    ),
    "program.no_points_type": QT_TRANSLATE_NOOP(
        "errors", "The program has no points type. Add one before you activate it."
    ),
    "program.used": QT_TRANSLATE_NOOP(
        "errors",
        "The program “{name}” was used (participants: {participants}, imports: {imports}). Archive it instead of deleting it.",
    ),
    "program.delete_active": QT_TRANSLATE_NOOP(
        "errors", "The program “{name}” is active. Pause or archive it before you delete it."
    ),
    "program.bad_currency": QT_TRANSLATE_NOOP(
        "errors", "“{found}” is not a currency code. Use three capital letters, such as USD."
    ),
    "program.bad_time_zone": QT_TRANSLATE_NOOP(
        "errors", "“{found}” is not a time zone. Choose one from the list, such as Europe/Paris."
    ),
    "program.database_fixed": QT_TRANSLATE_NOOP(
        "errors",
        "A program stays with its profile database. Clone the program to use another one.",
    ),
    "program.database_unknown": QT_TRANSLATE_NOOP(
        "errors", "This profile database no longer exists. Choose another."
    ),
    "points_type.used": QT_TRANSLATE_NOOP(
        "errors", "Participants hold “{name}”, so it cannot be removed. Archive it instead."
    ),
    "points_type.kind_fixed": QT_TRANSLATE_NOOP(
        "errors",
        "Participants hold “{name}”, so its kind cannot change. Add another points type instead.",
    ),
    "points_type.decimals_lowered": QT_TRANSLATE_NOOP(
        "errors", "Balances already have {least} decimals. Use {least} or more."
    ),
    "points_type.initial_standard_only": QT_TRANSLATE_NOOP(
        "errors", "Only standard points can be given on joining. Set the initial balance to 0."
    ),
    "points_type.initial_above_largest": QT_TRANSLATE_NOOP(
        "errors", "The initial balance is above the largest balance of {largest}. Lower it."
    ),
    "points_type.expires_before_active": QT_TRANSLATE_NOOP(
        "errors",
        "The points would expire before they become active in {days} days. Use a larger number.",
    ),
    "tier_group.points_type_unknown": QT_TRANSLATE_NOOP(
        "errors", "The program has no points type “{found}”. Choose another."
    ),
    "tier_group.not_qualification": QT_TRANSLATE_NOOP(
        "errors", "“{name}” pays for purchases. Choose qualification points to decide tiers."
    ),
    "tier_group.points_type_archived": QT_TRANSLATE_NOOP(
        "errors", "“{name}” is archived. Choose other qualification points."
    ),
    "tier_group.points_type_shared": QT_TRANSLATE_NOOP(
        "errors",
        "The reviews would empty the points that “{other}” counts too. Keep points after the review, or use other points.",
    ),
    "tier_group.no_tiers": QT_TRANSLATE_NOOP("errors", "Add at least one tier."),
    "tier_group.first_not_zero": QT_TRANSLATE_NOOP(
        "errors", "The lowest tier starts at 0, not at {found}. Everyone who joins stands on it."
    ),
    "tier_group.not_rising": QT_TRANSLATE_NOOP(
        "errors", "Each tier starts above the one below it. Use more than {previous}."
    ),
    "tier_group.bad_colour": QT_TRANSLATE_NOOP(
        "errors", "“{found}” is not a colour. Use a form such as #3056d3."
    ),
    "tier_group.tier_used": QT_TRANSLATE_NOOP(
        "errors",
        "Participants stand or stood on the tier “{name}”, so it cannot be removed. Rename it or move its threshold instead.",
    ),
    "profile_database.not_found": QT_TRANSLATE_NOOP(
        "errors", "This profile database no longer exists. Refresh the list."
    ),
    "profile_database.changed": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody else changed the profile database “{name}” meanwhile. Reload it and make your change again.",
    ),
    "profile_database.bad_field_name": QT_TRANSLATE_NOOP(
        "errors",
        "“{found}” cannot be the name of a field. Start with a letter; use letters, digits and underscores.",
    ),
    "profile_database.field_reserved": QT_TRANSLATE_NOOP(
        "errors", "“{found}” is a field that every profile has. Choose another name."
    ),
    "profile_database.no_options": QT_TRANSLATE_NOOP(
        "errors", "A list needs values to choose from. Add at least one."
    ),
    "profile_database.field_used": QT_TRANSLATE_NOOP(
        "errors",
        "Profiles have values in the field “{name}”, so it keeps its name and kind and cannot be removed.",
    ),
}
