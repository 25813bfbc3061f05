"""Answers that only one person sees: to a command, a shortcut, a button under such an answer."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.errors import SlackClientError

from bot.errors import LookalikeError, SlackError
from bot.languages import Translator
from bot.model import Block, Message, Problem, ProblemKind
from bot.slack.fallbacks import RESPONSE_REFUSED, offer, rungs_of
from bot.slack.messages import SlackMessages
from bot.slack.web_api import slack_error
from formatters.problems import format_refusal

logger = logging.getLogger(__name__)

_TIMEOUT_S = 10.0
_TRIES = 4
"""A ``response_url`` may be used five times, the "Looking up…" before the answer included."""


def as_response(message: Message) -> dict[str, Any]:
    """A message as the body of an ack or of a post to a ``response_url``."""
    body: dict[str, Any] = {"response_type": "ephemeral", "text": message.text}
    if message.blocks:
        body["blocks"] = [dict(block) for block in message.blocks]
    return body


async def tell(respond: AsyncRespond, message: Message) -> bool:
    """Answer by the ``response_url`` that came along, also if the app is no member; ever plainer, if need be.

    Whether Slack took it. If not, there is nobody left to be told: the log has it.
    """

    async def send(blocks: Sequence[Block]) -> None:
        body = as_response(Message(text=message.text, blocks=tuple(blocks)))
        async with asyncio.timeout(_TIMEOUT_S):
            response = await respond(**body, replace_original=False, unfurl_links=False, unfurl_media=False)
        if response.status_code >= 400:
            raise slack_error(RESPONSE_REFUSED, "response_url")

    try:
        await offer(rungs_of(message, most_tries=_TRIES), send)
    except (SlackError, aiohttp.ClientError, SlackClientError, TimeoutError, OSError) as error:
        logger.warning("an answer was not delivered", extra={"error": type(error).__name__})
        return False
    return True


async def tell_presser(
    messages: SlackMessages, respond: AsyncRespond, body: Mapping[str, Any], message: Message
) -> None:
    """Answer who pressed a button: under a message of the channel in its thread, else where the answer was."""
    container = body["container"]
    if container.get("is_ephemeral"):
        await tell(respond, message)
        return
    thread_ts = container.get("thread_ts") or container["message_ts"]
    try:
        await messages.tell(str(body["channel"]["id"]), str(body["user"]["id"]), thread_ts, message)
    except SlackError as error:
        logger.warning("an answer was not delivered", extra={"code": error.code})


async def acknowledge(ack: AsyncAck) -> None:
    """The first half of a listener whose second takes longer than Slack waits."""
    await ack()


async def told_of_failure(
    tr: Translator, work: Awaitable[None], tell_person: Callable[[Message], Awaitable[object]]
) -> None:
    """Do something that a person waits for; if it fails, tell that person why.

    Nothing is behind a lazy listener that would: what it raises is only logged. Cancelled, it ends with a word too.
    """
    try:
        await work
    except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - a person learns of it
        await tell_person(format_refusal(tr, problem_of(error)))


def problem_of(error: BaseException) -> Problem:
    """What to tell a person who waits; an unforeseen error gets an id that is both shown and logged."""
    if isinstance(error, LookalikeError):
        return error.problem
    if isinstance(error, asyncio.CancelledError):  # only a stop cancels a listener, see ``LazyListeners``
        return Problem(ProblemKind.RESTARTING)
    error_id = secrets.token_hex(4)
    logger.error("unforeseen error %s", error_id, exc_info=error)
    return Problem(ProblemKind.INTERNAL, {"error_id": error_id})
