"""Channels shared with another organisation (Slack Connect): the app is silent there until somebody lets it speak.

The filter runs before every listener and is closed by default: in such a channel only what ``SAFE`` lists is heard
before somebody of the own workspace has typed ``/lookalike on``. Whoever adds a listener that says nothing to the
channel adds it to the list; one that is not listed is refused.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond

from bot.errors import SlackError
from bot.languages import Translator
from bot.model import Message, Problem, ProblemKind
from bot.slack.conversations import SlackConversations
from bot.slack.messages import SlackMessages
from bot.slack.shared_channels import Switches
from bot.slack.user_locales import UserLocales
from formatters.actions import (
    ASK_NOT,
    CANCEL_CHECKS,
    COMPARISONS_ALL,
    COMPARISONS_FILTER,
    COMPARISONS_FORM,
    COMPARISONS_TABLE,
    COMPARISONS_TURNS,
    DETAILS_BUTTONS,
    PATENT_DETAILS,
    PATENT_LOOK_UP,
    PATENT_READING,
    REPORT_COMPARISONS,
    REPORT_DETAILS,
)
from formatters.lookalike import format_switched
from formatters.problems import format_refusal
from handlers.answers import tell
from handlers.deletions.messages import is_deletion
from handlers.origin import Origin, channel_of

logger = logging.getLogger(__name__)

_LOOK_S = 1.0
"""A look at Slack before the ack, for which Slack waits three seconds, and others may look too."""

SAFE_EVENTS = frozenset(
    {
        "app_uninstalled",
        "channel_deleted",
        "channel_shared",
        "channel_unarchive",
        "channel_unshared",
        "file_deleted",
        "file_shared",
        "group_deleted",
        "group_unarchive",
        "member_joined_channel",
        "tokens_revoked",
    }
)
"""Events of which nothing is said; so is a message that was deleted."""

SAFE_BUTTONS = frozenset(
    {
        ASK_NOT,
        CANCEL_CHECKS,
        COMPARISONS_ALL,
        COMPARISONS_FILTER,
        COMPARISONS_TABLE,
        *COMPARISONS_TURNS,
        PATENT_DETAILS,
        PATENT_LOOK_UP,
        PATENT_READING,
        REPORT_COMPARISONS,
        REPORT_DETAILS,
        *DETAILS_BUTTONS,
    }
)
"""Buttons whose answer only the one who pressed sees, or that call something off; the one that posts a table asks for
itself whether it may speak."""

SAFE_FORMS = frozenset({COMPARISONS_FORM})
"""Forms whose answer only the one who sent it sees."""

SAFE_COMMANDS = frozenset({"/lookalike", "/patent"})
"""Answered to the one who typed; ``/lookalike check`` asks for itself whether it may speak."""

SAFE = SAFE_EVENTS | SAFE_BUTTONS | SAFE_FORMS | SAFE_COMMANDS

_REMEMBERED = 1000

Body = Mapping[str, Any]
Event = Mapping[str, Any]


class SharedChannels:
    def __init__(
        self, switches: Switches, conversations: SlackConversations, messages: SlackMessages, locales: UserLocales
    ) -> None:
        self._switches = switches
        self._conversations = conversations
        self._messages = messages
        self._locales = locales
        self._told: OrderedDict[str, None] = OrderedDict()
        self._tasks: set[asyncio.Task[object]] = set()

    def register(self, app: AsyncApp) -> None:
        app.use(self.filter)
        app.event("channel_shared")(self.handle_shared)
        app.event("channel_unshared")(self.handle_unshared)

    async def filter(
        self,
        body: Body,
        context: AsyncBoltContext,
        ack: AsyncAck,
        respond: AsyncRespond,
        next_: Callable[[], Awaitable[BoltResponse]],
    ) -> BoltResponse:
        """Pass on what may be heard; whatever else is acked, and nothing comes of it."""
        if body.get("type") == "event_callback":
            may_pass = await self._hears(body, context)
        else:
            may_pass = await self._obeys(body, context, respond)
        return await (next_() if may_pass else ack())

    async def handle_shared(self, event: Event) -> None:
        self._conversations.note_shared(str(event["channel"]), is_shared=True)

    async def handle_unshared(self, event: Event, context: AsyncBoltContext) -> None:
        """The channel is the workspace's own again; should it be shared once more, it is silent once more."""
        if not event.get("is_ext_shared"):
            channel_id = str(event["channel"])
            self._conversations.note_shared(channel_id, is_shared=False)
            await self._switches.turn_off(team_id=_own_team(context), channel_id=channel_id)

    async def refusal(self, tr: Translator, *, team_id: str, channel_id: str) -> Message | None:
        """Why the app keeps silent in a channel; None if it need not."""
        if await self._switches.is_on(team_id=team_id, channel_id=channel_id):
            return None
        is_shared = await self._is_shared(channel_id)
        if is_shared is None:
            return format_refusal(tr, Problem(ProblemKind.CHANNEL_UNKNOWN))
        return format_refusal(tr, Problem(ProblemKind.SILENT_HERE)) if is_shared else None

    async def switch(self, tr: Translator, *, team_id: str, channel_id: str, on: bool) -> Message:
        """Turn the app on or off in a channel; what to tell who asked for it."""
        is_shared = await self._is_shared(channel_id)
        if is_shared is None:
            return format_refusal(tr, Problem(ProblemKind.CHANNEL_UNKNOWN))
        if is_shared and on:
            await self._switches.turn_on(team_id=team_id, channel_id=channel_id)
        else:
            await self._switches.turn_off(team_id=team_id, channel_id=channel_id)
        return format_switched(tr, on=on, is_shared=is_shared)

    async def _hears(self, body: Body, context: AsyncBoltContext) -> bool:
        event = body["event"]
        channel_id = event.get("channel") or (event.get("item") or {}).get("channel")  # of a reaction: its message's
        if event.get("type") in SAFE_EVENTS or not isinstance(channel_id, str):
            return True
        is_shared = bool(body.get("is_ext_shared_channel"))
        self._conversations.note_shared(channel_id, is_shared=is_shared)
        team_id = _own_team(context)
        if not is_shared or is_deletion(event):
            return True
        if await self._switches.is_on(team_id=team_id, channel_id=channel_id):
            return True
        if event["type"] == "app_mention" and event.get("user") and not is_foreign(event, context):
            self._tell_once(str(body.get("event_id") or ""), event, channel_id)
        return False

    async def _obeys(self, body: Body, context: AsyncBoltContext, respond: AsyncRespond) -> bool:
        team_id, channel_id, asked_for = _own_team(context), channel_of(body), _asked_for(body)
        if not channel_id or asked_for <= SAFE_COMMANDS:
            return True
        if is_foreign(body.get("user") or {}, context):
            return await self._switches.is_on(team_id=team_id, channel_id=channel_id)
        if asked_for <= SAFE:
            return True
        tr = await self._locales.translator_for(Origin.of(body, context).user_id)
        refusal = await self.refusal(tr, team_id=team_id, channel_id=channel_id)
        if refusal is not None:
            self._start(tell(respond, refusal))
        return refusal is None

    def _start(self, work: Coroutine[Any, Any, object]) -> None:
        """Do what the ack need not wait for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _tell_once(self, event_id: str, event: Event, channel_id: str) -> None:
        """How to let the app speak here, seen by the one who spoke to it and nobody else."""
        if event_id in self._told:
            return
        self._told[event_id] = None
        if len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)
        self._start(self._tell(channel_id, str(event["user"]), event.get("thread_ts")))

    async def _tell(self, channel_id: str, user_id: str, thread_ts: str | None) -> None:
        refusal = format_refusal(await self._locales.translator_for(user_id), Problem(ProblemKind.SILENT_HERE))
        try:
            await self._messages.tell(channel_id, user_id, thread_ts, refusal)
        except SlackError as error:
            logger.warning("an answer was not delivered", extra={"code": error.code})

    async def _is_shared(self, channel_id: str) -> bool | None:
        """None if Slack does not say so in time."""
        try:
            async with asyncio.timeout(_LOOK_S):
                return await self._conversations.is_shared(channel_id)
        except (SlackError, TimeoutError) as error:
            logger.warning("who shares a channel is not known", extra={"error": str(error) or type(error).__name__})
            return None


def is_foreign(who: Mapping[str, Any], context: AsyncBoltContext) -> bool:
    """Whether a message or a person belongs to another organisation; Slack names its team in several fields."""
    teams = {who.get(name) for name in ("team", "team_id", "user_team", "source_team")} - {None, ""}
    authorized = context.authorize_result
    return not teams <= {_own_team(context), authorized and authorized.enterprise_id}


def _own_team(context: AsyncBoltContext) -> str:
    """The workspace that the app is installed in; what a partner presses may name the partner's own."""
    authorized = context.authorize_result
    return (authorized.team_id if authorized else context.team_id) or ""


def _asked_for(body: Body) -> frozenset[str]:
    """The command, or the ids of the shortcut, the form or the buttons: at least one."""
    if "command" in body:
        return frozenset({str(body["command"])})
    if actions := body.get("actions"):
        return frozenset(str(action.get("action_id")) for action in actions)
    return frozenset({str(body.get("callback_id") or (body.get("view") or {}).get("callback_id") or "")})
