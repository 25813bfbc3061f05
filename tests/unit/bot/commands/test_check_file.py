from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.commands.check_file import Oneshot
from bot.commands.check_sources import UnreadableFileError
from bot.errors import BadCredentials, DailyLimit, ImageError, LookalikeError, OutcomeUnknown, Unavailable
from bot.images import DecoderError
from bot.model import CheckOptions, Engine, Problem, ProblemKind, Report, Stage
from tests.sentences import refused

OPTIONS = CheckOptions(countries=("US",))
REPORT = Report(countries=("US",), operated_at=datetime(2026, 1, 1, tzinfo=UTC))
DOWN = Unavailable(Problem(ProblemKind.UNAVAILABLE))


@dataclass
class Picture:
    data: bytes
    content_type: str = "image/png"


class Normaliser:
    async def normalise(self, data, *, name):
        if data == b"broken":
            raise ImageError.of(ProblemKind.BROKEN_IMAGE, name=name)
        if data == b"ended":
            raise DecoderError("ended from outside")
        return Picture(b"normalised " + data)


@dataclass
class Upload:
    url: str
    expires_in_s: float = 60


@dataclass
class Patents:
    """Patsnap whose polls are scripted: a report, None while it runs, or an error."""

    polls: list
    submits: list = field(default_factory=lambda: ["task"])
    log: list = field(default_factory=list)
    turns: list = field(default_factory=list)

    async def upload_image(self, data, content_type, name):
        self.log.append(("upload", data, content_type, name))
        return Upload("https://patsnap.example/image")

    def engine(self, name):
        assert name is Engine.V2
        return self

    async def wait_turn(self, name):
        assert name is Engine.V2
        self.turns.append(object())
        return self.turns[-1]

    async def submit(self, image_urls, options, *, turn):
        assert turn is self.turns[-1]
        self.log.append(("submit", list(image_urls), options))
        answer = self.submits.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def poll(self, task_id):
        self.log.append(("poll", task_id))
        answer = self.polls.pop(0) if len(self.polls) > 1 else self.polls[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


class Clock:
    def __init__(self):
        self.now, self.waits = 0.0, []

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "mug.png"
    path.write_bytes(b"mug")
    return path


async def check(path, polls, *, submits=("task",), timeout_s=60.0):
    patents, clock, stages = Patents(polls, list(submits)), Clock(), []
    oneshot = Oneshot(
        patents=patents,
        normaliser=Normaliser(),
        engine=Engine.V2,
        options=OPTIONS,
        timeout_s=timeout_s,
        clock=clock,
        sleep=clock.sleep,
    )
    try:
        return await oneshot.check(path, on_stage=stages.append), patents.log, clock.waits, stages
    except Exception as error:
        error.log, error.waits, error.stages = patents.log, clock.waits, stages
        raise


async def test_a_picture_is_prepared_uploaded_submitted_and_waited_for(picture):
    report, log, waits, stages = await check(picture, [None, None, REPORT])
    assert report is REPORT
    assert log == [
        ("upload", b"normalised mug", "image/png", "mug.png"),
        ("submit", ["https://patsnap.example/image"], OPTIONS),
        ("poll", "task"),
        ("poll", "task"),
        ("poll", "task"),
    ]
    assert waits == [2, 2, 2]
    assert stages == [Stage.RECEIVED, Stage.PREPARED, Stage.SUBMITTING, Stage.SUBMITTED]


async def test_submit_that_did_not_begin_is_tried_again_with_a_turn_of_its_own(picture):
    report, log, waits, stages = await check(picture, [REPORT], submits=[DOWN, DOWN, "task"])
    assert report is REPORT
    assert [entry[0] for entry in log].count("submit") == 3
    assert waits == [5, 20, 2]
    # While it waits nothing is on its way.
    assert stages[1:] == [Stage.PREPARED, Stage.SUBMITTING] * 3 + [Stage.SUBMITTED]


@pytest.mark.parametrize(
    ("submits", "expected"),
    [
        ([DOWN] * 3, Unavailable),
        ([OutcomeUnknown(Problem(ProblemKind.SUBMIT_UNKNOWN))], OutcomeUnknown),
        ([Unavailable(Problem(ProblemKind.UNAVAILABLE), retry_after_s=60)], Unavailable),
    ],
)
async def test_submit_that_stays_refused_or_has_no_known_outcome_ends_the_check(picture, submits, expected):
    with pytest.raises(expected) as caught:
        await check(picture, [REPORT], submits=submits)
    assert [entry[0] for entry in caught.value.log].count("submit") == len(submits)
    assert caught.value.stages[-1] is Stage.SUBMITTING


async def test_a_task_without_an_end_expires(picture):
    with pytest.raises(LookalikeError) as caught:
        await check(picture, [None], timeout_s=10)
    assert caught.value.problem == Problem(ProblemKind.EXPIRED, {"timeout_s": "10"})
    assert sum(caught.value.waits) == 10


async def test_an_outage_while_the_task_runs_is_waited_out(picture):
    asked = Unavailable(Problem(ProblemKind.UNAVAILABLE), retry_after_s=7)
    report, log, waits, _ = await check(picture, [DOWN, asked, REPORT])
    assert report is REPORT
    assert waits == [2, 2, 7]
    assert [entry[0] for entry in log].count("submit") == 1


async def test_an_outage_that_outlasts_the_check_ends_it(picture):
    with pytest.raises(Unavailable) as caught:
        await check(picture, [DOWN], timeout_s=10)
    assert sum(caught.value.waits) == 10


@pytest.mark.parametrize(
    "error",
    [DailyLimit(Problem(ProblemKind.DAILY_LIMIT)), BadCredentials(Problem(ProblemKind.BAD_CREDENTIALS))],
    ids=type,
)
async def test_what_will_not_pass_ends_the_check_at_once(picture, error):
    with pytest.raises(type(error)) as caught:
        await check(picture, [error])
    assert caught.value.waits == [2]


async def test_a_broken_picture_is_not_sent(picture):
    picture.write_bytes(b"broken")
    with pytest.raises(ImageError) as caught:
        await check(picture, [REPORT])
    assert caught.value.log == []
    assert caught.value.stages == [Stage.RECEIVED]


async def test_a_decoder_that_is_ended_from_outside_is_a_sentence(picture):
    picture.write_bytes(b"ended")
    with refused("Try again", UnreadableFileError):
        await check(picture, [REPORT])
