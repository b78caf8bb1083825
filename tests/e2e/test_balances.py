"""The command line shows what can be spent now: points past their last day are gone, the day closed or not."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from loyalty_desktop.app import bootstrap
from loyalty_desktop.domain.kinds import ExpiryKind
from loyalty_desktop.domain.quick_start import POINTS, QuickStartDraft
from tests.e2e.test_command_line import run


def test_points_past_their_last_day_are_not_shown_as_active(tmp_path: Path) -> None:
    place = tmp_path / "shop.loyalty"
    assert run("init", "--workspace", place).code == 0
    month = replace(POINTS, expiry_kind=ExpiryKind.AFTER_DAYS, expiry_count=30)
    with bootstrap.services_over(place) as services:
        services.quick_start(QuickStartDraft(points=month))
    today = date.today()
    people, points = tmp_path / "people.csv", tmp_path / "points.csv"
    people.write_text("external_id,email\n001,a@example.com\n002,b@example.com\n", encoding="utf-8")
    points.write_text(
        "external_id,participant,points_type,type,amount,occurred_at\n"
        f"t1,001,points,accrual,100.50,{today - timedelta(days=60)}\n"
        f"t2,001,points,accrual,40.25,{today - timedelta(days=5)}\n"
        f"t3,001,points,accrual,7,{today - timedelta(days=20)}\n"
        f"t4,002,points,accrual,9,{today - timedelta(days=60)}\n",
        encoding="utf-8",
    )
    assert run("import", "participants", people, "--workspace", place).code == 0
    assert run("import", "points", points, "--workspace", place).code == 0

    def shown(person: str) -> tuple[str, str, str]:
        balance = run("balance", person, "--workspace", place, "--json").json["balances"][0]
        out = tmp_path / "out.csv"
        assert run("export", "participants", out, "--workspace", place, "--force").code == 0
        with out.open(encoding="utf-8-sig") as file:
            [row] = [row for row in csv.DictReader(file) if row["participant"] == person]
        return balance["active"], balance["total"], row["points (active)"]

    before = shown("001"), shown("002")
    assert before == (("47.25", "47.25", "47.25"), ("0.00", "0.00", "0"))
    closed = run("close-day", "--workspace", place, "--json")
    assert (closed.code, closed.json["programs"][0]["expired"]) == (0, 1), (
        "a lot was open past its last day"
    )
    assert (shown("001"), shown("002")) == before
    proof = run("prove", "--workspace", place, "--json")
    assert (proof.code, proof.json["differences"]) == (0, 0)
