"""Revisions in order; `storage.migrate.REVISIONS` names them so that opening a workspace needs no Alembic."""
