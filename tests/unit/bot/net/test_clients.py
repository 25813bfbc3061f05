"""Every HTTP client of the app: who it says it is, and what it does not log."""

import logging

import httpx
import pytest

from bot.net.clients import make_client
from tests.forward_proxy import forget_network, forward_proxy
from tests.sentences import refused


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


@pytest.fixture
def environment(monkeypatch):
    """No proxy and no certificates of this machine's."""
    forget_network(monkeypatch)
    return monkeypatch


@pytest.mark.parametrize("value", ["http://127.0.0.1:{port}", "127.0.0.1:{port}", "http://ada:pass@127.0.0.1:{port}"])
async def test_client_goes_through_the_proxy_of_the_environment(environment, value):
    async with forward_proxy() as proxy:
        environment.setenv("http_proxy", value.format(port=proxy.port))
        async with make_client(base_url="http://one.test/api/", timeout=5) as http:
            response = await http.get("thing")
    assert response.text == "GET http://one.test/api/thing"
    assert proxy.asked == [("GET", "http://one.test/api/thing")]


async def test_client_asks_no_proxy_for_what_no_proxy_names(environment):
    async with forward_proxy() as proxy, forward_proxy() as origin:
        environment.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        async with make_client(timeout=5) as http:
            await http.get(f"http://127.0.0.1:{origin.port}/")
    assert (proxy.asked, origin.asked) == ([], [("GET", "/")])


async def test_client_reads_no_credentials_of_netrc(environment, tmp_path):
    (tmp_path / "netrc").write_text("machine one.test login ada password s3cr3t")
    environment.setenv("NETRC", str(tmp_path / "netrc"))
    requests = []
    async with make_client(timeout=5, transport=answering(requests)) as http:
        await http.get("https://one.test/")
    assert "Authorization" not in requests[0].headers


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:9199", "ALL_PROXY names a SOCKS proxy"),
        ("SSL_CERT_FILE", "/absent.pem", "SSL_CERT_FILE names /absent.pem, which is not there"),
    ],
)
async def test_way_that_cannot_be_used_is_told_when_the_client_is_made(environment, variable, value, words):
    environment.setenv(variable, value)
    with refused(words):
        make_client(base_url="https://one.test", timeout=5)
    await make_client(base_url="http://127.0.0.1:8765", timeout=5).aclose()


async def test_way_that_cannot_be_used_is_a_network_error_where_no_address_was_known_before(environment):
    environment.setenv("ALL_PROXY", "socks5://127.0.0.1:9199")
    async with make_client(timeout=5) as http:
        with pytest.raises(httpx.ProxyError, match="ALL_PROXY"):
            await http.get("https://one.test")
