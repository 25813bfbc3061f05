"""The reaction 🔎 on a message: it asks for a check of the message's pictures, whatever the channel's settings."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.checks.requests import NewPost
from bot.checks.service import CheckService
from bot.errors import SlackError
from bot.model import PostState
from bot.slack.conversations import SlackConversations
from bot.slack.user_locales import UserLocales
from handlers.checks.reading import PostReader, pictures_of

logger = logging.getLogger(__name__)

LOOK = "mag_right"
"""Slack's name of 🔎."""

_LOOK_S = 2.0
"""A look at Slack before the ack: with what else there is to do, Slack waits three seconds for that."""

Event = Mapping[str, Any]


class ReactionHandlers:
    def __init__(
        self,
        service: CheckService,
        conversations: SlackConversations,
        reader: PostReader,
        locales: UserLocales,
    ) -> None:
        self._service = service
        self._conversations = conversations
        self._reader = reader
        self._locales = locales

    def register(self, app: AsyncApp) -> None:
        app.event("reaction_added")(self.handle_reaction)

    async def handle_reaction(self, event: Event, context: AsyncBoltContext) -> None:
        """Whoever reacts to what has been checked, or to a message without a picture, gets no word: it may mean
        anything.

        The message is read before the ack: until it is stored, it is Slack that remembers the reaction.
        """
        item = event.get("item") or {}
        if event.get("reaction") != LOOK or item.get("type") != "message" or event["user"] == context.bot_user_id:
            return
        team_id, channel_id, ts = context.team_id or "", str(item["channel"]), str(item["ts"])
        known = await self._service.checks_on(team_id=team_id, channel_id=channel_id, message_ts=ts)
        if any(check.views for check in known or ()):
            return
        try:
            async with asyncio.timeout(_LOOK_S):
                message = await self._conversations.message(channel_id, ts)
        except SlackError as error:
            if error.may_pass:
                raise  # without an ack Slack delivers the reaction again
            logger.warning("a message could not be read", extra={"code": error.code})
            return
        if message is None or message.get("user") == context.bot_user_id or not pictures_of(message):
            return
        thread_ts = str(message.get("thread_ts") or ts)
        began = await self._service.language_of_thread(team_id=team_id, channel_id=channel_id, thread_ts=thread_ts)
        lang = began or await self._locales.language_of(str(event["user"]))
        text = str(message.get("text") or "")
        options, checks = self._reader.read(text, message, lang=lang, is_settled=began is not None)
        await self._service.receive(
            NewPost(
                team_id=team_id,
                channel_id=channel_id,
                message_ts=ts,
                thread_ts=thread_ts,
                user_id=str(event["user"]),
                options=options,
                checks=checks,
                state=PostState.WANTED,
            )
        )
