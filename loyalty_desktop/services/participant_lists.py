"""Reading participants: the list for a million of them, facets and sums beside it, one card, finding by any key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from loyalty_desktop.domain.amounts import from_units
from loyalty_desktop.domain.days import from_instant
from loyalty_desktop.domain.drafts import CustomFieldDraft, ProfileDraft
from loyalty_desktop.domain.errors import NotFound
from loyalty_desktop.domain.kinds import ParticipantState
from loyalty_desktop.domain.participants import (
    AllMatching,
    IdSnapshot,
    ParticipantFilter,
    ParticipantSort,
    Selection,
)
from loyalty_desktop.domain.profiles import full_name
from loyalty_desktop.domain.program_rows import PointsTypeOutline, ProgramOutline, TierGroupOutline
from loyalty_desktop.services.profiles import draft_of, find_profile
from loyalty_desktop.storage.profile_databases import custom_fields
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
        """Pending, active and held together."""
        return self.pending + self.active + self.held


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One line of the list. `tiers`: tier group -> tier; `balances`: points type -> buckets (points)."""

    id: int
    profile_id: int
    profile: ProfileDraft  # without custom values
    state: ParticipantState
    blocked_reason: str
    registered_at: datetime
    comment: str
    tiers: Mapping[int, int]
    balances: Mapping[int, Buckets]

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
    """What a list of a program's participants needs to know before its first row."""

    program: ProgramOutline
    points_types: tuple[PointsTypeOutline, ...]
    tier_groups: tuple[TierGroupOutline, ...]
    total: int
    outside: int  # profiles of the database that do not take part


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts beside the list; each facet ignores its own choice."""

    states: Mapping[ParticipantState, int]
    tiers: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class SelectionSum:
    """How many are selected, and their active points of a type."""

    count: int
    total: Decimal

    @property
    def average(self) -> Decimal:
        """Points per participant, to four places; 0 of nobody."""
        return (self.total / self.count).quantize(Decimal("0.0001")) if self.count else Decimal(0)


@dataclass(frozen=True, slots=True)
class ParticipantCard:
    """The participant's own part of the card; balances, tiers and the journal have services of their own."""

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
    """The read side of ParticipantsService."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def find(self, program_id: int, key_text: str) -> int:
        """Participant by external ID, email or phone. InvalidInput, NotFound, Conflict when several have it."""
        with self._storage.read() as conn:
            program = known_program(program_outline.program(conn, program_id), program_id)
            profile_id = find_profile(conn, program.profile_database_id, key_text)
            found = queries.id_of_profile(conn, program_id, profile_id)
        if found is None:
            raise NotFound("participant.not_joined", key=key_text.strip(), program=program.name)
        return found

    def card(self, participant_id: int) -> ParticipantCard:
        """One participant with profile, program and ladders. NotFound."""
        with self._storage.read() as conn:
            record = known_record(queries.record(conn, participant_id), participant_id)
            program = known_program(
                program_outline.program(conn, record.program_id), record.program_id
            )
            types = program_outline.points_types(conn, program.id)
            profile = profile_queries.profile(conn, record.profile_id)
            assert profile is not None  # noqa: S101 - a foreign key holds it
            fields = custom_fields(conn, profile.profile_database_id)
            return ParticipantCard(
                row=_rows(conn, [record], types)[0],
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
        """Program, points types, ladders and totals of the list."""
        with self._storage.read() as conn:
            program = known_program(program_outline.program(conn, program_id), program_id)
            return ListLayout(
                program,
                program_outline.points_types(conn, program_id),
                program_outline.tier_groups(conn, program_id),
                queries.count(conn, program_id),
                queries.outside(conn, program_id, program.profile_database_id),
            )

    def list_ids(
        self, program_id: int, wanted: ParticipantFilter, sort: ParticipantSort
    ) -> IdSnapshot:
        """Ids in sort order, and how many participants there are in all."""
        with self._storage.read() as conn:
            return IdSnapshot(
                queries.list_ids(conn, program_id, wanted, sort), queries.count(conn, program_id)
            )

    def find_some(self, program_id: int, text: str, limit: int) -> list[ParticipantRow]:
        """The first participants that a text matches."""
        found = self.list_ids(program_id, ParticipantFilter(text=text), ParticipantSort()).ids
        return self.page(program_id, found[:limit])

    def page(self, program_id: int, ids: Sequence[int]) -> list[ParticipantRow]:
        """Lines of the list in the order of `ids`."""
        with self._storage.read() as conn:
            types = program_outline.points_types(conn, program_id)
            return _rows(conn, queries.records(conn, ids), types)

    def facets(self, program_id: int, wanted: ParticipantFilter) -> Facets:
        """Counts by state and by tier."""
        with self._storage.read() as conn:
            return Facets(
                {
                    ParticipantState(state): count
                    for state, count in queries.state_counts(conn, program_id, wanted).items()
                },
                queries.tier_counts(conn, program_id, wanted),
            )

    def sums(self, program_id: int, selection: Selection, points_type_id: int) -> SelectionSum:
        """Sum of the active points of a selection."""
        with self._storage.read() as conn:
            if isinstance(selection, AllMatching):
                count, units = queries.sum_matching(
                    conn, program_id, selection.filter, points_type_id
                )
            else:
                count, units = len(selection), queries.sum_ids(conn, selection, points_type_id)
        return SelectionSum(count, from_units(units))

    def resolve(self, program_id: int, selection: Selection) -> Sequence[int]:
        """Ids of a selection, in ascending order."""
        if isinstance(selection, AllMatching):
            return self.list_ids(program_id, selection.filter, ParticipantSort()).ids
        return sorted(selection)


def known_program(program: ProgramOutline | None, program_id: int) -> ProgramOutline:
    """The program, or NotFound `program.not_found`."""
    if program is None:
        raise NotFound("program.not_found", id=program_id)
    return program


def known_record(record: ParticipantRecord | None, participant_id: int) -> ParticipantRecord:
    """The participant, or NotFound `participant.not_found`."""
    if record is None:
        raise NotFound("participant.not_found", id=participant_id)
    return record


def _rows(
    conn: profile_queries.ReadConnection,
    records: Sequence[ParticipantRecord],
    types: Sequence[PointsTypeOutline],
) -> list[ParticipantRow]:
    ids = [r.id for r in records]
    decimals = {t.id: t.decimals for t in types}
    balances: dict[int, dict[int, Buckets]] = {}
    for a in queries.accounts(conn, ids):
        places = decimals.get(a.points_type_id, 4)
        balances.setdefault(a.participant_id, {})[a.points_type_id] = Buckets(
            *(from_units(units, places) for units in (a.pending, a.active, a.held, a.debt))
        )
    tiers: dict[int, dict[int, int]] = {}
    for participant_id, group_id, tier_id in queries.tiers_of(conn, ids):
        tiers.setdefault(participant_id, {})[group_id] = tier_id
    return [
        ParticipantRow(
            id=r.id,
            profile_id=r.profile_id,
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
