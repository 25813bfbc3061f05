"""The events of a check -> messages in its thread."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.drawings import Drawings
from bot.errors import SlackError
from bot.languages import Translator, translator
from bot.model import Check, Language, Message, Post, PostState, ProblemKind, Report, Stage, designs_of
from bot.model.costs import CapUse
from bot.model.problem import NO_TROUBLE
from bot.sheets import Sheets
from bot.slack.messages import Look, Marker, SlackMessages
from bot.slack.permalinks import Permalinks
from bot.slack.workspaces import Workspaces
from formatters.holds import format_kept
from formatters.lookalike import format_thread_root
from formatters.one_patent import format_one_patent
from formatters.problems import format_problem, format_retracted
from formatters.progress import current_checks, format_progress
from formatters.question import format_question
from formatters.report import DESIGNS, format_report
from formatters.risk import RISK_REACTIONS
from formatters.sheet import designs_on_sheet, format_sheet
from handlers.checks.shortcuts import links_of
from handlers.lookalike.usage import usage

logger = logging.getLogger(__name__)

EYES = "eyes"
WARNING = "warning"
_REMEMBERED = 10_000


class Replies:
    """Posts, edits and removes what a check has to say. Implements ``bot.checks.ports.Announcer``."""

    def __init__(
        self,
        messages: SlackMessages,
        pictures: Drawings,
        sheets: Sheets,
        workspaces: Workspaces,
        permalinks: Permalinks,
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._messages = messages
        self._pictures = pictures
        self._sheets = sheets
        self._workspaces = workspaces
        self._permalinks = permalinks
        self._now = now
        self._shown: dict[str, Message] = {}
        self._eyes: dict[str, bool] = {}
        """Whether a post has eyes, if this process knows: another may have set them before it."""

    async def deliver(self, check: Check, report: Report | None, *, not_after: float) -> str:
        """Post the one reply that ends a check; its ts. Raises SlackError."""
        team_id = check.post.team_id
        message = self._format_end(_tr(check), check) if report is None else await self._format_report(check, report)
        posted = await self._messages.post(
            check.post.channel_id, check.post.thread_ts, message, marker=_reply_marker(check), not_after=not_after
        )
        if posted.refused_containers:
            await self._workspaces.note_containers_refused(team_id)
        return posted.ts

    async def look_for_reply(self, check: Check, *, since: float) -> Look:
        """This check's reply if it stands in the thread already, and a second one. Raises SlackError."""
        post = check.post
        return await self._messages.look(post.channel_id, post.thread_ts, marker=_reply_marker(check), since=since)

    async def open_thread(self, post: Post, checks: Sequence[Check]) -> str:
        """Post the message whose thread takes the replies to a command, or that stands in one; its ts.

        Raises SlackError.
        """
        message, thread_ts = format_thread_root(_tr(*checks), post, checks), post.root_thread_ts or None
        return (await self._messages.post(post.channel_id, thread_ts, message, marker=_root_marker(post))).ts

    async def find_thread(self, post: Post) -> str | None:
        """The ts of the message by which this post's thread has been opened already. Raises SlackError."""
        return await self._messages.find(
            post.channel_id, post.root_thread_ts or None, marker=_root_marker(post), since=_asked_at(post)
        )

    async def show_progress(
        self,
        post: Post,
        checks: Sequence[Check],
        *,
        reports: Mapping[str, Report],
        expected_s: float | None,
        is_first: bool,
        near_cap: CapUse | None,
    ) -> str:
        """Post or edit the progress message; its ts. Raises SlackError."""
        message = self._format_progress(post, checks, reports, expected_s=expected_s, near_cap=near_cap)
        marker = _progress_marker(post)
        if not post.progress_ts:
            try:
                posted = await self._messages.post(
                    post.channel_id, post.thread_ts, message, marker=marker, cosmetic=True
                )
            except SlackError:
                if post.state is not PostState.ASKING:
                    await self._show_eyes(post)
                raise
            if is_first:
                self._eyes[post.id] = False
            self._remember(post, message)
            return posted.ts
        if self._shown.get(post.id) != message:
            await self._messages.update(post.team_id, post.channel_id, post.progress_ts, message, marker=marker)
            self._remember(post, message)
        return post.progress_ts

    async def find_progress(self, post: Post) -> str | None:
        """The ts of this post's progress message if it stands in the thread already. Raises SlackError."""
        return await self._messages.find(
            post.channel_id, post.thread_ts, marker=_progress_marker(post), since=_asked_at(post)
        )

    async def withdraw(self, post: Post, ts: str) -> None:
        """Remove a message that came too late. Raises SlackError."""
        await self._messages.delete(post.channel_id, ts)

    async def retract(self, team_id: str, channel_id: str, ts: str, lang: Language, *, sheet_file_id: str = "") -> None:
        """Edit a reply whose check has been deleted: what it said goes too, and its sheet. Raises SlackError."""
        if sheet_file_id:
            await self._sheets.delete(sheet_file_id)
        await self._messages.update(team_id, channel_id, ts, format_retracted(translator(lang)))

    async def tell_kept(
        self, team_id: str, channel_id: str, ts: str, lang: Language, *, exported_check_id: str
    ) -> None:
        """Edit a reply whose picture has been deleted while a hold keeps its data. Raises SlackError."""
        await self._messages.update(team_id, channel_id, ts, format_kept(translator(lang), exported_check_id))

    async def withdraw_eyes(self, post: Post) -> None:
        """Take back the eyes that this process has set, if it has. Raises SlackError.

        Another has the post now, and may set them: that there were none is no longer known.
        """
        if self._eyes.pop(post.id, False):
            await self._unreact(post, EYES)

    async def close(self, post: Post, checks: Sequence[Check], reports: Mapping[str, Report]) -> str:
        """Make the progress message of several pictures their summary, remove that of one, and let the reaction say how
        it ended. The ts of the summary; empty for none. Raises SlackError.
        """
        self._shown.pop(post.id, None)
        has_eyes = self._eyes.pop(post.id, True)
        kept_ts = post.progress_ts if len(current_checks(checks)) > 1 else ""
        if kept_ts:
            message = self._format_progress(post, checks, reports, expected_s=None)
            await self._messages.update(post.team_id, post.channel_id, kept_ts, message, marker=_summary_marker(post))
        elif post.progress_ts:
            await self._messages.delete(post.channel_id, post.progress_ts)
        reaction = _reaction(checks, list(reports.values()))
        if any(check.retry_of for check in checks):
            for earlier in {*RISK_REACTIONS.values(), WARNING} - {reaction}:
                await self._unreact(post, earlier)
        if reaction:
            await self._react(post, reaction, patient=True)
        if has_eyes:
            await self._unreact(post, EYES)
        return kept_ts

    def _format_end(self, tr: Translator, check: Check) -> Message:
        """What a check says that ended without a report."""
        details = check.problem.details if check.problem else {}
        if check.problem and check.problem.kind is ProblemKind.HELP:
            return usage(tr)
        if not details.get("reply_ts"):
            return format_problem(tr, check)
        link = self._permalinks.to(details["channel_id"], details["reply_ts"], thread_ts=details["thread_ts"])
        return format_problem(tr, check, link=link)

    def _format_progress(
        self,
        post: Post,
        checks: Sequence[Check],
        reports: Mapping[str, Report],
        *,
        expected_s: float | None,
        near_cap: CapUse | None = None,
    ) -> Message:
        if post.state is PostState.ASKING:
            return format_question(_tr(*checks), post, checks)
        return format_progress(
            _tr(*checks),
            post,
            checks,
            reports=reports,
            links=links_of(checks, self._permalinks) if len(checks) > 1 else {},
            now=self._now(),
            expected_s=expected_s,
            near_cap=near_cap,
        )

    async def _show_eyes(self, post: Post) -> None:
        """The sign at once of a post whose progress message has to wait.

        If the message stands at once it is that sign, and the eyes would be two calls that say the same.
        """
        if not self._eyes.get(post.id):
            await self._react(post, EYES)
            self._eyes[post.id] = True

    async def _format_report(self, check: Check, report: Report) -> Message:
        tr, team_id = _tr(check), check.post.team_id
        designs = designs_of(report)
        patents = [design.lead.patent for design in designs[:DESIGNS]]
        on_sheet = [design.lead.patent for design in designs_on_sheet(designs)]
        # One download for both, and one wait.
        fetched = self._pictures.fetch(on_sheet)
        pictures, sheet = await asyncio.gather(
            self._pictures.ensure(team_id, patents, fetched=fetched),
            self._sheets.ensure(check, report, format_sheet(tr, check, designs), on_sheet, fetched=fetched),
        )
        say = format_one_patent if check.options.against else format_report
        message = say(tr, check, report, pictures=pictures, sheet=sheet)
        if await self._workspaces.refuses_containers(check.post.team_id):
            return _without_containers(message)
        return message

    async def _react(self, post: Post, name: str, *, patient: bool = False) -> None:
        try:
            await self._messages.react(post.team_id, post.channel_id, post.message_ts, name)
        except SlackError as error:
            if patient and error.may_pass:
                raise
            _tolerate(error)

    async def _unreact(self, post: Post, name: str) -> None:
        try:
            await self._messages.unreact(post.team_id, post.channel_id, post.message_ts, name)
        except SlackError as error:
            if error.may_pass:  # only the end of a post takes reactions back, and nobody comes after it
                raise
            _tolerate(error)

    def _remember(self, post: Post, message: Message) -> None:
        if len(self._shown) >= _REMEMBERED:
            self._shown.clear()  # the price is one edit more for each post under way,
            self._eyes.clear()  # and one look for eyes at its end
        self._shown[post.id] = message


def _tr(*checks: Check) -> Translator:
    """Says what belongs into the thread of these checks, in the language in which it began."""
    return translator(checks[0].options.lang)


def _reaction(checks: Sequence[Check], reports: Sequence[Report]) -> str | None:
    """The most urgent verdict of a post; a warning if something went wrong; else None."""
    if reports:
        return RISK_REACTIONS[max((report.verdict for report in reports), key=lambda risk: risk.severity)]
    return WARNING if any(map(_went_wrong, checks)) else None


def _went_wrong(check: Check) -> bool:
    is_trouble = check.problem is None or check.problem.kind not in NO_TROUBLE
    return check.stage is not Stage.CANCELLED and is_trouble


def _without_containers(message: Message) -> Message:
    rungs = [
        rung
        for rung in (message.blocks, *message.fallbacks)
        if not any(block.get("type") == "container" for block in rung)
    ]
    return Message(text=message.text, blocks=rungs[0] if rungs else (), fallbacks=tuple(rungs[1:]))


def _asked_at(post: Post) -> float:
    """When the post was stored, and so nothing had been said to it: the message itself may be years older."""
    return post.created_at.timestamp()


def _reply_marker(check: Check) -> Marker:
    return Marker("lookalike_reply", "check_id", check.id)


def _root_marker(post: Post) -> Marker:
    return Marker("lookalike_root", "post_id", post.id)


def _summary_marker(post: Post) -> Marker:
    return Marker("lookalike_summary", "post_id", post.id)


def _progress_marker(post: Post) -> Marker:
    return Marker("lookalike_progress", "post_id", post.id)


def _tolerate(error: SlackError) -> None:
    """A reaction is an ornament: if it cannot be set, the reply still says it all."""
    logger.info("a reaction was left out", extra={"code": error.code})
