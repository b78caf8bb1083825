"""The only package that uses SQLAlchemy: engine, unit of work, tables, queries, bulk writes, migrations, backups."""
