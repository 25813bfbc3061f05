"""The message that lives in the thread while a post is being checked."""

from collections.abc import Sequence
from datetime import datetime

from bot.languages import Translator
from bot.model import Block, Check, CheckOptions, Message, Post, Stage
from formatters.actions import CANCEL_CHECKS, SIMILAR_POST
from formatters.blocks import Element, actions, button, confirm, context, section
from formatters.countries import list_codes, list_countries
from formatters.dates import local_time
from formatters.text import count_of, day, join_words, shorten_line

STAGE_NAMES: dict[Stage, str] = {
    Stage.RECEIVED: "Preparing the picture",
    Stage.PREPARED: "Waiting for its turn at Patsnap",
    Stage.SUBMITTING: "Sending to Patsnap",
    Stage.SUBMITTED: "Comparing with design patents",
    Stage.FINISHED: "Done",
    Stage.FAILED: "Could not be checked",
    Stage.EXPIRED: "No answer in time",
    Stage.CANCELLED: "Cancelled",
}

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
_WAITING = "Waits for Patsnap's next day"
_STAGE_SHARE = {Stage.RECEIVED: 0.05, Stage.PREPARED: 0.1, Stage.SUBMITTING: 0.15, Stage.SUBMITTED: 0.2}
_ALMOST = 0.95  # a check under way never fills its part of the bar
_CELLS = 10
_IMAGES = 12


def format_progress(post: Post, checks: Sequence[Check], *, now: datetime, expected_s: float | None) -> Message:
    """One message for the whole post.

    Time moves in steps (5 s in the first minute, 15 s up to five minutes, then whole minutes), so that a caller who
    skips messages equal to the last one sent edits rarely.

    Args:
        checks: all of the post's; one without an image, or that another tries again, is left out.
        now: aware.
        expected_s: how long one check takes as a rule; None where nothing is known yet.
    """
    retried = {check.retry_of for check in checks}
    current = sorted(
        (check for check in checks if check.views and check.id not in retried), key=lambda check: check.position
    )
    running = [check for check in current if not check.stage.is_end]
    started = min((check.created_at for check in running), default=post.created_at)
    elapsed_s = coarse((now - started).total_seconds())
    until = _waits_until(running, now)
    title = _title(current, running, is_waiting=until is not None)
    time = _time(elapsed_s, expected_s) if running else ""
    if until is not None:  # and no time that runs on: the message stays as it is all night
        time = f"Goes on by itself soon after {local_time(until)}"
    bar = _bar(current, elapsed_s, expected_s)
    lines = [_line(check, now) for check in current[:_IMAGES]]
    if len(current) > _IMAGES:
        lines.append(f"and {len(current) - _IMAGES} more")
    blocks: list[Block] = [section(f"*{title}*{_where(current)}"), section("\n".join(lines) or "…")]
    blocks.append(context(" · ".join(filter(None, (bar, time)))))
    if options := _options(current):
        blocks.append(context(options))
    if running:
        blocks.append(actions(_similar(post), _cancel(post, len(running))))
    text = "\n".join((f"{title}.", *lines, *filter(None, (time,))))
    return Message(text=text, blocks=tuple(blocks))


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


def _title(current: Sequence[Check], running: Sequence[Check], *, is_waiting: bool) -> str:
    pictures = "the picture" if len(current) == 1 else count_of(len(current), "picture")
    if is_waiting:
        return f"Waiting to check {pictures}"
    if running:
        return f"Checking {pictures}"
    return "The check has ended" if len(current) == 1 else f"All {len(current)} checks have ended"


def _where(checks: Sequence[Check]) -> str:
    codes = list(dict.fromkeys(code for check in checks for code in check.options.countries))
    named = list_countries(codes, limit=300) if len(codes) <= 6 else list_codes(codes, limit=300)
    return f" against design patents in {named}" if named else ""


def _line(check: Check, now: datetime) -> str:
    name = shorten_line(check.name, 80) or f"Image {check.position + 1}"
    if check.is_waiting(now):
        return f"{_WAITING_EMOJI} {name}: {_WAITING}"
    return f"{_STAGE_EMOJI[check.stage]} {name}: {STAGE_NAMES[check.stage]}"


def _bar(checks: Sequence[Check], elapsed_s: int, expected_s: float | None) -> str:
    shares = [_share(check, elapsed_s, expected_s) for check in checks]
    filled = int(_CELLS * sum(shares) / len(shares)) if shares else 0
    return "█" * filled + "░" * (_CELLS - filled)


def _share(check: Check, elapsed_s: int, expected_s: float | None) -> float:
    if check.stage.is_end:
        return 1.0
    reached = _STAGE_SHARE[check.stage]
    if check.stage is Stage.SUBMITTED and expected_s:
        reached = max(reached, min(elapsed_s / expected_s, _ALMOST))
    return reached


def _time(elapsed_s: int, expected_s: float | None) -> str:
    if expected_s is None:
        return f"{duration(elapsed_s)} so far"
    usual = approximately(expected_s)
    if not elapsed_s:
        return f"Usually takes {usual}"
    if elapsed_s <= expected_s:
        return f"{duration(elapsed_s)} of {usual}"
    return f"{duration(elapsed_s)} so far: taking longer than usual ({usual})"


def _options(checks: Sequence[Check]) -> str:
    """What narrows the search, where all checks of the post share it."""
    options = {check.options for check in checks}
    return _narrowed(options.pop()) if len(options) == 1 else ""


def _narrowed(options: CheckOptions) -> str:
    classes = join_words([shorten_line(number, 20) for number in options.locarno[:10]])
    narrowed = (
        f"Designs filed after {day(options.filed_after)}" if options.filed_after else "",
        f"Locarno {classes}" if classes else "",
        f"Keyword “{shorten_line(options.keyword, 120)}”" if options.keyword.strip() else "",
    )
    return " · ".join(filter(None, narrowed))


def _similar(post: Post) -> Element:
    return button("Find similar designs", action_id=SIMILAR_POST, value=post.id)


def _cancel(post: Post, running: int) -> Element:
    what = "the check" if running == 1 else "the checks"
    return button(
        "Cancel",
        action_id=CANCEL_CHECKS,
        value=post.id,
        style="danger",
        confirm=confirm(
            title=f"Cancel {what}?",
            text="A picture that is not yet at Patsnap will not be sent. "
            "What Patsnap has already started is still charged, and its report will not be posted here.",
            confirm=f"Cancel {what}",
            deny="Keep going",
            style="danger",
        ),
    )
