"""Pictures of an export: what cannot be had is a gap, and never a failure."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import FileError, ImageError
from bot.exports import SlackPictures, pictures
from bot.images import DecoderError
from bot.model import ProblemKind, View
from bot.model.file import File
from tests.unit.formatters.builders import CHECK, HIGH, NOW

ON_WEB = View(position=1, file_id="", upload_url="https://example.com/mug.jpg")


class Outside:
    """Slack and the decoder."""

    def __init__(self) -> None:
        self.files = {"F1": b"posted", "F-p-1": b"first", "F-p-2": b"second"}
        self.drawn = {"p-1": "F-p-1", "p-2": "F-p-2"}
        self.faults: dict[str, Exception] = {}
        self.asked: list[str] = []
        self.sheet = ""
        self.hangs: set[str] = set()

    @asynccontextmanager
    async def downloaded(self, view):
        if view.file_id in self.hangs:
            await asyncio.Event().wait()
        if fault := self.faults.get(view.file_id):
            raise fault
        yield File(view.name, self.files[view.file_id])

    async def normalise(self, data, *, name):
        if data == b"broken":
            raise ImageError.of(ProblemKind.BROKEN_IMAGE, name=name)
        return type("Picture", (), {"data": data.upper()})()

    async def sheet_of(self, check_id):
        return self.sheet

    async def known(self, team_id, patents):
        self.asked.append("known")
        return self.drawn

    async def brought(self, team_id, patents):
        self.asked.append("brought")
        return self.drawn


@pytest.fixture
def outside():
    return Outside()


def slack_pictures(outside, *, after=timedelta()):
    return SlackPictures(outside, outside, outside.known, outside.brought, outside.sheet_of, now=lambda: NOW + after)


async def test_posted_pictures_and_drawings_come_normalised(outside):
    check = replace(CHECK, views=(*CHECK.views, ON_WEB))
    found = await slack_pictures(outside).fetch(check, HIGH)
    assert found.posted == {0: b"POSTED"}
    assert found.drawings == {"p-1": b"FIRST", "p-2": b"SECOND"}
    assert outside.asked == ["brought"]


async def test_addresses_of_an_old_report_are_not_tried(outside):
    await slack_pictures(outside, after=timedelta(hours=9)).fetch(CHECK, HIGH)
    assert outside.asked == ["known"]


@pytest.mark.parametrize(
    "fault",
    [
        FileError.of(ProblemKind.FILE_DELETED, name="mug.png"),
        DecoderError("it ended"),
        OSError("no process"),
    ],
)
async def test_picture_that_cannot_be_had_is_left_out(outside, fault):
    outside.faults["F1"] = fault
    outside.files["F-p-1"] = b"broken"
    found = await slack_pictures(outside).fetch(CHECK, HIGH)
    assert not found.posted
    assert found.drawings == {"p-2": b"SECOND"}
    assert found.were_sought


async def test_picture_that_never_comes_is_not_waited_for(outside, monkeypatch):
    monkeypatch.setattr(pictures, "_BUDGET_S", 0.05)
    outside.hangs = {"F-p-1"}
    found = await slack_pictures(outside).fetch(CHECK, HIGH)
    assert found.posted == {0: b"POSTED"}
    assert found.drawings == {"p-2": b"SECOND"}


async def test_sheet_comes_as_the_file_it_is(outside):
    outside.sheet = "F-sheet"
    outside.files["F-sheet"] = b"drawn"
    found = await slack_pictures(outside).fetch(CHECK, HIGH)
    assert found.sheet == b"drawn"
    assert found.posted == {0: b"POSTED"}


async def test_sheet_that_was_never_made_or_is_gone_or_late_is_left_out(outside, monkeypatch):
    assert (await slack_pictures(outside).fetch(CHECK, HIGH)).sheet == b""
    outside.sheet = "F-sheet"
    outside.faults["F-sheet"] = FileError.of(ProblemKind.FILE_DELETED, name="")
    found = await slack_pictures(outside).fetch(CHECK, HIGH)
    assert (found.sheet, found.posted) == (b"", {0: b"POSTED"})
    monkeypatch.setattr(pictures, "_BUDGET_S", 0.05)
    outside.hangs = {"F-sheet"}
    assert (await slack_pictures(outside).fetch(CHECK, HIGH)).sheet == b""
