"""What ``/lookalike`` and the shortcuts say: usage, the beginning of a thread, where an answer stands, a history."""

from collections.abc import Mapping, Sequence

from bot.languages import Translator
from bot.model import Check, Message, Post, Report, Stage, View
from bot.model.address import has_lost_query, without_query
from bot.model.problem import NO_TROUBLE
from formatters.blocks import context, section
from formatters.options import accepted_values, option_name
from formatters.problems import describe
from formatters.progress import stage_name
from formatters.report import headline
from formatters.revision import what_differs
from formatters.risk import RISK_EMOJI
from formatters.text import link, shorten_line

_LONGEST_LINK = 2_000
"""Characters of an address with its entities that leave a section room for the rest of the sentence."""

_LINES = 5
"""Lines of a history in one section: with long links, ten would be more than it takes."""


def format_usage(tr: Translator, options: Mapping[str, str], filters: Sequence[str], *, unknown: str = "") -> Message:
    """How the command is used.

    Args:
        options: the options of a check, and the kind of values that each takes.
        filters: the names of the filters of similar designs.
        unknown: what was typed in place of something that it knows.
    """
    start, usage, examples, cost = tr("usage-start"), tr("usage-commands"), tr("usage-examples"), tr("usage-cost")
    listed = "\n".join(
        tr("usage-option", name=option_name(tr, name), accepted=shorten_line(accepted_values(tr, takes), 200))
        for name, takes in options.items()
    )
    named = tr.join([tr("usage-filter", name=option_name(tr, name)) for name in filters])
    narrowed = tr("usage-filters", filters=named)
    first = tr("usage-unknown", typed=shorten_line(unknown, 60)) if unknown else ""
    blocks = [section(first)] if first else []
    blocks += [
        section(start),
        section(f"*{tr('usage-title')}*\n{usage}"),
        section(f"*{tr('usage-options-title')}*\n{listed}\n{narrowed}"),
        section(f"*{tr('usage-examples-title')}*\n{examples}"),
        section(f"*{tr('usage-cost-title')}*\n{cost}"),
        context(tr("usage-elsewhere")),
    ]
    texts = filter(None, (first, start, usage, listed, narrowed, examples, cost))
    return Message(text="\n".join(texts), blocks=tuple(blocks))


def format_switched(tr: Translator, *, on: bool, is_shared: bool) -> Message:
    """The answer to turning the app on or off in a channel."""
    if not is_shared:
        return _said(tr("switched-own"))
    return _said(tr("switched-on" if on else "switched-off"))


def format_check_started(tr: Translator, name: str) -> Message:
    """At once, for the one who typed the command."""
    return _said(tr("check-started", name=shorten_line(name, 100)))


def format_thread_root(tr: Translator, post: Post, checks: Sequence[Check]) -> Message:
    """The message whose thread takes the replies to a command.

    It names who asked, so that Slack lets that person follow the thread.
    """
    pictures = [view for check in checks for view in check.views]
    named = tr("list-separator").join(
        _address(view) if view.is_on_web else shorten_line(view.name, 100) for view in pictures
    )
    person = f"<@{post.user_id}>"
    if against := next((check.options.against for check in checks if check.options.against), None):
        number = shorten_line(against.typed, 80)
        return _said(tr("thread-root-compare", person=person, pictures=named or tr("history-picture"), number=number))
    if differs := next((what_differs(tr, check) for check in checks if check.asked_before), ""):
        return _said(tr("thread-root-again", person=person, pictures=named or tr("history-picture"), differs=differs))
    if not named:
        return _said(tr("thread-root-unnamed", person=person))
    return _said(tr("thread-root", person=person, pictures=named))


def _said(text: str) -> Message:
    return Message(text=text, blocks=(section(text),))


def _address(view: View) -> str:
    """Host and path. What follows them may be a signature, and without it the address need not lead anywhere."""
    kept = without_query(view.upload_url)
    shown = shorten_line(kept.partition("://")[2].rstrip("?"), 200)
    linked = link(kept, shown)
    return shown if has_lost_query(kept) or len(linked) > _LONGEST_LINK else linked


def format_known(tr: Translator, checks: Sequence[Check], links: Mapping[str, str]) -> Message:
    """The answer to asking for a post that has been checked, or is being checked.

    Args:
        links: check id -> the address of its reply, for those that have one.
    """
    retried = {check.retry_of for check in checks}
    replies = [links[check.id] for check in checks if check.id in links and check.id not in retried]
    if not replies:
        return _said(tr("known-running"))
    if len(replies) == 1:
        named = link(replies[0], tr("known-answer"))
    else:
        answers = enumerate(replies, start=1)
        named = tr.join([link(reply, tr("known-answer-number", number=number)) for number, reply in answers])
    return _said(tr("known-answered", count=len(replies), answers=named))


def format_history(tr: Translator, checks: Sequence[tuple[Check, Report | None]], links: Mapping[str, str]) -> Message:
    """A person's last checks, the newest first.

    Args:
        links: check id -> the address of its reply, for those that have one.
    """
    if not checks:
        return _said(tr("history-none"))
    title = tr("history-title", checks=len(checks))
    lines = [_line(tr, check, report, links.get(check.id, "")) for check, report in checks]
    blocks = [section("\n".join(lines[at : at + _LINES])) for at in range(0, len(lines), _LINES)]
    return Message(text="\n".join((title, *lines)), blocks=(section(f"*{title}*"), *blocks))


def _line(tr: Translator, check: Check, report: Report | None, address: str) -> str:
    emoji, outcome = "🔍", stage_name(tr, check.stage)
    if report is not None:
        emoji, outcome = RISK_EMOJI[report.verdict], headline(tr, report)
    elif check.stage.is_end and check.problem:
        emoji = "⏩" if check.problem.kind in NO_TROUBLE else "❗"
        outcome = describe(tr, check.problem) if check.stage is Stage.FAILED else outcome
    name = shorten_line(check.name, 60) or tr("history-picture")
    named = link(address, name) if address else name
    said = shorten_line(outcome.removeprefix(emoji).strip(), 120)
    return f"{emoji} {tr.day(check.created_at)} · {named} · {said}"
