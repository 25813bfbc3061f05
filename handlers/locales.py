"""The language of whoever typed a command or pressed something: what they alone see is said in it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.languages import Translator, translator
from bot.slack.user_locales import UserLocales
from handlers.origin import Origin

_LANGUAGE = "language"
"""Where Bolt's context keeps it; what it keeps is copied for what comes after the ack."""


class Locales:
    """Looks the locale up before the listener of a command or an interaction; events have authors, not askers."""

    def __init__(self, users: UserLocales) -> None:
        self._users = users

    def register(self, app: AsyncApp) -> None:
        app.use(self.note)

    async def note(
        self, body: Mapping[str, Any], context: AsyncBoltContext, next_: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Keep the language of who asks in Bolt's context."""
        if body.get("type") != "event_callback":
            context[_LANGUAGE] = await self._users.language_of(Origin.of(body, context).user_id)
        return await next_()


def translator_of(context: AsyncBoltContext) -> Translator:
    """Says what only the one who asked sees."""
    return translator(context[_LANGUAGE])
