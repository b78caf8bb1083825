"""Queries of participants: the list of up to a million, its facets and sums, one card, finding by any key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import from_instant, instant
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.errors import NotFound
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.list_filters import DistinctValues, ListQuery
from loyalty_desktop.domain.participants import (
    AllMatching,
    IdSnapshot,
    ParticipantKey,
    ParticipantSort,
    Selection,
)
from loyalty_desktop.domain.profiles import full_name
from loyalty_desktop.domain.program_rows import PointsTypeOutline, ProgramOutline, TierGroupOutline
from loyalty_desktop.domain.uuids import uuid_bytes
from loyalty_desktop.services.profiles import draft_of, find_profile
from loyalty_desktop.storage.list_sql import ListSource
from loyalty_desktop.storage.profile_databases import custom_fields
from loyalty_desktop.storage.queries import participant_list as list_queries
from loyalty_desktop.storage.queries import participants as queries
from loyalty_desktop.storage.queries import profiles as profile_queries
from loyalty_desktop.storage.queries import program_outline
from loyalty_desktop.storage.queries.participants import ParticipantRecord
from loyalty_desktop.storage.unit_of_work import Storage


@dataclass(frozen=True, slots=True)
class Buckets:
    """A balance in points."""

    pending: Decimal
    active: Decimal
    held: Decimal
    debt: Decimal

    @property
    def total(self) -> Decimal:
        """The sum of pending, active and held."""
        return self.pending + self.active + self.held


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One line of the list. `tiers`: tier by tier group; `balances`: buckets (in points) by points type."""

    id: int
    program_id: int
    profile: ProfileDraft  # without custom values
    state: ParticipantState
    blocked_reason: str
    registered_at: datetime
    comment: str
    tiers: Mapping[int, int]
    balances: Mapping[int, Buckets]

    @property
    def key(self) -> ParticipantKey:
        """Returns what names the participant."""
        return ParticipantKey(self.program_id, self.id)

    @property
    def external_id(self) -> str:
        """Returns the external ID of the profile."""
        return self.profile.external_id

    @property
    def name(self) -> str:
        """Returns first and last name in one line."""
        return full_name(self.profile.first_name, self.profile.last_name)


@dataclass(frozen=True, slots=True)
class ListLayout:
    """What a list of a program's participants needs before its first row."""

    program: ProgramOutline
    points_types: tuple[PointsTypeOutline, ...]
    tier_groups: tuple[TierGroupOutline, ...]
    total: int
    profiles_not_enrolled: int  # profiles of the database that do not take part


@dataclass(frozen=True, slots=True)
class SelectionSum:
    """How many are selected, and the sum of a column of theirs."""

    count: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class ParticipantCard:
    """The participant's own data on the card; balances, tiers and audit records come from other services."""

    row: ParticipantRow
    version: int
    left_at: datetime | None
    program: ProgramOutline
    points_types: tuple[PointsTypeOutline, ...]
    tier_groups: tuple[TierGroupOutline, ...]
    profile: ProfileDraft
    profile_fields: tuple[CustomFieldDraft, ...]
    profile_registered_at: datetime | None


class ParticipantLists:
    """The queries of ParticipantsService."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def find(self, program_id: int, key_text: str) -> int:
        """Return a participant by external ID, email, phone or UUID. Raises InvalidInput, NotFound, and Conflict when several have it."""
        with self._storage.read() as conn:
            program = known_program(program_outline.program(conn, program_id), program_id)
            uuid = uuid_bytes(key_text)
            named = None if uuid is None else queries.by_uuid(conn, program_id, uuid)
            if named is not None:
                return named
            profile_id = find_profile(conn, program.profile_database_id, key_text)
            found = queries.takes_part(conn, program_id, profile_id)
        if not found:
            raise NotFound("participant.not_joined", key=key_text.strip(), program=program.name)
        return profile_id

    def card(self, program_id: int, participant_id: int) -> ParticipantCard:
        """Return one participant of a program with profile, program and ladders. Raises NotFound."""
        with self._storage.read() as conn:
            record = known_record(conn, program_id, participant_id)
            program = known_program(program_outline.program(conn, program_id), program_id)
            types = program_outline.points_types(conn, program.id)
            profile = profile_queries.profile(conn, record.id)
            assert profile is not None  # noqa: S101 - a foreign key holds it
            fields = custom_fields(conn, profile.profile_database_id)
            return ParticipantCard(
                row=_rows(conn, program_id, [record], types, self._storage.clock())[0],
                version=record.version,
                left_at=None if record.left_at is None else from_instant(record.left_at),
                program=program,
                points_types=types,
                tier_groups=program_outline.tier_groups(conn, program.id),
                profile=draft_of(profile, fields),
                profile_fields=fields,
                profile_registered_at=(
                    None if profile.registered_at is None else from_instant(profile.registered_at)
                ),
            )

    def layout(self, program_id: int) -> ListLayout:
        """Return program, points types, ladders and totals of the list."""
        with self._storage.read() as conn:
            program = known_program(program_outline.program(conn, program_id), program_id)
            return ListLayout(
                program,
                program_outline.points_types(conn, program_id),
                program_outline.tier_groups(conn, program_id),
                list_queries.count(conn, program_id),
                queries.profiles_not_enrolled(conn, program_id, program.profile_database_id),
            )

    def list_ids(self, program_id: int, wanted: ListQuery, sort: ParticipantSort) -> IdSnapshot:
        """Return ids in sort order, and how many participants there are in all."""
        with self._storage.read() as conn:
            return IdSnapshot(
                list_queries.list_ids(conn, self._source(conn, program_id), wanted, sort),
                list_queries.count(conn, program_id),
            )

    def first_ids(self, program_id: int, wanted: ListQuery, limit: int) -> Sequence[int] | None:
        """Return the first ids of a search, quickly; None when the query has no search text."""
        with self._storage.read() as conn:
            return list_queries.first_ids(conn, self._source(conn, program_id), wanted, limit)

    def count_matching(self, program_id: int, wanted: ListQuery, limit: int) -> int:
        """Return how many match; counting stops at `limit`."""
        with self._storage.read() as conn:
            return list_queries.count_matching(conn, self._source(conn, program_id), wanted, limit)

    def _source(self, conn: profile_queries.ReadConnection, program_id: int) -> ListSource:
        return list_queries.source(conn, program_id, now=self._storage.clock())

    def find_some(self, program_id: int, text: str, limit: int) -> list[ParticipantRow]:
        """Return the first participants that a text matches."""
        found = self.first_ids(program_id, ListQuery(text), limit)
        return self.page(program_id, found or ())

    def page(self, program_id: int, ids: Sequence[int]) -> list[ParticipantRow]:
        """Return lines of the list in the order of `ids`."""
        with self._storage.read() as conn:
            types = program_outline.points_types(conn, program_id)
            found = queries.records(conn, program_id, ids)
            return _rows(conn, program_id, found, types, self._storage.clock())

    def distinct(
        self, program_id: int, column: str, wanted: ListQuery, *, search: str = ""
    ) -> DistinctValues:
        """Return values of a column ("state", "tier:1") with counts, in the rows that all other conditions match."""
        with self._storage.read() as conn:
            found = self._source(conn, program_id)
            return list_queries.distinct(conn, found, column, wanted, search=search)

    def sums(self, program_id: int, selection: Selection, column: str) -> SelectionSum | None:
        """Return the sum of a column ("active:1") for a selection; None when the column does not hold numbers."""
        with self._storage.read() as conn:
            found = self._source(conn, program_id)
            if isinstance(selection, AllMatching):
                made = list_queries.sum_matching(conn, found, column, selection.query)
            else:
                made = list_queries.sum_ids(conn, found, column, selection)
        return None if made is None else SelectionSum(*made)

    def resolve(self, program_id: int, selection: Selection) -> Sequence[int]:
        """Return the ids of a selection, ascending."""
        if isinstance(selection, AllMatching):
            return self.list_ids(program_id, selection.query, ParticipantSort()).ids
        return sorted(selection)


def known_program(program: ProgramOutline | None, program_id: int) -> ProgramOutline:
    """Return the program, or raise NotFound `program.not_found`."""
    if program is None:
        raise NotFound("program.not_found", id=program_id)
    return program


def known_record(
    conn: profile_queries.ReadConnection, program_id: int, participant_id: int
) -> ParticipantRecord:
    """Return a participant of a program, or raise NotFound `participant.not_found`."""
    record = queries.record(conn, program_id, participant_id)
    if record is None:
        raise NotFound("participant.not_found", id=participant_id)
    return record


def _rows(
    conn: profile_queries.ReadConnection,
    program_id: int,
    records: Sequence[ParticipantRecord],
    types: Sequence[PointsTypeOutline],
    now: datetime,
) -> list[ParticipantRow]:
    ids = [r.id for r in records]
    decimals = {t.id: t.decimals for t in types}
    balances: dict[int, dict[int, Buckets]] = {}
    for a in queries.accounts(conn, program_id, ids, at=instant(now)):
        places = decimals.get(a.points_type_id, 4)
        balances.setdefault(a.participant_id, {})[a.points_type_id] = Buckets(
            *(from_units(units, places) for units in (a.pending, a.active, a.held, a.debt))
        )
    tiers: dict[int, dict[int, int]] = {}
    for participant_id, group_id, tier_id in queries.tiers_of(conn, program_id, ids):
        tiers.setdefault(participant_id, {})[group_id] = tier_id
    return [
        ParticipantRow(
            id=r.id,
            program_id=program_id,
            profile=r.profile,
            state=ParticipantState(r.state),
            blocked_reason=r.blocked_reason or "",
            registered_at=from_instant(r.registered_at),
            comment=r.comment or "",
            tiers=tiers.get(r.id, {}),
            balances=balances.get(r.id, {}),
        )
        for r in records
    ]
