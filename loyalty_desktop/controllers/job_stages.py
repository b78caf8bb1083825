"""How much of a whole job each of its phases is, so that its bar and the time left are of the job and never go back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

STAGES: Mapping[str, Mapping[str, int]] = {
    "import.rehearse": {
        "import.checking": 8,
        "import.loading": 8,
        "import.reading": 54,
        "import.match": 15,
        "points.posting": 15,
    },
    "import.apply": {"import.backup": 5, "import.apply": 80, "search.index": 15},
    "import.resume": {"import.apply": 85, "search.index": 15},
    "proof": {
        "proof.ledger": 75,
        "proof.keys": 10,
        "proof.audit": 10,
        "proof.database": 5,
    },
}
"""By the title of a job: its phases in order, with their shares of the time in percent, as measured on large files.

Other phases that such a job reports belong to the one before them.
"""


@dataclass(slots=True)
class WholeShare:
    """The share of a job that is done, 0 to 1."""

    stages: Mapping[str, int]
    share: float = 0.0
    _before: float = 0.0  # the shares of the phases that are over
    _weight: float = 0.0  # the share of the present phase
    _seen: set[str] = field(default_factory=set)

    def phase(self, code: str) -> bool:
        """Begin a phase; return whether it is a stage of its own."""
        if code not in self.stages or code in self._seen:
            return code in self.stages
        order = list(self.stages)
        self._seen.update(order[: order.index(code) + 1])
        whole = sum(self.stages.values())
        self._before = sum(self.stages[one] for one in order[: order.index(code)]) / whole
        self._weight = self.stages[code] / whole
        self.share = max(self.share, self._before)
        return True

    def advance(self, done: int, total: int | None) -> None:
        """Take over how far the present phase is."""
        if total:
            self.share = max(self.share, self._before + self._weight * min(1.0, done / total))

    def seconds_left(self, spent: float) -> float | None:
        """Return how long the rest takes at the speed until now; None while too little is known."""
        if spent <= 2 or self.share < 0.05:
            return None
        return spent * (1 - self.share) / self.share
