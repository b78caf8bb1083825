"""What importing and exporting can refuse or warn about."""

from __future__ import annotations

from loyalty_desktop.ui.message_tables import QT_TRANSLATE_NOOP

TABLE = {
    "import.choose_database": QT_TRANSLATE_NOOP(
        "errors", "There are {count} profile databases. Choose the one to import into."
    ),
    "import.choose_program": QT_TRANSLATE_NOOP(
        "errors", "There are {count} active programs. Choose the one to import into."
    ),
    "import.choose_points_type": QT_TRANSLATE_NOOP(
        "errors",
        "It is not said which points these are. Add a column with the points type, or choose one for the import.",
    ),
    "import.no_column": QT_TRANSLATE_NOOP(
        "errors",
        "The sheet has no column “{column}”. Use a header of the sheet or the letters of a column.",
    ),
    "import.no_field": QT_TRANSLATE_NOOP(
        "errors", "“{field}” is not a field of this kind of sheet. Choose a field of the list."
    ),
    "import.field_twice": QT_TRANSLATE_NOOP(
        "errors", "Two columns are matched to “{field}”. Leave one of them out."
    ),
    "import.field_missing": QT_TRANSLATE_NOOP(
        "errors", "No column is matched to “{field}”, which is needed. Match a column to it."
    ),
    "import.no_key": QT_TRANSLATE_NOOP(
        "errors",
        "Rows cannot be found by “{key}”. Use the external ID, email, phone or a custom field.",
    ),
    "import.no_row": QT_TRANSLATE_NOOP(
        "errors", "Row {row} is not in this sheet. Check the sheet again."
    ),
    "import.key_missing": QT_TRANSLATE_NOOP(
        "errors", "The row has nothing to find it by. Fill in “{field}”."
    ),
    "import.key_ambiguous": QT_TRANSLATE_NOOP(
        "errors", "{count} profiles have this value. Use a key that only one profile has."
    ),
    "import.repeated": QT_TRANSLATE_NOOP(
        "errors", "“{found}” stands in row {row} already. Keep one of the two rows."
    ),
    "import.external_id_taken": QT_TRANSLATE_NOOP(
        "errors", "The external ID “{found}” belongs to another profile. Correct it."
    ),
    "import.unknown_profile": QT_TRANSLATE_NOOP(
        "errors", "There is no profile “{found}”. Correct the value, or import the profile first."
    ),
    "import.unknown_participant": QT_TRANSLATE_NOOP(
        "errors",
        "“{found}” does not take part in the program. Correct the value, or import the participant first.",
    ),
    "import.program_made": QT_TRANSLATE_NOOP(
        "errors",
        "Transactions of the type “{found}” are made by the program itself. Leave the row out, or use accrual or redemption.",
    ),
    "import.other_program": QT_TRANSLATE_NOOP(
        "errors",
        "The row is for the program “{found}”. Import it into that program, or clear the cell.",
    ),
    "import.tier_left_out": QT_TRANSLATE_NOOP(
        "errors",
        "Column {column} (tier) is not imported: tiers follow from points. Set a tier by hand on the participant card.",
    ),
    "import.source_gone": QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” is gone or was changed since it was read: some rejected rows are shown as they were read, not as they stand in the sheet.",
    ),
    "import.same_file": QT_TRANSLATE_NOOP(
        "errors",
        "This very file was imported before (import {batch}). Confirm if it should be imported again.",
    ),
    "import.data_changed": QT_TRANSLATE_NOOP(
        "errors",
        "The data changed while the import was being checked; nothing more was written. Check the sheet again.",
    ),
    "import.no_batch": QT_TRANSLATE_NOOP(
        "errors", "There is no import {batch}. Look at the list of imports."
    ),
    "import.no_staging": QT_TRANSLATE_NOOP(
        "errors",
        "The rows of this import are not on this workstation any more. Import the file again.",
    ),
    "import.not_interrupted": QT_TRANSLATE_NOOP(
        "errors", "Import {batch} was not interrupted, so there is nothing to finish."
    ),
    "import.cannot_undo": QT_TRANSLATE_NOOP(
        "errors",
        "Import {batch} cannot be undone as a whole: {count} rows stand in the way ({examples}). Nothing was changed.",
    ),
    "undo.already": QT_TRANSLATE_NOOP("errors", "The import was undone before."),
    "undo.profile_changed": QT_TRANSLATE_NOOP(
        "errors",
        "{count} profiles were changed after the import ({examples}). Change them back first, or correct them by hand.",
    ),
    "undo.profile_takes_part": QT_TRANSLATE_NOOP(
        "errors", "{count} profiles of the import take part in a program by now ({examples})."
    ),
    "undo.participant_changed": QT_TRANSLATE_NOOP(
        "errors", "{count} participants were changed after the import ({examples})."
    ),
    "undo.participant_has_points": QT_TRANSLATE_NOOP(
        "errors",
        "{count} participants of the import have points transactions by now ({examples}). Cancel those first.",
    ),
    "undo.points_spent": QT_TRANSLATE_NOOP(
        "errors",
        "{count} participants have spent points of the import ({examples}). Cancel their redemptions first.",
    ),
    "export.no_kind": QT_TRANSLATE_NOOP(
        "errors", "“{kind}” cannot be exported. Choose profiles, participants or transactions."
    ),
    "export.no_column": QT_TRANSLATE_NOOP(
        "errors", "The list has no column “{column}”. Choose columns of the list."
    ),
}
