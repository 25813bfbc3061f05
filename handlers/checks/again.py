"""The button under a report, and its form, that ask the same of a picture with other options."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.checks.service import CheckService
from bot.errors import OptionError, SlackError
from bot.languages import Translator
from bot.model import Check, CheckOptions
from bot.options import read_fields
from bot.slack.messages import SlackMessages
from formatters.actions import AGAIN_FORM, REPORT_AGAIN
from formatters.again_form import FIELDS, format_again_form, parse_again_state
from formatters.problems import describe, format_not_found
from handlers.fields import typed_in
from handlers.locales import translator_of
from handlers.origin import Origin

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
Action = Mapping[str, Any]


class AgainHandlers:
    """
    Args:
        today: the date by which *filed since* is judged.
    """

    def __init__(self, service: CheckService, messages: SlackMessages, *, today: Callable[[], date]) -> None:
        self._service = service
        self._messages = messages
        self._today = today

    def register(self, app: AsyncApp) -> None:
        app.action(REPORT_AGAIN)(self.handle_open)
        app.view(AGAIN_FORM)(self.handle_form)

    async def handle_open(self, ack: AsyncAck, body: Body, action: Action, context: AsyncBoltContext) -> None:
        await ack()
        origin, tr = Origin.of(body, context), translator_of(context)
        found = await self._service.find_report(
            str(action["value"]), team_id=origin.team_id, channel_id=origin.channel_id
        )
        try:
            if found is None:
                thread_ts = (body.get("message") or {}).get("thread_ts")
                await self._messages.tell(origin.channel_id, origin.user_id, thread_ts, format_not_found(tr))
            else:
                await self._messages.open_view(origin.trigger_id, format_again_form(tr, found.check))
        except SlackError as error:
            logger.warning("a form was not shown", extra={"code": error.code})

    async def handle_form(self, ack: AsyncAck, body: Body, view: Body, context: AsyncBoltContext) -> None:
        """What is asked for is stored before the ack; what is wrong is said beside its field."""
        errors = await self._ask(translator_of(context), view, Origin.of(body, context))
        await (ack(response_action="errors", errors=errors) if errors else ack())

    async def _ask(self, tr: Translator, view: Body, origin: Origin) -> dict[str, str]:
        """Ask what a form says; the errors of its fields, none if it is asked."""
        state = parse_again_state(str(view.get("private_metadata") or ""))
        found = state and await self._service.find_report(
            state.check_id, team_id=origin.team_id, channel_id=state.channel_id
        )
        if not found:
            return {"countries": format_not_found(tr).text}
        try:
            options = self._read(found.check, (view.get("state") or {}).get("values") or {})
        except OptionError as error:
            return {str(error.problem.details["option"]): describe(tr, error.problem)}
        if options == found.check.options:
            return {"countries": tr("again-unchanged")}
        if not await self._service.ask_again(found.check, options, user_id=origin.user_id):
            return {"countries": tr("again-asked-already")}
        return {}

    def _read(self, check: Check, values: Mapping[str, Any]) -> CheckOptions:
        """The options of a form: a field left empty asks for no such option. Raises OptionError."""
        typed = {name: text for name, text in typed_in(values).items() if text and name in FIELDS}
        keyword = typed.get("keyword", "")
        if keyword == check.options.keyword:  # it may be longer than one without quotes may be
            typed.pop("keyword", None)
        cleared = replace(check.options, filed_after=None, locarno=(), keyword=keyword)
        return read_fields(typed, defaults=cleared, today=self._today())
