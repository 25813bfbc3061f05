"""Slack's clients on the app's way to Slack, whatever the SDK would read in the environment by itself."""

import copy

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.clients import open_clients
from tests.forward_proxy import forget_network, forward_proxy
from tests.sentences import refused

CALL = ("POST", "http://slack.test/api/auth.test")
ANSWER = ("POST", "http://hooks.test/commands/1")


@pytest.fixture
def environment(monkeypatch):
    """No proxy of this machine's, but one that the SDK would take before any other."""
    forget_network(monkeypatch)
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    return monkeypatch


async def use(api_url, response_url):
    """A call and an answer; the proxies of this test answer neither as Slack would."""
    async with open_clients(api_url) as clients:
        with pytest.raises(SlackApiError):
            await clients.web("xoxb-1", retry_handlers=[]).auth_test()
        respond = copy.deepcopy(clients.respond(response_url))
        assert (await respond(text="Hello", replace_original=False)).status_code == 200


async def test_call_and_answer_go_through_the_proxy_of_the_environment(environment):
    async with forward_proxy() as proxy:
        environment.setenv("HTTP_PROXY", f"127.0.0.1:{proxy.port}")
        await use("http://slack.test/api/", ANSWER[1])
    assert proxy.asked == [CALL, ANSWER]


async def test_call_and_answer_go_directly_to_what_no_proxy_covers(environment):
    async with forward_proxy() as slack:
        environment.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        here = f"http://127.0.0.1:{slack.port}"
        await use(f"{here}/api/", f"{here}/commands/1")
    assert slack.asked == [("POST", "/api/auth.test"), ("POST", "/commands/1")]


@pytest.mark.parametrize(
    ("variable", "value"), [("HTTPS_PROXY", "socks5://127.0.0.1:9199"), ("SSL_CERT_FILE", "/absent.pem")]
)
async def test_way_that_cannot_be_used_is_told_before_anything_is_called(environment, variable, value):
    environment.setenv(variable, value)
    with refused(variable):
        async with open_clients("https://slack.com/api/"):
            pass


async def test_answer_without_an_address_is_refused(environment):
    async with open_clients("http://slack.test/api/") as clients:
        with pytest.raises(ValueError, match="without an address"):
            await clients.respond(None)(text="Hello")
