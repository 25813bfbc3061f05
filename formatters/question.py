"""The quiet line that asks whether the pictures of a post are to be checked."""

from collections.abc import Sequence

from bot.languages import Translator
from bot.model import Check, Message, Post
from formatters.actions import ASK_CHECK, ASK_NOT
from formatters.blocks import Element, actions, button, context, section
from formatters.text import shorten_line


def format_question(tr: Translator, post: Post, checks: Sequence[Check]) -> Message:
    """Asks for each picture that waits, and says how many have been asked for already.

    Args:
        checks: all of the post's.
    """
    waiting = sorted((check for check in checks if check.needs_word and check.views), key=lambda check: check.position)
    running = sum(not check.needs_word and not check.stage.is_end for check in checks)
    text = tr("question", pictures=len(waiting))
    blocks: list[Element] = [context(text)]
    if len(waiting) > 1:
        blocks += [section(_name(tr, check), accessory=_check(tr, post, check)) for check in waiting]
    blocks.append(actions(_all(tr, post, waiting), _not(tr, post, waiting)))
    if running:
        blocks.append(context(tr("question-running", checks=running)))
    return Message(text=text, blocks=tuple(blocks))


def format_question_gone(tr: Translator) -> Message:
    """The answer to a button under a question that has been answered, or whose post is gone."""
    text = tr("question-gone")
    return Message(text=text, blocks=(section(text),))


def _name(tr: Translator, check: Check) -> str:
    return shorten_line(check.name, 80) or tr("picture-number", number=check.position + 1)


def _check(tr: Translator, post: Post, check: Check) -> Element:
    label = tr("question-check-label", name=_name(tr, check))
    return button(tr("question-check"), action_id=ASK_CHECK, value=f"{post.id}/{check.id}", label=label)


def _all(tr: Translator, post: Post, waiting: Sequence[Check]) -> Element:
    text = tr("question-check-all" if len(waiting) > 1 else "question-check")
    names = _name(tr, waiting[0]) if len(waiting) == 1 else ""
    label = tr("question-check-label", name=names) if names else tr("question-check-all-label", pictures=len(waiting))
    return button(text, action_id=ASK_CHECK, value=post.id, label=label)


def _not(tr: Translator, post: Post, waiting: Sequence[Check]) -> Element:
    return button(tr("question-not", pictures=len(waiting)), action_id=ASK_NOT, value=post.id)
