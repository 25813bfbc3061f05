"""Similar designs: the shortcut, the button on the progress message, the pages, the form with the filters."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncRespond

from bot.checks.service import CheckService
from bot.costs import paid_by
from bot.drawings import Drawings
from bot.errors import SlackError
from bot.languages import Translator, translator
from bot.model import Message, Problem, ProblemKind
from bot.model.similar import SimilarPage
from bot.similar import NewSearch, SimilarService
from bot.similar.store import StoredSearch
from bot.slack.announcements import Announcements, Draft, Outcome
from bot.slack.conversations import SlackConversations
from bot.slack.messages import Marker, SlackMessages
from formatters.actions import SIMILAR_MESSAGE, SIMILAR_MORE, SIMILAR_POST
from formatters.problems import format_not_found, format_refusal
from formatters.similar import format_page_unknown, format_search_gone, format_similar, format_turned
from handlers.answers import acknowledge, tell, tell_presser, told_of_failure
from handlers.checks.reading import name_of, pictures_of, why_no_picture
from handlers.checks.shortcuts import is_elsewhere
from handlers.locales import translator_of
from handlers.origin import Origin

MAX_PICTURES = 4
"""Pictures of one message that are searched for; each is a paid call."""

_KIND = "lookalike_similar"

Body = Mapping[str, Any]
Action = Mapping[str, Any]


class SimilarAnswers:
    """Puts a page into words, with its drawings, where it belongs."""

    def __init__(self, messages: SlackMessages, announcements: Announcements, pictures: Drawings) -> None:
        self._messages = messages
        self._announcements = announcements
        self._pictures = pictures

    async def show(self, page: SimilarPage, *, team_id: str, channel_id: str, thread_ts: str) -> None:
        """Post a page into a thread. Raises SlackError."""
        marker = Marker(_KIND, "search_id", page.search_id)
        await self._messages.post(channel_id, thread_ts, await self._format(page, team_id), marker=marker)

    async def show_once(self, page: SimilarPage, search: StoredSearch) -> Outcome:
        """Post a further page into the thread of its search, unless it stands there already. Raises SlackError."""
        return await self._announcements.post(
            Draft(
                key=_key(search, page.offset),
                kind=_KIND,
                channel_id=search.channel_id,
                thread_ts=search.thread_ts,
                message=await self._format(page, search.team_id),
            )
        )

    async def stands(self, search: StoredSearch, *, offset: int) -> bool:
        """Whether a further page is known to stand in the thread of its search."""
        return await self._announcements.stands(_key(search, offset))

    async def tell(self, page: SimilarPage, respond: AsyncRespond, *, team_id: str) -> bool:
        """Show a page to one person; whether Slack took it."""
        return await tell(respond, await self._format(page, team_id))

    async def _format(self, page: SimilarPage, team_id: str) -> Message:
        return format_similar(translator(page.lang), page, pictures=await self._pictures.ensure(team_id, page.patents))


def _key(search: StoredSearch, offset: int) -> str:
    return f"{search.team_id}/{search.channel_id}/{search.message_ts}/{search.id}/{offset}"


class SimilarHandlers:
    def __init__(
        self,
        similar: SimilarService,
        checks: CheckService,
        answers: SimilarAnswers,
        messages: SlackMessages,
        conversations: SlackConversations,
    ) -> None:
        self._similar = similar
        self._checks = checks
        self._answers = answers
        self._messages = messages
        self._conversations = conversations

    def register(self, app: AsyncApp) -> None:
        app.shortcut(SIMILAR_MESSAGE)(ack=acknowledge, lazy=[self.handle_shortcut])
        app.action(SIMILAR_POST)(ack=acknowledge, lazy=[self.handle_progress_button])
        app.action(SIMILAR_MORE)(ack=acknowledge, lazy=[self.handle_more])

    async def handle_shortcut(self, shortcut: Body, respond: AsyncRespond, context: AsyncBoltContext) -> None:
        """Find designs similar to the pictures of a message, in its thread."""
        tr = translator_of(context)

        async def tell_person(message: Message) -> None:
            await tell(respond, message)

        async def find() -> None:
            message, origin = shortcut["message"], Origin.of(shortcut, context)
            pictures = pictures_of(message)
            if not pictures:
                await tell_person(format_refusal(tr, why_no_picture(message)))
                return
            if await is_elsewhere(self._conversations, origin.channel_id):
                await tell_person(format_refusal(tr, Problem(ProblemKind.NOT_IN_CHANNEL)))
                return
            thread_ts = str(message.get("thread_ts") or message["ts"])
            began = await self._checks.language_of_thread(
                team_id=origin.team_id, channel_id=origin.channel_id, thread_ts=thread_ts
            )
            searches = [
                NewSearch(
                    team_id=origin.team_id,
                    channel_id=origin.channel_id,
                    user_id=origin.user_id,
                    name=name_of(file),
                    lang=began or tr.language,
                    thread_ts=thread_ts,
                    message_ts=str(message["ts"]),
                    file_id=str(file["id"]),
                )
                for file in pictures
            ]
            await self._start(tr, searches, tell_person)

        await told_of_failure(tr, find(), tell_person)

    async def handle_progress_button(
        self, body: Body, action: Action, respond: AsyncRespond, context: AsyncBoltContext
    ) -> None:
        """The same for the pictures of a post that is being checked."""
        tr = translator_of(context)

        async def tell_person(message: Message) -> None:
            await tell_presser(self._messages, respond, body, message)

        async def find() -> None:
            origin = Origin.of(body, context)
            checks = await self._checks.checks_of(
                str(action["value"]), team_id=origin.team_id, channel_id=origin.channel_id
            )
            views = [(check, view) for check in checks for view in check.views if not check.retry_of]
            if not views:
                await tell_person(format_not_found(tr))
                return
            searches = [
                NewSearch(
                    team_id=origin.team_id,
                    channel_id=origin.channel_id,
                    user_id=origin.user_id,
                    name=view.name,
                    lang=check.options.lang,
                    thread_ts=check.post.thread_ts,
                    message_ts=check.post.message_ts,
                    file_id=view.file_id,
                    source_url=view.source_url,
                    web_url=view.upload_url if view.is_on_web else "",
                )
                for check, view in views
            ]
            await self._start(tr, searches, tell_person)

        await told_of_failure(tr, find(), tell_person)

    async def handle_more(self, body: Body, action: Action, respond: AsyncRespond, context: AsyncBoltContext) -> None:
        tr = translator_of(context)

        async def turn() -> None:
            search_id, _, offset = str(action["value"]).partition("/")
            origin = Origin.of(body, context)
            search = await self._find(origin, search_id)
            if search is None or not (offset.isascii() and offset.isdigit()):
                await tell_presser(self._messages, respond, body, format_search_gone(tr))
                return
            with paid_by(origin.payer):
                if search.thread_ts:
                    answer = await self._turn(tr, search, int(offset[:6]))
                else:
                    answer = await self._turn_for_one(tr, search, int(offset[:6]), respond)
            if answer is not None:
                await tell_presser(self._messages, respond, body, answer)

        await told_of_failure(tr, turn(), lambda message: tell_presser(self._messages, respond, body, message))

    async def _start(
        self, tr: Translator, searches: Sequence[NewSearch], tell_person: Callable[[Message], Awaitable[None]]
    ) -> None:
        """Search for each picture, whatever becomes of the others."""

        async def start(new: NewSearch) -> None:
            page = await self._similar.start(new)
            await self._answers.show(page, team_id=new.team_id, channel_id=new.channel_id, thread_ts=new.thread_ts)

        for new in searches[:MAX_PICTURES]:
            await told_of_failure(tr, start(new), tell_person)
        if len(searches) > MAX_PICTURES:
            details = {"count": str(len(searches)), "limit": str(MAX_PICTURES)}
            await tell_person(format_refusal(tr, Problem(ProblemKind.TOO_MANY_IMAGES, details)))

    async def _turn(self, tr: Translator, search: StoredSearch, offset: int) -> Message | None:
        """Post a page into the thread; what to tell who pressed, if it is not posted. Raises LookalikeError."""
        page = await self._similar.more(search, offset=offset)
        if page is None and not await self._answers.stands(search, offset=offset):
            # It was found, and a process that came to an end did not get to post it; or it is on its way.
            page = self._similar.turned_last(search, offset=offset)
        if page is None:
            return format_turned(tr)
        try:
            outcome = await self._answers.show_once(page, search)
        except SlackError:
            await self._similar.turn_back(search, offset=offset)
            raise
        if outcome is Outcome.UNKNOWN:
            await self._similar.turn_back(search, offset=offset)
            return format_page_unknown(tr)
        return None if outcome is Outcome.POSTED else format_turned(tr)

    async def _turn_for_one(
        self, tr: Translator, search: StoredSearch, offset: int, respond: AsyncRespond
    ) -> Message | None:
        """The same for a search that only its asker sees."""
        page = await self._similar.more(search, offset=offset)
        if page is None:
            return format_turned(tr)
        if not await self._answers.tell(page, respond, team_id=search.team_id):
            await self._similar.turn_back(search, offset=offset)
        return None

    async def _find(self, origin: Origin, search_id: str) -> StoredSearch | None:
        return await self._similar.find(
            search_id, team_id=origin.team_id, channel_id=origin.channel_id, user_id=origin.user_id
        )
