import asyncio
import os
import re
import time

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.commands import doctor
from bot.commands.doctor import examine
from bot.manifest import bot_scopes, optional_scopes
from bot.net import serving
from bot.sandbox import patsnap as sandbox_patsnap
from bot.sandbox import slack as sandbox_slack
from bot.sandbox.app import Sandbox
from bot.sandbox.server import serve
from bot.settings import Settings
from bot.storage.file_lock import owned
from tests.forward_proxy import forget_network
from tests.languages import EN, ZH

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-1-s3cr3t", "xapp-1-s3cr3t", "client-s3cr3t"
SETTINGS = {
    "SLACK_BOT_TOKEN": BOT_TOKEN,
    "SLACK_APP_TOKEN": APP_TOKEN,
    "PATSNAP_CLIENT_ID": "client",
    "PATSNAP_CLIENT_SECRET": SECRET,
}


class World:
    """A Slack and a Patsnap that answer what the test wants."""

    def __init__(self):
        self.scopes = ",".join(sorted(bot_scopes()))
        self.auth_test = {"ok": True, "user": "lookalike", "team": "Acme"}
        self.connections_open = {"ok": True, "url": ""}
        self.token = {"token": "t0k3n", "expires_in": 1799, "status": "approved"}
        self.codes = {"report": 68300004, "infringement-detection-query": 68300004, "results": 68300004}
        self.statement = {"usage": [{"serial_number": "AI39-1", "usage_times": 2, "used_money": 40}], "usage_money": 40}
        self.slack_is_a_web_page = False
        self.calls = []

    async def slack(self, request: Request):
        method = request.path_params["method"]
        self.calls.append((method, request.headers["authorization"]))
        if self.slack_is_a_web_page:
            return HTMLResponse("<h1>Proxy</h1>")
        if method == "auth.test":
            return JSONResponse(self.auth_test, headers={"x-oauth-scopes": self.scopes})
        return JSONResponse(self.connections_open)

    async def socket(self, socket: WebSocket):
        self.calls.append(("WebSocket", None))
        await socket.accept()
        await socket.receive()

    async def patsnap(self, request: Request):
        self.calls.append((request.url.path, None))
        last = request.url.path.rpartition("/")[2]
        if last == "token":
            return JSONResponse(self.token)
        if code := self.codes.get(last):
            return JSONResponse({"status": False, "error_code": code, "error_msg": (await request.body()).decode()})
        return JSONResponse({"status": True, "error_code": 0, "data": self.statement})


@pytest.fixture
async def world():
    world = World()
    routes = [
        Route("/slack/{method}", world.slack, methods=["POST"]),
        Route("/patsnap/{path:path}", world.patsnap, methods=["GET", "POST"]),
        WebSocketRoute("/socket", world.socket),
    ]
    listener = serving.listen("127.0.0.1", 0)
    async with serving.serve(Starlette(routes=routes), listener, takes_websockets=True):
        world.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        world.connections_open["url"] = f"ws{world.url.removeprefix('http')}/socket"
        yield world


async def findings(world, tmp_path, *, clock=time.time, http=False, **settings):
    values = {
        **SETTINGS,
        "SLACK_API_URL": f"{world.url}/slack/",
        "PATSNAP_BASE_URL": f"{world.url}/patsnap",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'lookalike.db'}",
        **settings,
    }
    found = [finding async for finding in examine(EN, Settings(_env_file=None, **values), clock=clock, http=http)]
    for secret in (BOT_TOKEN, APP_TOKEN, SECRET, "t0k3n"):
        assert secret not in "\n".join(finding.line(EN) for finding in found)
    return {finding.what: finding for finding in found}


async def test_all_well(world, tmp_path):
    found = await findings(world, tmp_path)
    assert list(found) == [
        *("Slack bot token", "Slack scopes", "Slack app token", "Slack WebSocket"),
        *("Patsnap", "Patsnap services", "Patsnap statement", "Database", "Clock"),
    ]
    assert all(finding.works for finding in found.values())
    assert found["Slack bot token"].line(EN) == "✓ Slack bot token: lookalike in the workspace Acme."
    assert world.calls == [
        ("auth.test", f"Bearer {BOT_TOKEN}"),
        ("apps.connections.open", f"Bearer {APP_TOKEN}"),
        ("WebSocket", None),
        ("/patsnap/oauth/token", None),
        ("/patsnap/ai/image-search/report", None),
        ("/patsnap/image-search/results", None),
        ("/patsnap/ai/infringement-detection-1v1-query", None),
        ("/patsnap/open-user/statement/v2", None),
    ]


async def test_the_sandbox_passes_for_the_real_thing(world, tmp_path):
    sandbox = Sandbox()
    async with serve(sandbox) as url:
        found = await findings(
            world,
            tmp_path,
            SLACK_API_URL=f"{url}/slack/api/",
            SLACK_BOT_TOKEN=sandbox_slack.BOT_TOKEN,
            SLACK_APP_TOKEN=sandbox_slack.APP_TOKEN,
            PATSNAP_BASE_URL=f"{url}/patsnap",
            PATSNAP_CLIENT_ID=sandbox_patsnap.CLIENT_ID,
            PATSNAP_CLIENT_SECRET=sandbox_patsnap.CLIENT_SECRET,
        )
    assert [finding.what for finding in found.values() if finding.works is not True] == []
    asked = ("token", "report", "results", "infringement-detection-1v1-query", "statement")
    assert sandbox.patsnap.calls == dict.fromkeys(asked, 1)
    assert sandbox.patsnap.violations == []


async def test_http_mode_needs_no_app_token_and_names_the_way_in(world, tmp_path):
    found = await findings(world, tmp_path, http=True, SLACK_APP_TOKEN=None, SLACK_SIGNING_SECRET=SECRET)
    assert list(found)[:4] == ["Slack bot token", "Slack scopes", "Slack requests", "Patsnap"]
    assert found["Slack requests"].works is None
    assert "/slack/events" in found["Slack requests"].sentence
    assert "3000" in found["Slack requests"].sentence
    assert not [call for call in world.calls if call[0] == "apps.connections.open"]


async def test_http_mode_without_a_signing_secret_names_it(world, tmp_path):
    found = await findings(world, tmp_path, http=True)
    assert found["Slack requests"].works is False
    assert "SLACK_SIGNING_SECRET is not set" in found["Slack requests"].sentence


async def test_a_token_in_the_signing_secrets_place_is_named_and_not_shown(world, tmp_path):
    found = await findings(world, tmp_path, http=True, SLACK_SIGNING_SECRET=BOT_TOKEN)
    assert "holds a token" in found["Slack requests"].sentence


async def test_a_refused_bot_token_says_what_to_do(world, tmp_path):
    world.auth_test = {"ok": False, "error": "invalid_auth"}
    found = await findings(world, tmp_path)
    assert found["Slack bot token"].line(EN).startswith("✗ Slack bot token: Slack says invalid_auth. Copy it again")
    assert "Slack scopes" not in found
    assert found["Clock"].works


async def test_a_missing_scope_is_named(world, tmp_path):
    world.scopes = ",".join(sorted(bot_scopes() - {"files:read"}))
    found = await findings(world, tmp_path)
    assert found["Slack scopes"].works is False
    assert "files:read missing" in found["Slack scopes"].sentence


async def test_a_scope_too_many_is_named_and_no_fault(world, tmp_path):
    world.scopes += ", admin"
    found = await findings(world, tmp_path)
    assert found["Slack scopes"].works
    assert "admin would not be needed" in found["Slack scopes"].sentence


async def test_an_optional_scope_is_neither_missed_nor_one_too_many(world, tmp_path):
    assert not optional_scopes() & set(world.scopes.split(","))
    without = await findings(world, tmp_path)
    world.scopes = ",".join([world.scopes, *optional_scopes()])
    assert str((await findings(world, tmp_path))["Slack scopes"]) == str(without["Slack scopes"])
    assert without["Slack scopes"].works
    assert "would not be needed" not in without["Slack scopes"].sentence


async def test_scopes_that_slack_does_not_list_are_no_verdict(world, tmp_path):
    world.scopes = ""
    found = await findings(world, tmp_path)
    assert found["Slack scopes"].works is None


async def test_an_app_token_without_its_scope_says_what_to_do(world, tmp_path):
    world.connections_open = {"ok": False, "error": "missing_scope"}
    found = await findings(world, tmp_path)
    assert found["Slack app token"].works is False
    assert "connections:write" in found["Slack app token"].sentence


async def test_a_web_page_in_the_place_of_slack_is_no_slack(world, tmp_path):
    world.slack_is_a_web_page = True
    found = await findings(world, tmp_path)
    assert "could not be reached" in found["Slack bot token"].sentence
    assert found["Clock"].works is None


async def test_socket_that_does_not_open_says_what_has_to_let_it_through(world, tmp_path):
    world.connections_open["url"] = "ws://127.0.0.1:9/"
    found = await findings(world, tmp_path)
    assert found["Slack app token"].works
    assert found["Slack WebSocket"].works is False
    assert "let wss://*.slack.com through, or use HTTP mode" in found["Slack WebSocket"].sentence


async def test_nobody_at_home_is_a_sentence_for_each(world, tmp_path):
    found = await findings(world, tmp_path, SLACK_API_URL="http://127.0.0.1:9/", PATSNAP_BASE_URL="http://127.0.0.1:9")
    assert [finding.works for finding in found.values()] == [False, False, False, True, None]
    assert found["Patsnap"].sentence.startswith("127.0.0.1 could not be reached")


@pytest.mark.parametrize(("ahead_s", "works"), [(25, True), (-25, True), (45, False), (-45, False)])
async def test_a_clock_that_is_off_is_an_error(world, tmp_path, ahead_s, works):
    found = await findings(world, tmp_path, clock=lambda: time.time() + ahead_s)
    assert found["Clock"].works is works
    if not works:
        assert ("ahead of" if ahead_s > 0 else "behind") in found["Clock"].sentence


async def test_a_slack_without_a_date_leaves_the_clock_open(world, tmp_path):
    async def answer(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(
            b"HTTP/1.1 200 OK\r\nDate: yesterday\r\nContent-Type: application/json\r\nConnection: close\r\n"
            b'Content-Length: 11\r\n\r\n{"ok":true}'
        )
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        found = await findings(world, tmp_path, SLACK_API_URL=f"http://127.0.0.1:{port}/")
    assert found["Slack app token"].works
    assert found["Clock"].works is None


async def test_refused_patsnap_credentials_name_the_settings(world, tmp_path):
    world.token = {"status": False, "error_code": 67200003, "error_msg": "client disabled"}
    found = await findings(world, tmp_path)
    assert found["Patsnap"].works is False
    assert "PATSNAP_CLIENT_SECRET" in found["Patsnap"].sentence


async def test_an_api_key_is_tried_by_the_services_and_has_no_statement(world, tmp_path):
    found = await findings(world, tmp_path, PATSNAP_API_KEY="key-s3cr3t")
    assert found["Patsnap"].works is None
    assert found["Patsnap services"].works
    assert found["Patsnap statement"].works is None
    assert "PATSNAP_API_KEY alone cannot ask for it" in found["Patsnap statement"].sentence

    world.codes["report"] = 67200003
    found = await findings(world, tmp_path, PATSNAP_API_KEY="key-s3cr3t")
    assert found["Patsnap services"].works is False
    assert "Copy PATSNAP_API_KEY again" in found["Patsnap services"].sentence


@pytest.mark.parametrize(
    ("codes", "engine", "works", "said"),
    [
        ({}, "v2", True, "the account may use AI39-2, P009 and AI67-2."),
        (
            {"results": 67200101},
            "v2",
            None,
            "account P009 (code 67200101). Similar designs are searched by P060 instead.",
        ),
        (
            {"infringement-detection-1v1-query": 67200004},
            "v2",
            None,
            "account AI67-2 (code 67200004). A picture cannot be compared with one patent by its number.",
        ),
        (
            {"report": 67200004},
            "v2",
            False,
            "account AI39-2 (code 67200004). Have it enabled, or try PATSNAP_ENGINE=v1.",
        ),
        (
            {"infringement-detection-query": 67200101, "results": 67200004},
            "v1",
            False,
            "account AI39-2 (V1) (code 67200101) and P009 (code 67200004). Have it enabled, or try PATSNAP_ENGINE=v2.",
        ),
        ({"report": 67200007}, "v2", None, "not told."),
    ],
)
async def test_services_that_the_account_may_not_use_are_named(world, tmp_path, codes, engine, works, said):
    world.codes |= codes
    found = (await findings(world, tmp_path, PATSNAP_ENGINE=engine))["Patsnap services"]
    assert found.works is works
    assert said in found.sentence


async def test_yesterdays_cost_is_told_by_service(world, tmp_path):
    found = (await findings(world, tmp_path))["Patsnap statement"]
    assert found.works
    assert "Patsnap charged 40.00: AI39-1 40.00 (2 calls)." in found.sentence


async def test_account_without_a_statement_is_told_so_and_it_is_no_fault(world, tmp_path):
    world.codes["v2"] = 67200004
    found = (await findings(world, tmp_path))["Patsnap statement"]
    assert found.works is None
    assert "does not give this account its statement (code 67200004)" in found.sentence


async def test_looking_at_a_database_does_not_make_it(world, tmp_path):
    path = tmp_path / "not" / "yet" / "lookalike.db"
    found = await findings(world, tmp_path, DATABASE_URL=f"sqlite:///{path}")
    assert found["Database"].works
    assert "is not there yet" in found["Database"].sentence
    assert not (tmp_path / "not").exists()


async def test_a_database_below_a_file_cannot_be_made(world, tmp_path):
    (tmp_path / "file").touch()
    found = await findings(world, tmp_path, DATABASE_URL=f"sqlite:///{tmp_path / 'file' / 'lookalike.db'}")
    assert found["Database"].works is False


async def test_a_migrated_database_is_up_to_date(world, tmp_path, engine, database_url):
    found = await findings(world, tmp_path, DATABASE_URL=database_url)
    assert found["Database"].works
    assert found["Database"].sentence.startswith("it answers, and its schema is up to date.")


@pytest.mark.parametrize("database", ["sqlite"])
async def test_a_file_is_named_with_the_process_that_owns_it_and_the_room_on_its_disk(
    world, tmp_path, engine, database_url, monkeypatch
):
    found = await findings(world, tmp_path, DATABASE_URL=database_url)
    assert re.search(
        r"The file is .+lookalike\.db; nothing runs on it, and its disk has [\d,]+ MB left", found["Database"].sentence
    )
    async with owned(engine):
        found = await findings(world, tmp_path, DATABASE_URL=database_url)
    assert f"process {os.getpid()} runs on it" in found["Database"].sentence
    monkeypatch.setattr("bot.commands.doctor_database._LEAST_FREE_MB", 10**12)
    found = await findings(world, tmp_path, DATABASE_URL=database_url)
    assert found["Database"].works is False
    assert "MB left: make room" in found["Database"].sentence


@pytest.mark.parametrize("database", ["sqlite"])
async def test_a_file_with_a_second_name_is_an_error(world, tmp_path, engine, database_url):
    (tmp_path / "second.db").hardlink_to(engine.url.database)
    found = await findings(world, tmp_path, DATABASE_URL=database_url)
    assert found["Database"].works is False
    assert "a hard link" in found["Database"].sentence


async def test_a_file_that_is_no_database_is_an_error(world, tmp_path):
    (tmp_path / "lookalike.db").write_text("not a database" * 100)
    found = await findings(world, tmp_path)
    assert found["Database"].works is False
    assert "DATABASE_URL" in found["Database"].sentence


async def test_proxy_is_named_and_told_where_nothing_comes_through(world, tmp_path, monkeypatch):
    forget_network(monkeypatch)
    monkeypatch.setenv("http_proxy", "ada:s3cr3t@127.0.0.1:9")
    found = await findings(world, tmp_path, SLACK_API_URL="http://slack.test/")
    assert found["Network"].sentence == "Slack through the proxy 127.0.0.1:9 of http_proxy; Patsnap directly."
    assert found["Slack bot token"].sentence == (
        "Slack could not be reached through the proxy 127.0.0.1:9 of http_proxy. "
        "Check the network, and SLACK_API_URL if you set it."
    )
    assert found["Patsnap"].works


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """No setting of this machine's, and no .env."""
    forget_network(monkeypatch)
    for field in Settings.model_fields.values():
        monkeypatch.delenv(field.alias, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'lookalike.db'}")
    monkeypatch.setattr(doctor.logs, "configure", lambda *_, **__: None)
    return monkeypatch


def test_a_wrong_setting_is_exit_code_2(environment, capsys):
    environment.setenv("PATSNAP_QPS", "fast")
    assert doctor.run(EN) == 2
    assert capsys.readouterr().out.startswith("✗ Settings: PATSNAP_QPS is wrong")


def test_missing_settings_are_all_named_and_the_rest_is_tried(environment, capsys):
    assert doctor.run(EN) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        *["✗ Settings"] * 4,
        "– Patsnap",
        "✓ Database",
        "– Clock",
    ]
    assert "SLACK_BOT_TOKEN is not set" in lines[0]
    assert "PATSNAP_CLIENT_ID is not set" in lines[2]


def test_missing_settings_of_http_mode_are_named(environment, capsys):
    environment.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    environment.setenv("SLACK_API_URL", "http://127.0.0.1:9/")
    assert doctor.run(EN, http=True) == 2
    printed = capsys.readouterr().out
    assert "✗ Settings: SLACK_SIGNING_SECRET is not set" in printed
    assert "SLACK_APP_TOKEN" not in printed


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:9199", "ALL_PROXY names a SOCKS proxy, which Lookalike cannot use"),
        ("SSL_CERT_FILE", "/absent.pem", "SSL_CERT_FILE names /absent.pem, which is not there"),
    ],
)
def test_way_that_cannot_be_used_is_named_once_and_exit_code_2(environment, capsys, variable, value, sentence):
    for name, setting in SETTINGS.items():
        environment.setenv(name, setting)
    environment.setenv(variable, value)
    assert doctor.run(EN) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"✗ Settings: {sentence}")
    assert [line.split(".")[0] for line in lines[1:3]] == ["– Slack: not tried", "– Patsnap: not tried"]


def test_something_wrong_is_exit_code_1(environment, capsys):
    for name, value in {
        **SETTINGS,
        "SLACK_API_URL": "http://127.0.0.1:9/",
        "PATSNAP_BASE_URL": "http://127.0.0.1:9",
    }.items():
        environment.setenv(name, value)
    assert doctor.run(EN) == 1
    assert capsys.readouterr().out.startswith("✓ Settings: complete")


def test_all_well_is_exit_code_0(environment, capsys):
    async def examine(*_, **__):
        yield doctor.Finding(what="Clock", works=True, sentence="fine.")
        yield doctor.Finding(what="Patsnap", works=None, sentence="not tried.")

    for name, value in SETTINGS.items():
        environment.setenv(name, value)
    environment.setattr(doctor, "examine", examine)
    assert doctor.run(EN) == 0


def test_everything_wrong_is_told_in_chinese(environment, capsys):
    for name, value in {
        "SLACK_BOT_TOKEN": "xapp-1",
        "SLACK_APP_TOKEN": "…",
        "SLACK_API_URL": "http://127.0.0.1:9/",
        "PATSNAP_BASE_URL": "http://127.0.0.1:9",
        "PATSNAP_CLIENT_ID": "client",
        "PATSNAP_CLIENT_SECRET": SECRET,
        "DATABASE_URL": "postgresql://u:s3cr3t@127.0.0.1:9/d",
    }.items():
        environment.setenv(name, value)
    assert doctor.run(ZH) == 2
    assert capsys.readouterr().out.splitlines() == [
        (
            "✗ 设置：SLACK_BOT_TOKEN 不是以 xoxb- 开头，请从应用页面复制正确的令牌。"
            "现在填的应属于 SLACK_APP_TOKEN，两者是否填反了？"
        ),
        "✗ 设置：SLACK_APP_TOKEN 里仍是占位内容，请从应用页面复制以 xapp- 开头的令牌。",
        "✗ Slack 机器人令牌：无法连接 Slack。请检查网络；如果设置了 SLACK_API_URL，也请检查该设置。",
        "✗ Slack 应用级令牌：无法连接 Slack。请检查网络；如果设置了 SLACK_API_URL，也请检查该设置。",
        "✗ Patsnap：无法连接 127.0.0.1。请检查网络；如果设置了 PATSNAP_BASE_URL，也请检查该设置。",
        "✗ 数据库：DATABASE_URL 无法使用：在 127.0.0.1:9/d 上没有程序监听，请检查主机和端口，并确认服务器已启动。",
        "– 时钟：没有 Slack 的回应，未能比较。",
    ]
