"""What the page says: its catalogues against each other and the page, and whose language it speaks."""

from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest
from starlette.applications import Starlette

from bot.model.language import CHINESE, ENGLISH
from bot.sandbox.page import page_routes
from bot.sandbox.page.languages import COOKIE, LANGUAGES, page_translator
from bot.sandbox.page.languages.messages import messages_json
from bot.sandbox.page.snapshot import state_json
from bot.sandbox.patsnap.samples import samples
from bot.sandbox.slack import ADA, CHEN, PRODUCT_DESIGN, Said, Workspace
from bot.sandbox.slack.records import Outcome, Status
from tests import page_catalogues
from tests.page_catalogues import PageUsage, script_wording, template_wording
from tests.paths import REPOSITORY
from tests.scripts import literals

ZH = page_translator(CHINESE)


class OnlySlack:
    def __init__(self, workspace: Workspace) -> None:
        self.slack = workspace


@pytest.fixture
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture
async def client(workspace: Workspace) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=page_routes(OnlySlack(workspace))))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8100") as client:
        yield client


def test_catalogues_and_page_agree(capsys: pytest.CaptureFixture[str]) -> None:
    code = page_catalogues.main()
    assert (code, capsys.readouterr().out) == (0, "")


def test_every_language_names_itself() -> None:
    names = [page_translator(language)("language-name") for language in LANGUAGES]
    assert len(set(names)) == len(names) >= 2


@pytest.mark.parametrize(
    "source",
    [
        "<p>Words</p>",
        "<p>字</p>",
        '<p>{{ tr("a") }} and {{ tr("b") }}</p>',
        '<button aria-label="Close">✕</button>',
        '<input placeholder="{{ tr("a") }} here">',
        '<meta name="description" content="A page">',
    ],
)
def test_wording_in_a_template_is_found(source: str) -> None:
    assert len(list(template_wording("x.html", source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'const a = "Close";',
        "const a = 'Close it';",
        'h("p", null, "unread");',
        'h("p", { class: "text" }, "unread")',
        'h("p", null, `${count} replies`)',
        'h("p", null, say("replies"), " and more")',
        'button.title = "close";',
        '{ "aria-label": `close ${name}` }',
        'const a = "not in this channel";',
        'const a = { text: "关闭" };',
        'const a = x.replace(/"/g, "") + "Close";',
        "const a = `${say(`b-${c}`)} of the list`;",
        "new Intl.NumberFormat(undefined, {})",
        "when.toLocaleTimeString()",
    ],
)
def test_wording_in_a_script_is_found(source: str) -> None:
    assert len(list(script_wording("x.js", source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        '// It says "Close".\nh("p", { class: "avatar avatar-small", id: "view-title" }, say("close"));',
        "/* 'Close' */ const a = /[\"'] Close/;",
        '$("input, textarea, select").setAttribute("aria-hidden", "true");',
        'event.key === "ArrowDown" && h("kbd", null, "Enter")',
        'say("members", { count: 2, names: list(["b"]) });',
    ],
)
def test_code_in_a_script_is_no_wording(source: str) -> None:
    assert list(script_wording("x.js", source)) == []


def test_literals_are_told_from_comments_and_expressions() -> None:
    source = "a(/`|\"/, `b ${c(`d ${'e'}`)} f`, 'g\\'h'); // 'i'\nb / 2; \"j\""
    assert [literal.text for literal in literals(source)] == ["b … f", "d …", "e", "g\\'h", "j"]


def test_messages_that_are_missing_or_asked_for_with_other_values_are_found() -> None:
    usage = PageUsage({"one": frozenset({"count"}), "stage-a": frozenset({"name"}), "stage-b": frozenset()})
    path = REPOSITORY / "x.js"
    for call in (
        'say("two")',
        'say("one", { name })',
        "say(`stage-${x}`, { name: f(1, { y: 2 }) })",
        "say(`other-${x}`)",
    ):
        usage.read_script(path, call)
    assert usage.faults == [
        "x.js, line 1: there is no message two",
        "x.js, line 1: one takes ['count'] too",
        "x.js, line 1: one does not take ['name']",
        r"x.js, line 1: there is no message other\-.+",
    ]
    assert usage.used == {"one", "stage-a", "stage-b"}


def test_scripts_get_holes_and_plurals() -> None:
    plural = ["count", {"one": [["count"], " member"], "other": [["count"], " members"]}, "other"]
    assert messages_json(ENGLISH)["members"] == [plural]
    assert messages_json(CHINESE)["members"] == [["count"], " 位成员"]
    assert messages_json(ENGLISH)["message-edited"] == [" ", "(edited)"]


@pytest.mark.parametrize(
    ("accepted", "cookie", "language"),
    [
        ("", "", "en-GB"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "", "zh-Hans-CN"),
        ("fr, en;q=0.1, zh-TW;q=0.5", "", "zh-Hans-CN"),
        ("zh;q=0, en", "", "en-GB"),
        ("fr-CH, de;q=0.7, *;q=0.5", "", "en-GB"),
        ("zh;q=x,,;;q=1," * 100, "", "en-GB"),
        ("en-US", "zh", "zh-Hans-CN"),
        ("zh-CN", "en", "en-GB"),
        ("zh-CN", "fr", "zh-Hans-CN"),
        ("", "../zh", "en-GB"),
    ],
)
async def test_language_is_the_one_chosen_or_the_dearest_of_the_browser(
    client: httpx.AsyncClient, accepted: str, cookie: str, language: str
) -> None:
    headers = {"Accept-Language": accepted} | ({"Cookie": f"{COOKIE}={cookie}"} if cookie else {})
    page = await client.get("/", headers=headers)
    assert f'<html lang="{language}">' in page.text
    assert (ZH("notice") in page.text) == (language == "zh-Hans-CN")


async def test_choice_is_remembered_and_is_the_locale_of_the_person(
    client: httpx.AsyncClient, workspace: Workspace
) -> None:
    response = await client.post("/sandbox/language", params={"user": CHEN}, json={"language": "en"})
    assert response.status_code == 200
    assert f"{COOKIE}=en" in response.headers["set-cookie"]
    assert "SameSite=strict" in response.headers["set-cookie"]
    assert workspace.state.user(CHEN).locale == "en-US"
    await client.post("/sandbox/language", json={"language": "zh"})
    assert workspace.state.user(ADA).locale == "zh-CN"
    assert ZH("notice") in (await client.get("/")).text


async def test_unknown_language_is_refused(client: httpx.AsyncClient, workspace: Workspace) -> None:
    response = await client.post("/sandbox/language", json={"language": "fr"})
    assert (response.status_code, response.json()["error"]) == (400, "The page does not speak this language.")
    assert "set-cookie" not in response.headers
    assert workspace.state.user(ADA).locale == "en-US"


@pytest.mark.parametrize(
    ("method", "path", "options", "message"),
    [
        ("GET", "/sandbox/state", {"params": {"user": "U404"}}, "refused-person"),
        ("GET", "/sandbox/events", {"params": {"user": "U404"}}, "refused-person"),
        ("GET", "/sandbox/samples/none", {}, "refused-sample"),
        ("POST", "/sandbox/messages", {"data": {"channel": PRODUCT_DESIGN}}, "refused-empty-post"),
    ],
)
async def test_refusal_is_in_the_readers_language(
    client: httpx.AsyncClient, method: str, path: str, options: dict[str, object], message: str
) -> None:
    response = await client.request(method, path, headers={"Cookie": f"{COOKIE}=zh"}, **options)
    assert response.json() == {"error": ZH(message)}


async def test_what_is_not_there_and_what_is_malformed_is_said_in_the_readers_language(
    client: httpx.AsyncClient,
) -> None:
    headers = {"Cookie": f"{COOKIE}=zh"}
    gone = await client.get("/sandbox/channels/C404", headers=headers)
    assert (gone.status_code, gone.json()) == (404, {"error": "没有频道 C404。"})
    malformed = await client.post("/sandbox/actions", content=b"{}", headers=headers)
    assert malformed.json() == {"error": "页面无法读取此请求（channel.missing）。"}


async def test_slacks_own_refusal_is_in_the_readers_language_and_the_apps_as_it_is(
    client: httpx.AsyncClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"channel": PRODUCT_DESIGN, "command": "/none", "text": ""}
    headers = {"Cookie": f"{COOKIE}=zh"}
    answer = await client.post("/sandbox/commands", json=body, headers=headers)
    assert answer.json() == {"status": "invalid", "errors": {"": "/none 不是有效的命令。"}}

    async def answered(*_: object) -> Outcome:
        return Outcome(Status.OK, errors={"a": "The app's.", "b": Said("slack-field-too-long", {"characters": 20})})

    monkeypatch.setattr(workspace, "submit_view", answered)
    answer = await client.post("/sandbox/view/submit", json={"view": "V1"}, headers=headers)
    assert answer.json()["errors"] == {"a": "The app's.", "b": "请勿超过 20 个字符。"}


def test_names_of_the_project_are_translated_and_those_of_others_are_not(workspace: Workspace) -> None:
    manifest = workspace.manifest
    state = state_json(ZH, workspace, workspace.state.user(ADA), [sample.name for sample in samples()])
    english = state_json(page_translator(ENGLISH), workspace, workspace.state.user(ADA), [])
    assert {item["command"]: item["hint"] for item in english["commands"]} == manifest.command_hints
    assert {item["callback_id"]: item["name"] for item in english["shortcuts"]} == manifest.message_shortcuts
    assert [channel["topic"] for channel in english["channels"]] == [
        channel.topic for channel in workspace.channels(ADA)
    ]
    translated = [
        *(item["hint"] for item in state["commands"]),
        *(item["name"] for item in state["shortcuts"]),
        *(item["title"] for item in state["samples"]),
        *(channel["topic"] for channel in state["channels"] if channel["topic"]),
    ]
    assert [text for text in translated if not any("\u4e00" <= letter <= "\u9fff" for letter in text)] == []
    own = replace(workspace.state.channel(PRODUCT_DESIGN), topic="A topic of one's own")
    workspace.state.add_channel(own)
    changed = state_json(ZH, workspace, workspace.state.user(ADA), [])["channels"]
    assert "A topic of one's own" in [channel["topic"] for channel in changed]
