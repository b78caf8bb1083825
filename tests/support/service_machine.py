"""The services over a real workspace beside the independent model of an account: two people of one program.

Commands with keys that come twice, days given or by the rules, reservations, transfers, cancellations in parts, what is dated
back after a close, changed settings, imports of real workbooks, their undo and the same file again. After each step the stored
accounts and lots are those of the model, what is shown before a close is what is there after it, and the proof finds nothing.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

import pytest
import xlsxwriter
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import text

from loyalty_desktop.domain.drafts import ProfileDraft
from loyalty_desktop.domain.errors import LoyaltyError
from loyalty_desktop.domain.kinds import CancelPolicy, ExpiryKind, ImportKind
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.services.imports.types import ImportReport
from tests.support.ledger_machine import AMOUNTS, BACK, DELAY, FIRST, LAST, LIFE, PICK, SPENT, WHO
from tests.support.ledger_model import Deed, Model, Refused, Settings
from tests.support.ledger_world import LedgerWorld

SCALE = 10_000
ROWS = st.lists(st.tuples(WHO, st.booleans(), AMOUNTS, st.integers(0, 5)), min_size=1, max_size=6)
"""Rows of a points sheet: whose, whether it is a redemption, how much, how many days back."""


class ServiceMachine(RuleBasedStateMachine):
    """Give it a world, imports and a folder by a subclass; run it with `run_state_machine_as_test`."""

    world: ClassVar[LedgerWorld]
    imports: ClassVar[ImportsService]
    folder: ClassVar[Path]
    _numbers: ClassVar[Any] = itertools.count(1)

    @initialize(delay=DELAY, life=LIFE, most=st.sampled_from([None, None, 20]), debt=st.booleans())
    def begin(self, delay: int, life: int, most: int | None, debt: bool) -> None:
        self.wanted = Settings(delay, life, most, debt)
        self.world.clock.now = self._noon(self.world.clock.now + timedelta(days=40))
        self.world.services.closing.close_day()
        self._save_settings()
        self.names = [f"p{next(self._numbers)}" for _ in range(2)]
        join = self.world.services.participants.join_new
        self.people = [
            join(self.world.program, ProfileDraft(external_id=name)).value for name in self.names
        ]
        self.models = [Model(self.wanted) for _ in self.people]
        self.start = self.world.clock.now
        self.deeds: list[list[tuple[int, int, Deed]]] = []
        self.holds: list[tuple[int, int, int]] = []
        self.undoable: tuple[int, list[Model], list[tuple[Any, ...]]] | None = None
        self.closed = True
        self._pass(8)

    @staticmethod
    def _noon(moment: datetime) -> datetime:
        return moment.replace(hour=12, minute=0, second=0, microsecond=0)

    @property
    def today(self) -> int:
        return self.models[0].today

    def _date(self, day: int | None) -> date | None:
        return None if day is None else (self.start + timedelta(days=day)).date()

    def _save_settings(self) -> None:
        programs = self.world.services.programs
        draft = programs.get(self.world.program)
        most = self.wanted.most
        rules: dict[str, Any] = {
            "activation_days": self.wanted.delay,
            "expiry_kind": ExpiryKind.AFTER_DAYS,
            "expiry_count": self.wanted.life,
            "largest_balance": None if most is None else Decimal(most),
            "cancel_policy": CancelPolicy.DEBT
            if self.wanted.debt_allowed
            else CancelPolicy.WRITE_OFF,
        }
        types = tuple(
            replace(item, **rules) if item.id == self.world.standard else item
            for item in draft.points_types
        )
        changed = replace(draft, points_types=types)
        if changed != draft:
            programs.update(changed)

    def _pass(self, days: int) -> None:
        for _ in range(days):
            for model in self.models:
                model.next_day()
        self.world.clock.now += timedelta(days=days)
        self.undoable = None

    def both(self, ours: Callable[[], Any], theirs: Callable[[], Any]) -> tuple[Any, Any] | None:
        """Do a step on both sides; both refuse it with the same code, or neither does."""
        self.undoable = None
        code = ""
        try:
            expected = theirs()
        except Refused as refusal:
            code = str(refusal)
        if not code:
            return ours(), expected
        with pytest.raises(LoyaltyError) as caught:
            ours()
        assert caught.value.code == code
        return None

    def _key(self) -> str:
        return f"step {next(self._numbers)}"

    def _done(self, who: int, pair: tuple[Any, Any] | None) -> None:
        if pair is not None and isinstance(pair[1], Deed):
            self.deeds.append([(who, pair[0].value.id, pair[1])])

    def _close(self) -> None:
        self.world.services.closing.close_day()
        self.closed = True

    @rule(days=st.integers(1, 4), close=st.booleans())
    def time_passes(self, days: int, close: bool) -> None:
        self._pass(days)
        self.closed = False
        if close:
            self._close()

    @rule(
        who=WHO, amount=AMOUNTS, first=FIRST, last=LAST, back=st.just(0) | BACK, twice=st.booleans()
    )
    def accrue(  # noqa: PLR0917
        self, who: int, amount: int, first: int | None, last: int | None, back: int, twice: bool
    ) -> None:
        day = self.today - back
        if back:
            self._close()
        wakes, until = (None if n is None else day + n for n in (first, last))
        key = self._key()

        def ours() -> Any:
            return self.world.points.accrue(
                self.people[who],
                self.world.standard,
                Decimal(amount),
                key=key,
                occurred_at=None if not back else self.start + timedelta(days=day),
                activates_on=self._date(wakes),
                expires_on=self._date(until),
            )

        done = self.both(ours, lambda: self.models[who].accrue(amount, day, wakes, until))
        if twice and done is not None:
            assert ours().value.id == done[0].value.id, "the answer was lost, and asked for again"
        self._done(who, done)

    @rule(who=WHO, amount=SPENT, back=st.just(0) | BACK, twice=st.booleans())
    def redeem(self, who: int, amount: int, back: int, twice: bool) -> None:
        day = self.today - back
        if back:
            self._close()
        key, model = self._key(), self.models[who]

        def ours() -> Any:
            return self.world.points.redeem(
                self.people[who],
                self.world.standard,
                Decimal(amount),
                key=key,
                occurred_at=None if not back else self.start + timedelta(days=day),
            )

        done = self.both(
            ours, lambda: model.redeem_late(amount, day) if back else model.redeem(amount)
        )
        if twice and done is not None:
            assert ours().value.id == done[0].value.id
        self._done(who, done)

    @rule(who=WHO, amount=AMOUNTS, days=st.none() | st.integers(1, 6), promise=st.booleans())
    def reserve(self, who: int, amount: int, days: int | None, promise: bool) -> None:
        seconds = None if days is None else days * 86_400 - 60
        number, model = len(self.holds) + 1, self.models[who]
        verb = self.world.points.accrue if promise else self.world.points.redeem
        key = self._key()
        done = self.both(
            lambda: verb(
                self.people[who],
                self.world.standard,
                Decimal(amount),
                key=key,
                temporary=True,
                temporary_seconds=seconds,
            ),
            lambda: (
                model.promise(number, amount, days, None, None)
                if promise
                else model.reserve(number, amount, days)
            ),
        )
        if done is not None:
            self.holds.append((who, done[0].value.id, number))

    @rule(pick=PICK, give_up=st.booleans())
    def end_reservation(self, pick: int, give_up: bool) -> None:
        if not self.holds:
            return
        who, ours, number = self.holds[-1 - pick % len(self.holds)]
        key, model, points = self._key(), self.models[who], self.world.points
        if give_up:
            self.both(
                lambda: points.roll_back(self.people[who], ours, key=key),
                lambda: model.roll_back(number),
            )
        else:
            self._done(
                who,
                self.both(
                    lambda: points.commit(self.people[who], ours, key=key),
                    lambda: model.commit(number),
                ),
            )

    @rule(pick=PICK, part=st.none() | st.integers(1, 5))
    def cancel(self, pick: int, part: int | None) -> None:
        if not self.deeds:
            return
        self._close()
        chosen = self.deeds[-1 - pick % len(self.deeds)]
        who, ours, _ = chosen[0]
        key = self._key()

        def theirs() -> None:
            for leg, _, deed in chosen:
                self.models[leg].cancel(deed, part)

        self.both(
            lambda: self.world.points.cancel(
                self.people[who],
                ours,
                key=key,
                reason="a mistake",
                amount=None if part is None else Decimal(part),
            ),
            theirs,
        )

    @rule(giver=WHO, amount=AMOUNTS)
    def transfer(self, giver: int, amount: int) -> None:
        taker, key = 1 - giver, self._key()
        done = self.both(
            lambda: self.world.points.transfer(
                self.people[giver],
                self.people[taker],
                self.world.standard,
                Decimal(amount),
                key=key,
            ),
            lambda: self.models[giver].transfer(self.models[taker], amount),
        )
        if done is not None:
            given, taken = done[1]
            self.deeds.append([(giver, done[0].value.id, given), (taker, 0, taken)])

    @rule(delay=DELAY, life=LIFE, debt=st.booleans())
    def settings_change(self, delay: int, life: int, debt: bool) -> None:
        self._close()
        self.wanted.delay, self.wanted.life, self.wanted.debt_allowed = delay, life, debt
        self._save_settings()
        self.undoable = None

    @rule(rows=ROWS)
    def bring_in(self, rows: list[tuple[int, bool, int, int]]) -> None:
        self._close()
        number = next(self._numbers)
        listed = [
            (
                who,
                "redemption" if spends else "accrual",
                amount,
                self.today - back,
                f"f{number} {n}",
            )
            for n, (who, spends, amount, back) in enumerate(rows)
        ]
        self._import(listed)

    def _import(self, listed: list[tuple[Any, ...]]) -> None:
        before = copy.deepcopy(self.models)
        for model, old in zip(self.models, before, strict=True):
            old.settings = model.settings
        refused: dict[int, str] = {}
        today = self.today
        in_order = sorted(enumerate(listed), key=lambda one: (one[1][0], one[1][3], one[0]))
        for at, (who, kind, amount, day, _name) in in_order:
            model = self.models[who]
            model.today = day  # a file is read in the order of time, and what falls due in between falls due then
            model.fall_due()
            try:
                if kind == "accrual":
                    model.accrue(amount, day)
                elif day == today:
                    model.redeem(amount)
                else:
                    model.redeem_late(amount, day)
            except Refused as refusal:
                refused[at + 2] = str(refusal)
        for model in self.models:
            model.today = today
            model.fall_due()
        report = self._run(listed)
        found = {issue.row: issue.code for issue in report.issues if issue.severity == "error"}
        assert found == refused
        assert report.new == len(listed) - len(refused)
        self.undoable = None
        if report.batch is not None:
            self.undoable = (report.batch, before, listed)

    def _run(self, listed: Sequence[tuple[Any, ...]]) -> ImportReport:
        path = self.folder / f"points {next(self._numbers)}.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet("Points")
            dated = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
            sheet.write_row(0, 0, ("participant", "type", "amount", "occurred_at", "external_id"))
            for at, (who, kind, amount, day, name) in enumerate(listed, 1):
                moment = (self.start + timedelta(days=day)).astimezone(UTC).replace(tzinfo=None)
                sheet.write_row(at, 0, (self.names[who], kind, amount))
                sheet.write_datetime(at, 3, moment, dated)
                sheet.write_string(at, 4, name)
        request = ImportRequest(
            ImportKind.POINTS,
            path,
            program_id=self.world.program,
            points_type_id=self.world.standard,
        )
        return self.imports.run(request).value

    @rule(again=st.booleans())
    def take_back(self, again: bool) -> None:
        """Undo the import that was the last step, and bring the same rows in again."""
        if self.undoable is None:
            return
        batch, before, listed = self.undoable
        self.undoable = None
        if not self.imports.undo_check(batch).safe:
            return
        self.imports.undo(batch)
        self.models = before
        self.deeds.clear()
        if again:
            self.same()
            self._import(listed)

    @invariant()
    def same(self) -> None:
        if not hasattr(self, "models"):
            return
        shown = [self._shown(who) for who in self.people]
        assert shown == [
            (asleep, free + owed if owed else free, kept)
            for asleep, free, kept, owed in (model.buckets() for model in self.models)
        ]
        if not self.closed:
            return
        self._close()
        for who, model in zip(self.people, self.models, strict=True):
            account, lots = self._stored(who)
            assert account == model.buckets()
            assert lots == sorted(row for row in model.rows() if any(row))
        report = self.world.services.proof.prove()
        assert report.proven, [check for check in report.checks if check.differences]

    def _shown(self, who: int) -> tuple[int, int, int]:
        (found,) = (
            b
            for b in self.world.services.points.balances(self.world.program, who)
            if b.points_type_id == self.world.standard
        )
        return int(found.pending), int(found.active), int(found.held)

    def _stored(self, who: int) -> tuple[tuple[int, ...], list[tuple[int, ...]]]:
        """Asleep, free, kept and owed of a person, and the same of the lots that have any, in order of size."""
        params = {"who": who, "kind": self.world.standard}
        where = "WHERE participant_id = :who AND points_type_id = :kind"
        with self.world.storage.read() as conn:
            account = conn.execute(
                text(f"SELECT pending, active, held, debt FROM account {where}"), params
            ).first()
            lots = conn.execute(text(f"SELECT pending, active, held FROM lot {where}"), params)
            found = sorted(tuple(units // SCALE for units in row) for row in lots if any(row))
        return tuple(units // SCALE for units in account or (0, 0, 0, 0)), found
