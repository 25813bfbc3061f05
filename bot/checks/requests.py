"""What a handler asks for, before it has an id or a place in the database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from bot.model import Check, CheckOptions, ParsedNumber, PostState, Problem, View
from bot.storage.ids import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NewView:
    """One image: a file of Slack's, which without ``source_url`` has to be asked for; or the ``web_url`` of another.

    Attributes:
        known: the same file in an earlier check, whose upload is of use for as long as it lives.
    """

    file_id: str = ""
    name: str = ""
    source_url: str = ""
    web_url: str = ""
    known: View | None = None

    def as_view(self, position: int) -> View:
        """As it is stored: of a known file without what was paid for it; where it is at Patsnap stays."""
        if self.known:
            return replace(self.known, position=position, task_id="", reported=False)
        return View(position=position, file_id=self.file_id, name=self.name, upload_url=self.web_url)

    @classmethod
    def again(cls, view: View) -> Self:
        """The picture of an earlier check."""
        if view.is_on_web:
            return cls(name=view.name, web_url=view.upload_url)
        return cls(file_id=view.file_id, name=view.name, source_url=view.source_url, known=view)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCheck:
    """One product to check; or, with a ``problem``, a request that ends at once, in one sentence.

    Attributes:
        asked_before: the options of the earlier check of the same pictures that this one asks otherwise.
    """

    views: tuple[NewView, ...] = ()
    problem: Problem | None = None
    asked_before: CheckOptions | None = None

    @property
    def subject(self) -> str:
        """The part of the key that tells this check from the others of its post."""
        subjects = (view.file_id or digest_of(view.web_url) for view in self.views)
        return ",".join(subjects) or str(self.problem and self.problem.kind)


def asked_otherwise(new: NewCheck, earlier: Sequence[Check]) -> NewCheck:
    """A check of pictures that have been checked: with what earlier checks of their files know of them.

    Args:
        earlier: in the order in which they were asked for, the one whose options it changes first.
    """
    known = {view.file_id: view for check in earlier for view in check.views if view.file_id}
    views = tuple(replace(view, known=known.get(view.file_id)) for view in new.views)
    return replace(new, views=views, asked_before=earlier[0].options if views else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPost:
    """A message in Slack that asks for checks; or a command or a button, see ``for_command``.

    Attributes:
        state: undecided, or wanted if a person asks for it: then the channel's settings complete the options. Open if
            nothing is left to be decided.
    """

    team_id: str
    channel_id: str
    message_ts: str
    thread_ts: str
    user_id: str
    options: CheckOptions
    checks: tuple[NewCheck, ...] = field(default=())
    root_thread_ts: str = ""
    state: PostState = PostState.OPEN

    @property
    def file_ids(self) -> set[str]:
        """The files that are to be checked."""
        return {view.file_id for check in self.checks for view in check.views if view.file_id}

    def places_without(self, file_ids: Collection[str]) -> list[int]:
        """The places of the checks that have none of these files among their views."""
        return [
            place
            for place, check in enumerate(self.checks)
            if all(view.file_id not in file_ids for view in check.views)
        ]

    @classmethod
    def for_command(
        cls,
        *,
        trigger_id: str,
        team_id: str,
        channel_id: str,
        user_id: str,
        options: CheckOptions,
        checks: tuple[NewCheck, ...],
        root_thread_ts: str = "",
        state: PostState = PostState.OPEN,
    ) -> Self:
        """A command or a button has no message: it gets one, and its thread, when the app opens it.

        Args:
            trigger_id: Slack's name of this very command or form, by which one that is delivered again is known.
            root_thread_ts: the thread that takes this message; empty for one of its own.
        """
        return cls(
            team_id=team_id,
            channel_id=channel_id,
            message_ts=digest_of(trigger_id),
            thread_ts="",
            user_id=user_id,
            options=options,
            checks=checks,
            root_thread_ts=root_thread_ts,
            state=state,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComparison:
    """The picture of an earlier check, to be compared with one patent.

    Attributes:
        view: which of the check's pictures, from 0.
        user_id: who asks.
    """

    team_id: str
    channel_id: str
    user_id: str
    check_id: str
    view: int
    against: ParsedNumber
