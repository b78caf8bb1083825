"""Messages of workspaces, backups, settings and the command line."""

from __future__ import annotations

from loyalty_desktop.ui.message_tables import QT_TRANSLATE_NOOP

STORAGE = {
    "storage.not_found": QT_TRANSLATE_NOOP(
        "errors", "There is no workspace at {path}. Check the name, or make one with “init”."
    ),
    "storage.exists": QT_TRANSLATE_NOOP(
        "errors", "{path} exists already. Choose another name; nothing is ever overwritten."
    ),
    "storage.no_folder": QT_TRANSLATE_NOOP(
        "errors", "The folder {path} does not exist. Make it first, or choose another one."
    ),
    "storage.cannot_create": QT_TRANSLATE_NOOP(
        "errors", "{path} cannot be made ({reason}). Check the rights to the folder."
    ),
    "storage.cannot_open": QT_TRANSLATE_NOOP(
        "errors", "The workspace cannot be opened. Check the rights to the file and its folder."
    ),
    "storage.empty_file": QT_TRANSLATE_NOOP(
        "errors", "{path} is an empty file, not a workspace. If it was one, restore a backup."
    ),
    "storage.foreign_file": QT_TRANSLATE_NOOP(
        "errors", "This file is not a workspace of Loyalty Desktop. It was left as it is."
    ),
    "storage.foreign_database": QT_TRANSLATE_NOOP(
        "errors",
        "This PostgreSQL database holds other tables and no workspace. Make an empty database and "
        "name that one.",
    ),
    "storage.newer": QT_TRANSLATE_NOOP(
        "errors",
        "A newer version of Loyalty Desktop made this workspace (schema {found}, this program "
        "knows {known}). Update the program.",
    ),
    "storage.damaged": QT_TRANSLATE_NOOP(
        "errors", "The workspace is damaged. Restore its latest backup with “restore”."
    ),
    "storage.busy": QT_TRANSLATE_NOOP(
        "errors",
        "Another program is writing to the workspace. Wait for it to finish and try again.",
    ),
    "storage.in_use": QT_TRANSLATE_NOOP(
        "errors", "{path} is open in another window or program. Close it everywhere and try again."
    ),
    "storage.retry": QT_TRANSLATE_NOOP(
        "errors", "Somebody changed the same data at the same moment. Try again."
    ),
    "storage.disk_full": QT_TRANSLATE_NOOP(
        "errors", "The disk is full. Nothing was changed; free some space and try again."
    ),
    "storage.disk_error": QT_TRANSLATE_NOOP(
        "errors",
        "The disk reported an error. Copy the workspace to another disk and check it there.",
    ),
    "storage.read_only": QT_TRANSLATE_NOOP(
        "errors",
        "The workspace can only be read. Check the rights to the file, or to the database.",
    ),
    "storage.unreachable": QT_TRANSLATE_NOOP(
        "errors",
        "The database server does not answer. Check the address, the network and the password.",
    ),
    "storage.url": QT_TRANSLATE_NOOP(
        "errors",
        "Addresses of this kind ({scheme}) cannot be opened. Write "
        "postgresql+psycopg://user@server/database.",
    ),
    "storage.migration_failed": QT_TRANSLATE_NOOP(
        "errors",
        "The workspace could not be brought to this version (table {table}). Nothing was changed; "
        "a backup stands beside it.",
    ),
    "storage.backup_failed": QT_TRANSLATE_NOOP(
        "errors",
        "The backup {path} could not be written ({reason}). Check the folder and the disk.",
    ),
    "storage.backup_postgresql": QT_TRANSLATE_NOOP(
        "errors",
        "A PostgreSQL workspace is backed up by PostgreSQL itself: run “pg_dump -Fc -d DATABASE -f "
        "FILE”, and restore with “pg_restore -d DATABASE FILE”.",
    ),
    "storage.restore_itself": QT_TRANSLATE_NOOP(
        "errors", "{path} cannot be restored onto itself. Name a backup of it."
    ),
    "storage.restore_failed": QT_TRANSLATE_NOOP(
        "errors", "The backup could not be put in place of {path} ({reason}). Nothing was changed."
    ),
    "storage.manifest": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is no longer the backup its manifest describes. Use another backup; if you are sure "
        "of this one, delete the .json file beside it.",
    ),
    "storage.unfinished_import": QT_TRANSLATE_NOOP(
        "errors", "{count} imports were interrupted. Open Imports to resume or undo them."
    ),
    "storage.sync_folder": QT_TRANSLATE_NOOP(
        "errors",
        "The workspace lies in a synchronised folder ({folder}), which can damage it. Move it to a "
        "plain folder; for a team use PostgreSQL.",
    ),
    "storage.network_drive": QT_TRANSLATE_NOOP(
        "errors",
        "The workspace lies on a network drive ({path}), which can damage it. Move it to this "
        "computer; for a team use PostgreSQL.",
    ),
}

SETTINGS = {
    "settings.unknown": QT_TRANSLATE_NOOP("errors", "There is no setting called {name}."),
    "settings.value": QT_TRANSLATE_NOOP(
        "errors", "{value} is not a value for the setting {name}. Allowed: {allowed}."
    ),
    "settings.damaged": QT_TRANSLATE_NOOP(
        "errors", "The settings file could not be read. It was kept as {kept}; the defaults apply."
    ),
}

COMMAND_LINE = {
    "cli.no_workspace": QT_TRANSLATE_NOOP(
        "errors", "Name the workspace: --workspace FILE, or a postgresql+psycopg:// address."
    ),
    "cli.no_screen": QT_TRANSLATE_NOOP(
        "errors", "The window needs a screen, and there is none here. The commands work without."
    ),
    "cli.choose": QT_TRANSLATE_NOOP(
        "errors", "There are several; name one with {option}: {choices}."
    ),
    "cli.unknown_choice": QT_TRANSLATE_NOOP(
        "errors", "{value} is not known. Give {option} one of: {choices}."
    ),
    "cli.none_there": QT_TRANSLATE_NOOP(
        "errors",
        "The workspace has none yet for {option}. Make one first, for example with “init --quick-start”.",
    ),
    "cli.file_exists": QT_TRANSLATE_NOOP(
        "errors", "{path} exists already. Choose another name, or add --force to replace it."
    ),
    "cli.file_needed": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is the workspace or the file that is read, and is never replaced. Choose another name.",
    ),
    "cli.ending": QT_TRANSLATE_NOOP(
        "errors", "{path} cannot be written. Give a name that ends in one of: {endings}."
    ),
    "cli.encoding": QT_TRANSLATE_NOOP(
        "errors", "{value} is not an encoding. Write for example utf-8 or cp1251."
    ),
    "cli.same_file": QT_TRANSLATE_NOOP(
        "errors",
        "This very file was imported before (import {batch}). Add --force-same-file to import it again.",
    ),
    "cli.date_order": QT_TRANSLATE_NOOP(
        "errors", "“{found}” could be two dates. Say the order with --date-order: dmy, mdy or ymd."
    ),
    "cli.cannot_undo": QT_TRANSLATE_NOOP(
        "errors",
        "Import {batch} cannot be undone as a whole, and nothing was changed. The reasons follow.",
    ),
    "cli.day": QT_TRANSLATE_NOOP("errors", "{value} is not a date. Write it as 2026-01-31."),
    "cli.map": QT_TRANSLATE_NOOP(
        "errors", "{value} is not of the form COLUMN=FIELD. Example: --map E-mail=email."
    ),
}
