"""Compare a picture of the channel with one patent: ``/patent compare``, the button under a card, and their form."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond

from bot.checks.requests import NewComparison
from bot.checks.service import CheckService
from bot.errors import LookalikeError, SlackError
from bot.languages import Translator
from bot.model import Message, ParsedNumber
from bot.slack.messages import SlackMessages
from formatters.actions import COMPARE_FORM, PATENT_COMPARE
from formatters.compare_form import (
    PICTURE,
    CompareState,
    format_compare_form,
    format_no_pictures,
    parse_compare_state,
    parse_picture,
    picture_gone,
)
from formatters.patent_answers import format_card_gone, format_refused
from handlers.answers import acknowledge, tell_presser
from handlers.checks.reading import read_one_patent
from handlers.locales import translator_of
from handlers.origin import Origin
from handlers.patents.numbers import number_on

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
Action = Mapping[str, Any]


def read_against(tr: Translator, text: str) -> tuple[ParsedNumber | None, Message | None]:
    """The one patent of a command; without one that is sure, what to say instead."""
    try:
        return read_one_patent(text), None
    except LookalikeError as error:
        return None, format_refused(tr, error.problem)


class CompareForm:
    """The form, wherever it is opened from."""

    def __init__(self, checks: CheckService, messages: SlackMessages) -> None:
        self._checks = checks
        self._messages = messages

    def register(self, app: AsyncApp) -> None:
        app.action(PATENT_COMPARE)(ack=acknowledge, lazy=[self.handle_button])
        app.view(COMPARE_FORM)(self.handle_form)

    async def open(self, tr: Translator, origin: Origin, against: ParsedNumber) -> Message | None:
        """Show the form; what to tell instead, if there is no picture to compare."""
        found = await self._checks.comparable(team_id=origin.team_id, channel_id=origin.channel_id)
        if not found:
            return format_no_pictures(tr)
        state = CompareState(number=against.canonical or against.typed, channel_id=origin.channel_id)
        try:
            await self._messages.open_view(origin.trigger_id, format_compare_form(tr, state, found))
        except SlackError as error:
            logger.warning("a form was not shown", extra={"code": error.code})
        return None

    async def handle_button(self, body: Body, action: Action, respond: AsyncRespond, context: AsyncBoltContext) -> None:
        """The button under a card."""
        tr, number = translator_of(context), number_on(action["value"])
        if any(map(str.isdigit, number.publication_number or "")):
            answer = await self.open(tr, Origin.of(body, context), number)
        else:
            answer = format_card_gone(tr)  # no button of the app's carries that
        if answer:
            await tell_presser(self._messages, respond, body, answer)

    async def handle_form(self, ack: AsyncAck, body: Body, view: Body, context: AsyncBoltContext) -> None:
        """What is asked for is stored before the ack; what it led to stands in the picture's thread."""
        tr, origin = translator_of(context), Origin.of(body, context)
        state = parse_compare_state(str(view.get("private_metadata") or ""))
        check_id, position = parse_picture(_chosen(view))
        is_there = state is not None and await self._checks.compare(
            NewComparison(
                team_id=origin.team_id,
                channel_id=state.channel_id,
                user_id=origin.user_id,
                check_id=check_id,
                view=position,
                against=_read_again(state.number),
            ),
            form_id=str(view["id"]),
        )
        await (ack() if is_there else ack(response_action="errors", errors=picture_gone(tr)))


def _read_again(number: str) -> ParsedNumber:
    """The number of a form: as it was typed and read, or as Patsnap wrote it on a card."""
    try:
        return read_one_patent(number)
    except LookalikeError:
        return number_on(number)


def _chosen(view: Body) -> str:
    fields = (view.get("state") or {}).get("values") or {}
    option = ((fields.get(PICTURE) or {}).get(PICTURE) or {}).get("selected_option") or {}
    return str(option.get("value") or "")
