"""What the state machine needs of Slack, Patsnap and the image converter, as protocols."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.model import Check, CheckOptions, Engine, Language, Post, Report, View
from bot.model.costs import CapUse
from bot.model.file import File
from bot.model.fingerprint import Fingerprint
from bot.model.hold import Held
from bot.patsnap import Turn
from bot.slack.messages import Look


class Files(Protocol):
    def downloaded(self, view: View) -> AbstractAsyncContextManager[File]:
        """A file that was posted. Its data counts against what the app may hold until the context is left.

        Raises:
            FileError, ImageError: final; the file is not to be had, or is too large.
            SlackError: may pass.
        """
        ...


class Picture(Protocol):
    """A picture in the form that Patsnap takes."""

    @property
    def data(self) -> bytes: ...
    @property
    def content_type(self) -> str: ...
    @property
    def fingerprint(self) -> Fingerprint | None: ...


class Channels(Protocol):
    """Who sees a channel. Both raise SlackError."""

    async def is_shared(self, channel_id: str) -> bool:
        """Whether another organisation is in it too."""
        ...

    async def is_public(self, channel_id: str) -> bool:
        """Whether everybody of the workspace may read it, and nobody else."""
        ...


class Normaliser(Protocol):
    async def normalise(self, data: bytes, *, name: str, blank_too: bool = False) -> Picture:
        """Raises ImageError. Args: blank_too: take a picture of one colour for what it is."""
        ...


class Upload(Protocol):
    @property
    def url(self) -> str: ...
    @property
    def expires_in_s(self) -> float: ...


class SearchEngine(Protocol):
    @property
    def takes_views(self) -> int:
        """How many views of one product one task compares."""
        ...

    @property
    def searches_first(self) -> bool:
        """Whether a search of its own comes before the task."""
        ...

    async def search(self, image_urls: Sequence[str], options: CheckOptions) -> str:
        """What the search finds, as ``submit`` takes it. Raises PatsnapError."""
        ...

    async def submit(self, image_urls: Sequence[str], options: CheckOptions, *, turn: Turn, found: str = "") -> str:
        """Start a paid task: send exactly one call, at once. The task's id.

        Raises PatsnapError, OutcomeUnknown among them.
        """
        ...

    async def poll(self, task_id: str, *, found: str = "") -> Report | None:
        """The report, or None while the task runs. Raises PatsnapError."""
        ...


class Findings(Protocol):
    """What is stored of a check that is under way."""

    async def view_reports_of(self, check_id: str) -> Mapping[int, Report]: ...

    async def found_of(self, check_id: str) -> str | None: ...

    async def thread_of(self, post_id: str) -> str:
        """The ts of the thread that takes a post's replies; empty while none stands."""
        ...

    async def is_earlier_untold(self, check: Check) -> bool:
        """Whether the reply of a picture before this one of the same post is still to come."""
        ...


class Patents(Protocol):
    async def require_submit(self, name: Engine) -> None:
        """Make sure that nothing known keeps a check from being submitted; calls nothing. Raises PatsnapError."""
        ...

    async def upload_image(self, data: bytes, content_type: str, name: str) -> Upload:
        """Raises PatsnapError."""
        ...

    async def wait_turn(self, name: Engine) -> Turn:
        """Wait until a paid submit of this engine may be sent. Raises PatsnapError if it may not."""
        ...

    def engine(self, name: Engine) -> SearchEngine: ...


class HoldNotes(Protocol):
    async def tell(self, post: Post, held: Sequence[Held]) -> bool:
        """Say once in a post's thread how holds on its checks stand; whether it is said. Raises SlackError."""
        ...


class Announcer(Protocol):
    """Tells people in Slack. Each call raises SlackError if that failed."""

    async def deliver(self, check: Check, report: Report | None, *, not_after: float) -> str:
        """Post the one reply that ends a check; its ts.

        Args:
            not_after: by ``time.monotonic``: later nothing is posted, and that is a SlackError.
        """
        ...

    async def look_for_reply(self, check: Check, *, since: float) -> Look:
        """This check's reply if it stands in the thread already, and a second one.

        Args:
            since: when it may have been posted at the earliest, in seconds since the epoch.
        """
        ...

    async def open_thread(self, post: Post, checks: Sequence[Check]) -> str:
        """Post the message whose thread takes the replies to a command; its ts."""
        ...

    async def find_thread(self, post: Post) -> str | None:
        """The ts of the message by which this post's thread has been opened already."""
        ...

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
        """Post or edit the progress message; its ts.

        Args:
            reports: check id -> what it found, of a post with several pictures.
            is_first: nobody has tried it for this post before, in whatever process.
            near_cap: a cap on checks of which four fifths are used.
        """
        ...

    async def find_progress(self, post: Post) -> str | None:
        """The ts of this post's progress message if it stands in the thread already."""
        ...

    async def withdraw(self, post: Post, ts: str) -> None:
        """Remove a message that came too late: a second one, or one whose reason was deleted meanwhile."""
        ...

    async def retract(self, team_id: str, channel_id: str, ts: str, lang: Language, *, sheet_file_id: str = "") -> None:
        """Edit a reply whose check has been deleted, so that it says so and nothing else; delete its sheet."""
        ...

    async def tell_kept(
        self, team_id: str, channel_id: str, ts: str, lang: Language, *, exported_check_id: str
    ) -> None:
        """Edit a reply whose picture has been deleted, so that it says that a hold keeps the data, and nothing else.

        Args:
            exported_check_id: the check, if it has a report to export; else empty.
        """
        ...

    async def withdraw_eyes(self, post: Post) -> None:
        """Another has the post now: take back the eyes that were set for a progress message that was refused."""
        ...

    async def close(self, post: Post, checks: Sequence[Check], reports: Mapping[str, Report]) -> str:
        """All is told: the progress message of several pictures becomes their summary, that of one goes; the reaction
        says how it ended. The ts of the summary; empty for none.
        """
        ...
