"""Downloads and uploads, against a scripted Slack over real HTTP."""

from collections.abc import AsyncIterator

import httpx
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import FileError, ImageError, SlackError
from bot.model import ProblemKind, View
from bot.model.file import File
from bot.slack import files
from bot.slack.files import SlackFiles, Upload, may_be_picture
from bot.slack.hosts import SlackHosts
from bot.slack.web_api import SlackWebApi

TOKEN = "xoxb-secret"


class FileHost:
    """Serves one answer per path, and notes who asked with which token."""

    def __init__(self) -> None:
        self.answers: dict[str, object] = {}
        self.infos: list[dict] = []
        self.asked: list[tuple[str, str | None]] = []
        self.uploads: list[bytes] = []
        self.completed: list[dict] = []

    async def file(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path, request.headers.get("Authorization")))
        return self.answers[request.path](request)

    async def api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method == "files.info":
            return web.json_response(self.infos.pop(0) if len(self.infos) > 1 else self.infos[0])
        if method == "files.getUploadURLExternal":
            number = len([path for path, _ in self.asked if path == "/upload"]) + 1
            self.asked.append(("/upload", None))
            return web.json_response({"ok": True, "upload_url": f"{self.url}put/{number}", "file_id": f"F{number}"})
        return web.json_response({"ok": True, "files": self.completed})

    async def put(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, request.headers.get("Authorization")))
        self.uploads.append(await request.read())
        return web.Response(text="OK")


def moved(to: object) -> web.Response:
    return web.Response(status=302, headers={"Location": str(to)})


@pytest.fixture
async def host() -> AsyncIterator[FileHost]:
    served = FileHost()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", served.api)
    app.router.add_route("POST", "/put/{number}", served.put)
    app.router.add_route("GET", "/files/{name}", served.file)
    async with TestServer(app) as server:
        served.url = str(server.make_url("/"))
        yield served


@pytest.fixture
async def slack_files(host: FileHost) -> AsyncIterator[SlackFiles]:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    client = AsyncWebClient(token=TOKEN, base_url=f"{host.url}api/", retry_handlers=[])
    async with httpx.AsyncClient() as http:
        hosts = SlackHosts(f"{host.url}api/")
        built = SlackFiles(client, SlackWebApi(), http, hosts=hosts, sleep=sleep)
        built.waits = waits
        yield built


def view(host: FileHost, name="mug.png") -> View:
    return View(position=0, file_id="F1", name=name, source_url=f"{host.url}files/{name}")


async def download(slack_files: SlackFiles, posted: View) -> File:
    async with slack_files.downloaded(posted) as file:
        return file


async def test_download_sends_the_token_as_a_header(host, slack_files):
    host.answers = {"/files/mug.png": lambda _: web.Response(body=b"pixels", content_type="image/png")}
    file = await download(slack_files, view(host))
    assert (file.name, file.data) == ("mug.png", b"pixels")
    assert host.asked == [("/files/mug.png", f"Bearer {TOKEN}")]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (lambda _: web.Response(status=410), ProblemKind.FILE_DELETED),
        (lambda _: web.Response(status=404), ProblemKind.FILE_DELETED),
        (lambda _: web.Response(status=403), ProblemKind.FILE_FORBIDDEN),
        (lambda _: web.Response(text="<html>sign in</html>", content_type="text/html"), ProblemKind.FILE_FORBIDDEN),
        (lambda _: moved("https://elsewhere.example/mug.png"), ProblemKind.FILE_UNAVAILABLE),
        (lambda _: moved("http://files.slack.com/mug.png"), ProblemKind.FILE_UNAVAILABLE),
        (lambda _: moved("https://evilslack.com/mug.png"), ProblemKind.FILE_UNAVAILABLE),
        (lambda request: moved(request.url), ProblemKind.FILE_UNAVAILABLE),
    ],
)
async def test_download_says_why_a_file_is_not_to_be_had(host, slack_files, answer, kind):
    host.answers = {"/files/mug.png": answer}
    with pytest.raises(FileError) as caught:
        await download(slack_files, view(host))
    assert caught.value.problem.kind is kind
    assert caught.value.problem.details["name"] == "mug.png"


async def test_redirect_on_slacks_own_host_is_followed(host, slack_files):
    host.answers = {
        "/files/mug.png": lambda _: moved("/files/moved.png"),
        "/files/moved.png": lambda _: web.Response(body=b"pixels", content_type="image/png"),
    }
    assert (await download(slack_files, view(host))).data == b"pixels"


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_download_may_be_tried_again_where_slack_stumbles(host, slack_files, status):
    host.answers = {"/files/mug.png": lambda _: web.Response(status=status)}
    with pytest.raises(SlackError):
        await download(slack_files, view(host))


async def test_download_stops_reading_at_the_limit(host, slack_files, monkeypatch):
    monkeypatch.setattr(files, "SMALL_BYTES", 500)
    monkeypatch.setattr(files, "MAX_FILE_BYTES", 1000)
    host.answers = {"/files/mug.png": lambda _: web.Response(body=b"x" * 1001, content_type="image/png")}
    with pytest.raises(ImageError) as caught:
        await download(slack_files, view(host))
    assert caught.value.problem.kind is ProblemKind.IMAGE_TOO_LARGE
    host.answers = {"/files/mug.png": lambda _: web.Response(body=b"x" * 1000, content_type="image/png")}
    assert len((await download(slack_files, view(host))).data) == 1000


async def test_file_that_says_nothing_of_itself_is_looked_up_until_it_is_scanned(host, slack_files):
    full = {"id": "F1", "name": "a.png", "mimetype": "image/png", "url_private": f"{host.url}files/a.png"}
    host.infos = [
        {"ok": True, "file": {"id": "F1", "name": "a.png"}},
        {"ok": True, "file": {"id": "F1", "name": "a.png", "mimetype": "image/png"}},
        {"ok": True, "file": full},
    ]
    host.answers = {"/files/a.png": lambda _: web.Response(body=b"pixels", content_type="image/png")}
    assert (await download(slack_files, View(position=0, file_id="F1"))).data == b"pixels"
    assert slack_files.waits == [0.5, 1.0]


@pytest.mark.parametrize(
    ("info", "kind"),
    [
        ({"ok": True, "file": {"name": "a.png"}}, ProblemKind.FILE_UNAVAILABLE),
        ({"ok": True, "file": {"name": "a.png", "mode": "tombstone"}}, ProblemKind.FILE_DELETED),
        ({"ok": True, "file": {"name": "a.png", "is_external": True}}, ProblemKind.FILE_EXTERNAL),
        ({"ok": True, "file": {"id": "F1", "mode": "hidden_by_limit"}}, ProblemKind.FILE_BEYOND_LIMIT),
        ({"ok": False, "error": "file_deleted"}, ProblemKind.FILE_DELETED),
        ({"ok": False, "error": "file_not_found"}, ProblemKind.FILE_NOT_SHOWN),
        ({"ok": False, "error": "missing_scope"}, ProblemKind.FILE_FORBIDDEN),
    ],
)
async def test_looked_up_file_says_why_it_is_not_to_be_had(host, slack_files, info, kind):
    host.infos = [info]
    with pytest.raises(FileError) as caught:
        await download(slack_files, View(position=0, file_id="F1", name="a.png"))
    assert caught.value.problem.kind is kind


async def test_looked_up_file_that_is_no_picture_has_no_data(host, slack_files):
    pdf = {"name": "a.pdf", "mimetype": "application/pdf", "url_private": f"{host.url}files/a.pdf"}
    host.infos = [{"ok": True, "file": pdf}]
    assert (await download(slack_files, View(position=0, file_id="F1"))).data is None


async def test_upload_brings_all_pictures_up_without_the_token(host, slack_files):
    host.completed = [{"id": "F1"}, {"id": "F2", "mimetype": "image/png"}]
    uploads = await slack_files.upload([("a.png", b"aaa"), ("b.png", b"bb")])
    assert uploads == [Upload("F1", is_ready=False), Upload("F2", is_ready=True)]
    assert sorted(host.uploads) == [b"aaa", b"bb"]
    assert all(token is None for path, token in host.asked if path.startswith("/put"))


async def test_upload_is_ready_once_slack_says_what_it_is(host, slack_files):
    unknown = {"ok": True, "file": {"id": "F1", "mimetype": ""}}
    host.infos = [unknown, {"ok": False, "error": "internal_error"}, {"ok": True, "file": {"mimetype": "image/png"}}]
    assert await slack_files.wait_until_ready("F1")
    assert slack_files.waits == [0.5, 1.0]


async def test_upload_is_waited_for_half_a_minute_at_most(host, slack_files):
    host.infos = [{"ok": True, "file": {"id": "F1"}}]
    assert not await slack_files.wait_until_ready("F1")
    assert sum(slack_files.waits) == 30.0


async def test_upload_that_is_gone_is_not_waited_for(host, slack_files):
    host.infos = [{"ok": False, "error": "file_not_found"}]
    assert not await slack_files.wait_until_ready("F1")
    assert not slack_files.waits


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ({"mimetype": "image/heic", "name": "IMG_1.HEIC"}, True),
        ({"mimetype": "application/octet-stream", "name": "scan.TIFF"}, True),
        ({"id": "F1", "mode": "file_access", "file_access": "check_file_info"}, True),
        ({"id": "F1"}, True),
        ({"mimetype": "application/pdf", "name": "a.pdf"}, False),
        ({"mimetype": "text/plain", "name": "notes.txt"}, False),
        ({"mimetype": "image/png", "name": "a.png", "mode": "tombstone"}, False),
        ({"id": "F1", "mode": "hidden_by_limit"}, False),
    ],
)
def test_may_be_picture(file, expected):
    assert may_be_picture(file) is expected
