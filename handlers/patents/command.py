"""The command ``/patent``, and the buttons that look a patent up and share its card."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond

from bot.checks.service import CheckService
from bot.costs import paid_by
from bot.errors import LookalikeError, SlackError
from bot.languages import Translator, translator
from bot.lookups import Asker, DetailService, LookupService
from bot.model import Message, ParsedNumber
from bot.model.patent_card import Sighting
from bot.model.text import storable
from bot.numbers import parse_number, parse_numbers
from bot.options import read_subcommand
from bot.slack.announcements import Announcements, Draft, Outcome
from bot.slack.fallbacks import offer
from bot.slack.messages import SlackMessages
from bot.slack.permalinks import Permalinks
from formatters.actions import PATENT_LOOK_UP, PATENT_READING, PATENT_SHARE
from formatters.comparison_state import parse_comparisons_state
from formatters.patent_answers import (
    format_answers,
    format_card_gone,
    format_looking_up,
    format_modals,
    format_refused,
    format_share_failed,
    format_share_under_way,
    format_share_unknown,
    format_shared,
    format_shared_already,
    format_usage,
)
from handlers.answers import acknowledge, as_response, problem_of, tell, tell_presser
from handlers.locales import translator_of
from handlers.origin import Origin
from handlers.patents.compare import CompareForm, read_against
from handlers.patents.numbers import LONGEST_NUMBER, number_on

logger = logging.getLogger(__name__)

COMMAND = "/patent"
_NUMBERS = "patent_numbers"
"""Where Bolt's context keeps the numbers that a command asks for."""

_AGAINST = "patent_against"
"""Where it keeps the one patent that a picture is to be compared with."""

_SHARED: Mapping[Outcome, Callable[[Translator], Message] | None] = {
    Outcome.POSTED: None,  # the card says it
    Outcome.STANDS: format_shared_already,
    Outcome.UNDER_WAY: format_share_under_way,
    Outcome.UNKNOWN: format_share_unknown,
}

Body = Mapping[str, Any]
Action = Mapping[str, Any]


class PatentHandlers:
    def __init__(
        self,
        lookups: LookupService,
        details: DetailService,
        announcements: Announcements,
        checks: CheckService,
        messages: SlackMessages,
        permalinks: Permalinks,
        comparisons: CompareForm,
    ) -> None:
        self._lookups = lookups
        self._details = details
        self._announcements = announcements
        self._checks = checks
        self._messages = messages
        self._permalinks = permalinks
        self._comparisons = comparisons

    def register(self, app: AsyncApp) -> None:
        app.command(COMMAND)(ack=self.acknowledge, lazy=[self.handle_command])
        app.action(PATENT_LOOK_UP)(ack=acknowledge, lazy=[self.handle_look_up])
        app.action(PATENT_READING)(ack=acknowledge, lazy=[self.handle_reading])
        app.action(PATENT_SHARE)(ack=acknowledge, lazy=[self.handle_share])

    async def acknowledge(self, ack: AsyncAck, command: Body, context: AsyncBoltContext) -> None:
        """What cannot be looked up is answered with the ack; the rest by ``handle_command``."""
        # Bolt hands them on to what comes after the ack.
        tr, asked = translator_of(context), read_subcommand(str(command.get("text") or "").strip())
        if asked.name == "compare":
            context[_AGAINST], refusal = read_against(tr, asked.rest)
        else:
            context[_NUMBERS], refusal = _read(tr, command)
        await (ack(**as_response(refusal)) if refusal else ack())

    async def handle_command(self, command: Body, respond: AsyncRespond, context: AsyncBoltContext) -> None:
        tr = translator_of(context)
        if against := context.get(_AGAINST):
            if answer := await self._comparisons.open(tr, Origin.of(command, context), against):
                await tell(respond, answer)
            return
        numbers: Sequence[ParsedNumber] = context.get(_NUMBERS) or ()
        if not numbers:
            return
        if certain := [number for number in numbers if not number.is_ambiguous]:
            await tell(respond, format_looking_up(tr, certain))
        await tell(respond, await self.answer(tr, numbers, _asker(Origin.of(command, context))))

    async def handle_look_up(
        self, body: Body, action: Action, respond: AsyncRespond, context: AsyncBoltContext
    ) -> None:
        """A button beside a hit, or beside a comparison of a report: only who pressed it sees the answer."""
        number = number_on(action["value"])
        if "view" in body:
            await self._look_up_in_modal(translator_of(context), body, number, Origin.of(body, context))
        else:
            await self._look_up_for_presser(body, number, respond, context)

    async def handle_reading(
        self, body: Body, action: Action, respond: AsyncRespond, context: AsyncBoltContext
    ) -> None:
        """A button beside one of the ways in which a number can be read."""
        try:
            number = parse_number(str(action["value"])[:LONGEST_NUMBER])
        except LookalikeError as error:
            await tell_presser(self._messages, respond, body, format_refused(translator_of(context), error.problem))
        else:
            await self._look_up_for_presser(body, number, respond, context)

    async def _look_up_for_presser(
        self, body: Body, number: ParsedNumber, respond: AsyncRespond, context: AsyncBoltContext
    ) -> None:
        asker, tr = _asker(Origin.of(body, context)), translator_of(context)
        await tell_presser(self._messages, respond, body, format_looking_up(tr, [number]))
        await tell_presser(self._messages, respond, body, await self.answer(tr, [number], asker))

    async def handle_share(self, body: Body, action: Action, respond: AsyncRespond, context: AsyncBoltContext) -> None:
        """Post a card where the answer stands, once however often it is pressed."""
        patent_id, container = storable(str(action["value"])), body["container"]
        asker, tr = _asker(Origin.of(body, context)), translator_of(context)
        with paid_by(asker.payer):
            # What only this person may see of earlier checks is not for the channel.
            card = await self._lookups.find_card(patent_id, replace(asker, user_id=None))
        if card is None:
            await tell_presser(self._messages, respond, body, format_card_gone(tr))
            return
        user, thread_ts = body["user"], container.get("thread_ts")
        began = thread_ts and await self._checks.language_of_thread(
            team_id=asker.team_id, channel_id=asker.channel_id, thread_ts=str(thread_ts)
        )
        shared = Draft(
            key=f"{asker.team_id}/{asker.channel_id}/{container['message_ts']}/{patent_id}",
            kind="lookalike_patent",
            channel_id=asker.channel_id,
            thread_ts=thread_ts,
            message=format_shared(
                translator(began) if began else tr,
                card,
                by=str(user.get("name") or user.get("username") or ""),
                link=self._link,
            ),
        )
        try:
            answer = _SHARED[await self._announcements.post(shared)]
        except SlackError as error:
            logger.warning("a card was not shared", extra={"code": error.code})
            await tell_presser(self._messages, respond, body, format_share_failed(tr, error.code))
            return
        if answer:
            await tell_presser(self._messages, respond, body, answer(tr))

    async def _look_up_in_modal(self, tr: Translator, body: Body, number: ParsedNumber, origin: Origin) -> None:
        """A button beside a comparison in the modal: the card comes on top of it."""
        state = str(body["view"]["private_metadata"])
        page = parse_comparisons_state(state)
        # The channel that the report stands in is the one whose earlier checks may be named.
        report = page and await self._checks.find_report(
            page.check_id, team_id=origin.team_id, channel_id=page.channel_id
        )
        channel_id = report.check.post.channel_id if report else ""
        asker = Asker(team_id=origin.team_id, channel_id=channel_id, user_id=origin.user_id)
        (waiting,) = format_modals(tr, format_looking_up(tr, [number]), state=state)
        try:
            view_id, view_hash = await self._messages.push_view(origin.trigger_id, waiting)
            answer = await self.answer(tr, [number], asker, may_share=False)
            await offer(format_modals(tr, answer, state=state), partial(self._messages.update_view, view_id, view_hash))
        except SlackError as error:
            logger.warning("a card was not shown", extra={"code": error.code})

    async def answer(
        self, tr: Translator, numbers: Sequence[ParsedNumber], asker: Asker, *, may_share: bool = True
    ) -> Message:
        """What is known of some numbers, or why nothing is."""
        try:
            with paid_by(asker.payer):
                answers = await self._lookups.find(numbers, asker)
            costs = await self._details.costs(
                answer.card.patent.patent_id for answer in answers if answer.card and answer.card.patent.patent_id
            )
            return format_answers(tr, answers, link=self._link, costs=costs, may_share=may_share)
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - nobody else would tell the person
            return format_refused(tr, problem_of(error))

    def _link(self, sighting: Sighting) -> str:
        post = sighting.check.post
        return self._permalinks.to(post.channel_id, sighting.check.reply_ts, thread_ts=post.thread_ts)


def _read(tr: Translator, command: Body) -> tuple[tuple[ParsedNumber, ...], Message | None]:
    """The numbers of a command; without one, what to say instead."""
    text = str(command.get("text") or "").strip()
    asked = read_subcommand(text)
    if asked.name == "help" and not asked.rest:
        return (), format_usage(tr)
    try:
        return parse_numbers(text), None
    except LookalikeError as error:
        return (), format_refused(tr, error.problem)


def _asker(origin: Origin) -> Asker:
    return Asker(team_id=origin.team_id, channel_id=origin.channel_id, user_id=origin.user_id)
