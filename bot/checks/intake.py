"""What a handler asks for, before it has an id or a place in the database."""

from dataclasses import dataclass, field

from bot.model import CheckOptions, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class NewView:
    """One image; without ``source_url``, Slack has to be asked for it."""

    file_id: str
    name: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCheck:
    """One product to check; or, with a ``problem``, a request that ends where it begins, in one sentence."""

    views: tuple[NewView, ...] = ()
    problem: Problem | None = None

    @property
    def subject(self) -> str:
        """The part of the key that tells this check from the others of its post."""
        return ",".join(view.file_id for view in self.views) or str(self.problem and self.problem.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """A message in Slack that asks for checks."""

    team_id: str
    channel_id: str
    message_ts: str
    thread_ts: str
    user_id: str
    options: CheckOptions
    checks: tuple[NewCheck, ...] = field(default=())
