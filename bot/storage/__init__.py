"""The database: tables, migrations, connections, retries and deletion."""
