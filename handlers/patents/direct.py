"""A patent number in a direct message to the app: looked up as ``/patent`` does, and answered in its thread."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.errors import SlackError
from bot.languages import translator
from bot.lookups import Asker
from bot.numbers import sure_numbers
from bot.slack.announcements import Announcements, Draft
from bot.slack.user_locales import UserLocales
from handlers.answers import acknowledge
from handlers.patents.command import PatentHandlers

logger = logging.getLogger(__name__)

Event = Mapping[str, Any]


async def is_number_alone(event: Event) -> bool:
    """Whether a person wrote the app directly, and nothing but numbers: only that is looked up unasked."""
    return (
        event.get("channel_type") == "im"
        and bool(event.get("user"))
        and not (event.get("subtype") or event.get("bot_id") or event.get("files") or event.get("attachments"))
        and sure_numbers(str(event.get("text") or "")) != ()
    )


class DirectNumbers:
    """Comes before the listener of all other posts: of several, Bolt calls the first that takes an event."""

    def __init__(self, patents: PatentHandlers, announcements: Announcements, locales: UserLocales) -> None:
        self._patents = patents
        self._announcements = announcements
        self._locales = locales

    def register(self, app: AsyncApp) -> None:
        app.event("message", matchers=[is_number_alone])(ack=acknowledge, lazy=[self.handle_numbers])

    async def handle_numbers(self, event: Event, context: AsyncBoltContext) -> None:
        """Look them up, and post the answer once, however often Slack delivers the message."""
        team_id, channel_id, ts = context.team_id or "", str(event["channel"]), str(event["ts"])
        key = f"{team_id}/{channel_id}/{ts}/numbers"
        if await self._announcements.stands(key):
            return
        user_id = str(event["user"])
        tr = translator(await self._locales.language_of(user_id))
        asker = Asker(team_id=team_id, channel_id=channel_id, user_id=user_id)
        numbers = sure_numbers(str(event["text"]))
        try:
            await self._announcements.post(
                Draft(
                    key=key,
                    kind="lookalike_patent",
                    channel_id=channel_id,
                    thread_ts=str(event.get("thread_ts") or ts),
                    message=await self._patents.answer(tr, numbers, asker, may_share=False),
                )
            )
        except SlackError as error:
            logger.warning("an answer was not delivered", extra={"code": error.code})
