"""A person: the lock, the numbers and the chain of everything that belongs to one profile (or one guest later).

`participant_id` in every table of a person is this id. It is the profile's id; a guest without a profile will have a
negative one.
"""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy import text as sql

from loyalty_desktop.storage.models.base import binary, by_person, key, number, table

person = table(
    "person",
    key("id"),
    number("transactions", default=0),  # the number of the last points transaction
    number("lots", default=0),  # the number of the last lot
    number("folded", default=0),  # transactions up to here are in the daily summary
    number("digest", default=0),  # sum of the hashes of what was written (storage/row_hash.py)
    number("audit_seq", default=0),  # the last audit record of the person
    binary("audit_hash", null=True),  # and its hash
    place=by_person("id"),
)
"""One row for everybody who has a participant or an audit record. A command locks it first; 0 is the house."""
Index(
    "ix_person_unfolded",
    person.c.id,
    sqlite_where=sql("folded < transactions"),
    postgresql_where=sql("folded < transactions"),
)
