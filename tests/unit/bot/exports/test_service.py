"""A file on its way into a thread: posted once, and what becomes of it if Slack or a deletion comes between."""

import pytest

from bot.checks import FoundReport
from bot.errors import SlackError
from bot.exports import ExportFile, ExportService, Outcome
from bot.exports.store import Begun
from bot.model import Problem, ProblemKind
from bot.model.evidence import ExportFormat
from tests.unit.formatters.builders import CHECK, HIGH

FOUND = FoundReport(CHECK, HIGH)


class Outside:
    """Exporter, store, checks and Slack."""

    def __init__(self) -> None:
        self.reports: list[FoundReport | None] = []
        self.begun = Begun.YES
        self.taken_back = 0
        self.shared: list[dict] = []
        self.deleted: list[str] = []
        self.fault: Exception | None = None
        self.fault_of_deletion: Exception | None = None

    async def make(self, found, file_format):
        return ExportFile("mug.pdf", b"%PDF-")

    async def begin(self, post, what):
        return self.begun

    async def take_back(self, post, what):
        self.taken_back += 1

    async def find_report(self, check_id, *, team_id, channel_id):
        return self.reports.pop(0) if self.reports else FOUND

    async def share(self, name, data, **place):
        if self.fault:
            raise self.fault
        self.shared.append({"name": name, "data": data, **place})
        return "F1"

    async def delete(self, file_id):
        if self.fault_of_deletion:
            raise self.fault_of_deletion
        self.deleted.append(file_id)


@pytest.fixture
def outside():
    return Outside()


def refused(code):
    return SlackError(Problem(ProblemKind.SLACK_REFUSED, {"code": code, "method": "files"}), code=code)


async def post(outside):
    service = ExportService(exporter=outside, store=outside, checks=outside, files=outside)
    return await service.post(CHECK.id, ExportFormat.PDF, team_id="T1", channel_id="C1", user_id="U1")


async def test_file_goes_into_the_thread_of_its_report_with_the_name_of_who_asked(outside):
    assert await post(outside) is Outcome.POSTED
    (shared,) = outside.shared
    assert (shared["channel_id"], shared["thread_ts"]) == (CHECK.post.channel_id, CHECK.post.thread_ts)
    assert shared["comment"] == "<@U1> exported the report on mug.png as PDF."
    assert not outside.taken_back


@pytest.mark.parametrize(("begun", "outcome"), [(Begun.UNDER_WAY, Outcome.UNDER_WAY), (Begun.GONE, Outcome.GONE)])
async def test_file_that_is_under_way_or_gone_is_not_made(outside, begun, outcome):
    outside.begun = begun
    assert await post(outside) is outcome
    assert not outside.shared


async def test_report_of_another_channel_is_gone(outside):
    outside.reports = [None]
    assert await post(outside) is Outcome.GONE


async def test_report_that_goes_before_the_upload_is_not_uploaded(outside):
    outside.reports = [FOUND, None]
    assert await post(outside) is Outcome.GONE
    assert not outside.shared


@pytest.mark.parametrize(("fault", "deleted"), [(None, ["F1"]), (refused("file_not_found"), [])])
async def test_report_that_goes_during_the_upload_takes_its_file_along(outside, fault, deleted):
    outside.reports = [FOUND, FOUND, None]
    outside.fault_of_deletion = fault
    assert await post(outside) is Outcome.GONE
    assert outside.deleted == deleted


async def test_refusal_may_be_tried_again_at_once(outside):
    outside.fault = refused("not_in_channel")
    with pytest.raises(SlackError):
        await post(outside)
    assert outside.taken_back == 1


async def test_upload_of_unknown_outcome_is_not_repeated_for_a_minute(outside):
    outside.fault = refused("unreachable")
    assert await post(outside) is Outcome.UNKNOWN
    assert not outside.taken_back


async def test_file_that_cannot_be_made_may_be_tried_again_at_once(outside):
    outside.fault = RuntimeError("no pages")
    with pytest.raises(RuntimeError):
        await post(outside)
    assert outside.taken_back == 1
