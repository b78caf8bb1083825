"""Words for what can go wrong with profiles and participants."""

from __future__ import annotations

from loyalty_desktop.ui.message_tables import QT_TRANSLATE_NOOP

TABLE = {
    "participant.not_found": QT_TRANSLATE_NOOP(
        "errors", "This participant no longer exists. Refresh the list."
    ),
    "participant.not_joined": QT_TRANSLATE_NOOP(
        "errors",
        "The profile “{key}” does not take part in “{program}”. Add it as a participant first.",
    ),
    "participant.key_missing": QT_TRANSLATE_NOOP(
        "errors", "Type an external ID, an email or a phone number."
    ),
    "participant.exists": QT_TRANSLATE_NOOP(
        "errors", "The profile “{external_id}” takes part already. Open its card instead."
    ),
    "participant.other_database": QT_TRANSLATE_NOOP(
        "errors",
        "This profile is in another profile database. Choose a profile of “{database}”.",
    ),
    "participant.future": QT_TRANSLATE_NOOP(
        "errors", "The day of registration is in the future. Choose today or an earlier day."
    ),
    "participant.reason_missing": QT_TRANSLATE_NOOP(
        "errors", "Say why: the reason is kept in the history."
    ),
    "participant.blocked": QT_TRANSLATE_NOOP(
        "errors",
        "The participant is blocked ({reason}). Unblock the participant to go on.",
    ),
    "participant.not_blocked": QT_TRANSLATE_NOOP(
        "errors", "The participant is not blocked. Refresh the card."
    ),
    "participant.left": QT_TRANSLATE_NOOP(
        "errors", "The participant has left the program. Add the profile again to go on."
    ),
    "participant.changed": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody else changed this participant meanwhile. Reload the card and try again.",
    ),
    "participant.amount_missing": QT_TRANSLATE_NOOP("errors", "Type how many points."),
    "participant.amount_not_positive": QT_TRANSLATE_NOOP(
        "errors", "The amount must be above 0. Type it without a sign."
    ),
    "participant.same": QT_TRANSLATE_NOOP(
        "errors", "Points cannot be transferred to the same participant. Choose another one."
    ),
    "participant.until_past": QT_TRANSLATE_NOOP(
        "errors", "The last day of the tier is in the past. Choose today or a later day."
    ),
    "participant.export_ending": QT_TRANSLATE_NOOP(
        "errors", "Name a file that ends in .xlsx or .csv."
    ),
    "profile.not_found": QT_TRANSLATE_NOOP(
        "errors", "This profile no longer exists. Refresh the list."
    ),
    "profile.not_found_by": QT_TRANSLATE_NOOP(
        "errors",
        "Nobody has the external ID, email or phone “{key}”. Check it, or add a new profile.",
    ),
    "profile.ambiguous": QT_TRANSLATE_NOOP(
        "errors", "Several profiles have “{key}”. Use the external ID."
    ),
    "profile.external_id_missing": QT_TRANSLATE_NOOP(
        "errors", "Type an external ID: the number of the card, or the ID of your other system."
    ),
    "profile.external_id_taken": QT_TRANSLATE_NOOP(
        "errors", "Another profile has the external ID “{external_id}”. Choose another one."
    ),
    "profile.changed": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody else changed this profile meanwhile. Reload it and make your change again.",
    ),
    "profile.text_too_long": QT_TRANSLATE_NOOP(
        "errors", "The text is too long. Use at most {length} characters."
    ),
    "profile.control_character": QT_TRANSLATE_NOOP(
        "errors", "The text has an invisible control character. Type it anew."
    ),
    "profile.email_malformed": QT_TRANSLATE_NOOP(
        "errors", "“{found}” is not an email address. Write it like name@example.com."
    ),
    "profile.phone_digits": QT_TRANSLATE_NOOP(
        "errors",
        "“{found}” has {digits} digits; a phone number has 5 to 15. Write it like +1 513 555 0118.",
    ),
    "profile.phone_malformed": QT_TRANSLATE_NOOP(
        "errors", "“{found}” is not a phone number. Write it like +1 513 555 0118."
    ),
    "profile.phone_no_country": QT_TRANSLATE_NOOP(
        "errors", "“{found}” has no country code. Start with + and the country code."
    ),
    "profile.birth_date": QT_TRANSLATE_NOOP(
        "errors", "{found} cannot be a birth date. Choose a day from 1900 until today."
    ),
    "profile.gender": QT_TRANSLATE_NOOP(
        "errors", "“{found}” is unknown. Choose one from the list."
    ),
    "profile.language": QT_TRANSLATE_NOOP(
        "errors", "“{found}” is not a language code. Write it like en or pt-BR."
    ),
    "profile.tag_comma": QT_TRANSLATE_NOOP(
        "errors", "A tag cannot hold a comma. Split it into two tags."
    ),
    "profile.unknown_field": QT_TRANSLATE_NOOP(
        "errors", "The profile database has no field “{name}”. Add the field first."
    ),
    "profile.custom_value": QT_TRANSLATE_NOOP(
        "errors", "“{found}” does not fit the field {label}. Correct it or leave it empty."
    ),
}
