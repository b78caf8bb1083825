"""An active program with one standard and one qualification points type, and checks that every ledger test ends with."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import Any

from sqlalchemy import text

from loyalty_desktop.domain.kinds import ExpiryKind
from loyalty_desktop.domain.quick_start import POINTS, QuickStartDraft
from loyalty_desktop.services.container import Services
from loyalty_desktop.services.ledger.points import PointsService
from loyalty_desktop.services.ledger.session import grant_initial
from loyalty_desktop.storage import codes
from loyalty_desktop.storage.bulk import insert_many
from loyalty_desktop.storage.ledger import summary
from loyalty_desktop.storage.participants import insert_participants
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.clock import Clock

_DEFAULTS: dict[str, Any] = {"expiry_kind": ExpiryKind.NEVER, "expiry_count": 0}


class LedgerWorld:
    """The program; `rules` are attributes of its standard points type's draft."""

    def __init__(self, storage: Storage, clock: Clock, **rules: Any) -> None:
        self.storage = storage
        self.clock = clock
        self.services = Services(storage)
        made = self.services.quick_start(
            QuickStartDraft(points=replace(POINTS, **{**_DEFAULTS, **rules}))
        ).value
        self.program = made.program_id
        self.database = made.profile_database_id
        with storage.read() as conn:
            kinds = {
                row.kind: row.id
                for row in conn.execute(
                    text("SELECT id, kind FROM points_type WHERE program_id = :p"),
                    {"p": self.program},
                )
            }
        self.standard: int = kinds["standard"]
        self.qualification: int = kinds["qualification"]
        self.points = PointsService(storage)

    def on(self, storage: Storage) -> LedgerWorld:
        """The same program as another workstation sees it."""
        other = copy(self)
        other.storage, other.services = storage, Services(storage)
        other.points = PointsService(storage)
        return other

    def participant(self) -> int:
        """A new participant with its initial balances."""
        return self.participants(1)[0]

    def participants(self, count: int) -> list[int]:
        """New participants with their initial balances, written as they are stored."""
        with self.storage.write() as uow:
            first = uow.ids.take("profile", count)
            made = list(range(first, first + count))
            insert_many(
                uow.conn,
                "profile",
                ("id", "profile_database_id", "external_id", "search", "created_at", "updated_at"),
                [(n, self.database, f"p{n}", f"p{n}", uow.now_us, uow.now_us) for n in made],
            )
            insert_many(
                uow.conn,
                "profile_key",
                ("profile_database_id", "external_id", "profile_id"),
                [(self.database, f"p{n}", n) for n in made],
            )
            insert_participants(uow, self.program, made, registered_at=uow.now_us)
            grant_initial(uow, self.program, made)
        return made


_CHECKS = {
    "lots follow from movements": """
        SELECT COUNT(*) FROM lot l LEFT JOIN
          (SELECT participant_id, lot_id, SUM(pending) AS p, SUM(active) AS a, SUM(held) AS h
           FROM movement GROUP BY participant_id, lot_id) m ON m.participant_id = l.participant_id AND m.lot_id = l.id
        WHERE l.pending <> COALESCE(m.p, 0) OR l.active <> COALESCE(m.a, 0) OR l.held <> COALESCE(m.h, 0)""",
    "accounts follow from lots": """
        SELECT COUNT(*) FROM account a LEFT JOIN
          (SELECT participant_id, points_type_id, SUM(pending) AS p, SUM(active) AS a, SUM(held) AS h,
                  SUM(CASE WHEN active < 0 THEN -active ELSE 0 END) AS d
           FROM lot GROUP BY participant_id, points_type_id) l
          ON l.participant_id = a.participant_id AND l.points_type_id = a.points_type_id
        WHERE a.pending <> COALESCE(l.p, 0) OR a.active <> COALESCE(l.a, 0) OR a.held <> COALESCE(l.h, 0)
           OR a.debt <> COALESCE(l.d, 0)""",
    "amounts are what the movements moved": f"""
        SELECT COUNT(*) FROM points_transaction t LEFT JOIN
          (SELECT participant_id, transaction_id, SUM(pending + active + held) AS n FROM movement
           GROUP BY participant_id, transaction_id) m
          ON m.participant_id = t.participant_id AND m.transaction_id = t.id
        WHERE t.state IN {codes.COUNTED} AND t.amount <> COALESCE(m.n, 0)""",
    "nothing can be spent while there is debt": """
        SELECT COUNT(*) FROM account a JOIN lot l
          ON l.participant_id = a.participant_id AND l.points_type_id = a.points_type_id
        WHERE a.debt > 0 AND l.active > 0""",
}


def balanced(storage: Storage) -> None:
    """The ledger adds up: movements = lots = accounts = summary."""
    with storage.read() as conn:
        wrong = {name: conn.execute(text(sql)).scalar_one() for name, sql in _CHECKS.items()}
        folded = conn.execute(
            text(f"SELECT SUM(amount), SUM(written_off) FROM ({summary.rows_sql(conn)}) AS s")
        ).one()
        own = conn.execute(
            text("SELECT SUM(amount), SUM(written_off) FROM points_transaction WHERE flow <> 0")
        ).one()
    assert tuple(folded) == tuple(own)
    assert {name: count for name, count in wrong.items() if count} == {}
