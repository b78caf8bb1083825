"""How much of a sampled test runs: a sample in the gate, the whole before a release.

Set LOYALTY_RELEASE=1 for the whole. Random examples are then new ones in every run; in the gate they are the same each
time, so that a red gate means a change of the code.
"""

from __future__ import annotations

import os

RELEASE = os.environ.get("LOYALTY_RELEASE", "") == "1"
"""Whether everything runs."""


def sampled(gate: int, release: int) -> int:
    """How many examples to run here."""
    return release if RELEASE else gate
