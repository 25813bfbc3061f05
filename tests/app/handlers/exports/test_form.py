"""Exports as a person meets them: a button, a form, a file in the thread; and why there is none."""

import asyncio
import hashlib
import io
import json
import zipfile

import pytest
from pypdf import PdfReader

from bot.commands import export as command
from bot.exports import Exporter
from bot.model.evidence import ExportFormat
from bot.sandbox.slack import ADA, BEN, BOT_TOKEN, PRODUCT_DESIGN, RANDOM
from tests.app import drawn
from tests.languages import EN, ZH

PNG = ("mug.png", drawn.PNG)


def chosen(file_format, **report):
    """What is picked in the form."""
    return {name: {"value": value} for name, value in {"format": file_format, **report}.items()}


def files(world, ts, channel=PRODUCT_DESIGN):
    """The files that the app posted into a thread."""
    return [
        (message, world.slack.file(file_id))
        for message in world.slack.thread(channel, ts)
        if message.is_from_app
        for file_id in message.file_ids
    ]


def told(world, user=ADA, channel=PRODUCT_DESIGN):
    return [message.text for message in world.slack.state.messages(channel) if message.ephemeral_to == user]


async def press(world, reply, user=ADA):
    """Press Export under a reply; the form."""
    await world.slack.click(user, PRODUCT_DESIGN, reply.ts, "report_export")
    return await world.wait_for(lambda: world.slack.view(user))


async def export(world, reply, file_format, user=ADA):
    view = await press(world, reply, user)
    outcome = await world.slack.submit_view(user, view.id, chosen(file_format))
    assert outcome.ok, outcome


@pytest.fixture
async def reply(world, app):
    ts = await world.post(PNG)
    (found,) = await world.wait_for_replies(ts)
    return found


async def test_button_brings_each_format_into_the_thread_of_the_report(world, reply):
    for count, file_format in enumerate(("json", "csv", "xlsx", "pdf"), start=1):
        await export(world, reply, file_format)
        await world.wait_for(lambda count=count: len(files(world, reply.thread_ts)) == count)
    by_type = {file.filetype: file for _, file in files(world, reply.thread_ts)}
    assert by_type["pdf"].content.startswith(b"%PDF-")
    said = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(by_type["pdf"].content)).pages)
    assert said.count(EN("export-caption-drawing")) == len(json.loads(by_type["json"].content)["comparisons"])
    assert EN("export-gap-posted") not in said
    assert by_type["csv"].content.startswith(b"\xef\xbb\xbf")
    assert zipfile.is_zipfile(io.BytesIO(by_type["xlsx"].content))
    document = json.loads(by_type["json"].content)
    assert document["pictures"][0]["sha256_as_posted"] == hashlib.sha256(drawn.PNG).hexdigest()
    assert len(document["pictures"][0]["sha256_as_sent"]) == 64
    (message, _), *_ = files(world, reply.thread_ts)
    assert f"<@{ADA}>" in message.text
    assert "mug.png" in message.text
    assert {file.channels for file in by_type.values()} == {frozenset({PRODUCT_DESIGN})}
    assert world.patsnap.calls["submit"] == 1, "the app's own files start no check"


async def test_two_people_who_ask_at_once_get_one_file(world, reply):
    first, second = await press(world, reply), await press(world, reply, BEN)
    await world.slack.submit_view(ADA, first.id, chosen("json"))
    await world.slack.submit_view(BEN, second.id, chosen("json"))
    await world.wait_for(lambda: told(world) + told(world, BEN) and files(world, reply.thread_ts))
    assert len(files(world, reply.thread_ts)) == 1
    (sentence,) = told(world) + told(world, BEN)
    assert "just been asked for" in sentence


async def test_report_that_is_deleted_meanwhile_is_not_exported(world, app, reply, monkeypatch):
    view = await press(world, reply)
    make = Exporter.make

    async def deleting(self, found, *args, **kwargs):
        made = await make(self, found, *args, **kwargs)
        await world.slack.delete_message(PRODUCT_DESIGN, reply.thread_ts)
        post = found.check.post
        here = {"team_id": post.team_id, "channel_id": post.channel_id}
        while await app.checks.service.find_report(found.check.id, **here):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.02)
        return made

    monkeypatch.setattr(Exporter, "make", deleting)
    await world.slack.submit_view(ADA, view.id, chosen("json"))
    await world.wait_for(lambda: told(world))
    assert "has been deleted" in told(world)[-1]
    assert not [file for file in world.slack.state.files.values() if file.filetype == "json"]


async def test_command_lists_the_reports_of_this_channel_alone(world, reply):
    await world.slack.command(ADA, RANDOM, "/lookalike", "export")
    await world.wait_for(lambda: told(world, channel=RANDOM))
    assert "no report in this channel" in told(world, channel=RANDOM)[-1]
    await world.slack.command(ADA, PRODUCT_DESIGN, "/lookalike", "export")
    view = await world.wait_for(lambda: world.slack.view(ADA))
    (option,) = next(block for block in view.blocks if block.get("block_id") == "report")["element"]["options"]
    assert "mug.png" in option["text"]["text"]
    await world.slack.submit_view(ADA, view.id, chosen("csv", report=option["value"]))
    await world.wait_for(lambda: files(world, reply.thread_ts))


async def test_operator_exports_beside_the_running_app_with_the_pictures_of_slack(
    world, reply, database_url, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_API_URL", f"{world.url}/slack/api/")
    check_id = reply.metadata["event_payload"]["check_id"]
    assert await command.export(ZH, check_id, ExportFormat.PDF, output=tmp_path / "mug.pdf", words=ZH) == 0
    pages = PdfReader(tmp_path / "mug.pdf").pages
    assert "检测内容" in pages[0].extract_text()
    assert sum(len(page.images) for page in pages) > 2, "the picture, the line drawing, drawings that lie in Slack"
