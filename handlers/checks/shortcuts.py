"""The shortcut in a message's menu that checks pictures posted where, or when, the app was not listening."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond

from bot.checks.requests import NewPost
from bot.checks.service import CheckService
from bot.errors import SlackError
from bot.languages import Translator
from bot.model import Check, Message, PostState, Problem, ProblemKind
from bot.slack.conversations import SlackConversations
from bot.slack.permalinks import Permalinks
from formatters.actions import CHECK_MESSAGE
from formatters.lookalike import format_known
from formatters.problems import format_refusal
from handlers.answers import tell
from handlers.checks.reading import PostReader, pictures_of, why_no_picture
from handlers.locales import translator_of
from handlers.origin import Origin

logger = logging.getLogger(__name__)

_LOOK_S = 1.0
"""A look at Slack before the ack, for which Slack waits three seconds, and others look too."""

Shortcut = Mapping[str, Any]


async def is_elsewhere(conversations: SlackConversations, channel_id: str) -> bool:
    """Whether the app is certainly not in a conversation; if that cannot be told in time, it may be."""
    try:
        async with asyncio.timeout(_LOOK_S):
            return not await conversations.has_app(channel_id)
    except (SlackError, TimeoutError) as error:
        logger.info("membership is not known", extra={"error": str(error) or type(error).__name__})
        return False


def links_of(checks: Sequence[Check], permalinks: Permalinks) -> dict[str, str]:
    """Check id -> the address of its reply, for those that have one."""
    return {
        check.id: permalinks.to(check.post.channel_id, check.reply_ts, thread_ts=check.post.thread_ts)
        for check in checks
        if check.reply_ts
    }


class ShortcutHandlers:
    def __init__(
        self, service: CheckService, conversations: SlackConversations, reader: PostReader, permalinks: Permalinks
    ) -> None:
        self._service = service
        self._conversations = conversations
        self._reader = reader
        self._permalinks = permalinks

    def register(self, app: AsyncApp) -> None:
        app.shortcut(CHECK_MESSAGE)(self.handle_check)

    async def handle_check(
        self, ack: AsyncAck, shortcut: Shortcut, respond: AsyncRespond, context: AsyncBoltContext
    ) -> None:
        """What is asked for is stored before the ack; the progress message is its answer."""
        answer = await self._check(translator_of(context), shortcut, Origin.of(shortcut, context))
        await ack()
        if answer is not None:
            await tell(respond, answer)

    async def _check(self, tr: Translator, shortcut: Shortcut, origin: Origin) -> Message | None:
        """Start the checks of a message; what to tell instead, if there is nothing to start."""
        message = shortcut["message"]
        team_id, channel_id, message_ts = origin.team_id, origin.channel_id, str(message["ts"])
        if not pictures_of(message):
            return format_refusal(tr, why_no_picture(message))
        known = await self._service.checks_on(team_id=team_id, channel_id=channel_id, message_ts=message_ts)
        checked = [check for check in known or () if check.views]
        if checked:
            return format_known(tr, checked, links_of(checked, self._permalinks))
        if await is_elsewhere(self._conversations, channel_id):
            return format_refusal(tr, Problem(ProblemKind.NOT_IN_CHANNEL))
        thread_ts = str(message.get("thread_ts") or message_ts)
        lang = await self._service.language_of_thread(team_id=team_id, channel_id=channel_id, thread_ts=thread_ts)
        options, checks = self._reader.read(
            str(message.get("text") or ""), message, lang=lang or tr.language, is_settled=lang is not None
        )
        await self._service.receive(
            NewPost(
                team_id=team_id,
                channel_id=channel_id,
                message_ts=message_ts,
                thread_ts=thread_ts,
                user_id=origin.user_id,
                options=options,
                checks=checks,
                state=PostState.WANTED,
            )
        )
        return None
