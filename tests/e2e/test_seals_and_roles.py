"""Seals and roles by the command line: what is kept elsewhere can be compared; who only works cannot rewrite."""

from __future__ import annotations

import csv
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tests.e2e.test_command_line import place, run
from tests.support import postgres

__all__ = ["place"]


def test_a_seal_is_told_by_every_command_that_makes_or_meets_one(
    place: Path, tmp_path: Path
) -> None:
    made = run("--workspace", place, "audit", "seal", "--json").json["seal"]
    assert (made["number"], made["reason"], len(made["hash"])) == (1, "asked", 64)
    assert made["hash"] in run("--workspace", place, "audit", "seal").out
    proof = run("--workspace", place, "prove")
    assert f"Audit seal 1: {made['hash']}" in proof.out
    assert run("--workspace", place, "prove", "--json").json["seal"] == made

    people = tmp_path / "people.csv"
    people.write_text("participant\n001\n", encoding="utf-8")
    assert run("--workspace", place, "import", "participants", people).code == 0
    saved = tmp_path / "saved.loyalty"
    kept = run("--workspace", place, "backup", saved, "--json").json
    assert kept["seal"] == 2
    assert kept["seal_hash"] in run("--workspace", place, "prove").out
    restored = run("--workspace", place, "restore", saved)
    assert kept["seal_hash"] in restored.out
    assert kept["seal_hash"] in run("--workspace", place, "prove").out

    out = tmp_path / "audit.csv"
    assert run("--workspace", place, "export", "audit", out).code == 0
    with out.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.reader(handle))
    last = run("--workspace", place, "prove", "--json").json["seal"]
    assert (rows[-1][0], rows[-1][-1]) == (f"seal-{last['number']}", last["hash"])


def test_records_are_listed_of_everybody_of_a_program_and_of_a_participant(
    place: Path, tmp_path: Path
) -> None:
    people, points = tmp_path / "people.csv", tmp_path / "points.csv"
    people.write_text("participant\n001\n", encoding="utf-8")
    points.write_text("participant,amount,occurred_at\n001,5,2026-01-10\n", encoding="utf-8")
    load = ("--workspace", place, "import")
    assert run(*load, "participants", people).code == 0
    assert run(*load, "points", points).code == 0
    audit = ("--workspace", place, "audit", "list")
    newest, *older = run(*audit, "--json").json["records"]
    assert (newest["action"], newest["record"][:2]) == ("import.applied", "0-")
    assert len(run(*audit, "--limit", "1", "--json").json["records"]) == 1
    assert newest["at"] >= older[0]["at"]
    program = run(*audit, "--program", "loyalty", "--json").json["records"]
    assert {row["entity"] for row in program} == {"program"}
    assert {row["action"] for row in program} == {"program.created", "program.activated"}
    of_person = run(*audit, "--participant", "001", "--json").json["records"]
    assert [row["record"] for row in of_person] == []
    assert run(*audit, "--participant", "nobody").code == 1
    said = run(*audit)
    assert (said.code, "import.applied" in said.out) == (0, True)


def test_only_postgresql_has_roles(place: Path, tmp_path: Path) -> None:
    said = run("--workspace", place, "grant", "somebody")
    assert (said.code, "PostgreSQL" in said.err) == (1, True)
    other = tmp_path / "other.loyalty"
    assert run("--workspace", other, "init", "--grant-to", "somebody").code == 1
    assert not other.exists()


@pytest.mark.postgres
def test_a_role_that_does_not_own_works_through_all_commands(
    postgres_cluster: postgres.Cluster, tmp_path: Path
) -> None:
    postgres_cluster.admin.execute("CREATE ROLE cashier LOGIN")
    owner = postgres_cluster.url(postgres_cluster.fresh())
    assert run("--workspace", owner, "init", "--quick-start", "--grant-to", "cashier").code == 0
    url = make_url(owner).set(username="cashier").render_as_string(hide_password=False)
    people, points = tmp_path / "people.csv", tmp_path / "points.csv"
    people.write_text("participant,email,tier\n001,a@example.com,\n002,,gold\n", "utf-8")
    points.write_text(
        "external_id,participant,points_type,type,amount,occurred_at\n"
        "t1,001,points,accrual,100.50,2026-01-10\n"
        "t2,001,points,redemption,30,2026-01-11\n"
        "t3,002,status,accrual,5000,2026-01-11\n",
        encoding="utf-8",
    )
    assert run("--workspace", url, "import", "participants", people).code == 0
    load = run("--workspace", url, "import", "points", points, "--json")
    assert (load.code, load.json["new"]) == (0, 3)
    for command in (
        ("balance", "001"),
        ("close-day",),
        ("audit", "seal"),
        ("export", "profiles", tmp_path / "profiles.csv"),
        ("export", "participants", tmp_path / "participants.csv"),
        ("export", "transactions", tmp_path / "transactions.csv"),
        ("export", "audit", tmp_path / "audit.csv"),
        ("template", "points", tmp_path / "template.xlsx"),
        ("undo-import", load.json["batch"]),
        ("import", "points", points, "--force-same-file"),
        ("prove",),
        ("self-check",),
    ):
        said = run("--workspace", url, *command)
        assert said.code == 0, (command, said.out, said.err)
    refused = run("--workspace", url, "grant", "cashier")
    assert (refused.code, "owner" in refused.err) == (1, True)
    with psycopg.connect(url.replace("+psycopg", "")) as conn:
        for statement in (
            b"UPDATE movement SET active = 5",
            b"DELETE FROM audit_record",
            b"UPDATE points_transaction SET amount = 5",
            b"ALTER TABLE lot DISABLE TRIGGER USER",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                conn.execute(statement)
            conn.rollback()
