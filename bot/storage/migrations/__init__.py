"""Alembic migrations of the schema in ``bot.storage.tables``."""

from pathlib import Path

HERE = Path(__file__).parent


def newest_revision() -> str:
    """The revision of a schema that is up to date: files of migrations are named after theirs, in their order."""
    return max(path.name.partition("_")[0] for path in (HERE / "versions").glob("[0-9]*.py"))
