"""The demo workspace is whole or not there, and making it leaves nothing else behind."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from loyalty_desktop.app import bootstrap, demo
from loyalty_desktop.domain.errors import StorageProblem
from loyalty_desktop.services.container import Services


def test_a_demo_that_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(services: Services, *_rest: object) -> None:
        services.settings.freeze_clock(demo.DEMO_NOW)
        raise OSError("no space left")

    monkeypatch.setattr(demo, "build", fail)
    with pytest.raises(OSError, match="no space left"):
        demo.make(str(tmp_path / "demo.loyalty"))
    assert list(tmp_path.iterdir()) == []


def test_a_demo_leaves_the_workspace_and_no_backups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "read_visits", lambda _resources: [])
    report = demo.make(str(tmp_path / "demo.loyalty"))
    assert report.participants > 2000
    assert [path.name for path in tmp_path.iterdir()] == ["demo.loyalty"]
    with bootstrap.services_over(tmp_path / "demo.loyalty") as services:
        assert services.settings.frozen_clock() == demo.DEMO_NOW


def test_a_demo_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "demo.loyalty"
    path.write_bytes(b"mine")
    with pytest.raises(StorageProblem, match=r"storage\.exists"):
        demo.make(str(path))
    assert path.read_bytes() == b"mine"


def test_a_demo_of_another_schema_is_made_anew_and_the_earlier_one_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "read_visits", lambda _resources: [])
    path = tmp_path / "demo.loyalty"
    demo.make(str(path))
    with closing(dbapi2.connect(str(path))) as raw:
        raw.execute("UPDATE meta SET value = 'another' WHERE name = 'schema'")
        raw.commit()
    opened = demo.open_or_make(path)
    try:
        assert opened.services.settings.frozen_clock() == demo.DEMO_NOW
    finally:
        opened.close()
    assert (tmp_path / "demo-earlier.loyalty").exists()
