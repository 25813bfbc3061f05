"""The language of a person, by the locale that Slack knows of them."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackError
from bot.languages import Translator, nearest_language, translator
from bot.model import Language
from bot.slack.web_api import SlackWebApi

logger = logging.getLogger(__name__)

_LOOK_S = 0.5
"""A look at Slack before the ack, for which Slack waits three seconds, and others may look too."""

_KNOWN_S = 10.0
"""Presses in a row ask once; who chooses another language is answered in it at once."""
_FAILED_S = 60.0
_WITHOUT_SCOPE_S = 3600.0
_REMEMBERED = 10_000


class UserLocales:
    """Asks Slack, which takes the optional scope ``users:read``.

    Args:
        client: with no retry handlers, see ``SlackWebApi``.
        default: the language of whoever has no locale that is near one, or if Slack does not say in time.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        web_api: SlackWebApi,
        *,
        default: Language,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._web_api = web_api
        self._default = default
        self._clock = clock
        self._known: OrderedDict[str, tuple[Language, float]] = OrderedDict()

    async def language_of(self, user_id: str) -> Language:
        """The language to speak to a person in; the default one for nobody."""
        if not user_id.startswith(("U", "W")):  # an app has no locale
            return self._default
        known = self._known.get(user_id)
        if known and known[1] > self._clock():
            return known[0]
        try:
            async with asyncio.timeout(_LOOK_S):
                language, kept_s = await self._ask(user_id), _KNOWN_S
        except (SlackError, TimeoutError) as error:
            code = error.code if isinstance(error, SlackError) else "timeout"
            if not known:
                logger.info("a person's locale is not known", extra={"code": code})
            # What was known before is better than what everybody gets.
            language = known[0] if known else self._default
            kept_s = _WITHOUT_SCOPE_S if code == "missing_scope" else _FAILED_S
        self._known[user_id] = (language, self._clock() + kept_s)
        self._known.move_to_end(user_id)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return language

    async def translator_for(self, user_id: str) -> Translator:
        """Says to a person what nobody else sees."""
        return translator(await self.language_of(user_id))

    async def _ask(self, user_id: str) -> Language:
        call = self._client.users_info(user=user_id, include_locale=True)
        user = (await self._web_api.run("users.info", call)).get("user") or {}
        return nearest_language(str(user.get("locale") or "")) or self._default
