"""Named matchings are kept apart from remembered headers, on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loyalty_desktop.domain.errors import Conflict, InvalidInput, NotFound
from loyalty_desktop.domain.kinds import ImportKind
from loyalty_desktop.services.imports.matchings import MatchingsService
from loyalty_desktop.services.imports.service import ImportRequest, ImportsService
from loyalty_desktop.storage.unit_of_work import Storage
from tests.support.import_sheets import Sheet


def test_names_are_saved_renamed_and_never_used_unasked(
    storage: Storage, imports: ImportsService, sheet: Sheet, program_id: int
) -> None:
    matchings = MatchingsService(storage)
    path = sheet((("eins", "zwei", "drei", "vier"), ("a", "b", "c", "d")))
    request = ImportRequest(
        kind=ImportKind.PARTICIPANTS,
        path=path,
        program_id=program_id,
        mapping={"eins": "participant"},
    )
    proposal = imports.match(request)
    matched = replace(proposal.request, mapping=proposal.mapping)
    matchings.save(" Shop  1 ", matched, proposal)
    matchings.save("Other", matched, proposal)
    assert [m.name for m in matchings.list()] == ["Other", "Shop 1"]
    assert matchings.list(ImportKind.POINTS) == []
    with pytest.raises(Conflict, match=r"matching\.exists"):
        matchings.rename(ImportKind.PARTICIPANTS, "shop 1", "OTHER")
    matchings.rename(ImportKind.PARTICIPANTS, "shop 1", "SHOP 1")
    with pytest.raises(InvalidInput, match=r"matching\.name"):
        matchings.save("  ", proposal.request, proposal)
    plain = ImportRequest(kind=ImportKind.PARTICIPANTS, path=path, program_id=program_id)
    assert imports.match(plain).mapping["A"] == ""
    compared = matchings.compare(matchings.get(ImportKind.PARTICIPANTS, "Shop 1"), plain)
    assert not compared.differences.any
    assert compared.used(plain).mapping == {"A": "participant", "B": "", "C": "", "D": ""}
    offered = {
        header: [
            m.matching.name
            for m in matchings.offered(
                ImportKind.PARTICIPANTS,
                imports.sample(
                    ImportRequest(
                        kind=ImportKind.PARTICIPANTS, path=sheet((header, ("a", "b", "c", "d")))
                    )
                ),
            )
        ]
        for header in (
            ("eins", "zwei", "drei", "neu"),
            ("eins", "zwei", "neu", "neuer"),
            ("eins", "neu", "neuer", "neuester"),
        )
    }
    assert [len(names) for names in offered.values()] == [2, 2, 0], "half of the columns at least"
    moved = sheet((("zwei", "eins", "vier", "fuenf"), ("b", "a", "d", "e")))
    differs = matchings.compare(
        matchings.get(ImportKind.PARTICIPANTS, "Shop 1"),
        ImportRequest(kind=ImportKind.PARTICIPANTS, path=moved, program_id=program_id),
    ).differences
    assert (differs.missing, differs.added) == ((), ("fuenf",))
    assert len(differs.moved) == 1
    matchings.delete(ImportKind.PARTICIPANTS, "other")
    with pytest.raises(NotFound, match=r"matching\.not_found"):
        matchings.get(ImportKind.PARTICIPANTS, "Other")
