"""What may be on the disk after the power fails: images made from a recording.

The model. A sync makes all earlier writes to that file last, and the file's name in its folder. Whatever was written
after the last sync may be there or not: all of it, nothing, only the beginning, any selection of the writes in any order,
any selection of sectors of 512 bytes of them. A file that was never synced may be missing; a file that was deleted
without a sync of its folder may be there still.
Not in the model: a disk that answers a sync before it is done, sectors that are damaged rather than old or new, files
whose length grows before their content arrives with something else than zeros, and renames (SQLite makes none).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tests.support.drills.recording_disk import Event

SECTOR = 512
MANNERS = ("nothing", "all", "beginning", "writes", "sectors")


@dataclass
class _File:
    """Content that lasts (None: no such file) and what happened since."""

    lasting: bytes | None
    since: list[Event] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Image:
    """The files after a power cut at an event of the log, and how the writes since the last syncs were treated.

    `told` is the last number that the workload had noted; `noted_next` the next that it would have.
    """

    files: dict[str, bytes]
    told: int
    noted_next: int
    at: int
    manner: str


def images(
    log: Sequence[Event], first: Mapping[str, bytes], moments: Sequence[int], rng: random.Random
) -> Iterator[Image]:
    """Images of power cuts before these events of the log. `first` are the files before the recording."""
    disk = {name: _File(content) for name, content in first.items()}
    notes = [event.at for event in log if event.what == "note"]
    told = done = 0
    for at in sorted(moments):
        for event in log[done:at]:
            if event.what == "note":
                told += 1
            else:
                _happen(disk, event)
        done = at
        manner = rng.choice(MANNERS)
        files = {name: _after(found, manner, rng) for name, found in disk.items()}
        yield Image(
            {name: content for name, content in files.items() if content is not None},
            told=notes[told - 1] if told else 0,
            noted_next=notes[min(told, len(notes) - 1)],
            at=at,
            manner=manner,
        )


def _happen(disk: dict[str, _File], event: Event) -> None:
    found = disk.setdefault(event.file, _File(None))
    if event.what == "sync":
        found.lasting = _apply(found.lasting, found.since)
        found.lasting = b"" if found.lasting is None else found.lasting
        found.since = []
    elif event.what == "delete" and event.at:
        found.lasting, found.since = None, []
    else:
        found.since.append(event)


def _after(found: _File, manner: str, rng: random.Random) -> bytes | None:
    since = found.since
    match manner:
        case "nothing":
            return found.lasting
        case "all":
            kept = since
        case "beginning":
            kept = since[: rng.randint(0, len(since))]
        case "writes":
            kept = [event for event in since if rng.random() < 0.5]
        case _:
            kept = [part for event in since for part in _sectors(event) if rng.random() < 0.7]
    return _apply(found.lasting, kept)


def _sectors(event: Event) -> list[Event]:
    if event.what != "write":
        return [event]
    parts, at, end = [], event.at, event.at + len(event.data)
    while at < end:
        upto = min(end, (at // SECTOR + 1) * SECTOR)
        parts.append(Event("write", event.file, at, event.data[at - event.at : upto - event.at]))
        at = upto
    return parts


def _apply(content: bytes | None, events: Sequence[Event]) -> bytes | None:
    if not events:
        return content
    made = None if content is None else bytearray(content)
    for event in events:
        if event.what == "delete":
            made = None
            continue
        made = bytearray() if made is None else made
        if event.what == "truncate":
            del made[event.at :]
            made.extend(bytes(event.at - len(made)))
        else:
            end = event.at + len(event.data)
            made.extend(bytes(max(0, end - len(made))))
            made[event.at : end] = event.data
    return None if made is None else bytes(made)
