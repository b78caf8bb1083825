"""Use cases of single profiles: make, change, read, list, find. Emails and phones are brought to their normal form here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from loyalty_desktop.domain import profiles as rules
from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.days import from_day_number
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.entities.profiles import PROFILE, SEARCHED
from loyalty_desktop.domain.errors import Conflict, InvalidInput, NotFound
from loyalty_desktop.domain.fields import FieldType
from loyalty_desktop.domain.kinds import FieldKind
from loyalty_desktop.domain.participants import IdSnapshot
from loyalty_desktop.domain.phones import PHONE_REGION, normal_phone
from loyalty_desktop.domain.profiles import ProfileColumn
from loyalty_desktop.domain.text import fold, search_text
from loyalty_desktop.domain.validation import Finding, ValidationReport
from loyalty_desktop.storage import profiles as store
from loyalty_desktop.storage.field_codec import to_columns
from loyalty_desktop.storage.profile_databases import custom_fields
from loyalty_desktop.storage.queries import profiles as queries
from loyalty_desktop.storage.queries.profiles import ProfileRow, ReadConnection
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Storage, UnitOfWork


def normal_email(text: str) -> str:
    """Return an email in its normal form. Raises InvalidInput `field.email`."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(text, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise InvalidInput("field.email", found=text) from error


class ProfilesService:
    """Makes, changes and finds profiles of a profile database."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def fields(self, database_id: int) -> tuple[CustomFieldDraft, ...]:
        """Return the custom fields of a profile database."""
        with self._storage.read() as conn:
            return custom_fields(conn, database_id)

    def validate(self, database_id: int, draft: ProfileDraft) -> ValidationReport:
        """Return all findings of a draft, with full checks of email and phone."""
        with self._storage.read() as conn:
            return self._check(conn, database_id, draft)[0]

    @command
    def create(self, database_id: int, draft: ProfileDraft) -> Outcome[int]:
        """Store a new profile. Returns its id. Raises InvalidInput (first finding), Conflict `profile.external_id_taken`."""
        with self._storage.write() as uow:
            profile_id = self.create_in(uow, database_id, draft)
        return Outcome(profile_id, Changes.of(Entity.PROFILE, [profile_id]))

    def create_in(self, uow: UnitOfWork, database_id: int, draft: ProfileDraft) -> int:
        """Store a new profile in a given unit of work; see `add`."""
        if not queries.database_exists(uow.conn, database_id):
            raise NotFound("profile_database.not_found", id=database_id)
        report, draft = self._check(uow.conn, database_id, draft)
        report.raise_first()
        profile_id = uow.ids.one("profile")
        if not store.claim_external_id(
            uow, database_id=database_id, external_id=draft.external_id, profile_id=profile_id
        ):
            raise Conflict(
                "profile.external_id_taken", field="external_id", external_id=draft.external_id
            )
        values = _columns(draft, before=None, now_us=uow.now_us)
        store.insert_profile(
            uow,
            {
                "id": profile_id,
                "profile_database_id": database_id,
                "registered_at": uow.now_us,
                "created_at": uow.now_us,
                **values,
            },
        )
        uow.audit(
            "profile.created",
            entity="profile",
            entity_id=profile_id,
            after={k: v for k, v in _stored_columns(draft).items() if v is not None},
        )
        return profile_id

    @command
    def update(self, draft: ProfileDraft) -> Outcome[int]:
        """Store an edited profile. Raises Conflict `profile.changed` when somebody changed it first, and NotFound."""
        with self._storage.write() as uow:
            profile_id = self.update_in(uow, draft)
        return Outcome(profile_id, Changes.of(Entity.PROFILE, [profile_id]))

    def update_in(self, uow: UnitOfWork, draft: ProfileDraft) -> int:
        """Store an edited profile in a given unit of work. Returns its id. Raises the same as `update`."""
        if draft.id is None:
            raise InvalidInput("profile.not_found", field="id")
        before = queries.profile(uow.conn, draft.id)
        if before is None:
            raise NotFound("profile.not_found", id=draft.id)
        database_id = before.profile_database_id
        report, draft = self._check(uow.conn, database_id, draft)
        report.raise_first()
        profile_id = before.id
        if draft.external_id != before.profile.external_id:
            if not store.claim_external_id(
                uow,
                database_id=database_id,
                external_id=draft.external_id,
                profile_id=profile_id,
            ):
                raise Conflict(
                    "profile.external_id_taken",
                    field="external_id",
                    external_id=draft.external_id,
                )
            store.release_external_id(
                uow, database_id=database_id, external_id=before.profile.external_id
            )
        values = _columns(draft, before=before, now_us=uow.now_us)
        old = _stored_columns(before.profile)
        if not store.update_profile(uow, profile_id, version=draft.version, values=values):
            raise Conflict("profile.changed", id=profile_id)
        changed = [name for name, value in old.items() if values[name] != value]
        if changed:
            uow.audit(
                "profile.changed",
                entity="profile",
                entity_id=profile_id,
                before={n: old[n] for n in changed},
                after={n: values[n] for n in changed},
            )
        return profile_id

    def get(self, profile_id: int) -> ProfileDraft:
        """Return a profile to edit. Raises NotFound."""
        with self._storage.read() as conn:
            row = _found(queries.profile(conn, profile_id), profile_id)
            return draft_of(row, custom_fields(conn, row.profile_database_id))

    def details(self, profile_id: int) -> ProfileRow:
        """Return a profile as stored. Raises NotFound."""
        with self._storage.read() as conn:
            return _found(queries.profile(conn, profile_id), profile_id)

    def find(self, database_id: int, key: str) -> int:
        """Return a profile by external ID, email or phone.

        Raises NotFound `profile.not_found_by`, Conflict `profile.ambiguous`.
        """
        with self._storage.read() as conn:
            return find_profile(conn, database_id, key)

    def list_ids(
        self,
        database_id: int,
        query: str = "",
        *,
        column: ProfileColumn = ProfileColumn.ID,
        descending: bool = False,
    ) -> IdSnapshot:
        """Return ids of the profiles that match a search, in sort order, and how many there are in all."""
        with self._storage.read() as conn:
            return IdSnapshot(
                queries.list_ids(
                    conn, database_id, query=query, column=column, descending=descending
                ),
                queries.count(conn, database_id),
            )

    def page(self, ids: Sequence[int]) -> list[ProfileRow]:
        """Return profiles in the order of `ids`."""
        with self._storage.read() as conn:
            return queries.profiles(conn, ids)

    def _check(
        self, conn: ReadConnection, database_id: int, draft: ProfileDraft
    ) -> tuple[ValidationReport, ProfileDraft]:
        """Return the findings, and the draft in normal form (except fields with findings)."""
        values = rules.trimmed(draft)
        today = self._storage.clock().date()
        report = rules.validate(draft, fields=custom_fields(conn, database_id), today=today)
        bad = {f.field for f in report.errors}
        found = list(report.findings)
        region = queries.setting(conn, PHONE_REGION) or ""
        for name, text in values.items():
            if not text or name in bad:
                continue
            try:
                match PROFILE[name].kind:
                    case FieldType.EMAIL:
                        values[name] = normal_email(text)
                    case FieldType.PHONE:
                        values[name] = normal_phone(text, region)
            except InvalidInput as error:
                found.append(Finding(name, error.code, params=error.params))
        tags = tuple(sorted({tag.strip() for tag in draft.tags if tag.strip()}))
        return ValidationReport(tuple(found)), replace(draft, **values, tags=tags)  # type: ignore[arg-type]


def find_profile(conn: ReadConnection, database_id: int, key: str) -> int:
    """Return a profile by external ID, else by email, else by phone, through an open connection."""
    text = key.strip()
    if not text:
        raise InvalidInput("participant.key_missing", field="key")
    exact = queries.id_by_external(conn, database_id, text)
    if exact is not None:
        return exact
    found: list[int] = []
    if "@" in text:
        found = queries.ids_by(conn, database_id, email_key=fold(text))
    elif any(c.isdigit() for c in text):
        try:
            phone = normal_phone(text, queries.setting(conn, PHONE_REGION) or "")
            found = queries.ids_by(conn, database_id, phone=phone)
        except InvalidInput:
            found = []  # not a phone: nothing else to search by
    if len(found) > 1:
        raise Conflict("profile.ambiguous", key=text)
    if not found:
        raise NotFound("profile.not_found_by", key=text)
    return found[0]


def draft_of(row: ProfileRow, fields: Sequence[CustomFieldDraft]) -> ProfileDraft:
    """Return a stored profile as a draft, with typed custom values."""
    kinds = {f.name: f.kind for f in fields}
    custom = {
        name: _typed(value, kinds[name])
        for name, value in row.profile.custom.items()
        if name in kinds and value is not None
    }
    return replace(row.profile, custom=custom)


def _typed(value: Any, kind: FieldKind) -> object:
    if kind is FieldKind.DATE:
        return from_day_number(value) if isinstance(value, int) else date.fromisoformat(value)
    if kind is FieldKind.DECIMAL:
        return Decimal(str(value))
    if kind is FieldKind.YES_NO:
        return bool(value)
    return value


def _stored(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def _json(custom: dict[str, Any]) -> str | None:
    kept = {k: _stored(v) for k, v in custom.items() if v is not None and v != ""}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False) if kept else None


def _stored_columns(draft: ProfileDraft) -> dict[str, Any]:
    """Return the columns of a draft that a person fills in; the audit record contains these."""
    return {**to_columns(PROFILE, draft), "custom": _json(draft.custom)}


def _columns(draft: ProfileDraft, *, before: ProfileRow | None, now_us: int) -> dict[str, Any]:
    """Return all columns of a draft in normal form: those filled in, and those that follow from them."""
    values = {
        **_stored_columns(draft),
        "email_key": fold(draft.email) if draft.email else None,
        "search": search_text(*(getattr(draft, name) for name in SEARCHED)),
        "updated_at": now_us,
    }
    for name in ("consent_marketing", "consent_program"):
        given = getattr(draft, name)
        if before is not None and getattr(before.profile, name) == given:
            values[f"{name}_at"] = getattr(before, f"{name}_at")
        else:
            values[f"{name}_at"] = None if given is None else now_us
    return values


def _found(row: ProfileRow | None, profile_id: int) -> ProfileRow:
    if row is None:
        raise NotFound("profile.not_found", id=profile_id)
    return row
