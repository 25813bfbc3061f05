"""The modal with the comparisons of a report: its list, its form, each comparison by itself, the table that it posts.

All of it is one view of Slack's, put in place of itself under its hash: of two presses at once one is carried out, and
what was closed meanwhile stays closed. Nothing here asks Patsnap for anything that is paid for.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.checks.service import CheckService
from bot.drawings import Drawings
from bot.errors import SlackError
from bot.languages import Translator, translator
from bot.lookups import DetailService
from bot.model import Comparison, Message
from bot.model.selection import Selection
from bot.slack.announcements import Announcements, Draft, Outcome
from bot.slack.fallbacks import offer
from bot.slack.messages import SlackMessages
from bot.storage.ids import digest_of
from formatters.actions import (
    COMPARISONS_ALL,
    COMPARISONS_FILTER,
    COMPARISONS_FORM,
    COMPARISONS_TABLE,
    COMPARISONS_TURNS,
    REPORT_COMPARISONS,
)
from formatters.comparison_form import format_comparisons_form, parse_comparisons_form
from formatters.comparison_page import format_comparison
from formatters.comparison_state import ComparisonsState, Listing, parse_comparisons_state
from formatters.comparison_table import format_comparisons_table, make_comparisons_table
from formatters.comparisons import format_comparisons, format_comparisons_failed, format_comparisons_gone
from formatters.problems import format_not_found
from handlers.answers import acknowledge, problem_of, told_of_failure
from handlers.locales import translator_of
from handlers.origin import Origin
from handlers.shared_channels.filter import SharedChannels

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
Action = Mapping[str, Any]
View = Mapping[str, Any]
Shown = tuple[str, str]
"""A view's id and hash."""

_SAID: Mapping[Outcome, str] = {
    Outcome.POSTED: "comparisons-table-posted",
    Outcome.STANDS: "comparisons-table-stands",
    Outcome.UNDER_WAY: "comparisons-table-under-way",
    Outcome.UNKNOWN: "comparisons-table-unknown",
}


class ComparisonHandlers:
    def __init__(
        self,
        checks: CheckService,
        messages: SlackMessages,
        pictures: Drawings,
        details: DetailService,
        announcements: Announcements,
        shared: SharedChannels,
    ) -> None:
        self._checks = checks
        self._details = details
        self._messages = messages
        self._pictures = pictures
        self._announcements = announcements
        self._shared = shared

    def register(self, app: AsyncApp) -> None:
        app.action(REPORT_COMPARISONS)(ack=acknowledge, lazy=[self.handle_open])
        for action_id in COMPARISONS_TURNS:
            app.action(action_id)(ack=acknowledge, lazy=[self.handle_turn])
        app.action(COMPARISONS_ALL)(ack=acknowledge, lazy=[self.handle_all])
        app.action(COMPARISONS_FILTER)(ack=acknowledge, lazy=[self.handle_filter])
        app.action(COMPARISONS_TABLE)(ack=acknowledge, lazy=[self.handle_table])
        app.view(COMPARISONS_FORM)(self.handle_submit)

    async def handle_open(self, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """The button under a report: the first page of the list."""
        origin, tr = Origin.of(body, context), translator_of(context)

        async def tell_person(message: Message) -> None:
            await self._tell(origin, (body.get("message") or {}).get("thread_ts"), message)

        async def open_list() -> None:
            state = ComparisonsState(str(action["value"]), origin.channel_id)
            listing = await self._find(state, origin.team_id)
            if listing is None:
                await tell_person(format_not_found(tr))
                return
            known = await self._known(origin.team_id, listing.shown)
            views = format_comparisons(tr, listing, pictures=known)
            await offer(views, partial(self._messages.open_view, origin.trigger_id))

        await told_of_failure(tr, open_list(), tell_person)

    async def handle_turn(self, body: Body, action: Action, context: AsyncBoltContext) -> None:
        """Another page of the list, or one comparison by itself."""
        await self._change(body, context, lambda state: state.turned(str(action["value"])))

    async def handle_all(self, body: Body, context: AsyncBoltContext) -> None:
        """All filters off; the order stays."""
        await self._change(
            body,
            context,
            lambda state: replace(state, page=0, at=None, selection=Selection(order=state.selection.order)),
        )

    async def handle_filter(self, body: Body, context: AsyncBoltContext) -> None:
        """The form in place of the list."""

        async def show(tr: Translator, listing: Listing, shown: Shown, _: str) -> None:
            view_id, view_hash = shown
            form = format_comparisons_form(tr, listing, key=digest_of(view_hash)[:8])
            await self._messages.update_view(view_id, view_hash, form)

        await self._change(body, context, lambda state: state, show)

    async def handle_submit(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """The list in place of the form, with the ack: nobody can press anything before it is there."""
        tr, origin, view = translator_of(context), Origin.of(body, context), body["view"]
        state = parse_comparisons_state(str(view["private_metadata"]))
        state = state and parse_comparisons_form(state, view["state"]["values"])
        listing = state and await self._find(state, origin.team_id)
        if listing:
            known = await self._known(origin.team_id, listing.shown)
            shown = format_comparisons(tr, listing, pictures=known)[0]
        else:
            shown = format_comparisons_gone(tr)
        await ack(response_action="update", view=shown)

    async def handle_table(self, body: Body, context: AsyncBoltContext) -> None:
        """Post what is listed into the thread of its report, once however often it is pressed."""
        by = str(body["user"].get("name") or body["user"].get("username") or "")
        origin = Origin.of(body, context)

        async def post(tr: Translator, listing: Listing, shown: Shown, team_id: str) -> None:
            note, is_posted = await self._post_table(tr, listing, by)
            try:
                await self._show_list(tr, listing, shown, team_id, note=note)
            except SlackError as error:
                logger.info("a list was not shown again", extra={"code": error.code})
                if not is_posted:
                    await self._tell(origin, listing.check.post.thread_ts, Message(text=note))

        await self._change(body, context, lambda state: replace(state, at=None), post)

    async def _change(
        self,
        body: Body,
        context: AsyncBoltContext,
        change: Callable[[ComparisonsState], ComparisonsState],
        show: Callable[[Translator, Listing, Shown, str], Awaitable[None]] | None = None,
    ) -> None:
        """Put another page into the modal whose button was pressed.

        Args:
            show: shows the listing that comes of the change; as it stands there, without.
        """
        tr, origin = translator_of(context), Origin.of(body, context)
        shown = str(body["view"]["id"]), str(body["view"]["hash"])
        state = parse_comparisons_state(str(body["view"]["private_metadata"]))
        state = state and change(state)
        try:
            try:
                listing = state and await self._find(state, origin.team_id)
                if listing:
                    await (show or self._show)(tr, listing, shown, origin.team_id)
                    return
                view = format_comparisons_gone(tr)
            except SlackError:
                raise
            except (Exception, asyncio.CancelledError) as error:
                if state is None:
                    raise
                view = format_comparisons_failed(tr, problem_of(error), state)
            await self._messages.update_view(*shown, view)
        except SlackError as error:
            # Closed meanwhile, or another press came first.
            logger.info("comparisons were not shown", extra={"code": error.code})

    async def _show(self, tr: Translator, listing: Listing, shown: Shown, team_id: str) -> None:
        """The list or a comparison by itself, in place of what is shown."""
        if listing.opened is None:
            await self._show_list(tr, listing, shown, team_id)
        else:
            await self._show_one(tr, listing, listing.opened, shown, team_id)

    async def _show_list(self, tr: Translator, listing: Listing, shown: Shown, team_id: str, *, note: str = "") -> None:
        known = await self._known(team_id, listing.shown)
        views = format_comparisons(tr, listing, pictures=known, note=note)
        await offer(views, partial(self._messages.update_view, *shown))

    async def _show_one(self, tr: Translator, listing: Listing, opened: Comparison, shown: Shown, team_id: str) -> None:
        """First with what is there, then with the drawing, if it has yet to come to Slack."""
        patent = opened.patent
        known = await self._known(team_id, [opened])
        costs = await self._details.costs([patent.patent_id] if patent.patent_id else [])
        is_fetching = bool(patent.patent_id and patent.image_url) and patent.patent_id not in known
        views = format_comparison(tr, listing, opened, pictures=known, costs=costs, is_fetching=is_fetching)
        taken = await offer(views, partial(self._messages.update_view, *shown))
        if is_fetching:
            known = await self._pictures.ensure(team_id, [patent])
            views = format_comparison(tr, listing, opened, pictures=known, costs=costs)
            await offer(views, partial(self._messages.update_view, *taken.answer))

    async def _post_table(self, tr: Translator, listing: Listing, by: str) -> tuple[str, bool]:
        """What came of it, in plain text, and whether it was posted just now."""
        check = listing.check
        post = check.post
        place = {"team_id": post.team_id, "channel_id": post.channel_id}
        # The table is for everybody there to see, a partner's people too.
        if refusal := await self._shared.refusal(tr, **place):
            return refusal.text, False
        if not (listing.places and post.thread_ts):
            return format_not_found(tr).text, False
        its = translator(check.options.lang)
        table = make_comparisons_table(its, listing)
        content = digest_of(json.dumps(table.block))
        draft = Draft(
            key=f"{post.team_id}/{post.channel_id}/{post.message_ts}/{check.id}/{content}",
            kind="lookalike_table",
            channel_id=post.channel_id,
            thread_ts=post.thread_ts,
            message=format_comparisons_table(its, listing, table, by=by),
        )
        try:
            outcome = await self._announcements.post(draft)
        except SlackError as error:
            logger.warning("a table was not posted", extra={"code": error.code})
            return tr("comparisons-table-failed", code=error.code), False
        return tr(_SAID[outcome]), outcome is Outcome.POSTED

    async def _find(self, state: ComparisonsState, team_id: str) -> Listing | None:
        """What a state stands for; None if its report is gone, or of another channel."""
        found = await self._checks.find_report(state.check_id, team_id=team_id, channel_id=state.channel_id)
        if found is None:
            return None
        expiries = await self._details.expiries(each.patent.patent_id for each in found.report.comparisons)
        return Listing.of(found.check, found.report, state, expiries)

    async def _known(self, team_id: str, shown: Iterable[Comparison]) -> Mapping[str, str]:
        """Patent id -> Slack's id of its drawing, of those that are there."""
        return await self._pictures.known(team_id, [comparison.patent for comparison in shown])

    async def _tell(self, origin: Origin, thread_ts: str | None, message: Message) -> None:
        try:
            await self._messages.tell(origin.channel_id, origin.user_id, thread_ts, message)
        except SlackError as error:
            logger.warning("an answer was not delivered", extra={"code": error.code})
