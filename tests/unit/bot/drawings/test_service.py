"""Drawings of patents on their way to Slack: whatever goes wrong with one, the reply comes all the same."""

import asyncio

import httpx
import pytest

from bot.drawings import Drawings, service
from bot.errors import ImageError
from bot.model import Patent, ProblemKind
from bot.net.public_fetch import PublicWeb
from bot.slack.files import Upload


class Outside:
    """Slack, the database and the decoder, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.uploaded: list[str] = []
        self.failure: Exception | None = None
        self.late: set[str] = set()
        self.processed = asyncio.Event()

    async def files_of(self, team_id, patent_ids):
        return {patent_id: self.kept[patent_id] for patent_id in patent_ids if patent_id in self.kept}

    async def keep(self, team_id, files):
        self.kept |= files

    async def upload(self, pictures):
        self.uploaded += [name for name, _ in pictures]
        return [Upload(f"F-{name}", name not in self.late) for name, _ in pictures]

    async def wait_until_ready(self, file_id):
        await self.processed.wait()
        return True

    async def normalise(self, data, *, name):
        if self.failure:
            raise self.failure
        return type("Picture", (), {"data": data})()


@pytest.fixture
def outside():
    return Outside()


@pytest.fixture
def asked():
    return []


@pytest.fixture
async def pictures(outside, asked):
    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        if request.url.path == "/moved.png":
            return httpx.Response(302, headers={"Location": "http://127.0.0.1/secret"})
        if request.url.path == "/large.png":
            return httpx.Response(200, stream=httpx.ByteStream(b"x" * (6 * 1024 * 1024)))
        return httpx.Response(200, stream=httpx.ByteStream(b"\x89PNG drawing"))

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        web = PublicWeb(http, trusted="patsnap.example:443")
        yield Drawings(store=outside, files=outside, normaliser=outside, web=web)


def patent(patent_id, url="https://patsnap.example/1.png"):
    return Patent(patent_id=patent_id, publication_number=f"US{patent_id}", image_url=url)


async def test_drawing_is_fetched_and_uploaded_once(pictures, outside, asked):
    assert await pictures.ensure("T1", [patent("a")]) == {"a": "F-USa.png"}
    assert await pictures.ensure("T1", [patent("a")]) == {"a": "F-USa.png"}
    assert len(asked) == 1


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/1.png",
        "http://localhost:8080/1.png",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/1.png",
        "http://[::1]/1.png",
        "ftp://patsnap.example/1.png",
        "javascript:alert(1)",
    ],
)
async def test_address_inside_a_network_is_never_called(pictures, asked, url):
    assert await pictures.ensure("T1", [patent("a", url)]) == {}
    assert asked == []


@pytest.mark.parametrize("url", ["http://[::1", "https://" + "a" * 300 + ".example/"])
async def test_address_that_is_none_costs_one_picture_and_not_the_others(pictures, url):
    assert await pictures.ensure("T1", [patent("a", url), patent("b")]) == {"b": "F-USb.png"}


@pytest.mark.parametrize("name", ["moved.png", "large.png"])
async def test_redirect_or_flood_costs_the_picture(pictures, asked, name):
    assert await pictures.ensure("T1", [patent("a", f"https://patsnap.example/{name}")]) == {}
    assert len(asked) == 1


@pytest.mark.parametrize("failure", [ImageError.of(ProblemKind.BROKEN_IMAGE, name="a"), RuntimeError("decoder died")])
async def test_failing_decoder_costs_the_picture_and_not_the_reply(pictures, outside, failure):
    outside.failure = failure
    assert await pictures.ensure("T1", [patent("a")]) == {}


async def test_drawing_that_slack_has_not_processed_is_shown_once_it_has(pictures, outside):
    outside.late = {"USa.png"}
    shown = asyncio.create_task(pictures.ensure("T1", [patent("a"), patent("b")]))
    while "b" not in outside.kept:  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0)
    assert "a" not in outside.kept
    outside.processed.set()
    assert await shown == {"a": "F-USa.png", "b": "F-USb.png"}


async def test_reply_does_not_wait_for_a_late_drawing_which_the_next_one_has(pictures, outside, monkeypatch):
    monkeypatch.setattr(service, "_BUDGET_S", 0.0)
    outside.late = {"USa.png"}
    assert await pictures.ensure("T1", [patent("a")]) == {}
    outside.processed.set()
    while "a" not in outside.kept:  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0)
    assert await pictures.ensure("T1", [patent("a")]) == {"a": "F-USa.png"}
    assert outside.uploaded == ["USa.png"]


async def test_drawing_that_no_reply_waits_for_is_given_up_at_the_end(pictures, outside, monkeypatch):
    monkeypatch.setattr(service, "_BUDGET_S", 0.0)
    outside.late = {"USa.png"}
    await pictures.ensure("T1", [patent("a")])
    await pictures.aclose()
    outside.processed.set()
    assert outside.kept == {}
