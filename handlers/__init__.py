"""What comes in from Slack -> one service call -> what goes out; a folder a feature.

``build`` makes every listener from the services; ``register`` attaches them to Bolt. What is listened to here is what
``manifest.yml`` asks for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from slack_bolt.async_app import AsyncApp

from bot.channels import ChannelService, Notices
from bot.checks.holds import HoldNotices, HoldStore
from bot.checks.retractions import Retractions
from bot.checks.service import CheckService
from bot.drawings import Drawings
from bot.exports import ExportService
from bot.lookups import DetailService, LookupService
from bot.net.addresses import host_and_port
from bot.settings import Settings
from bot.similar import SimilarService
from bot.similar.older import OlderLookAlikes
from bot.slack import Slack
from bot.slack.announcements import Announcements
from bot.slack.shared_channels import Switches
from handlers.channels.access import ChannelAccess
from handlers.channels.form import SettingsHandlers
from handlers.channels.welcome import WelcomeHandlers
from handlers.checks.again import AgainHandlers
from handlers.checks.buttons import ButtonHandlers
from handlers.checks.comparisons import ComparisonHandlers
from handlers.checks.posts import PostHandlers
from handlers.checks.reactions import ReactionHandlers
from handlers.checks.reading import PostReader
from handlers.checks.shortcuts import ShortcutHandlers
from handlers.deletions.events import DeletionHandlers
from handlers.deletions.messages import DeletedMessages
from handlers.exports.form import ExportHandlers
from handlers.locales import Locales
from handlers.lookalike.command import LookalikeCommand
from handlers.lookalike.holds import HoldCommands
from handlers.own_workspace import OwnWorkspace
from handlers.patents.command import PatentHandlers
from handlers.patents.compare import CompareForm
from handlers.patents.details import DetailHandlers
from handlers.patents.direct import DirectNumbers
from handlers.patents.older import OlderHandlers
from handlers.shared_channels.filter import SharedChannels
from handlers.similar.buttons import SimilarAnswers, SimilarHandlers
from handlers.similar.form import SimilarFormHandlers


class Group(Protocol):
    """One module's listeners."""

    def register(self, app: AsyncApp) -> None: ...


@dataclass(frozen=True, slots=True)
class Listeners:
    """Every listener of the app; the filters of other workspaces and of shared channels come first."""

    groups: Sequence[Group]

    def register(self, app: AsyncApp) -> None:
        """Attach them to Bolt."""
        for group in self.groups:
            group.register(app)


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the listeners call."""

    checks: CheckService
    lookups: LookupService
    details: DetailService
    announcements: Announcements
    similar: SimilarService
    drawings: Drawings
    exports: ExportService
    holds: HoldStore
    hold_notices: HoldNotices
    retractions: Retractions
    switches: Switches
    channels: ChannelService
    notices: Notices


def build(settings: Settings, slack: Slack, services: Services, *, on_foreign: Callable[[str], None]) -> Listeners:
    """The listeners of one workspace.

    Args:
        on_foreign: told of what another workspace sent: event, interaction or command.
    """
    checks, announcements, similar = services.checks, services.announcements, services.similar
    details, drawings, switches = services.details, services.drawings, services.switches
    messages, conversations, permalinks = slack.messages, slack.conversations, slack.permalinks
    reader = PostReader(options=settings.default_options(), today=_today)
    access = ChannelAccess(services.channels, conversations, slack.people)
    settings_form = SettingsHandlers(services.channels, services.notices, access, messages, today=_today)
    shared = SharedChannels(switches, conversations, messages, slack.user_locales)
    deleted = DeletedMessages(checks, messages)
    answers = SimilarAnswers(messages, announcements, drawings)
    comparisons = CompareForm(checks, messages)
    exporting = ExportHandlers(services.exports, checks, messages)
    holding = HoldCommands(services.holds, services.hold_notices, services.retractions, access, shared, permalinks)
    patents = PatentHandlers(services.lookups, details, announcements, checks, messages, permalinks, comparisons)
    trusted = frozenset(map(host_and_port, (settings.patsnap_base_url, settings.slack_api_url)))
    return Listeners(
        (
            OwnWorkspace(slack.identity, switches, on_foreign),
            shared,
            Locales(slack.user_locales),
            DirectNumbers(patents, announcements, slack.user_locales),  # before the listener of all posts
            PostHandlers(
                checks, deleted, conversations, reader, slack.user_locales, checks_app_posts=settings.check_app_posts
            ),
            ReactionHandlers(checks, conversations, reader, slack.user_locales),
            DeletionHandlers(checks),
            ButtonHandlers(checks, messages),
            ComparisonHandlers(checks, messages, drawings, details, announcements, shared),
            AgainHandlers(checks, messages, today=reader.today),
            ShortcutHandlers(checks, conversations, reader, permalinks),
            exporting,
            LookalikeCommand(
                checks,
                conversations,
                reader,
                permalinks,
                similar,
                answers,
                shared,
                exporting,
                holds=holding,
                settings=settings_form,
                trusted=trusted,
            ),
            settings_form,
            WelcomeHandlers(checks, services.channels, services.notices, access, switches, messages),
            SimilarHandlers(similar, checks, answers, messages, conversations),
            SimilarFormHandlers(similar, answers, messages, slack.hosts),
            comparisons,
            patents,
            DetailHandlers(details, checks, messages),
            OlderHandlers(OlderLookAlikes(details=details, searches=similar), answers, messages, drawings),
        )
    )


def _today() -> date:
    return datetime.now(UTC).date()
