"""Every HTTP client of the app: who it says it is, and what it does not log."""

import logging

import httpx
import pytest

from bot.net.clients import make_client


def answering(requests):
    def answer(request):
        requests.append(request)
        return httpx.Response(302, headers={"Location": "https://elsewhere.test/"})

    return httpx.MockTransport(answer)


async def test_client_says_its_name_and_follows_no_redirect():
    requests = []
    async with make_client(base_url="https://one.test/api/", timeout=5, transport=answering(requests)) as http:
        response = await http.get("thing")

    assert response.status_code == 302
    assert [(str(request.url), request.headers["User-Agent"]) for request in requests] == [
        ("https://one.test/api/thing", "lookalike")
    ]


async def test_client_logs_no_query(caplog):
    caplog.set_level(logging.INFO)
    async with make_client(timeout=5, transport=answering([])) as http:
        await http.get("https://one.test/picture?X-Amz-Signature=4f9a")

    assert "https://one.test/picture" in caplog.text
    assert "4f9a" not in caplog.text


async def test_log_filter_is_added_once_however_many_clients_are_made():
    for _ in range(3):
        await make_client(timeout=5).aclose()

    names = [type(item).__name__ for item in logging.getLogger("httpx").filters]
    assert names.count("_QueryFilter") == 1


@pytest.mark.parametrize(("trust_env", "is_proxied"), [(True, True), (False, False)])
async def test_proxies_of_the_environment_are_used_only_when_trusted(monkeypatch, trust_env, is_proxied):
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.test:3128")
    async with make_client(timeout=5, trust_env=trust_env) as http:
        direct = http._transport
        assert (http._transport_for_url(httpx.URL("https://one.test")) is not direct) is is_proxied
