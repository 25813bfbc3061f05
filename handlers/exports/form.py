"""The form that asks which file of a report to export, and the file that comes of it."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.checks.service import CheckService
from bot.errors import SlackError
from bot.exports import ExportService, Outcome
from bot.languages import Translator
from bot.model import Message
from bot.slack.messages import SlackMessages
from formatters.actions import EXPORT_FORM, REPORT_EXPORT
from formatters.export_form import (
    MAX_REPORTS,
    format_export_form,
    format_export_gone,
    format_export_refused,
    format_export_under_way,
    format_export_unknown,
    format_no_export,
    format_recent_form,
    parse_export_choice,
    parse_export_state,
)
from handlers.answers import acknowledge, told_of_failure
from handlers.locales import translator_of
from handlers.origin import Origin

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
Action = Mapping[str, Any]

_SAID: Mapping[Outcome, Callable[[Translator], Message] | None] = {
    Outcome.POSTED: None,  # the file says it
    Outcome.UNDER_WAY: format_export_under_way,
    Outcome.GONE: format_export_gone,
    Outcome.UNKNOWN: format_export_unknown,
}


class ExportHandlers:
    def __init__(self, exports: ExportService, checks: CheckService, messages: SlackMessages) -> None:
        self._exports = exports
        self._checks = checks
        self._messages = messages

    def register(self, app: AsyncApp) -> None:
        app.action(REPORT_EXPORT)(self.handle_open)
        app.view(EXPORT_FORM)(ack=acknowledge, lazy=[self.handle_submit])

    async def handle_open(self, ack: AsyncAck, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """The button under a report."""
        await ack()
        origin, tr = Origin.of(body, context), translator_of(context)
        found = await self._checks.find_report(
            str(action["value"]), team_id=origin.team_id, channel_id=origin.channel_id
        )
        if found is None:
            thread_ts = (body.get("message") or {}).get("thread_ts")
            await self._messages.tell(origin.channel_id, origin.user_id, thread_ts, format_export_gone(tr))
            return
        await self._messages.open_view(origin.trigger_id, format_export_form(tr, found.check))

    async def open_recent(self, tr: Translator, origin: Origin) -> Message | None:
        """The command: ask which of the channel's reports; what to answer if there is none."""
        recent = await self._exports.store.recent(
            team_id=origin.team_id, channel_id=origin.channel_id, limit=MAX_REPORTS
        )
        if not recent:
            return format_no_export(tr)
        reports = [(found.check, found.report) for found in recent]
        await self._messages.open_view(origin.trigger_id, format_recent_form(tr, origin.channel_id, reports))
        return None

    async def handle_submit(self, body: Body, context: AsyncBoltContext) -> None:
        """The form was sent."""
        view, origin, tr = body["view"], Origin.of(body, context), translator_of(context)
        state = parse_export_state(str(view["private_metadata"]))
        choice = state and parse_export_choice(state, view["state"]["values"])
        if not (state and choice):
            return
        check_id, file_format = choice

        async def tell_person(message: Message) -> None:
            found = await self._checks.find_report(check_id, team_id=origin.team_id, channel_id=state.channel_id)
            thread_ts = found.check.post.thread_ts if found else None
            try:
                await self._messages.tell(state.channel_id, origin.user_id, thread_ts, message)
            except SlackError as error:
                logger.warning("an answer was not delivered", extra={"code": error.code})

        async def export() -> None:
            try:
                outcome = await self._exports.post(
                    check_id,
                    file_format,
                    team_id=origin.team_id,
                    channel_id=state.channel_id,
                    user_id=origin.user_id,
                )
            except SlackError as error:
                logger.warning("an export was not posted", extra={"code": error.code})
                await tell_person(format_export_refused(tr, error.code))
                return
            if say := _SAID[outcome]:
                await tell_person(say(tr))

        await told_of_failure(tr, export(), tell_person)
