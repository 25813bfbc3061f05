"""Messages in Slack -> checks. Everything is stored before Slack gets its ack, and nothing slow happens here."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.checks.requests import NewCheck, NewPost, asked_otherwise
from bot.checks.service import CheckService
from bot.errors import UNFINISHED, SlackError
from bot.model import Check, CheckOptions, Language, PostState, Problem, ProblemKind
from bot.slack.conversations import SlackConversations
from bot.slack.user_locales import UserLocales
from handlers.checks.reading import PostReader, asks_for_help, comparison_in, pictures_of, said_to_app, why_no_picture
from handlers.deletions.messages import DeletedMessages, is_deletion

logger = logging.getLogger(__name__)

_LOOK_S = 2.0
"""A look at Slack before the ack: with what else there is to do, Slack waits three seconds for that."""

Event = Mapping[str, Any]


class _Spoken(TypedDict):
    """The language of a reply. Attributes: is_settled: the channel's own does not count."""

    lang: Language
    is_settled: bool


_POSTS = frozenset({None, "file_share", "thread_broadcast", "bot_message"})
"""Subtypes of what somebody, or something, posts."""

_OF_OPTIONS = frozenset({ProblemKind.INVALID_OPTION, ProblemKind.UNKNOWN_OPTION})


class PostHandlers:
    """
    Args:
        checks_app_posts: what workflows and other apps post is checked too, and not only if a person asks.
    """

    def __init__(
        self,
        service: CheckService,
        deleted: DeletedMessages,
        conversations: SlackConversations,
        reader: PostReader,
        locales: UserLocales,
        *,
        checks_app_posts: bool,
    ) -> None:
        self._service = service
        self._deleted = deleted
        self._conversations = conversations
        self._reader = reader
        self._locales = locales
        self._checks_app_posts = checks_app_posts

    def register(self, app: AsyncApp) -> None:
        app.event("message")(self.handle_message)
        app.event("app_mention")(self.handle_mention)
        app.event("file_shared")(self.handle_file_shared)
        for unarchived in ("channel_unarchive", "group_unarchive"):
            app.event(unarchived)(self.handle_unarchived)

    async def handle_message(self, event: Event, context: AsyncBoltContext) -> None:
        """A post with pictures is checked; a message that is gone takes its checks along; edits start nothing."""
        team_id = context.team_id or ""
        if is_deletion(event):
            # The app's own messages, such as those of progress, are never waited for.
            is_own = _is_own(event.get("previous_message") or {}, context)
            await self._deleted.forget(event, team_id, may_come_again=not is_own)
        elif event.get("subtype") in _POSTS and not _is_own(event, context):
            if event.get("bot_id"):
                await self._receive_from_app(event, context)
            elif event.get("user"):
                is_addressed = _is_addressed(event, context)
                is_asked = is_addressed and not event.get("thread_ts")
                await self._receive(event, team_id, is_asked=is_asked, is_addressed=is_addressed)

    async def handle_mention(self, event: Event, context: AsyncBoltContext) -> None:
        """In a thread a mention means what stands above.

        The same post comes as a message too, which alone is sure to name its files: a mention outside a thread, or one
        with pictures of its own, is left to that.
        """
        if not event.get("user") or event.get("bot_id"):
            return
        if not event.get("thread_ts") or pictures_of(event):
            return
        if asks_for_help(str(event.get("text") or "")):
            await self._refuse(event, context.team_id or "", Problem(ProblemKind.HELP))
        else:
            await self._receive_from_above(event, context.team_id or "", own_user_id=context.bot_user_id)

    async def handle_file_shared(self) -> None:
        """Comes beside the message that holds the file, which says more."""

    async def handle_unarchived(self, event: Event, context: AsyncBoltContext) -> None:
        await self._service.let_in(team_id=context.team_id or "", channel_id=str(event["channel"]))

    async def _receive(self, event: Event, team_id: str, *, is_asked: bool, is_addressed: bool) -> None:
        """
        Args:
            is_asked: somebody waits for a word, even if there is no picture.
            is_addressed: its words are meant for the app.
        """
        if is_asked or pictures_of(event):
            language, text = await self._language(event, team_id), str(event.get("text") or "")
            against = comparison_in(text) if is_addressed else ""
            options, checks = self._reader.read(text, event, **language, against=against)
            state = PostState.WANTED if is_addressed else PostState.UNDECIDED
            await self._service.receive(_post(event, team_id, options, checks, state))

    async def _receive_from_app(self, event: Event, context: AsyncBoltContext) -> None:
        """A post of a workflow or another app. Without a picture it gets no word: apps must not answer each other."""
        if self._checks_app_posts:
            await self._receive(event, context.team_id or "", is_asked=False, is_addressed=False)
        elif pictures_of(event) and _is_named(event, context):
            await self._refuse(event, context.team_id or "", Problem(ProblemKind.POSTED_BY_APP))

    async def _receive_from_above(self, event: Event, team_id: str, *, own_user_id: str | None) -> None:
        """Check the pictures that a mention in a thread is about.

        The thread is read before the ack: until what it says is stored, it is Slack that remembers the mention, and
        delivers it again.
        """
        channel_id, ts, thread_ts = str(event["channel"]), str(event["ts"]), str(event["thread_ts"])
        if await self._service.checks_on(team_id=team_id, channel_id=channel_id, message_ts=ts) is not None:
            return
        try:
            async with asyncio.timeout(_LOOK_S):
                above = await self._conversations.pictures_for(channel_id, thread_ts, ts, but_by=own_user_id)
        except (SlackError, TimeoutError) as error:
            logger.warning("a thread could not be read", extra={"error": str(error) or type(error).__name__})
            is_too_long = isinstance(error, SlackError) and error.code == UNFINISHED
            kind = ProblemKind.THREAD_TOO_LONG if is_too_long else ProblemKind.THREAD_UNREADABLE
            await self._refuse(event, team_id, Problem(kind))
            return
        if above is None or not pictures_of(above):
            await self._refuse(event, team_id, await self._why_nothing_above(event, above or event, team_id))
            return
        if above["ts"] != ts:  # else the mention has pictures of its own: its message brings them
            await self._receive_above(event, above, team_id)

    async def _receive_above(self, event: Event, above: Event, team_id: str) -> None:
        """Check the pictures of another message, as a mention under it says."""
        channel_id, thread_ts = str(event["channel"]), str(event["thread_ts"])
        if against := comparison_in(str(event.get("text") or "")):
            await self._compare(event, above, team_id, against=against)
            return
        known = await self._service.checks_on(team_id=team_id, channel_id=channel_id, message_ts=str(above["ts"]))
        if searches := [check for check in known or () if check.views and not check.options.against]:
            await self._ask_otherwise(event, above, team_id, earlier=searches)
            return
        if any(check.views for check in known or ()):
            await self._refuse(event, team_id, Problem(ProblemKind.ALREADY_CHECKED))
            return
        # What was wrong with the first post has been told there: the mention corrects it.
        is_corrected = any(check.problem and check.problem.kind in _OF_OPTIONS for check in known or ())
        earlier = "" if is_corrected else str(above.get("text") or "")
        language = await self._language(event, team_id)
        options, checks = self._reader.read(str(event.get("text") or ""), above, **language, above=earlier)
        asked = {**above, "channel": channel_id, "thread_ts": thread_ts, "user": event["user"]}
        await self._service.receive(_post(asked, team_id, options, checks))
        # Should the mention come again, it is known as answered.
        await self._service.receive(_post(event, team_id, options, (), PostState.OPEN))

    async def _why_nothing_above(self, event: Event, above: Event, team_id: str) -> Problem:
        """What to say of a mention without a picture above it: to a bare one, that there is none."""
        text, language = str(event.get("text") or ""), await self._language(event, team_id)
        _, (check,) = self._reader.read(text, above, **language)
        is_bare = not said_to_app(text)
        return why_no_picture(above) if is_bare or check.problem is None else check.problem

    async def _compare(self, event: Event, above: Event, team_id: str, *, against: str) -> None:
        """Compare the pictures above a mention with one patent: a question of its own, so the mention is its post."""
        language = await self._language(event, team_id)
        options, checks = self._reader.read(str(event["text"]), above, **language, against=against)
        await self._service.receive(_post(event, team_id, options, checks))

    async def _ask_otherwise(self, event: Event, above: Event, team_id: str, *, earlier: Sequence[Check]) -> None:
        """Check pictures once more with other options: a revision of the question, and the mention is its post."""
        before = earlier[0].options
        options, checks = self._reader.read(str(event["text"]), above, lang=before.lang, earlier=before)
        if options == before and not any(check.problem for check in checks[:1]):
            await self._refuse(event, team_id, Problem(ProblemKind.ALREADY_CHECKED))
            return
        asked = tuple(asked_otherwise(check, earlier) for check in checks)
        await self._service.receive(_post(event, team_id, options, asked, PostState.OPEN))

    async def _refuse(self, event: Event, team_id: str, problem: Problem) -> None:
        language = await self._language(event, team_id)
        options = self._reader.options_in(language["lang"], is_settled=language["is_settled"])
        await self._service.receive(_post(event, team_id, options, (NewCheck(problem=problem),)))

    async def _language(self, event: Event, team_id: str) -> _Spoken:
        """The language to answer a post in, if it does not say: the one its thread began in, or else its author's,
        unless its channel has one.
        """
        if thread_ts := event.get("thread_ts"):
            began = await self._service.language_of_thread(
                team_id=team_id, channel_id=str(event["channel"]), thread_ts=str(thread_ts)
            )
            if began:
                return {"lang": began, "is_settled": True}
        lang = await self._locales.language_of("" if event.get("bot_id") else str(event["user"]))
        return {"lang": lang, "is_settled": False}


def _is_addressed(event: Event, context: AsyncBoltContext) -> bool:
    """Whether a post is meant for the app: in a direct message everything is; elsewhere it answers to its name.

    Somebody waits for a word on such a post, even if it has no picture; see ``handle_mention`` for threads.
    """
    return _is_named(event, context) or event.get("channel_type") == "im"


def _is_named(event: Event, context: AsyncBoltContext) -> bool:
    """Whether a post mentions the app."""
    text = str(event.get("text") or "")
    return f"<@{context.bot_user_id}>" in text or f"<@{context.bot_user_id}|" in text


def _is_own(message: Event, context: AsyncBoltContext) -> bool:
    """Whether the app posted a message itself."""
    by = {message.get("user"), message.get("bot_id")} - {None, ""}
    return not by.isdisjoint({context.bot_user_id, context.bot_id})


def _post(
    event: Event,
    team_id: str,
    options: CheckOptions,
    checks: tuple[NewCheck, ...],
    state: PostState = PostState.WANTED,
) -> NewPost:
    return NewPost(
        team_id=team_id,
        channel_id=str(event["channel"]),
        message_ts=str(event["ts"]),
        thread_ts=str(event.get("thread_ts") or event["ts"]),
        user_id=str(event.get("user") or event["bot_id"]),
        options=options,
        checks=checks,
        state=state,
    )
