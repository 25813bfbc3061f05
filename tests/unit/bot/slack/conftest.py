"""A client of a scripted Slack, and its clock."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.web_api import SlackWebApi
from tests.unit.bot.slack.scripted import ScriptedSlack, Time


@pytest.fixture
async def slack() -> AsyncIterator[ScriptedSlack]:
    scripted = ScriptedSlack()
    app = web.Application()
    app.router.add_route("*", "/api/{method}", scripted.handle)
    async with TestServer(app) as server:
        scripted.url = str(server.make_url("/api/"))
        yield scripted


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def client(slack: ScriptedSlack) -> AsyncWebClient:
    return AsyncWebClient(token="xoxb-secret", base_url=slack.url, retry_handlers=[])


@pytest.fixture
def web_api(time: Time) -> SlackWebApi:
    return SlackWebApi(clock=lambda: time.now, sleep=time.sleep)
