"""Alembic migrations, run by the program behind a verified backup."""
