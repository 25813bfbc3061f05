"""Alembic migrations of the schema in ``bot.checks.tables``."""
