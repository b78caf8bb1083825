"""Search profiles by parts of words, with trigrams over `profile.search`.

SQLite: an FTS5 table with the trigram tokenizer. It stores no text (external content, detail=none), so it only finds
candidates, and `instr` decides. `catch_up` indexes new profiles after the transaction that made them, so that it does not
slow imports down; until then they are found by scanning the few rows after `search.indexed_through`. Triggers follow
changes and deletions of indexed profiles.
PostgreSQL: a GIN index of pg_trgm where the extension can be created, else a scan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from loyalty_desktop.domain.progress import NO_PROGRESS, Progress
from loyalty_desktop.domain.text import digits, email_key
from loyalty_desktop.storage.unit_of_work import Storage

CHUNK = 20_000
"""Profiles indexed in one transaction."""

MOST_TRIGRAMS = 12
"""How many trigrams of a word are looked up; `instr` decides the rest."""

_THROUGH = "(SELECT COALESCE(MAX(CAST(value AS INTEGER)), 0) FROM meta WHERE name = 'search.indexed_through')"

_SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS profile_search USING fts5(
        search, content='profile', content_rowid='id', tokenize='trigram case_sensitive 1', detail='none', columnsize=0)""",
    f"""CREATE TRIGGER IF NOT EXISTS profile_search_delete AFTER DELETE ON profile
        WHEN old.id <= {_THROUGH}
        BEGIN INSERT INTO profile_search (profile_search, rowid, search) VALUES ('delete', old.id, old.search); END""",
    f"""CREATE TRIGGER IF NOT EXISTS profile_search_update AFTER UPDATE OF search ON profile
        WHEN old.search <> new.search AND old.id <= {_THROUGH}
        BEGIN
            INSERT INTO profile_search (profile_search, rowid, search) VALUES ('delete', old.id, old.search);
            INSERT INTO profile_search (rowid, search) VALUES (new.id, new.search);
        END""",
)


def create(conn: Connection) -> None:
    """Create the search structures of the dialect. The first migration calls this. Calling it again is safe."""
    if conn.dialect.name == "sqlite":
        for statement in _SQLITE:
            conn.exec_driver_sql(statement)
        return
    try:
        with conn.begin_nested():
            conn.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            conn.execute(
                text(
                    "CREATE INDEX IF NOT EXISTS ix_profile_search_trgm ON profile USING gin (search gin_trgm_ops)"
                )
            )
    except DBAPIError:
        return  # no right to create the extension, or no contrib package: searches scan


def catch_up(storage: Storage, progress: Progress = NO_PROGRESS) -> int:
    """Index profiles that are not indexed yet, in short transactions. Returns how many; always 0 in PostgreSQL.

    In SQLite ids are assigned and inserted in one exclusive transaction, so no lower id can appear later.
    """
    if storage.database.dialect != "sqlite":
        return 0
    done = 0
    with storage.read() as conn:
        left = conn.execute(
            text(f"SELECT COUNT(*) FROM profile WHERE id > {_THROUGH}")
        ).scalar_one()
    if not left:
        return 0
    progress.phase("search.index", int(left))
    while True:
        with storage.database.write_connection() as conn:
            through = int(conn.execute(text(f"SELECT {_THROUGH}")).scalar_one())
            last = conn.execute(
                text(
                    "SELECT MAX(id) FROM (SELECT id FROM profile WHERE id > :through ORDER BY id LIMIT :n)"
                ),
                {"through": through, "n": CHUNK},
            ).scalar_one()
            if last is None:
                return done
            count = conn.execute(
                text(
                    "INSERT INTO profile_search (rowid, search)"
                    " SELECT id, search FROM profile WHERE id > :through AND id <= :last"
                ),
                {"through": through, "last": last},
            ).rowcount
            conn.execute(
                text(
                    "INSERT INTO meta (name, value) VALUES ('search.indexed_through', :last)"
                    " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
                ),
                {"last": str(last)},
            )
        done += count
        progress.advance(count)


def search_clause(
    conn: Connection, words: Sequence[str], *, alias: str = "profile"
) -> tuple[str, dict[str, str]]:
    """Return the SQL condition on the profile table (by its alias) that every word occurs in `search`, and its parameters.

    `words` are in the form of domain.text.search_text (casefolded, e for ё). No words: ("1 = 1", {}).
    Parameters are named :search_0, :search_1 ... and :search_match.
    """
    parts = [word for word in words if word]
    if not parts:
        return "1 = 1", {}
    if conn.dialect.name != "sqlite":
        likes = " AND ".join(f"{alias}.search LIKE :search_{n}" for n in range(len(parts)))
        return f"({likes})", {f"search_{n}": f"%{_escaped(w)}%" for n, w in enumerate(parts)}
    params = {f"search_{n}": word for n, word in enumerate(parts)}
    found = _occurs(parts, alias)
    trigrams = _trigrams(parts)
    if not trigrams:
        return f"({found})", params
    params["search_match"] = " ".join('"' + t.replace('"', '""') + '"' for t in trigrams)
    known = "SELECT rowid FROM profile_search WHERE profile_search MATCH :search_match"
    fresh = f"SELECT fresh.id FROM profile AS fresh WHERE fresh.id > {_THROUGH}"
    return f"({found} AND {alias}.id IN ({known} UNION ALL {fresh}))", params


def search_steps(
    conn: Connection, words: Sequence[str]
) -> tuple[list[tuple[str, str, str]], dict[str, Any]]:
    """Return (FROM with `profile`, WHERE, ORDER BY) of each step of a search that ends after a few rows, and parameters.

    Run one after the other, the steps give profiles in the order of their ids. In SQLite the first step reads the index
    in the order of its row ids, no further than its LIMIT; the second reads the profiles that are not indexed yet, whose
    ids are higher. Words of one or two letters have no trigrams, so profiles are scanned.
    """
    parts = [word for word in words if word]
    clause, params = search_clause(conn, parts)
    if conn.dialect.name != "sqlite" or not _trigrams(parts):
        return [("profile", clause, "profile.id")], params
    found = _occurs(parts)
    return [
        (
            "profile_search AS hit CROSS JOIN profile ON profile.id = hit.rowid",
            f"hit.profile_search MATCH :search_match AND {found}",
            "hit.rowid",
        ),
        ("profile", f"profile.id > {_THROUGH} AND {found}", "profile.id"),
    ], params


def found_among(conn: Connection, words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Return the condition of `search_clause` for a few known profiles, without the index."""
    clause, params = search_clause(conn, words)
    parts = [word for word in words if word]
    if conn.dialect.name != "sqlite" or not parts:
        return clause, params
    params.pop("search_match", None)
    return f"({_occurs(parts)})", params


def _occurs(parts: Sequence[str], alias: str = "profile") -> str:
    return " AND ".join(f"instr({alias}.search, :search_{n}) > 0" for n in range(len(parts)))


def exact_ids(conn: Connection, database_id: int, query: str) -> list[int]:
    """Return the few profiles whose external ID, email or phone is exactly the search text."""
    number = digits(query)
    trunk = f"+7{number[1:]}" if number[:1] == "8" and len(number) == 11 else f"+{number}"
    rows = conn.execute(
        text(
            "SELECT profile_id FROM profile_key WHERE profile_database_id = :base AND external_id = :id"
            " UNION SELECT id FROM profile WHERE profile_database_id = :base AND email_key = :email AND email_key IS NOT NULL"
            " UNION SELECT id FROM profile WHERE profile_database_id = :base AND phone IN (:phone, :trunk)"
            " AND phone IS NOT NULL"
            " ORDER BY 1 LIMIT 50"
        ),
        {
            "base": database_id,
            "id": query.strip(),
            "email": email_key(query),
            "phone": f"+{number}",
            "trunk": trunk,
        },
    )
    return [int(row[0]) for row in rows]


def _trigrams(words: Sequence[str]) -> list[str]:
    """Return distinct trigrams of the words, spread over each word when there are many."""
    found: dict[str, None] = {}
    for word in words:
        count = len(word) - 2
        step = max(1, -(-count // MOST_TRIGRAMS))
        for start in range(0, count, step):
            found[word[start : start + 3]] = None
    return list(found)


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
