"""Where settings can be changed and by whom, and who may hold data."""

import asyncio
import logging

from bot.channels import ChannelService
from bot.errors import SlackError
from bot.languages import Translator
from bot.model import ChannelSettings, Message, Problem, ProblemKind
from bot.model.hold import MayHold
from bot.slack.conversations import SlackConversations
from bot.slack.people import People
from formatters.channels import format_settings_refused
from formatters.problems import format_refusal
from handlers.checks.shortcuts import is_elsewhere
from handlers.origin import Origin

logger = logging.getLogger(__name__)

_LOOK_S = 1.0
"""A look at Slack before the ack, for which Slack waits three seconds, and others look too."""


class ChannelAccess:
    def __init__(self, channels: ChannelService, conversations: SlackConversations, people: People) -> None:
        self._channels = channels
        self._conversations = conversations
        self._people = people

    async def refusal(self, tr: Translator, origin: Origin) -> Message | None:
        """Why this person cannot change the settings of this channel; None if they can."""
        if origin.channel_id.startswith("D"):
            return format_settings_refused(tr, "direct")
        is_shared, is_away = await asyncio.gather(
            self._is_shared(origin.channel_id), is_elsewhere(self._conversations, origin.channel_id)
        )
        if is_shared is None:
            return format_refusal(tr, Problem(ProblemKind.CHANNEL_UNKNOWN))
        if is_shared:
            return format_settings_refused(tr, "shared")
        if is_away:
            return format_refusal(tr, Problem(ProblemKind.NOT_IN_CHANNEL))
        settings = await self._channels.settings_of(origin.team_id, origin.channel_id)
        may_change = await self.may_change(settings, origin.user_id)
        if may_change is None:
            return format_settings_refused(tr, "unknown")
        return None if may_change else format_settings_refused(tr, "rights")

    async def may_change(self, settings: ChannelSettings, user_id: str) -> bool | None:
        """Whether somebody may change what these settings guard; None if Slack does not say."""
        if not settings.admins_only or user_id in settings.reviewers:
            return True
        try:
            return await self._people.is_admin(user_id)
        except (SlackError, TimeoutError) as error:
            logger.info("whether a person is an admin is not known", extra={"code": _code(error)})
            return None

    async def may_hold(self, user_id: str, *, team_id: str, channel_id: str) -> MayHold:
        """Whether somebody may hold and release the checks of a channel: its reviewers may, and if none are named the
        workspace's admins and owners.
        """
        reviewers = (await self._channels.settings_of(team_id, channel_id)).reviewers
        if reviewers:
            return MayHold.YES if user_id in reviewers else MayHold.NOT_REVIEWER
        try:
            return MayHold.YES if await self._people.is_admin(user_id) else MayHold.NO
        except (SlackError, TimeoutError) as error:
            logger.info("whether a person is an admin is not known", extra={"code": _code(error)})
            return MayHold.NOT_GRANTED if _code(error) == "missing_scope" else MayHold.UNKNOWN

    async def _is_shared(self, channel_id: str) -> bool | None:
        try:
            async with asyncio.timeout(_LOOK_S):
                return await self._conversations.is_shared(channel_id)
        except (SlackError, TimeoutError) as error:
            code = _code(error)
            if code == "channel_not_found":
                return False  # a private channel that the app is not in
            logger.warning("who shares a channel is not known", extra={"code": code})
            return None


def _code(error: SlackError | TimeoutError) -> str:
    return error.code if isinstance(error, SlackError) else "timeout"
