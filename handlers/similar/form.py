"""The form with the filters of a search: opened, read, and searched by."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond

from bot.errors import OptionError, SlackError
from bot.model import Message
from bot.model.lookup import SearchFilters
from bot.options import SearchOptions, read_filter_fields
from bot.similar import NewSearch, SimilarService
from bot.similar.store import StoredSearch
from bot.slack.hosts import SlackHosts
from bot.slack.messages import SlackMessages
from formatters.actions import SIMILAR_FILTERS, SIMILAR_FORM
from formatters.problems import describe
from formatters.similar import format_search_gone
from formatters.similar_form import FormState, format_filter_form, parse_form_state
from handlers.answers import tell, told_of_failure
from handlers.fields import typed_in
from handlers.locales import translator_of
from handlers.origin import Origin
from handlers.similar.buttons import SimilarAnswers

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
Action = Mapping[str, Any]

_BLOCKS = {"filed": "filed_to", "published": "published_to"}
"""The field that stands for a filter in an error, if its name is another."""


def read_form(values: Mapping[str, Mapping[str, Any]]) -> SearchOptions:
    """The state of a submitted form -> what to search, by the rules of the typed filters.

    Raises:
        OptionError: the first wrong value.
    """
    fields = typed_in(values)
    for name in ("filed", "published"):
        first, last = fields.pop(f"{name}_from", ""), fields.pop(f"{name}_to", "")
        fields[name] = f"{first}..{last}" if first or last else ""
    if not fields.get("sort"):
        fields.pop("order", None)
    return read_filter_fields({name: value for name, value in fields.items() if value})


class SimilarFormHandlers:
    def __init__(
        self, similar: SimilarService, answers: SimilarAnswers, messages: SlackMessages, hosts: SlackHosts
    ) -> None:
        self._hosts = hosts
        self._similar = similar
        self._answers = answers
        self._messages = messages

    def register(self, app: AsyncApp) -> None:
        app.action(SIMILAR_FILTERS)(self.handle_open)
        app.view(SIMILAR_FORM)(ack=self.handle_check, lazy=[self.handle_submit])

    async def handle_open(
        self, ack: AsyncAck, body: Body, action: Action, respond: AsyncRespond, context: AsyncBoltContext
    ) -> None:
        await ack()
        origin, tr = Origin.of(body, context), translator_of(context)
        search = await self._similar.find(
            str(action["value"]),
            team_id=origin.team_id,
            channel_id=origin.channel_id,
            user_id=origin.user_id,
        )
        if search is None:
            await tell(respond, format_search_gone(tr))
            return
        state = FormState(
            search_id=search.id,
            channel_id=origin.channel_id,
            response_url="" if search.thread_ts else str(body.get("response_url") or ""),
        )
        form = format_filter_form(tr, state, name=search.name, filters=search.filters, limit=search.limit)
        try:
            await self._messages.open_view(origin.trigger_id, form)
        except SlackError as error:
            logger.warning("a form was not opened", extra={"code": error.code})

    async def handle_check(self, ack: AsyncAck, view: Body, context: AsyncBoltContext) -> None:
        """What is wrong is said beside its field, and the form stays open."""
        tr = translator_of(context)
        try:
            read_form(view["state"]["values"])
            if parse_form_state(str(view["private_metadata"])) is None:
                await ack(response_action="errors", errors={"country": format_search_gone(tr).text})
                return
        except OptionError as error:
            option = str(error.problem.details["option"])
            await ack(response_action="errors", errors={_BLOCKS.get(option, option): describe(tr, error.problem)})
        else:
            await ack()

    async def handle_submit(self, view: Body, body: Body, context: AsyncBoltContext, respond: AsyncRespond) -> None:
        """Search anew, and answer where the first search was answered."""
        state = parse_form_state(str(view["private_metadata"]))
        try:
            options = read_form(view["state"]["values"])
        except OptionError:
            return  # it has been told with the ack
        if state is None:
            return
        origin, tr = Origin.of(body, context), translator_of(context)
        # It comes back as it was sent; all the same, nothing is told to an address that is not Slack's.
        response_url = state.response_url if self._hosts.own(state.response_url) else ""
        respond.response_url = response_url
        search = await self._similar.find(
            state.search_id, team_id=origin.team_id, channel_id=state.channel_id, user_id=origin.user_id
        )

        async def tell_person(message: Message) -> None:
            if response_url:
                await tell(respond, message)
                return
            try:
                thread_ts = search.thread_ts if search else None
                await self._messages.tell(state.channel_id, origin.user_id, thread_ts, message)
            except SlackError as error:
                logger.warning("an answer was not delivered", extra={"code": error.code})

        async def find() -> None:
            if search is None:
                await tell_person(format_search_gone(tr))
                return
            if not (search.thread_ts or response_url):
                return  # nobody could be shown what it costs to find
            page = await self._similar.start(_narrowed(search, options, user_id=origin.user_id))
            if search.thread_ts:
                await self._answers.show(
                    page, team_id=origin.team_id, channel_id=state.channel_id, thread_ts=search.thread_ts
                )
            else:
                await self._answers.tell(page, respond, team_id=origin.team_id)

        await told_of_failure(tr, find(), tell_person)


def _narrowed(search: StoredSearch, options: SearchOptions, *, user_id: str) -> NewSearch:
    """The same picture, searched for with other filters."""
    return NewSearch(
        team_id=search.team_id,
        channel_id=search.channel_id,
        user_id=user_id,
        name=search.name,
        thread_ts=search.thread_ts,
        message_ts=search.message_ts,
        file_id=search.file_id,
        source_url=search.source_url,
        web_url="" if search.file_id else search.image_url,
        filters=_older(search.filters, options.filters),
        limit=options.limit,
        lang=search.lang,
    )


def _older(first: SearchFilters, asked: SearchFilters) -> SearchFilters:
    """What a form asks for, still older than the patent whose older look-alikes the first search was for."""
    younger = first.older_than
    if younger is None:
        return asked
    before = younger.filed - timedelta(days=1)
    return replace(asked, older_than=younger, filed_to=min(asked.filed_to or before, before))
