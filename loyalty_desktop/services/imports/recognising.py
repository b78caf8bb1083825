"""Recognise by its columns what a sheet holds: points transactions or people."""

from __future__ import annotations

from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.spreadsheets.contract import MatchQuality, SampleTable

_KEYS = frozenset({"participant", "external_id", "email", "phone"})
_SURE = frozenset({MatchQuality.EXACT, MatchQuality.SYNONYM})


def recognised(sample: SampleTable) -> ImportKind | None:
    """Return what the sheet holds; None when its columns do not tell. Participants stand for people of either kind."""
    from loyalty_desktop.spreadsheets.matching import match
    from loyalty_desktop.spreadsheets.schemas import schema

    found = {}
    for kind in (ImportKind.POINTS, ImportKind.PARTICIPANTS):
        matches = match(schema(kind), sample.headers, sample.raw)
        found[kind] = {m.field: m.score for m in matches if m.quality in _SURE}
    points, people = found[ImportKind.POINTS], found[ImportKind.PARTICIPANTS]
    facts = points.keys() - _KEYS
    about = people.keys() - _KEYS - {"comment", "program", "registered_at", "full_name"}
    if "amount" in points and "participant" in points and len(facts) > len(about):
        return ImportKind.POINTS
    if about and len(about) >= len(facts):
        return ImportKind.PARTICIPANTS
    return None
