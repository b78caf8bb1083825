"""Addresses of shared databases: what is kept has no password, and what is kept opens the same place."""

from __future__ import annotations

import pytest

from loyalty_desktop.domain.connections import ServerAddress, address_of, without_password


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("postgresql+psycopg://anna:secret@db/shop", "postgresql+psycopg://anna@db/shop"),
        ("postgresql+psycopg://anna:a%40b@db:5433/shop", "postgresql+psycopg://anna@db:5433/shop"),
        ("postgresql+psycopg://db/shop?password=secret&sslmode=require", "postgresql+psycopg://db/shop?sslmode=require"),
        ("/home/anna/shop.loyalty", "/home/anna/shop.loyalty"),
    ],
)  # fmt: skip
def test_what_is_kept_has_no_password(url: str, kept: str) -> None:
    assert without_password(url) == kept
    assert "secret" not in address_of(url).url() if "://" in url else True


def test_an_address_comes_back_from_its_url() -> None:
    address = ServerAddress("db.example", "my shop", "anna b", 5433, "sslmode=require")
    assert address_of(address.url("p:@/ss")) == address


def test_what_is_missing_is_named() -> None:
    report = ServerAddress(host="db").validate()
    assert [f.field for f in report.errors] == ["database", "user"]
