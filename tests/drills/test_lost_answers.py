"""An answer that is lost, and the command sent again with the same key: one transaction, on both engines.

Lost in three ways: the process is killed at the commit, before or after it; the connection to the server breaks when the
server has committed and before it could say so; the command line is killed at the first word of its answer.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_desktop.app.cli.main import main as command_line
from loyalty_desktop.domain.errors import StorageProblem
from tests.support.drills.fork_server import ForkServer, server
from tests.support.drills.keyed import COMMANDS, Ids, ledger_of, prepare, send
from tests.support.drills.lossy_proxy import lossy_proxy
from tests.support.drills.shop import build, opened, points_rows, write_sheet
from tests.support.postgres import Cluster


@pytest.fixture(scope="module")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkServer]:
    """The process that forks the victims."""
    with server(tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(
    params=[
        pytest.param("workspace_path", id="sqlite"),
        pytest.param("postgres_url", id="postgres", marks=pytest.mark.postgres),
    ]
)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A filled workspace, once per engine."""
    place = str(request.getfixturevalue(request.param))
    build(place, tmp_path)
    return place


def _ids(target: str) -> Ids:
    with opened(target) as services:
        return prepare(services)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is POSIX")
@pytest.mark.parametrize("before", [True, False], ids=["before the commit", "after the commit"])
def test_a_command_of_a_killed_process_is_sent_again(
    forks: ForkServer, target: str, tmp_path: Path, before: bool
) -> None:
    ids, folder = _ids(target), tmp_path / "lists"
    folder.mkdir()
    for what in COMMANDS:
        with opened(target) as services:
            there = ledger_of(services, folder)
        died = forks.run(
            "send_and_die", {"target": target, "what": what, "ids": ids, "before": before}
        )
        assert died.killed
        with opened(target) as services:
            left = ledger_of(services, folder)
            assert (left == there) == before, what
            first = send(services, what, ids)
            after = ledger_of(services, folder)
            assert (after == left) == (not before), f"{what} was done twice or not at all"
            assert send(services, what, ids) == first
            assert ledger_of(services, folder) == after
    with opened(target) as services:
        assert services.proof.prove().differences == 0


@pytest.mark.postgres
def test_a_command_whose_connection_breaks_after_the_commit_is_sent_again(
    postgres_cluster: Cluster, postgres_url: str, tmp_path: Path
) -> None:
    build(postgres_url, tmp_path)
    ids, folder = _ids(postgres_url), tmp_path / "lists"
    folder.mkdir()
    with lossy_proxy(postgres_cluster.port) as proxy:
        url = postgres_url.replace(f":{postgres_cluster.port}/", f":{proxy.port}/")
        with opened(url) as services:
            for what in COMMANDS:
                there = left = ledger_of(services, folder)
                for number in range(1, 9):  # the first COMMITs may be those of counters of ids
                    proxy.lose(number)
                    with pytest.raises(StorageProblem) as problem:
                        send(services, what, ids)
                    assert problem.value.code == "storage.unreachable"
                    left = ledger_of(services, folder)
                    if left != there:
                        break
                assert left != there, f"{what} was not committed"
                first = send(services, what, ids)
                assert ledger_of(services, folder) == left, f"{what} was done twice"
                assert send(services, what, ids) == first
            assert proxy.lost >= len(COMMANDS)
            assert services.proof.prove().differences == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 is POSIX")
def test_a_command_line_killed_before_its_answer_is_run_again(
    forks: ForkServer, target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = write_sheet(tmp_path / "more.csv", points_rows("more", 30))
    at = ["--workspace", target]

    def again(*arguments: str, code: int) -> str:
        """Kill the command at its answer, run it again, and return what it then answers."""
        died = forks.run("command_line_and_die", {"arguments": [*arguments, *at]})
        assert died.killed
        with opened(target) as services:
            left = services.audit.entries(limit=1000)
        capsys.readouterr()
        assert command_line([*arguments, *at]) == code
        with opened(target) as services:
            assert services.audit.entries(limit=1000) == left
            assert services.proof.prove().differences == 0
        said = capsys.readouterr()
        return said.out + said.err

    said = again("import", "points", str(sheet), code=1)
    assert "--force-same-file" in said
    forced = ["import", "points", str(sheet), "--force-same-file", "--json", *at]
    assert command_line(forced) == 0
    assert json.loads(capsys.readouterr().out)["unchanged"] == 30
    with opened(target) as services:
        batch = next(b.id for b in services.imports.batches() if b.new == 30)
    again("undo-import", str(batch), code=1)
    again("close-day", code=0)
