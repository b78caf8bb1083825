"""The folder of staging files is shared by windows and commands that know nothing of each other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_desktop.services.imports.staging_folder import SUFFIX, StagingFolder


def test_old_files_go_and_one_that_vanishes_meanwhile_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, gone = (tmp_path / f"{name}{SUFFIX}" for name in ("old", "new", "gone"))
    for path in (old, new, gone):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))
    listed = type(tmp_path).glob

    def glob(self: Path, pattern: str) -> Iterator[Path]:
        found = sorted(listed(self, pattern))
        gone.unlink()  # another window cleans at the same time
        return iter(found)

    monkeypatch.setattr(type(tmp_path), "glob", glob)
    StagingFolder(tmp_path).clean()
    assert [path.name for path in sorted(tmp_path.iterdir())] == [new.name]
