"""Slack and Patsnap by script, for tests of the state machine."""

import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.errors import SlackError, Unavailable
from bot.model import Problem, ProblemKind, Report
from bot.model.file import File
from bot.model.fingerprint import Fingerprint
from bot.slack.messages import Look

REPORT = Report(countries=("US",), high_risk_countries=("US",))
NO_ANSWER = Unavailable.of(ProblemKind.UNAVAILABLE)


def slack_error(code="unreachable", **values):
    return SlackError(
        Problem(ProblemKind.SLACK_REFUSED, {"code": code, "method": "chat.postMessage"}), code=code, **values
    )


@dataclass
class Picture:
    data: bytes
    content_type: str = "image/png"
    fingerprint: Fingerprint | None = None


@dataclass
class Upload:
    url: str
    expires_in_s: float = 32_400


@dataclass
class Outside:
    """Slack and Patsnap by script: each call takes the next answer, and what is left unsaid goes well."""

    script: dict = field(default_factory=dict)
    calls: list = field(default_factory=list)
    takes_views: int = 1
    searches_first: bool = False
    sent: list = field(default_factory=list)
    retracted: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    sheets_deleted: list = field(default_factory=list)
    withdrawn: list = field(default_factory=list)
    clock: Callable = time.time
    clock_ahead_s: float = 0.0

    def answer(self, call, default):
        self.calls.append(call)
        answers = self.script.get(call)
        answer = answers.pop(0) if answers else default
        if isinstance(answer, BaseException):
            raise answer
        return answer

    @asynccontextmanager
    async def downloaded(self, view):
        yield self.answer("download", File(view.name, b"pixels"))

    async def is_shared(self, channel_id):
        return self.answer("is_shared", False)

    async def is_public(self, channel_id):
        return self.answer("is_public", True)

    async def normalise(self, data, *, name, blank_too=False):
        return self.answer("normalise", Picture(data))

    async def upload_image(self, data, content_type, name):
        return self.answer("upload", Upload(f"https://patsnap/{name}"))

    def engine(self, name):
        return self

    async def require_submit(self, name):
        self.answer("require_submit", None)

    async def search(self, image_urls, options):
        return self.answer("search", "found")

    async def wait_turn(self, name):
        return self.answer("wait_turn", object())

    async def submit(self, image_urls, options, *, turn, found=""):
        self.sent.append((list(image_urls), found))
        return self.answer("submit", f"task-{len(self.sent)}")

    async def poll(self, task_id, *, found=""):
        return self.answer("poll", None)

    async def deliver(self, check, report, *, not_after):
        return self.answer("deliver", "9.9")

    async def look_for_reply(self, check, *, since):
        """The ts by script, or several of them; by a clock of Slack's own that goes as the test's does."""
        found = self.answer("look_for_reply", None) or ()
        return Look((found,) if isinstance(found, str) else found, self.clock() + self.clock_ahead_s)

    async def open_thread(self, post, checks):
        return self.answer("open_thread", "5.5")

    async def find_thread(self, post):
        return self.answer("find_thread", None)

    async def show_progress(self, post, checks, *, reports, expected_s, is_first, near_cap):
        return self.answer("show_progress", "8.8")

    async def find_progress(self, post):
        return self.answer("find_progress", None)

    async def withdraw(self, post, ts):
        self.answer("withdraw", None)
        self.withdrawn.append(ts)

    async def retract(self, team_id, channel_id, ts, lang, *, sheet_file_id=""):
        self.answer("retract", None)
        self.retracted.append((channel_id, ts, lang))
        self.sheets_deleted += filter(None, [sheet_file_id])

    async def tell_kept(self, team_id, channel_id, ts, lang, *, exported_check_id):
        self.answer("tell_kept", None)
        self.kept.append((channel_id, ts, lang, exported_check_id))

    async def withdraw_eyes(self, post):
        self.answer("withdraw_eyes", None)

    async def close(self, post, checks, reports):
        return self.answer("close", "")
