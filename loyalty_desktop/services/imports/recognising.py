"""Recognise by its columns what a sheet holds: points transactions, people."""

from __future__ import annotations

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.kinds import KINDS
from loyalty_desktop.spreadsheets.contract import MatchQuality, SampleTable

_SURE = frozenset({MatchQuality.EXACT, MatchQuality.SYNONYM})


def recognised(sample: SampleTable) -> ImportKind | None:
    """Return the kind of which most telling fields are in the sheet, with all that it needs; None when there is none.

    A field tells of a kind unless its schema calls it common; what a kind needs may have a similar name only. Where two kinds are as likely, it is the one that enrols.
    """
    from loyalty_desktop.spreadsheets.matching import match
    from loyalty_desktop.spreadsheets.schemas import schema

    best: tuple[int, bool, ImportKind] | None = None
    for kind, made in KINDS.items():
        sheet = schema(kind)
        matched = match(sheet, sample.headers, sample.raw)
        there = {one.field for one in matched if one.column_index is not None}
        sure = {one.field for one in matched if one.quality in _SURE}
        score = len(sure - set(sheet.common))
        if score and all(there.intersection(group) for group in sheet.need_one_of):
            this = (score, made.enrols, kind)
            best = this if best is None or this[:2] > best[:2] else best
    return None if best is None else best[2]
