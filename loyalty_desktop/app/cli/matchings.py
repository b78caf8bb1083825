"""The command for named matchings of columns: list them, rename one, delete one."""

from __future__ import annotations

import argparse

from loyalty_desktop.app import bootstrap
from loyalty_desktop.app.cli.choices import present
from loyalty_desktop.app.cli.output import DONE, say_json, say_table
from loyalty_desktop.domain.errors import InvalidInput
from loyalty_desktop.domain.kinds import ImportKind

ACTIONS = ("list", "rename", "delete")


def run(arguments: argparse.Namespace) -> int:
    """List the matchings (of one kind), rename one, or delete one."""
    kind = None if arguments.kind is None else ImportKind(arguments.kind)
    needed = {"list": 0, "delete": 1, "rename": 2}[arguments.action]
    given = [name for name in (arguments.name, arguments.new_name) if name is not None]
    if len(given) != needed or (needed and kind is None):
        raise InvalidInput("cli.matchings")
    with bootstrap.services_over(present(arguments)) as services:
        if kind is not None and arguments.action == "rename":
            services.matchings.rename(kind, *given)
        elif kind is not None and arguments.action == "delete":
            services.matchings.delete(kind, *given)
        rows = services.matchings.list(kind)
    if arguments.json:
        say_json(
            {
                "matchings": [
                    {
                        "kind": row.kind,
                        "name": row.name,
                        "columns": [
                            {"column": column, "field": field}
                            for column, field in zip(row.headers, row.fields, strict=True)
                        ],
                        "options": row.options,
                    }
                    for row in rows
                ]
            }
        )
        return DONE
    say_table(
        ["kind", "name", "columns"],
        [
            (
                row.kind.value,
                row.name,
                ", ".join(
                    f"{column} = {field}"
                    for column, field in zip(row.headers, row.fields, strict=True)
                    if field
                ),
            )
            for row in rows
        ],
    )
    return DONE
