"""What a method of the Web API is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from bot.sandbox.slack.records import JSON
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.workspace import Workspace

Run = Callable[[Workspace, Arguments], Awaitable[JSON]]
"""Returns what the answer carries beside ``"ok": true``; raises ApiError."""


@dataclass(frozen=True, slots=True)
class Method:
    """One method.

    Attributes:
        scopes: one of these must be granted; those that go by the kind of channel are asked for again by ``run``.
        token: which token it takes.
    """

    run: Run
    scopes: tuple[str, ...] = ()
    token: Literal["bot", "app", "none"] = "bot"  # noqa: S105 - a kind of token


HISTORY = ("channels:history", "groups:history", "mpim:history", "im:history")
READ = ("channels:read", "groups:read", "mpim:read", "im:read")
