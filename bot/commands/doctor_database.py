"""What ``lookalike doctor`` finds about the database: schema, encoding, rights; a file's owner and the room for it."""

import os
import shutil
from pathlib import Path

from bot.commands.finding import Finding
from bot.errors import SettingsError
from bot.languages import Translator
from bot.storage.database import create_engine, read_url, schema_is_current
from bot.storage.file_lock import owner_of, require_one_name
from formatters.sentences import in_words

_LEAST_FREE_MB = 100
"""Some ten thousand checks; below it SQLite will soon have no room for one."""


async def examine_database(tr: Translator, database_url: str) -> Finding:
    """Look at it; nothing is made or changed."""
    what = tr("doctor-database")
    try:
        path = read_url(database_url).path
        if path and (parent := _examine_unborn(tr, Path(path))):
            return parent
        if path:
            require_one_name(path)
        engine = create_engine(database_url)
        try:
            current = await schema_is_current(engine)
        finally:
            await engine.dispose()
    except SettingsError as error:
        return Finding(what=what, works=False, sentence=in_words(tr, error.sentences[0]))
    sentence = tr("doctor-database-works" if current else "doctor-database-old")
    return _examine_file(tr, path, sentence) if path else Finding(what=what, works=True, sentence=sentence)


def _examine_file(tr: Translator, path: str, sentence: str) -> Finding:
    file = Path(path).resolve()
    free_mb = shutil.disk_usage(file.parent).free // 1_000_000
    facts: dict[str, str | int] = {"file": str(file), "megabytes": free_mb}
    if free_mb < _LEAST_FREE_MB:
        return Finding(what=tr("doctor-database"), works=False, sentence=tr("doctor-database-room", **facts))
    owner = owner_of(path)
    where = tr("doctor-database-file", **facts)
    if owner is not None:
        where = tr("doctor-database-file-owned", process=owner or "?", **facts)
    return Finding(what=tr("doctor-database"), works=True, sentence=f"{sentence} {where}")


def _examine_unborn(tr: Translator, path: Path) -> Finding | None:
    """For a file that the first run will make: looking must not be what makes it."""
    if path.exists():
        return None
    parent = next(parent for parent in path.absolute().parents if parent.exists())
    if parent.is_dir() and os.access(parent, os.W_OK | os.X_OK):
        return Finding(what=tr("doctor-database"), works=True, sentence=tr("doctor-database-unborn", file=str(path)))
    sentence = tr("doctor-database-impossible", file=str(path), directory=str(parent))
    return Finding(what=tr("doctor-database"), works=False, sentence=sentence)
