"""The modal with every comparison of a report."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.checks.service import CheckService, FoundReport
from bot.drawings import Drawings
from bot.languages import Translator
from bot.lookups import DetailService
from bot.slack.messages import SlackMessages
from formatters.actions import COMPARISONS_NEXT, COMPARISONS_PREVIOUS, REPORT_COMPARISONS
from formatters.comparisons import (
    comparisons_on,
    format_comparisons_gone,
    format_comparisons_modal,
    parse_comparisons_state,
)
from formatters.problems import format_not_found
from handlers.locales import translator_of
from handlers.origin import Origin

Body = Mapping[str, Any]
Action = Mapping[str, Any]


class ComparisonHandlers:
    def __init__(
        self, service: CheckService, messages: SlackMessages, pictures: Drawings, details: DetailService
    ) -> None:
        self._service = service
        self._details = details
        self._messages = messages
        self._pictures = pictures

    def register(self, app: AsyncApp) -> None:
        app.action(REPORT_COMPARISONS)(self.handle_open)
        app.action(COMPARISONS_PREVIOUS)(self.handle_previous)
        app.action(COMPARISONS_NEXT)(self.handle_next)

    async def handle_open(self, ack: AsyncAck, body: Body, action: Action, context: AsyncBoltContext) -> None:
        await ack()
        origin, tr = Origin.of(body, context), translator_of(context)
        found = await self._service.find_report(
            str(action["value"]), team_id=origin.team_id, channel_id=origin.channel_id
        )
        if found is None:
            thread_ts = (body.get("message") or {}).get("thread_ts")
            await self._messages.tell(origin.channel_id, origin.user_id, thread_ts, format_not_found(tr))
            return
        await self._messages.open_view(origin.trigger_id, await self._page(tr, found, origin.team_id, page=0))

    async def handle_previous(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        await self._turn(translator_of(context), body, Origin.of(body, context), by=-1)

    async def handle_next(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        await self._turn(translator_of(context), body, Origin.of(body, context), by=1)

    async def _turn(self, tr: Translator, body: Body, origin: Origin, *, by: int) -> None:
        view = body["view"]
        state = parse_comparisons_state(str(view["private_metadata"]))
        found = state and await self._service.find_report(
            state.check_id, team_id=origin.team_id, channel_id=state.channel_id
        )
        if state and found:
            shown = await self._page(tr, found, origin.team_id, page=state.page + by)
        else:
            shown = format_comparisons_gone(tr)
        await self._messages.update_view(str(view["id"]), str(view["hash"]), shown)

    async def _page(self, tr: Translator, found: FoundReport, team_id: str, *, page: int) -> Mapping[str, Any]:
        shown = comparisons_on(found.report, page)
        patents = [comparison.patent for comparison in shown]
        known = await self._pictures.known(team_id, patents)
        costs = await self._details.costs(patent.patent_id for patent in patents if patent.patent_id)
        return format_comparisons_modal(tr, found.check, found.report, page=page, pictures=known, costs=costs)
