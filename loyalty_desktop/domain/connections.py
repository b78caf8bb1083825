"""Addresses of shared databases: their parts, and the URL with and without its password."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit, urlunsplit

from loyalty_desktop.domain.validation import Finding, ValidationReport

SCHEME = "postgresql+psycopg"
PORT = 5432


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a shared workspace lies. The password is no part of it: it is asked for and never kept."""

    host: str = ""
    database: str = ""
    user: str = ""
    port: int = PORT
    options: str = ""  # further parameters of the URL, such as sslmode=require

    def url(self, password: str = "") -> str:
        """Returns the URL that opens the workspace."""
        who = quote(self.user, safe="")
        if who and password:
            who += f":{quote(password, safe='')}"
        at = f"{who}@" if who else ""
        port = "" if self.port == PORT else f":{self.port}"
        tail = f"?{self.options}" if self.options else ""
        return f"{SCHEME}://{at}{self.host}{port}/{quote(self.database, safe='')}{tail}"

    def validate(self) -> ValidationReport:
        """Everything wrong with it that can be seen without the server."""
        needed = {"host": self.host, "database": self.database, "user": self.user}
        return ValidationReport(
            tuple(Finding(name, "setup.missing") for name, value in needed.items() if not value)
        )


def address_of(url: str) -> ServerAddress:
    """Returns the parts of a URL; its password, wherever it stands, is dropped."""
    parts = urlsplit(url)
    options = [(k, v) for k, values in parse_qs(parts.query).items() for v in values if k != "password"]  # fmt: skip
    try:
        port = parts.port or PORT
    except ValueError:
        port = PORT
    return ServerAddress(
        host=parts.hostname or "",
        database=unquote(parts.path.lstrip("/")),
        user=unquote(parts.username or ""),
        port=port,
        options=urlencode(options),
    )


def without_password(target: str) -> str:
    """Returns a path or a URL as it may be kept: a URL loses its password."""
    if "://" not in target:
        return target
    parts = urlsplit(target)
    query = urlencode([(k, v) for k, values in parse_qs(parts.query).items() for v in values if k != "password"])  # fmt: skip
    who = parts.netloc.rpartition("@")[0].partition(":")[0]
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, f"{who}@{place}" if who else place, parts.path, query, ""))
