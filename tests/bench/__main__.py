"""Speed, measured against the least a program could do: `python -m tests.bench NAME [--rows N]`.

Every benchmark runs both sides in one process tree, one after the other, and prints seconds and their ratio. Machines
are shared and noisy: compare ratios of one run, never seconds of two. `python -m tests.bench all` runs every one with
its default size. Needs the `bench` extra where it says so (year).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench import cases


def main() -> int:
    """Run one benchmark, or all."""
    names = sorted(cases.CASES)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=[*names, "all"])
    parser.add_argument("--rows", type=int, help="size; each benchmark has its own default")
    arguments = parser.parse_args()
    for name in names if arguments.name == "all" else [arguments.name]:
        with tempfile.TemporaryDirectory(prefix="loyalty-bench-") as folder:
            cases.CASES[name](Path(folder), arguments.rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
