"""The command ``/lookalike``."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond

from bot.checks.requests import NewCheck, NewPost, NewView
from bot.checks.service import CheckService
from bot.errors import OptionError, SlackError
from bot.languages import Translator
from bot.model import Message, PostState, Problem, ProblemKind
from bot.net.addresses import WebPicture, parse_image_address
from bot.options import read_filters, read_subcommand, views_refused
from bot.options.subcommands import Subcommand
from bot.similar import NewSearch, SimilarService
from bot.slack.conversations import SlackConversations
from bot.slack.permalinks import Permalinks
from formatters.lookalike import format_check_started, format_history
from formatters.problems import format_refusal
from formatters.similar import format_searching
from handlers.answers import as_response, tell, told_of_failure
from handlers.channels.form import SettingsHandlers
from handlers.checks.reading import PostReader
from handlers.checks.shortcuts import is_elsewhere, links_of
from handlers.exports.form import ExportHandlers
from handlers.locales import translator_of
from handlers.lookalike.holds import HoldCommands
from handlers.lookalike.usage import usage
from handlers.origin import Origin
from handlers.shared_channels.filter import SharedChannels
from handlers.similar.buttons import SimilarAnswers

COMMAND = "/lookalike"

_OPTION_BEHIND = re.compile(r"[，。、；：！？]+(?=\w+[：:])|(?=[\u3400-\u9fff]+[：:])")

_SEARCH = "lookalike_search"
"""Where Bolt's context keeps the search that a command asks for."""

Command = Mapping[str, Any]


def split_address(text: str) -> tuple[str, str]:
    """The address in a command, as typed, and the rest; it may stand anywhere, but comes first as a rule."""
    words = text.split()
    address = next((word for word in words if "://" in word), words[0] if words else "")
    # In Chinese an option follows without a space: https://example.com/mug.jpg，国家：美国
    if option := _OPTION_BEHIND.search(address):
        address = address[: option.start()]
    return address, text.replace(address, " ", 1) if address else text


class LookalikeCommand:
    """
    Args:
        trusted: hosts that addresses may name wherever these are; see ``parse_image_address``.
    """

    def __init__(
        self,
        service: CheckService,
        conversations: SlackConversations,
        reader: PostReader,
        permalinks: Permalinks,
        similar: SimilarService,
        answers: SimilarAnswers,
        shared: SharedChannels,
        exports: ExportHandlers,
        *,
        holds: HoldCommands,
        settings: SettingsHandlers,
        trusted: frozenset[str],
    ) -> None:
        self._service = service
        self._conversations = conversations
        self._reader = reader
        self._permalinks = permalinks
        self._similar = similar
        self._answers = answers
        self._shared = shared
        self._exports = exports
        self._holds = holds
        self._settings = settings
        self._trusted = trusted

    def register(self, app: AsyncApp) -> None:
        app.command(COMMAND)(ack=self.handle, lazy=[self.handle_similar, self.handle_holds])

    async def handle(self, ack: AsyncAck, command: Command, context: AsyncBoltContext) -> None:
        """Answer within the ack; what a check needs is stored by then."""
        tr = translator_of(context)
        try:
            answer = await self._answer(tr, str(command.get("text") or ""), Origin.of(command, context))
        except OptionError as error:
            answer = format_refusal(tr, error.problem)
        if isinstance(answer, NewSearch):
            # Bolt hands it on to what comes after the ack.
            context[_SEARCH], answer = answer, format_searching(tr, answer.name)
        await (ack(**as_response(answer)) if answer else ack())

    async def handle_similar(self, respond: AsyncRespond, context: AsyncBoltContext) -> None:
        """What takes longer than Slack waits for an ack."""
        new: NewSearch | None = context.get(_SEARCH)
        if new is None:
            return

        async def find() -> None:
            page = await self._similar.start(new)
            await self._answers.tell(page, respond, team_id=new.team_id)

        await told_of_failure(translator_of(context), find(), lambda message: tell(respond, message))

    async def handle_holds(self, command: Command) -> None:
        """The thread learns of a hold after the ack."""
        if read_subcommand(str(command.get("text") or "")).name in {"hold", "release"}:
            await self._holds.tell()

    async def _answer(self, tr: Translator, typed: str, origin: Origin) -> Message | NewSearch | None:
        """What to answer, or the search that has to come before; None if a form is the answer. Raises OptionError."""
        command = read_subcommand(typed)
        text = command.rest
        match command.name:
            case "help":
                return usage(tr)
            case "check":
                return await self._check(tr, text, origin)
            case "similar":
                return self._read_similar(tr, text, origin)
            case "history" | "export" | "settings" | "hold" | "release":
                return await self._stored(tr, command, origin)
            case "on" | "off" as word if not text.strip():
                return await self._shared.switch(
                    tr, team_id=origin.team_id, channel_id=origin.channel_id, on=word == "on"
                )
        return usage(tr, unknown=command.typed)

    async def _stored(self, tr: Translator, command: Subcommand, origin: Origin) -> Message | None:
        """What is about checks that are there already."""
        match command.name:
            case "history":
                return await self._history(tr, origin)
            case "export":
                return await self._export(tr, origin)
            case "settings":
                return await self._settings.open(tr, origin)
        return await self._holds.answer(tr, command.name, command.rest, origin)

    async def _check(self, tr: Translator, text: str, origin: Origin) -> Message:
        picture, rest = self._read_address(text)
        options = self._reader.read_options(rest, lang=tr.language)
        if options.views_together:
            raise views_refused()
        if refusal := await self._shared.refusal(tr, team_id=origin.team_id, channel_id=origin.channel_id):
            return refusal
        if await is_elsewhere(self._conversations, origin.channel_id):
            return format_refusal(tr, Problem(ProblemKind.NOT_IN_CHANNEL))
        await self._service.receive(
            NewPost.for_command(
                trigger_id=origin.trigger_id,
                team_id=origin.team_id,
                channel_id=origin.channel_id,
                user_id=origin.user_id,
                options=options,
                checks=(NewCheck(views=(NewView(name=picture.name, web_url=picture.url),)),),
                state=PostState.WANTED,
            )
        )
        return format_check_started(tr, picture.name)

    async def _history(self, tr: Translator, origin: Origin) -> Message:
        found = await self._service.history(team_id=origin.team_id, user_id=origin.user_id)
        return format_history(tr, found, links_of([check for check, _ in found], self._permalinks))

    async def _export(self, tr: Translator, origin: Origin) -> Message | None:
        # The file is for everybody here to see, a partner's people too.
        if refusal := await self._shared.refusal(tr, team_id=origin.team_id, channel_id=origin.channel_id):
            return refusal
        try:
            return await self._exports.open_recent(tr, origin)
        except SlackError as error:
            return format_refusal(tr, error.problem)

    def _read_similar(self, tr: Translator, text: str, origin: Origin) -> NewSearch:
        """The search that a command asks for. Raises OptionError."""
        picture, rest = self._read_address(text)
        options = read_filters(rest)
        return NewSearch(
            team_id=origin.team_id,
            channel_id=origin.channel_id,
            user_id=origin.user_id,
            name=picture.name,
            web_url=picture.url,
            filters=options.filters,
            limit=options.limit,
            lang=tr.language,
        )

    def _read_address(self, text: str) -> tuple[WebPicture, str]:
        address, rest = split_address(text)
        return parse_image_address(address, trusted=self._trusted), rest
