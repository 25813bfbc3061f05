"""What ``/lookalike`` and the shortcuts say: usage, the beginning of a thread, where an answer stands, a history."""

from collections.abc import Mapping, Sequence

from bot.model import Check, Message, Post, Report, Stage, View
from bot.model.address import has_lost_query, without_query
from formatters.blocks import context, section
from formatters.problems import describe
from formatters.progress import STAGE_NAMES
from formatters.report import headline
from formatters.risk import RISK_EMOJI
from formatters.text import count_of, day, join_words, link, shorten_line

_USAGE = (
    ("/lookalike check &lt;address of a picture&gt;", "checks a picture on the web; the answer comes in a thread here"),
    ("/lookalike similar &lt;address of a picture&gt;", "shows the designs nearest to it at once, only to you"),
    ("/lookalike history", "lists your last checks, only to you"),
    (
        "/lookalike on",
        "lets it speak in a channel shared with another organisation; `/lookalike off` ends that",
    ),
    ("/lookalike help", "shows this"),
)
_LINES = 5
"""Lines of a history in one section: with long links, ten would be more than it takes."""

_EXAMPLES = (
    "/lookalike check https://example.com/mug.jpg countries:US,EU since:2020",
    '/lookalike similar https://example.com/mug.jpg country:US,CN loc:"(07-01 OR 07-02)" status:active filed:2015..',
)
_ELSEWHERE = (
    "Or post a picture in a channel where the app is. For a picture that stands somewhere already, open the message's "
    "menu and choose *Check for design patents* or *Find similar designs*, or mention the app in the thread under it."
)


def format_usage(options: Mapping[str, str], filters: Sequence[str], *, unknown: str = "") -> Message:
    """How the command is used.

    Args:
        options: the options of a check, and what each takes.
        filters: the names of the filters of similar designs.
        unknown: what was typed in place of something that it knows.
    """
    usage = "\n".join(f"`{command}`  {means}" for command, means in _USAGE)
    examples = "\n".join(f"`{example}`" for example in _EXAMPLES)
    listed = "\n".join(f"`{name}:`  {shorten_line(accepted, 200)}" for name, accepted in options.items())
    narrowed = f"Similar designs are narrowed by {join_words([f'`{name}:`' for name in filters])}."
    first = f"Lookalike does not know “{shorten_line(unknown, 60)}”." if unknown else ""
    blocks = [section(first)] if first else []
    blocks += [
        section(f"*Usage*\n{usage}"),
        section(f"*Options of a check, in a post as in the command*\n{listed}\n{narrowed}"),
        section(f"*Examples*\n{examples}"),
        context(_ELSEWHERE),
    ]
    return Message(text="\n".join(filter(None, (first, usage, listed, narrowed, examples))), blocks=tuple(blocks))


def format_switched(*, on: bool, is_shared: bool) -> Message:
    """The answer to turning the app on or off in a channel."""
    if not is_shared:
        text = "This channel belongs to your workspace alone. Lookalike is always on here, as long as it is a member."
    elif on:
        text = (
            "Lookalike is on in this channel. It checks the pictures posted here, by the other organisation too, "
            "and everybody here sees the answers. `/lookalike off` silences it again."
        )
    else:
        text = (
            "Lookalike is off in this channel. It starts nothing here any more; what it is checking already is "
            "still answered. `/lookalike on` lets it speak again."
        )
    return Message(text=text, blocks=(section(text),))


def format_check_started(name: str) -> Message:
    """At once, for the one who typed the command."""
    text = f"Checking {shorten_line(name, 100)}. The answer comes in a thread here."
    return Message(text=text, blocks=(section(text),))


def format_thread_root(post: Post, checks: Sequence[Check]) -> Message:
    """The message whose thread takes the replies to a command.

    It names who asked, so that Slack lets that person follow the thread.
    """
    pictures = [view for check in checks for view in check.views]
    named = ", ".join(_address(view) if view.is_on_web else shorten_line(view.name, 100) for view in pictures)
    text = f"<@{post.user_id}> asked to check {named or 'a picture'} for design patents."
    return Message(text=text, blocks=(section(text),))


def _address(view: View) -> str:
    """Host and path. What follows them may be a signature, and without it the address need not lead anywhere."""
    kept = without_query(view.upload_url)
    shown = shorten_line(kept.partition("://")[2].rstrip("?"), 200)
    return shown if has_lost_query(kept) else link(kept, shown)


def format_known(checks: Sequence[Check], links: Mapping[str, str]) -> Message:
    """The answer to asking for a post that has been checked, or is being checked.

    Args:
        links: check id -> the address of its reply, for those that have one.
    """
    replies = [links[check.id] for check in checks if check.id in links]
    if not replies:
        text = "This post is being checked already. The answer comes in its thread."
    else:
        named = join_words([link(reply, f"answer {number}") for number, reply in enumerate(replies, start=1)])
        if len(replies) == 1:
            named = link(replies[0], "the answer")
        text = f"This post has been checked already: here {'is' if len(replies) == 1 else 'are'} {named}."
    return Message(text=text, blocks=(section(text),))


def format_history(checks: Sequence[tuple[Check, Report | None]], links: Mapping[str, str]) -> Message:
    """A person's last checks, the newest first.

    Args:
        links: check id -> the address of its reply, for those that have one.
    """
    if not checks:
        text = "You have not asked for a check yet. Post a picture where Lookalike is, or see `/lookalike help`."
        return Message(text=text, blocks=(section(text),))
    title = f"Your last {count_of(len(checks), 'check')}" if len(checks) > 1 else "Your last check"
    lines = [_line(check, report, links.get(check.id, "")) for check, report in checks]
    blocks = [section("\n".join(lines[at : at + _LINES])) for at in range(0, len(lines), _LINES)]
    return Message(text="\n".join((title, *lines)), blocks=(section(f"*{title}*"), *blocks))


def _line(check: Check, report: Report | None, address: str) -> str:
    if report is not None:
        emoji, outcome = RISK_EMOJI[report.verdict], headline(report)
    elif check.stage.is_end and check.problem:
        emoji, outcome = "❗", describe(check.problem) if check.stage is Stage.FAILED else STAGE_NAMES[check.stage]
    else:
        emoji, outcome = "🔍", STAGE_NAMES[check.stage]
    name = shorten_line(check.name, 60) or "Picture"
    named = link(address, name) if address else name
    said = shorten_line(outcome.removeprefix(emoji).strip(), 120)
    return f"{emoji} {day(check.created_at)} · {named} · {said}"
