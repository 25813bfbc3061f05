"""The message that lives in the thread while a post is being checked, and the summary of several pictures."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from bot.languages import Translator
from bot.model import Block, Check, CheckOptions, Message, Post, Report, Stage
from bot.model.costs import CapUse
from bot.model.problem import NO_TROUBLE
from formatters.actions import CANCEL_CHECKS, SIMILAR_POST
from formatters.blocks import Element, actions, button, confirm, context, section
from formatters.countries import list_codes, list_countries
from formatters.dates import local_time
from formatters.report import headline
from formatters.risk import RISK_EMOJI
from formatters.text import escape, link, shorten_line, shorten_plain

_STAGE_EMOJI = {
    Stage.RECEIVED: "🕐",
    Stage.PREPARED: "🕐",
    Stage.SUBMITTING: "🔍",
    Stage.SUBMITTED: "🔍",
    Stage.FINISHED: "🏁",
    Stage.FAILED: "❗",
    Stage.EXPIRED: "⌛",
    Stage.CANCELLED: "🚫",
}
_WAITING_EMOJI = "🌙"
_STAGE_SHARE = {Stage.RECEIVED: 0.05, Stage.PREPARED: 0.1, Stage.SUBMITTING: 0.15, Stage.SUBMITTED: 0.2}
_ALMOST = 0.95  # a check under way never fills its part of the bar
_CELLS = 10
_IMAGES = 12
_LINES = 6  # in one section: with long links, twelve would be more than it takes
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def format_progress(
    tr: Translator,
    post: Post,
    checks: Sequence[Check],
    *,
    now: datetime,
    expected_s: float | None,
    reports: Mapping[str, Report] = _NOTHING,
    links: Mapping[str, str] = _NOTHING,
    near_cap: CapUse | None = None,
) -> Message:
    """One message for the whole post; once all has ended, the summary of several pictures.

    Time moves in steps (5 s in the first minute, 15 s up to five minutes, then whole minutes), and the bar in tenths,
    so that a caller who skips messages equal to the last one sent edits rarely.

    Args:
        checks: all of the post's; one without an image, or that another tries again, is left out.
        now: aware.
        expected_s: how long one check takes as a rule; None if nothing is known yet.
        reports: check id -> what it found.
        links: check id -> the address of its reply.
        near_cap: a cap of which four fifths are used.
    """
    current = current_checks(checks)
    running = [check for check in current if not check.stage.is_end]
    started = min((check.created_at for check in running), default=post.created_at)
    elapsed_s = coarse((now - started).total_seconds())
    until = _waits_until(running, now)
    title = _title(tr, current, running, is_waiting=until is not None)
    time = _time(tr, elapsed_s, expected_s) if running else ""
    if until is not None:  # and no time that runs on: the message stays as it is all night
        time = tr("progress-goes-on", moment=local_time(tr, until))
    lines = [_line(tr, check, now, reports.get(check.id), is_one=len(current) == 1) for check in current[:_IMAGES]]
    shown = [_linked(tr, line, check, links) for line, check in zip(lines, current, strict=False)]
    if len(current) > _IMAGES:
        more = tr("progress-more", more=len(current) - _IMAGES)
        lines, shown = [*lines, more], [*shown, more]
    sections = ["\n".join(shown[at : at + _LINES]) for at in range(0, len(shown), _LINES)] or ["…"]
    blocks: list[Block] = [section(_heading(tr, title, current)), *map(section, sections)]
    if running or len(current) < 2:
        bar = _bar(tr, current, elapsed_s, expected_s)
        blocks.append(context(" · ".join(filter(None, (bar, time)))))
    if options := _options(tr, current):
        blocks.append(context(options))
    used = _used(tr, near_cap) if near_cap and running else ""
    if used:
        blocks.append(context(used))
    if running:
        blocks.append(actions(_similar(tr, post, current), _cancel(tr, post, running)))
    text = "\n".join((tr("progress-first-line", title=title), *lines, *filter(None, (time, used))))
    return Message(text=text, blocks=tuple(blocks))


def current_checks(checks: Sequence[Check]) -> list[Check]:
    """Those of pictures, in their order, without a try that a later one replaced."""
    retried = {check.retry_of for check in checks}
    current = (check for check in checks if check.views and check.id not in retried)
    return sorted(current, key=lambda check: check.position)


def stage_name(tr: Translator, stage: Stage) -> str:
    """``Comparing with design patents``."""
    return tr(f"stage-{stage}")


def coarse(seconds: float) -> int:
    """Elapsed seconds in the steps that people see."""
    seconds = max(seconds, 0)
    step = 5 if seconds < 60 else 15 if seconds < 300 else 60
    return int(seconds // step) * step


def duration(tr: Translator, seconds: float) -> str:
    """``45 s``, ``1 min 15 s``, ``5 min``."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return tr("duration-seconds", seconds=rest)
    return tr("duration-both", minutes=minutes, seconds=rest) if rest else tr("duration-minutes", minutes=minutes)


def approximately(tr: Translator, seconds: float) -> str:
    """``about 45 s``, ``about a minute``, ``about 3 minutes``."""
    if seconds < 52.5:
        return tr("about-seconds", seconds=max(5, 5 * round(seconds / 5)))
    return tr("about-minutes", minutes=round(seconds / 60))


def _waits_until(running: Sequence[Check], now: datetime) -> datetime | None:
    """When the first check goes on if all of them wait for another day; None while something moves."""
    waits = [check.waits_until for check in running if check.waits_until and check.is_waiting(now)]
    return min(waits) if waits and len(waits) == len(running) else None


def _title(tr: Translator, current: Sequence[Check], running: Sequence[Check], *, is_waiting: bool) -> str:
    pictures = len(current)
    if is_waiting:
        return tr("progress-title-waiting", pictures=pictures)
    return tr("progress-title-running" if running else "progress-title-ended", pictures=pictures)


def _heading(tr: Translator, title: str, checks: Sequence[Check]) -> str:
    if against := next((check.options.against for check in checks if check.options.against), None):
        return tr("progress-heading-against", title=title, number=shorten_line(against.typed, 80))
    codes = list(dict.fromkeys(code for check in checks for code in check.options.countries))
    named = list_countries(tr, codes, limit=300) if len(codes) <= 6 else list_codes(tr, codes, limit=300)
    return tr("progress-heading-in", title=title, countries=named) if named else tr("progress-heading", title=title)


def _name(tr: Translator, check: Check) -> str:
    return shorten_line(check.name, 80) or tr("picture-number", number=check.position + 1)


def _line(tr: Translator, check: Check, now: datetime, report: Report | None, *, is_one: bool) -> str:
    is_waiting = check.is_waiting(now)
    emoji = _WAITING_EMOJI if is_waiting else _STAGE_EMOJI[check.stage]
    said = tr("stage-waiting") if is_waiting else stage_name(tr, check.stage)
    if report is not None:
        emoji, said = RISK_EMOJI[report.verdict], escape(shorten_plain(headline(tr, report), 160))
    elif check.problem and check.problem.kind in NO_TROUBLE:
        emoji, said = "⏩", tr("stage-not-sent")
    name = _name(tr, check)
    if not is_one and check.name:
        name = tr("progress-numbered", number=check.position + 1, name=name)
    return tr("progress-line", emoji=emoji, name=name, stage=said)


def _linked(tr: Translator, line: str, check: Check, links: Mapping[str, str]) -> str:
    return f"{line} · {link(links[check.id], tr('progress-reply'))}" if check.id in links else line


def _bar(tr: Translator, checks: Sequence[Check], elapsed_s: int, expected_s: float | None) -> str:
    shares = [_share(check, elapsed_s, expected_s) for check in checks]
    filled = int(_CELLS * sum(shares) / len(shares)) if shares else 0
    bar = "█" * filled + "░" * (_CELLS - filled)
    return tr("progress-bar", bar=bar, share=tr.percent(filled / _CELLS))


def _share(check: Check, elapsed_s: int, expected_s: float | None) -> float:
    if check.stage.is_end:
        return 1.0
    reached = _STAGE_SHARE[check.stage]
    if check.stage is Stage.SUBMITTED and expected_s:
        reached = max(reached, min(elapsed_s / expected_s, _ALMOST))
    return reached


def _time(tr: Translator, elapsed_s: int, expected_s: float | None) -> str:
    elapsed = duration(tr, elapsed_s)
    if expected_s is None:
        return tr("progress-elapsed", elapsed=elapsed)
    usual = approximately(tr, expected_s)
    if not elapsed_s:
        return tr("progress-usual", usual=usual)
    return tr("progress-elapsed-of" if elapsed_s <= expected_s else "progress-late", elapsed=elapsed, usual=usual)


def _options(tr: Translator, checks: Sequence[Check]) -> str:
    """What narrows the search, if all checks of the post share it."""
    options = {check.options for check in checks}
    return _narrowed(tr, options.pop()) if len(options) == 1 else ""


def _narrowed(tr: Translator, options: CheckOptions) -> str:
    classes = tr.join([shorten_line(number, 20) for number in options.locarno[:10]]) if options.locarno else ""
    keyword = shorten_line(options.keyword, 120) if options.keyword.strip() else ""
    narrowed = (
        tr("progress-filed-after", day=tr.day(options.filed_after)) if options.filed_after else "",
        tr("progress-locarno", classes=classes) if classes else "",
        tr("progress-keyword", keyword=keyword) if options.keyword.strip() else "",
    )
    return " · ".join(filter(None, narrowed))


def _used(tr: Translator, use: CapUse) -> str:
    cap = use.cap
    return tr("progress-cap", used=use.used, limit=cap.limit, scope=cap.scope, period=cap.period)


def _similar(tr: Translator, post: Post, checks: Sequence[Check]) -> Element:
    label = tr("progress-similar-label", pictures=len(checks), name=_name(tr, checks[0]))
    return button(tr("progress-similar"), action_id=SIMILAR_POST, value=post.id, label=label)


def _cancel(tr: Translator, post: Post, running: Sequence[Check]) -> Element:
    checks = len(running)
    return button(
        tr("progress-cancel"),
        action_id=CANCEL_CHECKS,
        value=post.id,
        label=tr("progress-cancel-label", checks=checks, name=_name(tr, running[0])),
        style="danger",
        confirm=confirm(
            title=tr("progress-cancel-title", checks=checks),
            text=tr("progress-cancel-text"),
            confirm=tr("progress-cancel-confirm", checks=checks),
            deny=tr("progress-cancel-deny"),
            style="danger",
        ),
    )
