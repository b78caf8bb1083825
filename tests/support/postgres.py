"""A private PostgreSQL cluster on loopback, started once by a test session and thrown away at its end."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg


def find_binaries() -> Path | None:
    """The folder of initdb and postgres, newest version first; None when there is none."""
    named = os.environ.get("LOYALTY_POSTGRES_BIN")
    candidates = [Path(named)] if named else []
    for root in ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr/pgsql-15"):
        found = sorted(Path(root).glob("*/bin"), key=lambda p: p.parts[-2], reverse=True)
        candidates += [p for p in found if (p / "initdb").exists()]
    on_path = shutil.which("initdb")
    if on_path:
        candidates.append(Path(on_path).parent)
    return next((p for p in candidates if (p / "initdb").exists()), None)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Cluster:
    """A running server. `url(name)` is what the program takes with --workspace."""

    folder: Path
    port: int
    user: str
    process: subprocess.Popen[bytes]
    admin: psycopg.Connection[tuple[object, ...]]
    count: int = 0

    def url(self, database: str) -> str:
        """SQLAlchemy URL of one database."""
        return f"postgresql+psycopg://{self.user}@127.0.0.1:{self.port}/{database}"

    def make(self, name: str, template: str = "template0") -> None:
        """A new database, a copy of `template`."""
        self.admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def fresh(self, template: str = "template0") -> str:
        """A new database under a new name."""
        self.count += 1
        name = f"t{self.count}"
        self.make(name, template)
        return name

    def drop(self, name: str) -> None:
        """Throw a database away, whoever is connected."""
        self.admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        """Stop the server at once and remove its files."""
        with contextlib.suppress(psycopg.Error):
            self.admin.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)


def start(binaries: Path) -> Cluster:
    """initdb and start. As root everything runs as the system user `postgres` (PostgreSQL refuses root)."""
    folder = Path(tempfile.mkdtemp(prefix="ldpg", dir="/tmp" if os.path.isdir("/tmp") else None))
    as_other: list[str] = []
    user = getpass.getuser()
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        user = "postgres"
        as_other = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    data = folder / "d"
    options = ["--auth=trust", f"--username={user}", "--encoding=UTF8", "--locale=C", "--no-sync"]
    subprocess.run(
        [*as_other, str(binaries / "initdb"), "-D", str(data), *options],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
    )
    port = _free_port()
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": folder,
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "max_connections": 60,
        "shared_buffers": "64MB",
        "autovacuum": "off",
        "max_wal_size": "256MB",
    }
    flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*as_other, str(binaries / "postgres"), "-D", str(data), *flags],
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,
        )
    try:
        admin = _connect(port, user, process, folder / "log")
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Cluster(folder, port, user, process, admin)


def _connect(
    port: int, user: str, process: subprocess.Popen[bytes], log: Path
) -> psycopg.Connection[tuple[object, ...]]:
    deadline = time.monotonic() + 60
    while True:
        try:
            return psycopg.connect(
                host="127.0.0.1", port=port, user=user, dbname="postgres", autocommit=True
            )
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                said = log.read_text(errors="replace")
                raise RuntimeError(f"PostgreSQL did not start:\n{said}") from None
            time.sleep(0.05)  # waiting for a server process: it has no signal to wait for
