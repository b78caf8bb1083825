"""Import batches, what they changed (for undo), and remembered column matchings."""

from __future__ import annotations

from sqlalchemy import Column, Text

from loyalty_desktop.storage.models.base import (
    COORDINATOR,
    REFERENCE,
    by_person,
    key,
    number,
    table,
    text,
)

import_batch = table(
    "import_batch",
    key("id"),
    text("kind"),
    text("state"),
    number("profile_database_id", null=True),
    number("program_id", null=True),
    number("points_type_id", null=True),
    text("file_name"),
    text("file_hash"),
    text("sheet", default=""),
    text("mode"),
    text("options"),  # JSON: key, matching, empty cells, orders of dates and decimals
    text("actor"),
    number("started_at"),
    number("finished_at", null=True),
    number("undone_at", null=True),
    number("read", default=0),
    number("new", default=0),
    number("changed", default=0),
    number("unchanged", default=0),
    number("rejected", default=0),
    number("applied_rows", default=0),  # resume point of a chunked apply
    number(
        "changes_digest", default=0
    ),  # sum of the hashes of its rows of import_change, once it is applied
    place=REFERENCE,
)
"""Its rows hold what the transactions of a batch share: actor, time of recording."""

import_change = table(
    "import_change",
    key("batch_id"),
    Column(
        "entity", Text, primary_key=True
    ),  # profile, participant, tier:<id of the group>, the table of a record
    key("entity_id"),  # the person, or the record of a program
    text("before"),  # JSON of the columns that changed
    text("after"),
    number("version_after"),  # undo is safe only while the row still has this version
    place=by_person("entity_id"),
    with_rowid=False,
)

import_memory = table(
    "import_memory",
    Column("fingerprint", Text, primary_key=True),  # kind + hash of the sorted header names
    text("kind"),
    text("headers"),  # JSON list
    text("matching"),  # JSON: header -> field, and options
    number("used_at"),
    place=COORDINATOR,
)
