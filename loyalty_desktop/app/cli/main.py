"""The command line: the same services as the window, no Qt. Without a command it opens the window.

Exit codes: 0 done, 1 refused or failed (one sentence on stderr says why), 2 wrong use, 3 rows were rejected.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from loyalty_desktop import __version__
from loyalty_desktop.app import logging_setup, paths
from loyalty_desktop.app.cli import audit, matchings, sheets
from loyalty_desktop.app.cli import workspaces as commands
from loyalty_desktop.app.cli.output import DONE, REFUSED, exit_code_of, say_error, say_notice
from loyalty_desktop.domain.errors import Cancelled, InvalidInput, LoyaltyError
from loyalty_desktop.words.sheet_kinds import KIND_WORDS

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - its only name

EXIT_CODES = """exit codes:
  0  done
  1  refused or failed: the message on stderr says why
  2  wrong use: the command line itself is wrong
  3  import done (with --dry-run: rehearsed), but some rows were rejected,
     or some of several files were refused
"""


ACCEPT_LOSS = "go on with a workspace that lacks confirmed changes, without them"


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands and options."""
    top = argparse.ArgumentParser(
        prog="loyalty-desktop",
        description="The workstation of a loyalty manager. Without a command the window opens.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"Loyalty Desktop {__version__}")
    _workspace_option(top, default=None)
    top.add_argument("--accept-loss", action="store_true", default=False, help=ACCEPT_LOSS)
    chosen = top.add_subparsers(dest="command", metavar="COMMAND")
    _workspaces(chosen)
    _sheets(chosen)
    _ledger(chosen)
    return top


def _workspace_option(to: argparse.ArgumentParser, default: str | None) -> None:
    to.add_argument(
        "--workspace",
        metavar="FILE|URL",
        default=default,
        help="workspace file, or postgresql+psycopg://user@server/database",
    )


def _command(
    chosen: _Commands,
    name: str,
    run: Callable[[argparse.Namespace], int],
    text: str,
) -> argparse.ArgumentParser:
    made = chosen.add_parser(
        name,
        help=text,
        description=text,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    # Suppressed, so that the option before the command is not overwritten by this one's default.
    made.add_argument(
        "--workspace", metavar="FILE|URL", default=argparse.SUPPRESS, help="as before the command"
    )
    made.add_argument(
        "--accept-loss", action="store_true", default=argparse.SUPPRESS, help=ACCEPT_LOSS
    )
    made.add_argument("--json", action="store_true", help="print one JSON object")
    made.set_defaults(run=run)
    return made


def _workspaces(chosen: _Commands) -> None:
    init = _command(chosen, "init", commands.init, "Make an empty workspace.")
    init.add_argument(
        "--quick-start",
        action="store_true",
        help="also make a program with points and tiers, as the wizard does with its defaults",
    )
    init.add_argument(
        "--phone-region",
        default="",
        metavar="COUNTRY",
        help="country of phones without a code, as two letters; forms and imports use it",
    )
    init.add_argument(
        "--grant-to",
        metavar="ROLE",
        help="PostgreSQL: let this role work there, without a right to rewrite the past",
    )
    grant = _command(
        chosen, "grant", commands.grant, "PostgreSQL: let a role work here that is not the owner."
    )
    grant.add_argument("role", metavar="ROLE", help="a role that exists and is no superuser")
    _command(chosen, "demo", commands.demo, "Make a workspace with the demonstration data.")
    backup = _command(chosen, "backup", commands.backup, "Back the workspace up and verify it.")
    backup.add_argument("out", nargs="?", type=Path, metavar="OUT", help="file to make")
    restore = _command(
        chosen, "restore", commands.restore, "Put a backup back; the present state is saved first."
    )
    restore.add_argument("backup", type=Path, metavar="BACKUP")
    _command(
        chosen, "self-check", commands.self_check, "Check program, workspace and surroundings."
    )


def _sheets(chosen: _Commands) -> None:
    load = _command(chosen, "import", sheets.import_files, "Bring spreadsheets in.")
    load.add_argument("kind", choices=tuple(KIND_WORDS), metavar="KIND")
    load.add_argument(
        "file", type=Path, nargs="+", metavar="FILE", help="each file is an import of its own"
    )
    load.add_argument(
        "--profile", metavar="NAME", help="read the columns as the matching saved under this name"
    )
    load.add_argument(
        "--save-profile",
        metavar="NAME",
        help="save how the columns were read under this name, in place of an earlier one; not with --dry-run",
    )
    load.add_argument("--sheet", help="name of the sheet (default: the first visible one)")
    load.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="column by header or letters; repeat for more; an empty FIELD ignores the column",
    )
    load.add_argument("--key", help="field by which profiles are found (default: external_id)")
    load.add_argument("--mode", choices=["both", "only_new", "only_update"], help="default: both")
    load.add_argument("--header-row", type=int, help="row of the header, 0 for none")
    load.add_argument("--date-order", choices=["dmy", "mdy", "ymd"])
    load.add_argument("--decimal-sign", choices=[",", "."])
    load.add_argument(
        "--phone-region",
        default="",
        metavar="COUNTRY",
        help="country of phones without a code, as two letters (default: the workspace's setting)",
    )
    load.add_argument("--encoding", help="code page of a text file")
    load.add_argument(
        "--tier-until",
        metavar="DATE",
        help="last day of tiers that the sheet sets by hand (default: 12 months on)",
    )
    load.add_argument("--dry-run", action="store_true", help="rehearse only; nothing is written")
    load.add_argument(
        "--force-same-file", action="store_true", help="import a finished file once more"
    )
    load.add_argument(
        "--all-rows",
        action="store_true",
        help="take rows in that look like totals or like notes below the table",
    )
    load.add_argument("--rejected", type=Path, metavar="OUT.xlsx", help="save rejected rows here")
    load.add_argument("--force", action="store_true", help="replace an existing OUT.xlsx")
    _where(load)
    named = _command(
        chosen, "matchings", matchings.run, "List, rename or delete saved matchings of columns."
    )
    named.add_argument("action", choices=matchings.ACTIONS, metavar="|".join(matchings.ACTIONS))
    named.add_argument("kind", nargs="?", choices=tuple(KIND_WORDS), metavar="KIND")
    named.add_argument("name", nargs="?", metavar="NAME")
    named.add_argument("new_name", nargs="?", metavar="NEW_NAME", help="rename: the new name")
    again = _command(
        chosen,
        "resume",
        sheets.resume,
        "Finish an import that was interrupted while it was applied.",
    )
    again.add_argument("batch", type=int, metavar="BATCH")
    undo = _command(chosen, "undo-import", sheets.undo_import, "Take a whole import back.")
    undo.add_argument("batch", type=int, metavar="BATCH")
    export = _command(chosen, "export", sheets.export, "Write a list as a workbook or CSV file.")
    export.add_argument("kind", type=_list_name, metavar="KIND")
    export.add_argument("out", type=Path, metavar="OUT")
    export.add_argument("--force", action="store_true", help="replace an existing file")
    _where(export)
    template = _command(chosen, "template", sheets.template, "Write an empty sheet to fill in.")
    template.add_argument("kind", choices=tuple(KIND_WORDS), metavar="KIND")
    template.add_argument("out", type=Path, metavar="OUT")
    template.add_argument("--force", action="store_true", help="replace an existing file")
    template.add_argument(
        "--language", choices=("en", "ru"), default="en", help="language of the sheet (default: en)"
    )
    _where(template)


def _list_name(text: str) -> str:
    """Return the name of a list that can be exported. The names are loaded only when an export asks for them."""
    from loyalty_desktop.services.export_lists import export_lists

    if text not in export_lists():
        names = ", ".join(export_lists())
        raise argparse.ArgumentTypeError(f"invalid choice: {text!r} (choose from {names})")
    return text


def _where(to: argparse.ArgumentParser) -> None:
    to.add_argument("--database", metavar="ID", help="profile database by external ID")
    to.add_argument("--program", metavar="ID", help="program by external ID")
    to.add_argument("--points-type", metavar="ID", help="points type by external ID")


def _ledger(chosen: _Commands) -> None:
    close = _command(chosen, "close-day", commands.close_day, "Run the daily close.")
    close.add_argument("--as-of", metavar="DATE", help="close through this day (2026-01-31)")
    close.add_argument(
        "--ahead",
        action="store_true",
        help="also close days that have not come yet: points really expire",
    )
    _command(chosen, "prove", commands.prove, "Recompute the ledger; 0 differences or exit code 1.")
    trail = _command(chosen, "audit", audit.run, "Seal the audit trail, or list its records.")
    trail.add_argument(
        "action",
        choices=audit.ACTIONS,
        metavar="|".join(audit.ACTIONS),
        help="seal: make a seal and print the last ones; list: the last records",
    )
    trail.add_argument("--participant", metavar="KEY", help="list: records of one participant")
    trail.add_argument("--program", metavar="ID", help="list: records of one program's set-up")
    trail.add_argument(
        "--limit", type=int, default=10, metavar="N", help="how many to print (default: 10)"
    )
    balance = _command(chosen, "balance", commands.balance, "Balances of one participant.")
    balance.add_argument("key", metavar="KEY", help="external ID, email or phone of the profile")
    balance.add_argument("--program", metavar="ID", help="program by external ID")


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    arguments = parser().parse_args(argv)
    logging_setup.start_logging(paths.log_dir())
    try:
        if arguments.accept_loss and arguments.workspace:
            from loyalty_desktop.app import bootstrap

            bootstrap.accept_loss(arguments.workspace)
        if arguments.command is None:
            return _window(arguments.workspace, sys.argv if argv is None else list(argv))
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except LoyaltyError as error:
        logging_setup.LOG.info("refused: %s", error.code)
        say_error(error)
        return exit_code_of(error)
    except Cancelled:
        return REFUSED
    except KeyboardInterrupt:
        return REFUSED
    except BrokenPipeError:  # whoever reads our output has closed it
        sys.stderr.close()
        return DONE
    except Exception as error:  # noqa: BLE001 - the last border: a bug becomes an incident
        incident = logging_setup.log_incident(error)
        print(
            f"Something went wrong inside the program (incident {incident}; the log in "
            f"{paths.log_dir()} tells where).",
            file=sys.stderr,
        )
        return REFUSED
    finally:
        logging_setup.stop_logging()


def _window(workspace: str | None, argv: list[str]) -> int:
    if not _screen():
        raise InvalidInput("cli.no_screen")
    from loyalty_desktop.app import settings

    chosen, notices = settings.load(paths.config_dir())
    for notice in notices:
        say_notice(notice)
    from loyalty_desktop.app.window import desktop as window

    return window.run(workspace, chosen, argv)


def _screen() -> bool:
    """Return whether Qt finds a screen; without one it would abort the process."""
    named = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)
