"""Older look-alikes of the patent in the modal: searched for once a press, shown in its thread or in the modal."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.costs import paid_by
from bot.drawings import Drawings
from bot.errors import SlackError
from bot.languages import Translator
from bot.model.similar import SimilarPage
from bot.similar.older import OlderLookAlikes
from bot.slack.fallbacks import offer
from bot.slack.messages import SlackMessages
from formatters.actions import DETAILS_OLDER, DETAILS_OLDER_HERE
from formatters.detail_state import DetailsPage, DetailsState, parse_details_state, parse_turn
from formatters.patent_details import (
    format_details_failed,
    format_details_gone,
    format_details_waiting,
    format_older,
    format_older_posted,
)
from handlers.answers import acknowledge, problem_of
from handlers.locales import translator_of
from handlers.origin import Origin
from handlers.similar.buttons import SimilarAnswers

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
Action = Mapping[str, Any]


class OlderHandlers:
    def __init__(
        self, older: OlderLookAlikes, answers: SimilarAnswers, messages: SlackMessages, drawings: Drawings
    ) -> None:
        self._older = older
        self._answers = answers
        self._messages = messages
        self._drawings = drawings

    def register(self, app: AsyncApp) -> None:
        app.action(DETAILS_OLDER)(ack=acknowledge, lazy=[self.handle_in_thread])
        app.action(DETAILS_OLDER_HERE)(ack=acknowledge, lazy=[self.handle_here])

    async def handle_in_thread(self, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """Post them into the thread that the card stands in."""
        await self._search(body, action, context, in_thread=True)

    async def handle_here(self, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """Show them in the modal."""
        await self._search(body, action, context, in_thread=False)

    async def _search(self, body: Body, action: Action, context: AsyncBoltContext, *, in_thread: bool) -> None:
        tr, origin = translator_of(context), Origin.of(body, context)
        state = parse_details_state(str(body["view"]["private_metadata"]))
        if (
            state is None
            or parse_turn(str(action["value"])) is None
            or (in_thread and not (state.thread_ts and state.channel_id))
        ):
            return
        state = replace(state, page=DetailsPage.OVERVIEW, number=0)
        view = str(body["view"]["id"]), str(body["view"]["hash"])
        try:
            # Slack takes this once for what the modal showed: a second press, or one of an older modal, pays nothing.
            view = await self._messages.update_view(*view, format_details_waiting(tr, state))
            views = await self._found(tr, state, origin, in_thread=in_thread)
            await offer(views, partial(self._messages.update_view, *view))
        except SlackError as error:
            logger.warning("older look-alikes were not shown", extra={"code": error.code})

    async def _found(
        self, tr: Translator, state: DetailsState, origin: Origin, *, in_thread: bool
    ) -> list[dict[str, Any]]:
        try:
            with paid_by(origin.payer):
                page = await self._older.search(
                    state.patent_id,
                    team_id=origin.team_id,
                    channel_id=state.channel_id,
                    user_id=origin.user_id,
                    thread_ts=state.thread_ts if in_thread else "",
                    lang=tr.language,
                )
            if page is None:
                return [format_details_gone(tr)]
            if in_thread and await self._posted(page, state, origin.team_id):
                return [format_older_posted(tr, page, state)]
            pictures = await self._drawings.ensure(origin.team_id, page.patents)
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - nobody else would tell the person
            return [format_details_failed(tr, problem_of(error), state)]
        return format_older(tr, page, state, pictures=pictures)

    async def _posted(self, page: SimilarPage, state: DetailsState, team_id: str) -> bool:
        """Whether the thread has them; what it does not take is shown in the modal, as it is paid for."""
        try:
            await self._answers.show(page, team_id=team_id, channel_id=state.channel_id, thread_ts=state.thread_ts)
        except SlackError as error:
            logger.warning("older look-alikes were not posted", extra={"code": error.code})
            return False
        return True
