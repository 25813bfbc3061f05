"""Buttons under progress messages and replies. Their value is an id; team and channel come from Slack."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.checks.service import CheckService
from bot.errors import SlackError
from bot.slack.messages import SlackMessages
from formatters.actions import CANCEL_CHECKS, RETRY_CHECK
from formatters.problems import format_not_found, format_retried

Body = Mapping[str, Any]
Action = Mapping[str, Any]


class ButtonHandlers:
    def __init__(self, service: CheckService, messages: SlackMessages) -> None:
        self._service = service
        self._messages = messages

    def register(self, app: AsyncApp) -> None:
        app.action(CANCEL_CHECKS)(self.handle_cancel)
        app.action(RETRY_CHECK)(self.handle_retry)

    async def handle_cancel(self, ack: AsyncAck, body: Body, action: Action, context: AsyncBoltContext) -> None:
        team_id, channel_id, user_id = context.team_id or "", str(body["channel"]["id"]), str(body["user"]["id"])
        post_id = str(action["value"])
        cancelled = await self._service.cancel(post_id, team_id=team_id, channel_id=channel_id, user_id=user_id)
        await ack()
        if cancelled or await self._service.checks_of(post_id, team_id=team_id, channel_id=channel_id):
            return
        try:
            thread_ts = (body.get("message") or {}).get("thread_ts")
            await self._messages.tell(channel_id, user_id, thread_ts, format_not_found())
        except SlackError:
            return  # the button may be pressed again, and does no harm then

    async def handle_retry(self, ack: AsyncAck, body: Body, action: Action, context: AsyncBoltContext) -> None:
        team_id, channel_id = context.team_id or "", str(body["channel"]["id"])
        check = await self._service.retry(str(action["value"]), team_id=team_id, channel_id=channel_id)
        await ack()
        message = body.get("message") or {}
        try:
            if check is None:
                thread_ts = message.get("thread_ts")
                await self._messages.tell(channel_id, str(body["user"]["id"]), thread_ts, format_not_found())
            elif check.reply_ts:
                await self._messages.update(team_id, channel_id, check.reply_ts, format_retried(check))
        except SlackError:
            return  # the button may be pressed again, and does no harm then
