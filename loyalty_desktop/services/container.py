"""All services of one open workspace. Each is created at its first use, so that the window starts fast."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from loyalty_desktop.storage.unit_of_work import Storage

if TYPE_CHECKING:
    from loyalty_desktop.domain.changes import Outcome
    from loyalty_desktop.domain.quick_start import (
        FirstParticipant,
        QuickStartDone,
        QuickStartDraft,
        QuickStartResult,
    )
    from loyalty_desktop.services.access import AccessService
    from loyalty_desktop.services.audit import AuditService
    from loyalty_desktop.services.backups import BackupsService
    from loyalty_desktop.services.bulk_points import BulkPointsService
    from loyalty_desktop.services.exports import ExportsService
    from loyalty_desktop.services.home import HomeService
    from loyalty_desktop.services.imports.matchings import MatchingsService
    from loyalty_desktop.services.imports.pasting import PastingService
    from loyalty_desktop.services.imports.service import ImportsService
    from loyalty_desktop.services.ledger.closing import ClosingService
    from loyalty_desktop.services.ledger.points import PointsService
    from loyalty_desktop.services.ledger.proof import ProofService
    from loyalty_desktop.services.participants import ParticipantsService
    from loyalty_desktop.services.profile_databases import ProfileDatabasesService
    from loyalty_desktop.services.profiles import ProfilesService
    from loyalty_desktop.services.programs import ProgramsService
    from loyalty_desktop.services.settings import SettingsService
    from loyalty_desktop.services.tiers import TiersService


class Services:
    """The use cases of the program. Only services use `storage`; controllers do not."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    @cached_property
    def databases(self) -> ProfileDatabasesService:
        """Profile databases and their custom fields."""
        from loyalty_desktop.services.profile_databases import ProfileDatabasesService

        return ProfileDatabasesService(self.storage)

    @cached_property
    def programs(self) -> ProgramsService:
        """Programs, points types, tier groups, partners."""
        from loyalty_desktop.services.programs import ProgramsService
        from loyalty_desktop.services.tiers import ladder_changed_in

        return ProgramsService(self.storage, keep_tiers=ladder_changed_in)

    def quick_start(self, draft: QuickStartDraft) -> Outcome[QuickStartResult]:
        """Make a profile database, program, points types and tiers in one unit of work, and activate the program."""
        from loyalty_desktop.services.quick_start import quick_start

        return quick_start(self.storage, draft)

    def quick_start_with(
        self, draft: QuickStartDraft, first: FirstParticipant | None, *, key: str
    ) -> Outcome[QuickStartDone]:
        """Run the quick start, then make the first participant with its first points."""
        from loyalty_desktop.services.quick_start import quick_start_with

        return quick_start_with(self.storage, self.participants, self.points, draft, first, key=key)

    @cached_property
    def profiles(self) -> ProfilesService:
        """Profiles of the databases."""
        from loyalty_desktop.services.profiles import ProfilesService

        return ProfilesService(self.storage)

    @cached_property
    def participants(self) -> ParticipantsService:
        """Participants of the programs."""
        from loyalty_desktop.services.participants import ParticipantsService

        return ParticipantsService(self.storage)

    @cached_property
    def points(self) -> PointsService:
        """Points transactions and balances."""
        from loyalty_desktop.services.ledger.points import PointsService

        return PointsService(self.storage)

    @cached_property
    def bulk_points(self) -> BulkPointsService:
        """Points for many participants at once."""
        from loyalty_desktop.services.bulk_points import BulkPointsService

        return BulkPointsService(self.participants, self.points)

    @cached_property
    def tiers(self) -> TiersService:
        """Tiers of participants."""
        from loyalty_desktop.services.tiers import TiersService

        return TiersService(self.storage)

    @cached_property
    def closing(self) -> ClosingService:
        """The daily close."""
        from loyalty_desktop.services.ledger.closing import ClosingService

        return ClosingService(self.storage)

    @cached_property
    def proof(self) -> ProofService:
        """The ledger proof."""
        from loyalty_desktop.services.ledger.proof import ProofService

        return ProofService(self.storage)

    @cached_property
    def imports(self) -> ImportsService:
        """Imports of spreadsheets."""
        from loyalty_desktop.services.imports.service import ImportsService

        return ImportsService(self.storage, back_up=self.backups.make_before)

    @cached_property
    def matchings(self) -> MatchingsService:
        """Named matchings of columns."""
        from loyalty_desktop.services.imports.matchings import MatchingsService

        return MatchingsService(self.storage)

    @cached_property
    def pasting(self) -> PastingService:
        """Cells from the clipboard."""
        from loyalty_desktop.services.imports.pasting import PastingService

        return PastingService(clock=self.storage.clock)

    @cached_property
    def exports(self) -> ExportsService:
        """Exports to spreadsheets, and templates."""
        from loyalty_desktop.services.exports import ExportsService

        return ExportsService(self.storage)

    @cached_property
    def backups(self) -> BackupsService:
        """Backups of the open workspace."""
        from loyalty_desktop.services.backups import BackupsService

        return BackupsService(self.storage)

    @cached_property
    def audit(self) -> AuditService:
        """The audit trail."""
        from loyalty_desktop.services.audit import AuditService

        return AuditService(self.storage)

    @cached_property
    def access(self) -> AccessService:
        """Rights of other roles of a database server."""
        from loyalty_desktop.services.access import AccessService

        return AccessService(self.storage)

    @cached_property
    def home(self) -> HomeService:
        """The numbers of the home screen."""
        from loyalty_desktop.services.home import HomeService

        return HomeService(self.storage)

    @cached_property
    def settings(self) -> SettingsService:
        """Settings shared by everyone who opens this workspace."""
        from loyalty_desktop.services.settings import SettingsService

        return SettingsService(self.storage)
