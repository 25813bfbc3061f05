"""Why something could not be checked, in plain words, and what to do about it."""

from bot.model import Check, Message, Problem


def describe(problem: Problem) -> str:
    """One or two plain sentences, not escaped: for the terminal, and for messages after escaping."""
    raise NotImplementedError


def format_problem(check: Check) -> Message:
    """The reply that ends a check without a report."""
    raise NotImplementedError


def format_retried(check: Check) -> Message:
    """The same reply once its button was pressed."""
    raise NotImplementedError


def format_notice(problem: Problem) -> Message:
    """A problem of a whole post, such as a wrong option: there is no check to try again."""
    raise NotImplementedError


def format_not_found() -> Message:
    """The answer to a button whose check is gone, or never was this team's."""
    raise NotImplementedError
