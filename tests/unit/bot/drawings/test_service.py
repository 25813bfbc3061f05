"""Drawings of patents on their way to Slack: whatever goes wrong with one, the reply comes all the same."""

import httpx
import pytest

from bot.drawings import Drawings
from bot.errors import ImageError
from bot.model import Patent, ProblemKind
from bot.net.public_fetch import PublicWeb


class Outside:
    """Slack, the database and the decoder, in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.uploaded: list[str] = []
        self.failure: Exception | None = None

    async def files_of(self, team_id, patent_ids):
        return {patent_id: self.kept[patent_id] for patent_id in patent_ids if patent_id in self.kept}

    async def keep(self, team_id, files):
        self.kept |= files

    async def upload(self, pictures):
        self.uploaded += [name for name, _ in pictures]
        return [f"F-{name}" for name, _ in pictures]

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
