"""Named matchings and several files on the command line."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.e2e.test_command_line import place, run

__all__ = ["place"]


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    """Write a workbook as a till does: numbers as numbers."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


HEADER = ("Kaart nr", "Naam", "Mail", "Noot")
MAP = ("--map", "Kaart nr=participant", "--map", "Mail=email", "--map", "Naam=last_name")


def test_a_matching_is_saved_used_renamed_and_deleted(place: Path, tmp_path: Path) -> None:
    first = workbook(tmp_path / "a.xlsx", HEADER, (1001, "Bos", "bos@example.com", "x"))
    load = ("import", "--workspace", place, "participants")
    saving = ("--save-profile", "Till of the shop")
    assert run(*load, first, *MAP, *saving, "--dry-run").code == 2, "a rehearsal saves nothing"
    assert run("matchings", "list", "--workspace", place, "--json").json["matchings"] == []
    assert run(*load, first, *MAP, *saving).code == 0
    listed = run("matchings", "list", "--workspace", place, "--json").json["matchings"]
    assert [(m["kind"], m["name"]) for m in listed] == [("participants", "Till of the shop")]
    assert {"column": "Kaart nr", "field": "participant"} in listed[0]["columns"]

    # Other order, one column more: it is used, and both are said.
    second = workbook(
        tmp_path / "b.xlsx",
        ("Mail", "Kaart nr", "Naam", "Noot", "Email"),
        ("dijk@example.com", 1002, "Dijk", "", "other@example.com"),
    )
    done = run(*load, second, "--profile", "till of the SHOP", "--json")
    assert (done.code, done.json["new"]) == (0, 1), done.err
    assert "does not know them: Email" in done.err
    assert "another order" in done.err
    assert run("balance", "--workspace", place, "dijk@example.com").code == 0

    # A mapped column that is missing is refused by its name, with the way out.
    third = workbook(
        tmp_path / "c.xlsx",
        ("Klant", "Naam", "Mail", "Noot"),
        (1003, "Smit", "smit@example.com", ""),
    )
    refused = run(*load, third, "--profile", "Till of the shop")
    assert refused.code == 1
    assert "Kaart nr" in refused.err
    assert "--map Klant=participant" in refused.err
    assert (
        run(*load, third, "--profile", "Till of the shop", "--map", "Klant=participant").code == 0
    )
    assert run("balance", "--workspace", place, "1003").code == 0

    command = ("matchings", "--workspace", place)
    assert run(*command, "rename", "participants", "Till of the shop", "Till 7").code == 0
    unknown = run(*load, first, "--profile", "Till of the shop")
    assert unknown.code == 1
    assert "Till 7" in unknown.err
    assert run(*command, "delete", "participants", "Till 7").code == 0
    assert run(*command, "list", "--json").json["matchings"] == []
    assert run(*command, "rename", "participants", "Till 7").code == 2


def test_several_files_are_imported_one_after_another(place: Path, tmp_path: Path) -> None:
    good = workbook(tmp_path / "good.xlsx", ("participant", "email"), (1, "a@example.com"))
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 this is no workbook")
    partly = workbook(
        tmp_path / "partly.xlsx",
        ("participant", "email"),
        (2, "b@example.com"),
        (3, "no mail"),
    )
    load = ("import", "--workspace", place, "participants")
    done = run(*load, good, broken, partly, "--json", "--rejected", tmp_path / "bad.xlsx")
    assert done.code == 3
    answer = done.json
    assert (answer["done"], answer["refused"]) == (2, 1)
    assert [file.get("new") for file in answer["files"]] == [1, None, 1]
    assert "code" in answer["files"][1]
    assert (tmp_path / "bad-partly.xlsx").exists()
    batches = [file["batch"] for file in answer["files"] if "batch" in file]
    assert run("undo-import", "--workspace", place, batches[0]).code == 0
    assert run("balance", "--workspace", place, "2").code == 0

    text = run(*load, good, broken)
    assert text.code == 3
    assert "1 of 2 files imported." in text.out
    assert "broken.xlsx: " in text.err
    assert run(*load, broken, tmp_path / "none.xlsx").code == 1
    third = workbook(tmp_path / "third.xlsx", ("participant",), (8,))
    fourth = workbook(tmp_path / "fourth.xlsx", ("participant",), (9,))
    assert run(*load, third, fourth).code == 0
