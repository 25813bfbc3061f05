"""Messages in Slack -> checks. Everything is stored before Slack gets its ack, and nothing slow happens here."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import unescape
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.checks.intake import NewCheck, NewPost, NewView
from bot.checks.service import CheckService
from bot.errors import OptionError, SlackError
from bot.model import CheckOptions, Problem, ProblemKind
from bot.options import parse_options, refused
from bot.slack import SlackMessages, may_be_picture

logger = logging.getLogger(__name__)

MAX_IMAGES = 10
"""Images of one post that are checked, as many as a post usually holds."""

MIN_VIEWS, MAX_VIEWS = 2, 4
"""Views of one product in one check."""

Event = Mapping[str, Any]


class PostHandlers:
    """
    Args:
        options: what is searched where a post does not say.
        today: the date by which ``since:`` is judged.
    """

    def __init__(
        self,
        service: CheckService,
        messages: SlackMessages,
        *,
        options: CheckOptions,
        today: Callable[[], date],
    ) -> None:
        self._service = service
        self._messages = messages
        self._options = options
        self._today = today

    def register(self, app: AsyncApp) -> None:
        app.event("message")(self.handle_message)
        app.event("app_mention")(self.handle_mention)
        app.event("file_shared")(self.handle_file_shared)
        app.event("file_deleted")(self.handle_file_deleted)

    async def handle_message(self, event: Event, context: AsyncBoltContext) -> None:
        """A post with pictures is checked; a message that is gone takes its checks along; edits start nothing."""
        team_id = context.team_id or ""
        if deleted_ts := _deleted_ts(event):
            await self._forget(team_id, str(event["channel"]), deleted_ts)
        elif event.get("subtype") in {None, "file_share"} and event.get("user") and not event.get("bot_id"):
            # In a direct message everything is meant for the app; in a channel it answers to its name.
            is_asked = event.get("channel_type") == "im" and not event.get("thread_ts")
            await self._receive(event, team_id, is_asked=is_asked)

    async def handle_mention(self, event: Event, context: AsyncBoltContext) -> None:
        """The same post comes as a message too; whichever is first counts."""
        if event.get("user") and not event.get("bot_id"):
            await self._receive(event, context.team_id or "", is_asked=True)

    async def handle_file_shared(self) -> None:
        """Comes beside the message that holds the file, which says more."""

    async def handle_file_deleted(self, event: Event, context: AsyncBoltContext) -> None:
        await self._service.forget_file(team_id=context.team_id or "", file_id=str(event["file_id"]))

    async def _receive(self, event: Event, team_id: str, *, is_asked: bool) -> None:
        pictures = [file for file in event.get("files") or () if may_be_picture(file)]
        if not pictures and not is_asked:
            return
        options, checks = self._read(str(event.get("text") or ""), pictures)
        await self._service.receive(
            NewPost(
                team_id=team_id,
                channel_id=str(event["channel"]),
                message_ts=str(event["ts"]),
                thread_ts=str(event.get("thread_ts") or event["ts"]),
                user_id=str(event["user"]),
                options=options,
                checks=checks,
            )
        )

    def _read(self, text: str, pictures: Sequence[Event]) -> tuple[CheckOptions, tuple[NewCheck, ...]]:
        """What is to be searched, and the checks that a post asks for."""
        try:
            options = parse_options(unescape(text), defaults=self._options, today=self._today())
        except OptionError as error:
            return self._options, (NewCheck(problem=error.problem),)
        if not pictures:
            return options, (NewCheck(problem=Problem(ProblemKind.NO_IMAGE)),)
        if options.views_together:
            return options, (_together(pictures),)
        checks = [NewCheck(views=(_view(file),)) for file in pictures[:MAX_IMAGES]]
        if len(pictures) > MAX_IMAGES:
            details = {"count": str(len(pictures)), "limit": str(MAX_IMAGES)}
            checks.append(NewCheck(problem=Problem(ProblemKind.TOO_MANY_IMAGES, details)))
        return options, tuple(checks)

    async def _forget(self, team_id: str, channel_id: str, message_ts: str) -> None:
        progress_ts = await self._service.forget_message(team_id=team_id, channel_id=channel_id, message_ts=message_ts)
        if progress_ts:
            try:
                await self._messages.delete(channel_id, progress_ts)
            except SlackError as error:
                logger.warning("a progress message was left behind", extra={"code": error.code})


def _deleted_ts(event: Event) -> str:
    """Which message is gone, if any: one with replies leaves a tombstone, and so comes as a change."""
    if event.get("subtype") == "message_deleted":
        return str(event["deleted_ts"])
    message = event.get("message") or {}
    is_tombstone = event.get("subtype") == "message_changed" and message.get("subtype") == "tombstone"
    return str(message["ts"]) if is_tombstone else ""


def _together(pictures: Sequence[Event]) -> NewCheck:
    """One check of one product in several views."""
    if not MIN_VIEWS <= len(pictures) <= MAX_VIEWS:
        return NewCheck(problem=refused("views", "together").problem)
    return NewCheck(views=tuple(_view(file) for file in pictures))


def _view(file: Event) -> NewView:
    """A file of the event; one that says too little of itself is looked up later."""
    is_known = file.get("mimetype") and not file.get("is_external") and file.get("mode") != "file_access"
    url = str(file.get("url_private_download") or file.get("url_private") or "") if is_known else ""
    return NewView(file_id=str(file["id"]), name=str(file.get("name") or ""), source_url=url)
