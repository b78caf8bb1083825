"""The only SQLAlchemy: engine, unit of work, tables, queries, bulk writes, migrations, backups."""
