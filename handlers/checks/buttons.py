"""Buttons under progress messages and replies. Their value is an id; team and channel come from Slack."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond

from bot.checks.service import CheckService
from bot.errors import SlackError
from bot.languages import translator
from bot.slack.messages import SlackMessages
from formatters.actions import ASK_CHECK, ASK_NOT, CANCEL_CHECKS, RETRY_CHECK
from formatters.problems import format_not_found, format_retried
from formatters.question import format_question_gone
from handlers.answers import tell_presser
from handlers.locales import translator_of
from handlers.origin import Origin

Body = Mapping[str, Any]
Action = Mapping[str, Any]


class ButtonHandlers:
    def __init__(self, service: CheckService, messages: SlackMessages) -> None:
        self._service = service
        self._messages = messages

    def register(self, app: AsyncApp) -> None:
        app.action(CANCEL_CHECKS)(self.handle_cancel)
        app.action(RETRY_CHECK)(self.handle_retry)
        app.action(ASK_CHECK)(self.handle_check)
        app.action(ASK_NOT)(self.handle_not)

    async def handle_cancel(self, ack: AsyncAck, body: Body, action: Action, context: AsyncBoltContext) -> None:
        origin, post_id = Origin.of(body, context), str(action["value"])
        here = {"team_id": origin.team_id, "channel_id": origin.channel_id}
        cancelled = await self._service.cancel(post_id, **here, user_id=origin.user_id)
        await ack()
        if cancelled or await self._service.checks_of(post_id, **here):
            return
        try:
            thread_ts = (body.get("message") or {}).get("thread_ts")
            await self._messages.tell(
                origin.channel_id, origin.user_id, thread_ts, format_not_found(translator_of(context))
            )
        except SlackError:
            return  # the button may be pressed again, and does no harm then

    async def handle_check(
        self, ack: AsyncAck, body: Body, action: Action, respond: AsyncRespond, context: AsyncBoltContext
    ) -> None:
        """A picture that waited for somebody's word is to be checked."""
        origin = Origin.of(body, context)
        here = {"team_id": origin.team_id, "channel_id": origin.channel_id}
        is_started = await self._service.approve(str(action["value"]), **here)
        await ack()
        if not is_started:
            await tell_presser(self._messages, respond, body, format_question_gone(translator_of(context)))

    async def handle_not(
        self, ack: AsyncAck, body: Body, action: Action, respond: AsyncRespond, context: AsyncBoltContext
    ) -> None:
        """What waited is no product: the question goes away."""
        origin = Origin.of(body, context)
        here = {"team_id": origin.team_id, "channel_id": origin.channel_id}
        is_declined = await self._service.decline(str(action["value"]), **here)
        await ack()
        if not is_declined:
            await tell_presser(self._messages, respond, body, format_question_gone(translator_of(context)))

    async def handle_retry(self, ack: AsyncAck, body: Body, action: Action, context: AsyncBoltContext) -> None:
        origin = Origin.of(body, context)
        check = await self._service.retry(str(action["value"]), team_id=origin.team_id, channel_id=origin.channel_id)
        await ack()
        message = body.get("message") or {}
        try:
            if check is None:
                thread_ts = message.get("thread_ts")
                await self._messages.tell(
                    origin.channel_id, origin.user_id, thread_ts, format_not_found(translator_of(context))
                )
            elif check.reply_ts:
                retried = format_retried(translator(check.options.lang), check)
                await self._messages.update(origin.team_id, origin.channel_id, check.reply_ts, retried)
        except SlackError:
            return  # the button may be pressed again, and does no harm then
