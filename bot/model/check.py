"""A check: one product, asked for once, from the post that brought it to the one reply that ends it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.model.address import has_lost_query
from bot.model.language import ENGLISH, Language
from bot.model.number import ParsedNumber
from bot.model.problem import Problem


class Stage(StrEnum):
    """Where a check stands. ``submitting`` is stored before the paid call, so that a crash never repeats it."""

    RECEIVED = "received"
    PREPARED = "prepared"
    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    FINISHED = "finished"
    FAILED = "failed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"

    @property
    def is_end(self) -> bool:
        return self in _ENDS


_ENDS = frozenset({Stage.FINISHED, Stage.FAILED, Stage.EXPIRED, Stage.CANCELLED})


class Engine(StrEnum):
    """Which pair of Patsnap's calls runs the check."""

    V2 = "v2"
    V1 = "v1"
    ONE_TO_ONE = "1v1"
    """Compares with one patent that a person names, and searches nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What to search.

    Attributes:
        countries: authority codes, at least one.
        lang: of the report and of all that is said about it.
        filed_after: only patents filed after this day.
        locarno: classes such as ``21-01``.
        keyword: a word that helps the search; empty for none.
        views_together: the images show one product, and are one check.
        against: the one patent to compare with; None for all that a search finds.
        given: names of the fields that the asker has set; the channel's settings decide on the others.
    """

    countries: tuple[str, ...]
    lang: Language = ENGLISH
    filed_after: date | None = None
    locarno: tuple[str, ...] = ()
    keyword: str = ""
    views_together: bool = False
    against: ParsedNumber | None = None
    given: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One image of the product.

    Attributes:
        file_id: Slack's id of the file.
        source_url: where Slack keeps the file; empty if it has to be asked first.
        upload_url: where Patsnap keeps the normalised image, until ``upload_expires_at``; if there is no file,
            the address on the web that a person gave, without its query once the check has ended.
        task_id: the paid task at Patsnap; an engine that takes all views at once has it in the first.
        reported: this view's own report is stored.
        posted_sha256: of the file as it was posted, in hexadecimal; empty for one on the web, and before it was read.
        sent_sha256: of the bytes that went to Patsnap, likewise.
    """

    position: int
    file_id: str
    name: str = ""
    source_url: str = field(default="", repr=False)
    upload_url: str = field(default="", repr=False)
    upload_expires_at: datetime | None = None
    task_id: str = ""
    reported: bool = False
    posted_sha256: str = ""
    sent_sha256: str = ""

    @property
    def is_on_web(self) -> bool:
        """Patsnap fetches this one by itself, from the address that a person gave."""
        return not self.file_id and bool(self.upload_url)

    @property
    def is_out_of_reach(self) -> bool:
        """Whether Patsnap cannot fetch it any more, because the query of its address has not been kept."""
        return self.is_on_web and has_lost_query(self.upload_url)


class PostState(StrEnum):
    """Whether the checks of a post may run. What waits for that is due at no time, and nothing of it is sent anywhere.

    Once stored, a post is undecided, or wanted if a person asked for it; a worker makes it open or asks about it.
    """

    OPEN = "open"
    UNDECIDED = "undecided"
    WANTED = "wanted"
    ASKING = "asking"
    """A question stands in the thread, or is about to."""
    DECLINED = "declined"
    """Nobody wanted a check; a person may still ask for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The Slack message that asked.

    Attributes:
        thread_ts: the thread that gets the replies (the message's own ts unless it stood in a thread); empty while
            the app has yet to open it, for a command.
        progress_ts: the progress message; empty before it is posted and after it is gone.
        root_thread_ts: the thread in which the app opens the post's message, for a button under something there;
            empty for a message of its own in the channel, and for a post that somebody wrote.
        ask_until: when the question goes away if nobody answers it, aware; None without one.
    """

    id: str
    team_id: str
    channel_id: str
    message_ts: str
    thread_ts: str
    user_id: str
    created_at: datetime
    progress_ts: str = ""
    root_thread_ts: str = ""
    state: PostState = PostState.OPEN
    ask_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One row of the state machine.

    Attributes:
        id: 32 hexadecimal digits.
        position: the place of this check among those of its post, from 0.
        pictures: how many places there are.
        submitted_at: when Patsnap took the task.
        ended_at: when it reached an end, whether or not that has been delivered.
        problem: why it ended without a report.
        retry_of: the check that this one tries again; empty for a first try.
        asked_before: the options of the earlier check of the same picture that this one asks otherwise; None for a
            first question.
        insisted: somebody has said to check it anyway.
        waits_until: when the daily limit ends that the last step met, aware; None if it met none.
        needs_word: it waits until its post is decided, or for a person's word.
    """

    id: str
    post: Post
    position: int
    views: tuple[View, ...]
    options: CheckOptions
    engine: Engine
    stage: Stage
    created_at: datetime
    submitted_at: datetime | None = None
    ended_at: datetime | None = None
    delivered_at: datetime | None = None
    reply_ts: str = ""
    problem: Problem | None = None
    retry_of: str = ""
    asked_before: CheckOptions | None = None
    insisted: bool = False
    waits_until: datetime | None = None
    pictures: int = 1
    needs_word: bool = False

    @property
    def number(self) -> int | None:
        """What people call its place, from 1; None if its post asks for nothing else."""
        return self.position + 1 if self.pictures > 1 else None

    def is_waiting(self, now: datetime) -> bool:
        """Whether a spent daily limit keeps it from going on."""
        return self.waits_until is not None and not self.stage.is_end and now < self.waits_until

    @property
    def name(self) -> str:
        """What a person calls this check: the file's name, or several."""
        return ", ".join(view.name or view.file_id for view in self.views)
