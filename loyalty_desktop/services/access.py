"""Let a PostgreSQL role that is not the owner work with a workspace."""

from __future__ import annotations

from loyalty_desktop.storage.grants import grant_work
from loyalty_desktop.storage.retrying import command
from loyalty_desktop.storage.unit_of_work import Storage


class AccessService:
    """Rights on a workspace of a database server. Only its owner can give them."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    @command
    def grant(self, role: str) -> None:
        """Let a role do everything that the program does, without a right to rewrite what is append-only.

        Raises StorageProblem: storage.grant_file (the workspace is a file), no_role, role_owns, not_owner.
        """
        with self._storage.write() as uow:
            grant_work(uow.conn, role)
            uow.audit("access.granted", entity="workspace", after={"role": role})
