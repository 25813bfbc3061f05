"""Answers that only one person sees: to a command, a shortcut, a button under such an answer."""

import asyncio
import logging
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncRespond
from slack_sdk.errors import SlackClientError

from bot.model import Message

logger = logging.getLogger(__name__)

_TIMEOUT_S = 10.0
PICTURE_SETTLE_S = 1.0


def as_response(message: Message) -> dict[str, Any]:
    """A message as the body of an ack or of a post to a ``response_url``."""
    body: dict[str, Any] = {"response_type": "ephemeral", "text": message.text}
    if message.blocks:
        body["blocks"] = [dict(block) for block in message.blocks]
    return body


async def tell(respond: AsyncRespond, message: Message) -> bool:
    """Answer by the ``response_url`` that came along, also where the app is no member; ever plainer, if need be.

    Whether Slack took it. Where not, there is nobody left to be told: the log has it.
    """
    rungs = [message.blocks, *message.fallbacks, ()]
    has_pictures = "slack_file" in repr(message.blocks)
    if has_pictures:
        rungs.insert(1, message.blocks)
    for rung, blocks in enumerate(rungs):
        if has_pictures and rung == 1:
            # A picture fresh from the upload may need a moment until it can be shown.
            await asyncio.sleep(PICTURE_SETTLE_S)
        body = as_response(Message(text=message.text, blocks=blocks))
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                response = await respond(**body, replace_original=False, unfurl_links=False, unfurl_media=False)
        except (aiohttp.ClientError, SlackClientError, TimeoutError, OSError) as error:
            logger.warning("an answer was not delivered", extra={"error": type(error).__name__})
            return False
        if response.status_code < 400:
            return True
        logger.warning("an answer was refused", extra={"status": response.status_code, "blocks": len(blocks)})
    return False
