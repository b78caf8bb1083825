"""Use cases of profile databases and their custom fields."""

from __future__ import annotations

from dataclasses import replace

from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.differences import differences
from loyalty_desktop.domain.drafts import ProfileDatabaseDraft
from loyalty_desktop.domain.errors import NotFound
from loyalty_desktop.domain.profile_databases import validate_profile_database
from loyalty_desktop.domain.program_rows import ProfileDatabaseRow
from loyalty_desktop.domain.validation import ValidationReport
from loyalty_desktop.storage import profile_databases as store
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork


class ProfileDatabasesService:
    """Lists, makes and changes profile databases."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def list(self) -> list[ProfileDatabaseRow]:
        """Return all profile databases, by name."""
        with self._storage.read() as conn:
            return store.profile_database_rows(conn)

    def get(self, database_id: int) -> ProfileDatabaseDraft:
        """Return one profile database with its fields, to edit. Raises NotFound `profile_database.not_found`."""
        with self._storage.read() as conn:
            found = store.load_profile_database(conn, database_id)
        if found is None:
            raise NotFound("profile_database.not_found")
        return found

    def validate(self, draft: ProfileDatabaseDraft) -> ValidationReport:
        """Return all findings of a draft, new or stored."""
        with self._storage.read() as conn:
            stored = None if draft.id is None else store.load_profile_database(conn, draft.id)
            return validate_profile_database(
                draft,
                taken_external_ids=store.taken_external_ids(conn, but=draft.id),
                used_fields=() if stored is None else store.used_fields(conn, stored),
                stored=stored,
            )

    @command
    def create(self, draft: ProfileDatabaseDraft) -> Outcome[int]:
        """Make a profile database. Returns its id. Raises InvalidInput with the first finding's code and field."""
        with self._storage.write() as uow:
            database_id = create_in(uow, draft)
        return Outcome(database_id, Changes.of(Entity.PROFILE_DATABASE, [database_id]))

    @command
    def update(self, draft: ProfileDatabaseDraft) -> Outcome[int]:
        """Store an edited profile database. Raises NotFound, Conflict `profile_database.changed`, InvalidInput."""
        assert draft.id is not None  # noqa: S101 - only a stored draft is updated
        with self._storage.write() as uow:
            stored = store.load_profile_database(uow.conn, draft.id)
            if stored is None:
                raise NotFound("profile_database.not_found")
            validate_profile_database(
                draft,
                taken_external_ids=store.taken_external_ids(uow.conn, but=draft.id),
                used_fields=store.used_fields(uow.conn, stored),
                stored=stored,
            ).raise_first()
            store.save_profile_database(uow, stored, draft)
            after = store.load_profile_database(uow.conn, draft.id)
            before_values, after_values = differences(stored, after)
            uow.audit(
                "profile_database.changed",
                entity="profile_database",
                entity_id=draft.id,
                before=before_values,
                after=after_values,
            )
        return Outcome(draft.id, Changes.of(Entity.PROFILE_DATABASE, [draft.id]))


def create_in(uow: UnitOfWork, draft: ProfileDatabaseDraft) -> int:
    """Make a profile database in a unit of work. Returns its id. Raises InvalidInput."""
    draft = replace(draft, id=None)
    taken = store.taken_external_ids(uow.conn)
    validate_profile_database(draft, taken_external_ids=taken).raise_first()
    database_id = store.insert_profile_database(uow, draft)
    _, values = differences(None, replace(draft, id=database_id))
    uow.audit(
        "profile_database.created",
        entity="profile_database",
        entity_id=database_id,
        after=values,
    )
    return database_id
