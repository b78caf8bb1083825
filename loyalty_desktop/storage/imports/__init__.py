"""Staging files, matching with the database, applying and undoing import batches."""
