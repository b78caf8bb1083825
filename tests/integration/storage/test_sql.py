"""SQL helpers mean the same on both engines."""

from __future__ import annotations

from sqlalchemy import text

from loyalty_desktop.storage.sql import (
    among,
    bind_lists,
    id_list,
    is_sqlite,
    json_has,
    json_member,
    json_quoted,
    json_text_of,
)
from loyalty_desktop.storage.unit_of_work import Storage

DOCUMENT = '{"state": "left", "none": null, "it\'s": "x"}'


def test_a_list_of_any_length_is_one_parameter(storage: Storage) -> None:
    with storage.read() as conn:
        for wanted in ([], [3], list(range(2, 4000))):
            found = conn.execute(
                text(f"SELECT n FROM (SELECT 1 AS n UNION SELECT 3) AS t WHERE {among(conn, 'n')}"),
                {"ids": id_list(conn, wanted)},
            ).scalars()
            assert list(found) == ([3] if 3 in wanted else [])


def test_texts_with_quotes_are_found_in_a_list(storage: Storage) -> None:
    texts = ["it's", 'a "b"', "ё", ""]
    with storage.read() as conn:
        params = bind_lists(conn, {"names": tuple(texts), "n": "it's"})
        query = f"SELECT CAST(:n AS TEXT) WHERE {among(conn, 'CAST(:n AS TEXT)', 'names')}"
        assert conn.execute(text(query), params).scalar_one() == "it's"


def test_members_of_a_json_text(storage: Storage) -> None:
    with storage.read() as conn:
        lite = is_sqlite(conn)
        query = (
            f"SELECT {json_member(lite, 'd', 'state')}, {json_has(lite, 'd', 'none')},"
            f" {json_has(lite, 'd', 'gone')}, {json_text_of(lite, 'd', 'k')}, {json_quoted(lite, 'd')},"
            f" {json_quoted(lite, 'CAST(NULL AS TEXT)')}"
            " FROM (SELECT CAST(:d AS TEXT) AS d) AS t"
        )
        row = conn.execute(text(query), {"d": DOCUMENT, "k": "it's"}).one()
    state, none, gone, named, quoted, null = row
    assert (state, bool(none), bool(gone), named, null) == ("left", True, False, "x", "null")
    assert quoted.startswith('"{')
    assert quoted.endswith('}"')
