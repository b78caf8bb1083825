"""Processes that share a folder of staging files.

`hold FOLDER ID` claims a staging file, says "held" and waits for its input to end; `clean FOLDER` waits for a line of
input and cleans until the folder holds no staging file.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from loyalty_desktop.services.imports.claims import Claimant
from loyalty_desktop.services.imports.staging_folder import SUFFIX, StagingFolder


def main() -> None:
    """Run until told otherwise."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    staging = StagingFolder(folder)
    if what == "clean":
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        while list(folder.glob(f"*{SUFFIX}")):
            staging.clean()
        return
    with staging.claimed(sys.argv[3], Claimant("Vera", datetime(2026, 1, 15, 12, 0, tzinfo=UTC))):
        sys.stdout.write("held\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
