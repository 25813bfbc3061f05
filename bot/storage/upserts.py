"""Upserts: inserts that may meet a row that is there already, in the dialects of both databases."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Table, literal, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def insert_into(database: AsyncEngine | AsyncConnection, table: Table) -> "postgresql.Insert | sqlite.Insert":
    """An insert that knows ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    if database.dialect.name == "postgresql":
        # It takes 3 MB, and SQLite has no use for it.
        from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415

        return insert(table)
    return sqlite.insert(table)


def insert_where(
    database: AsyncEngine, table: Table, values: Mapping[str, Any], condition: ColumnElement[bool]
) -> "postgresql.Insert | sqlite.Insert":
    """The same for one row, which is added only if the condition holds as it is written."""
    row = select(
        *(
            value if isinstance(value, ColumnElement) else literal(value, table.c[name].type)
            for name, value in values.items()
        )
    ).where(condition)
    return insert_into(database, table).from_select(list(values), row)
