"""Named matchings: how the columns of one sender's sheets are read, saved under a name and used again.

A sheet that differs from the matching is compared with it first, so that people see what differs before it is used.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from dataclasses import field as made_by
from typing import Any

from loyalty_desktop.domain.changes import Changes, Entity, Outcome
from loyalty_desktop.domain.errors import Conflict, InvalidInput, NotFound
from loyalty_desktop.domain.kinds import FieldKind, ImportKind, ImportMode
from loyalty_desktop.domain.messages import Message
from loyalty_desktop.services.imports.types import ImportRequest, MatchProposal, NewField
from loyalty_desktop.spreadsheets.contract import SampleTable, letter
from loyalty_desktop.storage.imports import named_matchings as store
from loyalty_desktop.storage.imports.named_matchings import NamedMatching
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Storage
from loyalty_desktop.words.rejected_sheet import own_headers

MAX_NAME = 60
NEAR = 0.5
"""The share of a matching's columns that a sheet has when the matching is offered for it."""
_OPTIONS = (
    "header_row",
    "date_order",
    "decimal_sign",
    "encoding",
    "separator",
    "phone_region",
    "key",
    "mode",
    "empty_cells",
    "unknown_profiles",
    "all_rows",
    "value_words",
)


@dataclass(frozen=True, slots=True)
class MatchingDifferences:
    """In what the header of a sheet differs from a matching. All are headers (letters where a header is empty).

    `missing`: columns with a field that the sheet lacks; `renamed`: (old, new) of a column at the same place; `added`:
    columns that the matching does not know, which are left out; `moved`: columns in another order.
    """

    missing: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Return whether anything differs."""
        return bool(self.missing or self.renamed or self.added or self.moved)


@dataclass(frozen=True, slots=True)
class MatchingCompared:
    """A matching beside a sheet. `mapping`: field by column letters, "" for columns that are left out."""

    matching: NamedMatching
    differences: MatchingDifferences
    mapping: Mapping[str, str]
    header_row: int
    new_columns: Mapping[str, str] = made_by(default_factory=dict)  # letters -> header

    def told(self, *, everything: bool = False) -> tuple[Message, ...]:
        """Return what differs, a sentence each. Missing and renamed columns only with `everything`; else `used` tells them."""
        told, name = [], self.matching.name
        if everything:
            new = dict(self.differences.renamed)
            told = [
                Message("matching.renamed", {"old": old, "new": now, "name": name})
                for old, now in self.differences.renamed
            ]
            gone = [column for column in self.differences.missing if column not in new]
            if gone:
                told.append(Message("matching.missing", {"columns": ", ".join(gone)}))
        if self.differences.added:
            columns = ", ".join(self.differences.added)
            told.append(Message("matching.added", {"columns": columns, "name": name}))
        if self.differences.moved:
            columns = ", ".join(self.differences.moved)
            told.append(Message("matching.moved", {"columns": columns, "name": name}))
        return tuple(told)

    def used(
        self, request: ImportRequest, given: Collection[str] = (), *, person: bool = False
    ) -> ImportRequest:
        """Return the request with these columns and options; options named in `given` stay as they are.

        With `person`, somebody has seen what differs: renamed columns are taken, missing ones are left to be chosen.

        Raises InvalidInput `matching.lacks` when the sheet lacks a column that the matching needs.
        """
        lacks = self.differences.missing
        if lacks and not person:
            raise InvalidInput(
                "matching.lacks",
                name=self.matching.name,
                file=request.path.name,
                columns=", ".join(lacks),
                option=f"--map {_hint(self)}",
            )
        values: dict[str, Any] = {
            part: value
            for part, value in self.matching.options.items()
            if part in _OPTIONS and part not in given and part != "header_row"
        }
        if "mode" in values:
            values["mode"] = ImportMode(values["mode"])
        return replace(
            request,
            mapping=self._taken() if person else self.mapping,
            new_fields=tuple(
                NewField(new["name"], new["label"], FieldKind(new["kind"]), tuple(new["options"]))
                for new in self.matching.options.get("new_fields", ())
            ),
            header_row=self.header_row,
            **values,
        )

    def _taken(self) -> dict[str, str]:
        fields = dict(zip(self.matching.headers, self.matching.fields, strict=True))
        places = {header: column for column, header in self.new_columns.items()}
        mapping = dict(self.mapping)
        for old, new in self.differences.renamed:
            field = fields.get(old, "")
            if field and field not in mapping.values():
                mapping[places[new]] = field
        return mapping


class MatchingsService:
    """Saves, lists, renames, deletes and compares named matchings. A name belongs to one kind of sheet."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def list(self, kind: ImportKind | None = None) -> list[NamedMatching]:
        """Return the matchings of a kind (None: of all) by name."""
        with self._storage.read() as conn:
            rows = store.listed(conn)
        return [row for row in rows if kind is None or row.kind == kind]

    def get(self, kind: ImportKind, name: str) -> NamedMatching:
        """Return a matching. Raises NotFound `matching.not_found` with the names that exist."""
        with self._storage.read() as conn:
            row = store.found(conn, kind, name.strip())
            if row is None:
                raise _not_found(name, [m.name for m in store.listed(conn) if m.kind == kind])
        return row

    @command
    def save(
        self,
        name: str,
        request: ImportRequest,
        proposal: MatchProposal,
        *,
        replacing: bool = True,
    ) -> Outcome[NamedMatching]:
        """Save how the columns of a sheet are matched and read, from a proposal and the request that came of it.

        Raises InvalidInput `matching.name`; Conflict `matching.exists` unless `replacing`.
        """
        name = _sound(name)
        headers = {m.column: m.header for m in proposal.matches}
        headers |= {c.column: c.header for c in proposal.free_columns}
        width = max(headers, default=-1) + 1
        mapping = request.mapping or proposal.mapping
        known = {f.name for f in proposal.fields}
        fields = [mapping.get(letter(n), "") for n in range(width)]
        options = {part: getattr(request, part) for part in _OPTIONS}
        options["mode"] = request.mode.value
        options["new_fields"] = [asdict(new) for new in request.new_fields if new.name in fields]
        known |= {new.name for new in request.new_fields}
        with self._storage.write() as uow:
            before = store.found(uow.conn, request.kind, name)
            if before is not None and not replacing:
                raise Conflict("matching.exists", name=before.name)
            store.save(
                uow,
                name=name,
                kind=request.kind,
                headers=[headers.get(n, "") for n in range(width)],
                fields=[field if field in known else "" for field in fields],
                options=options,
            )
            saved = store.found(uow.conn, request.kind, name)
            uow.audit(
                "matching.saved",
                entity="matching",
                after={"name": name, "kind": request.kind.value},
            )
        if saved is None:
            raise AssertionError(name)
        return Outcome(saved, Changes.of(Entity.SETTING))

    @command
    def rename(self, kind: ImportKind, name: str, new_name: str) -> Outcome[str]:
        """Rename a matching. Raises NotFound `matching.not_found`, Conflict `matching.exists`, InvalidInput `matching.name`."""
        new_name = _sound(new_name)
        old = self.get(kind, name)
        with self._storage.write() as uow:
            taken = store.found(uow.conn, kind, new_name)
            if taken is not None and store.key_of(kind, new_name) != store.key_of(kind, name):
                raise Conflict("matching.exists", name=taken.name)
            store.delete(uow, kind, old.name)
            store.save(
                uow,
                name=new_name,
                kind=kind,
                headers=old.headers,
                fields=old.fields,
                options=old.options,
            )
            uow.audit(
                "matching.renamed",
                entity="matching",
                before={"name": old.name, "kind": kind.value},
                after={"name": new_name, "kind": kind.value},
            )
        return Outcome(new_name, Changes.of(Entity.SETTING))

    @command
    def delete(self, kind: ImportKind, name: str) -> Outcome[str]:
        """Delete a matching. Raises NotFound `matching.not_found`."""
        old = self.get(kind, name)
        with self._storage.write() as uow:
            store.delete(uow, kind, old.name)
            uow.audit(
                "matching.deleted",
                entity="matching",
                before={"name": old.name, "kind": kind.value},
            )
        return Outcome(old.name, Changes.of(Entity.SETTING))

    def compare(self, matching: NamedMatching, request: ImportRequest) -> MatchingCompared:
        """Return a matching beside the request's sheet, whose own mapping wins over it. Raises FileProblem `file.*`.

        The header is found as in any sheet; when it lacks columns, it is looked for where the matching had it.
        """
        from loyalty_desktop.services.imports.reading import options
        from loyalty_desktop.spreadsheets import preview

        saved = matching.options
        request = replace(
            request,
            encoding=request.encoding or saved.get("encoding"),
            separator=request.separator or saved.get("separator"),
        )
        rows = [request.header_row]
        if request.header_row is None and saved.get("header_row") is not None:
            rows.append(saved["header_row"])
        found = []
        for row in rows:
            sample = preview.sample(request.path, options(replace(request, header_row=row)))
            found.append(compare(matching, sample, request.mapping))
            if not found[-1].differences.missing:
                break
        return min(found, key=lambda each: len(each.differences.missing))

    def offered(self, kind: ImportKind, sample: SampleTable) -> Sequence[MatchingCompared]:
        """Return the matchings that fit a sheet, the nearest first: at least half of its columns are there."""
        made = []
        for row in self.list(kind):
            mine = {_plain(h) for h in own_headers(sample.headers) if h.strip()}
            theirs = {_plain(h) for h in row.headers if h.strip()}
            share = len(mine & theirs) / max(1, len(mine | theirs))
            if len(mine & theirs) >= NEAR * max(1, len(theirs)):
                made.append((share, compare(row, sample)))
        return [found for _, found in sorted(made, key=lambda pair: -pair[0])]


def compare(
    matching: NamedMatching, sample: SampleTable, chosen: Mapping[str, str] | None = None
) -> MatchingCompared:
    """Return a matching beside a sheet. `chosen` columns (header or letters -> field) win over the matching's.

    Raises InvalidInput `import.no_column` when the sheet lacks a chosen column.
    """
    headers = [*own_headers(sample.headers)]
    places: dict[str, int] = {}
    for index, header in enumerate(headers):
        places.setdefault(_plain(header), index)
    places.pop("", None)
    mapping = {letter(n): "" for n in range(len(headers))}
    for column, field in (chosen or {}).items():
        at = places.get(_plain(column), _index(column, len(headers)))
        if at is None:
            raise InvalidInput("import.no_column", column=column)
        mapping[letter(at)] = field
    settled = {field for field in mapping.values() if field}
    fixed = {key for key, field in mapping.items() if field}
    known = {_plain(h) for h in matching.headers}
    missing, renamed, common = [], [], []
    for index, (header, field) in enumerate(zip(matching.headers, matching.fields, strict=True)):
        at = places.get(_plain(header)) if header.strip() else None
        if at is None and not header.strip() and index < len(headers):
            at = index if not headers[index].strip() else None
        if at is not None:
            common.append(at)
            if field and field not in settled and letter(at) not in fixed:
                mapping[letter(at)] = field
        elif field and field not in settled:
            name = header.strip() or letter(index)
            now = headers[index].strip() if index < len(headers) else ""
            if now and _plain(now) not in known:
                renamed.append((name, now))
            missing.append(name)
    new_names = {new for _, new in renamed}
    added = [
        header
        for index, header in enumerate(headers)
        if header.strip()
        and _plain(header) not in known
        and header.strip() not in new_names
        and letter(index) not in fixed
    ]
    return MatchingCompared(
        matching,
        MatchingDifferences(tuple(missing), tuple(renamed), tuple(added), _moved(common, headers)),
        mapping,
        sample.header_row,
        {letter(n): header.strip() for n, header in enumerate(headers)},
    )


def _hint(compared: MatchingCompared) -> str:
    differences = compared.differences
    new = dict(differences.renamed).get(differences.missing[0], "COLUMN")
    matching = compared.matching
    fields = {
        h.strip() or letter(n): f
        for n, (h, f) in enumerate(zip(matching.headers, matching.fields, strict=True))
    }
    return f"{new}={fields.get(differences.missing[0], 'FIELD')}"


def _moved(common: Sequence[int], headers: Sequence[str]) -> tuple[str, ...]:
    """Return the headers of columns whose order differs, as few as explain the difference."""
    blocks = difflib.SequenceMatcher(None, common, sorted(common), autojunk=False)
    kept = {common[b.a + n] for b in blocks.get_matching_blocks() for n in range(b.size)}
    return tuple(headers[at] or letter(at) for at in sorted(common) if at not in kept)


def _index(column: str, width: int) -> int | None:
    wanted = column.strip().upper()
    return next((n for n in range(width) if letter(n) == wanted), None)


def _plain(header: str) -> str:
    return " ".join(header.casefold().split())


def _sound(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > MAX_NAME or not cleaned.isprintable():
        raise InvalidInput("matching.name", most=MAX_NAME)
    return cleaned


def _not_found(name: str, names: Sequence[str]) -> NotFound:
    if not names:
        return NotFound("matching.none", name=name)
    return NotFound("matching.not_found", name=name, names=", ".join(names))
