"""Sheets on their way to Slack: whatever goes wrong with one, the reply comes all the same."""

import base64
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from bot.errors import ImageError, SlackError
from bot.images import DecoderError
from bot.model import Patent, Problem, ProblemKind, Report, View
from bot.model.file import File
from bot.model.report import Risk
from bot.model.sheet import Sheet, SheetCard, SheetPanel
from bot.sheets import Sheets
from bot.slack.files import Upload
from tests.unit.formatters.builders import CHECK

CARD = SheetCard(number="US1", country="US", risk=Risk.HIGH, rating="High", score="", title="", gap="")
PANEL = SheetPanel(label="", name="", gap="")
SHEET = Sheet(panels=(PANEL, PANEL), heading="", cards=(CARD,), note="")
PATENT = Patent(patent_id="a", publication_number="US1")
REPORT = Report(line_drawing="data:image/png;base64," + base64.b64encode(b"line").decode())


class Outside:
    """Slack, the database, the web and the decoder, in memory."""

    def __init__(self):
        self.kept = {}
        self.is_deleted = False
        self.drawn = []
        self.deleted = []
        self.asked = []
        self.failures = {}

    def _may_fail(self, what):
        if failure := self.failures.get(what):
            raise failure

    async def file_of(self, check_id):
        return self.kept.get(check_id, "")

    async def keep(self, check_id, file_id):
        if not self.is_deleted:
            self.kept[check_id] = file_id
        return not self.is_deleted

    @asynccontextmanager
    async def downloaded(self, view):
        self._may_fail("download")
        yield File("mug.png", b"product")

    async def get(self, url, *, max_bytes):
        self.asked.append(url)
        return b"from the web"

    async def normalise(self, data, *, name):
        self._may_fail("normalise")
        return type("Picture", (), {"data": data})()

    async def draw(self, sheet, pictures):
        self._may_fail("draw")
        self.drawn.append(list(pictures))
        return b"sheet"

    async def upload(self, pictures):
        self._may_fail("upload")
        return [Upload("F-sheet", False)]

    async def wait_until_ready(self, file_id):
        return "slow" not in self.failures

    async def delete(self, file_id):
        self._may_fail("delete")
        self.deleted.append(file_id)


@pytest.fixture
def outside():
    return Outside()


@pytest.fixture
def sheets(outside):
    return Sheets(store=outside, files=outside, normaliser=outside, web=outside)


async def ask(sheets, check=CHECK, report=REPORT, sheet=SHEET):
    return await sheets.ensure(check, report, sheet, [PATENT], fetched={})


async def test_sheet_is_drawn_and_uploaded_once(sheets, outside):
    assert await ask(sheets) == await ask(sheets) == "F-sheet"
    assert outside.drawn == [[b"product", b"line", b""]]


async def test_sheet_without_a_line_drawing_takes_none(sheets, outside):
    assert await ask(sheets, sheet=replace(SHEET, panels=(PANEL,))) == "F-sheet"
    assert outside.drawn == [[b"product", b""]]


async def test_product_on_the_web_is_fetched_from_there(sheets, outside):
    view = View(position=0, file_id="", upload_url="https://shop.example/mug.png")
    await ask(sheets, check=replace(CHECK, views=(view,)))
    assert outside.drawn == [[b"from the web", b"line", b""]]
    assert outside.asked == ["https://shop.example/mug.png"]


@pytest.mark.parametrize("line_drawing", ["", "data:image/png;base64,%%%", "data:", "no address"])
async def test_line_drawing_that_is_none_leaves_a_gap(sheets, outside, line_drawing):
    await ask(sheets, report=Report(line_drawing=line_drawing))
    assert outside.drawn == [[b"product", b"", b""]]


async def test_product_that_is_gone_leaves_a_gap(sheets, outside):
    outside.failures["download"] = ImageError.of(ProblemKind.BROKEN_IMAGE, name="mug.png")
    await ask(sheets)
    assert outside.drawn == [[b"", b"line", b""]]


async def test_report_of_which_no_picture_can_be_had_gets_no_sheet(sheets, outside):
    outside.failures["normalise"] = ImageError.of(ProblemKind.BROKEN_IMAGE, name="mug.png")
    assert await ask(sheets) == ""
    assert outside.drawn == []


async def test_report_without_designs_gets_no_sheet(sheets, outside):
    assert await ask(sheets, sheet=replace(SHEET, cards=())) == ""


@pytest.mark.parametrize(
    ("what", "failure"),
    [
        ("draw", DecoderError("ended")),
        ("draw", RuntimeError("no font")),
        ("upload", SlackError(Problem(ProblemKind.SLACK_REFUSED), code="ratelimited")),
    ],
)
async def test_sheet_that_fails_costs_no_reply(sheets, outside, what, failure):
    outside.failures[what] = failure
    assert await ask(sheets) == ""


async def test_sheet_of_a_check_that_was_deleted_meanwhile_is_deleted_too(sheets, outside):
    outside.is_deleted = True
    assert await ask(sheets) == ""
    assert outside.deleted == ["F-sheet"]


async def test_sheet_that_slack_never_processes_is_deleted(sheets, outside):
    outside.failures["slow"] = None
    assert await ask(sheets) == ""
    assert outside.deleted == ["F-sheet"]
