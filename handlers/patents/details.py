"""The modal that tells more of one patent: opened by a button under a card, turned and filled by its own buttons."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.checks.service import CheckService
from bot.costs import paid_by
from bot.errors import SlackError
from bot.languages import Translator
from bot.lookups import DetailService
from bot.model.patent_details import PatentDetails
from bot.model.text import storable
from bot.slack.fallbacks import offer
from bot.slack.messages import SlackMessages
from formatters.actions import (
    DETAILS_FIGURES_AGAIN,
    DETAILS_RECORDS,
    DETAILS_RETRY,
    DETAILS_TURNS,
    PATENT_DETAILS,
    REPORT_DETAILS,
)
from formatters.comparison_state import parse_comparisons_state
from formatters.detail_pages import figures_on
from formatters.detail_state import DetailsPage, DetailsState, parse_details_state, parse_turn
from formatters.patent_details import (
    format_details,
    format_details_failed,
    format_details_gone,
    format_details_waiting,
)
from handlers.answers import acknowledge, problem_of
from handlers.locales import translator_of
from handlers.origin import Origin

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
Action = Mapping[str, Any]
View = dict[str, Any]
Look = Callable[..., Awaitable[PatentDetails | None]]


class DetailHandlers:
    def __init__(self, details: DetailService, checks: CheckService, messages: SlackMessages) -> None:
        self._details = details
        self._checks = checks
        self._messages = messages

    def register(self, app: AsyncApp) -> None:
        app.action(PATENT_DETAILS)(ack=acknowledge, lazy=[self.handle_open])
        app.action(REPORT_DETAILS)(ack=acknowledge, lazy=[self.handle_open_compared])
        for action_id in DETAILS_TURNS:
            app.action(action_id)(ack=acknowledge, lazy=[self.handle_turn])
        app.action(DETAILS_RETRY)(ack=acknowledge, lazy=[self.handle_retry])
        app.action(DETAILS_RECORDS)(ack=acknowledge, lazy=[self.handle_records])
        app.action(DETAILS_FIGURES_AGAIN)(ack=acknowledge, lazy=[self.handle_figures_again])

    async def handle_open(self, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """A button under a card: of a message, or in a modal, on top of which the details come."""
        thread_ts = await self._thread_of(body, context)
        await self._open(body, context, storable(str(action["value"])), self._details.find, thread_ts)

    async def handle_open_compared(self, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """A button beside a comparison of a report, of which the patent is known."""
        origin = Origin.of(body, context)
        check_id, _, patent_id = storable(str(action["value"])).partition("/")

        async def find(patent_id: str, *, team_id: str) -> PatentDetails | None:
            found = await self._checks.find_report(check_id, team_id=team_id, channel_id=origin.channel_id)
            compared = [comparison.patent for comparison in found.report.comparisons] if found else []
            patent = next((patent for patent in compared if patent.patent_id == patent_id), None)
            if not patent_id or patent is None:
                return None
            await self._details.remember(patent)
            return await self._details.find(patent_id, team_id=team_id)

        await self._open(body, context, patent_id, find, await self._thread_of(body, context))

    async def _thread_of(self, body: Body, context: AsyncBoltContext) -> str:
        """The thread that the card, or the report beside it, stands in; empty for none."""
        if "view" not in body:
            container = body["container"]
            below = "" if container.get("is_ephemeral") else container["message_ts"]
            return str(container.get("thread_ts") or below)
        page, origin = parse_comparisons_state(str(body["view"]["private_metadata"])), Origin.of(body, context)
        report = page and await self._checks.find_report(
            page.check_id, team_id=origin.team_id, channel_id=origin.channel_id
        )
        return report.check.post.thread_ts if report else ""

    async def _open(self, body: Body, context: AsyncBoltContext, patent_id: str, look: Look, thread_ts: str) -> None:
        origin, tr = Origin.of(body, context), translator_of(context)
        state = DetailsState(patent_id, origin.channel_id, thread_ts=thread_ts)
        waiting = format_details_waiting(tr, state)
        show = self._messages.push_view if "view" in body else self._messages.open_view
        try:
            view = await show(origin.trigger_id, waiting)
            await self._show(tr, view, state, origin, look)
        except SlackError as error:
            logger.warning("details were not shown", extra={"code": error.code})

    async def handle_turn(self, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """Another page, of what is known already."""
        await self._fill(body, action, context, self._details.known)

    async def handle_retry(self, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """Ask Patsnap for what is missing."""
        await self._fill(body, action, context, self._details.find, is_slow=True)

    async def handle_records(self, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """Ask Patsnap for the records of enforcement."""
        await self._fill(body, action, context, self._details.find_records, is_slow=True)

    async def handle_figures_again(self, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """Ask Patsnap for the figures' addresses once more."""
        await self._fill(body, action, context, self._details.renew_figures, is_slow=True)

    async def _fill(
        self, body: Body, action: Action, context: AsyncBoltContext, look: Look, *, is_slow: bool = False
    ) -> None:
        """Put a page into the modal whose button was pressed."""
        tr, origin = translator_of(context), Origin.of(body, context)
        state = parse_details_state(str(body["view"]["private_metadata"]))
        turn = parse_turn(str(action["value"]))
        if state is None or turn is None:
            return
        state = replace(state, page=turn[0], number=turn[1])
        view = str(body["view"]["id"]), str(body["view"]["hash"])
        try:
            if is_slow:
                view = await self._messages.update_view(*view, format_details_waiting(tr, state))
            await self._show(tr, view, state, origin, look)
        except SlackError as error:
            logger.warning("details were not shown", extra={"code": error.code})

    async def _show(
        self, tr: Translator, view: tuple[str, str], state: DetailsState, origin: Origin, look: Look
    ) -> None:
        """Look, and put what was found into the view; first without the figures that have yet to come to Slack."""
        team_id = origin.team_id
        try:
            with paid_by(origin.payer):
                details = await look(state.patent_id, team_id=team_id)
            if details is None:
                views = [format_details_gone(tr)]
            else:
                positions = figures_on(details, state.number) if state.page is DetailsPage.FIGURES else range(0)
                files = await self._details.known_figures(details, positions, team_id=team_id)
                if files.keys() < set(positions):
                    view = await self._messages.update_view(*view, format_details_waiting(tr, state))
                    files = await self._details.bring_figures(details, positions, team_id=team_id)
                views = format_details(tr, details, state, files=files)
        except SlackError:
            raise
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 - nobody else would tell the person
            views = [format_details_failed(tr, problem_of(error), state)]
        await offer(views, partial(self._messages.update_view, *view))
