"""Exports: a check's report as a PDF, a table or JSON, for who has to keep it.

    stored check -> evidence: one value -> formatters: words -> bot.pdf, comma_separated, spreadsheet
                                        -> document: JSON

``build`` gives what handlers ask; ``Exporter`` makes the same files for the command line.
"""

from datetime import UTC, datetime

from bot.checks import CheckService
from bot.checks.holds import HoldStore
from bot.drawings import Drawings
from bot.exports.evidence import Gatherer
from bot.exports.pictures import SlackPictures
from bot.exports.service import Exporter, ExportFile, ExportService, Outcome
from bot.exports.store import ExportStore
from bot.images import ImageNormaliser
from bot.lookups import DetailStore, LookupStore
from bot.settings import Settings
from bot.sheets import SheetStore
from bot.slack import Slack
from bot.storage import Database, Deletion, clock_of

__all__ = [
    "ExportFile",
    "ExportService",
    "ExportStore",
    "Exporter",
    "Outcome",
    "SlackPictures",
    "build",
    "gatherer",
]


def gatherer(settings: Settings, database: Database) -> Gatherer:
    """Gathers what is stored, under these settings."""
    clock = clock_of(database)
    return Gatherer(
        lookups=LookupStore(database),
        details=DetailStore(database),
        holds=HoldStore(database, clock, Deletion(database, clock)),
        default_countries=settings.countries,
        retention_days=settings.retention_days,
    )


def _now() -> datetime:
    return datetime.now(UTC)


def build(
    settings: Settings,
    database: Database,
    workspace: Slack,
    *,
    checks: CheckService,
    drawings: Drawings,
    normaliser: ImageNormaliser,
) -> ExportService:
    """Exports into the threads of one workspace."""
    sheets = SheetStore(database)
    pictures = SlackPictures(workspace.files, normaliser, drawings.known, drawings.ensure, sheets.file_of, now=_now)
    return ExportService(
        exporter=Exporter(gatherer(settings, database), pictures, now=_now),
        store=ExportStore(database, clock_of(database)),
        checks=checks,
        files=workspace.files,
    )
