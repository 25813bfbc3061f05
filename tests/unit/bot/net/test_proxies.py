"""The proxies of an environment: which address goes through which, and what is no proxy."""

import pytest

from bot.errors import SettingsError
from bot.net.proxies import read_proxies
from tests.sentences import words_of

SLACK = "https://slack.com/api/auth.test"
PROXY = "http://proxy.test:3128"


def url_for(url, **environment):
    proxy = read_proxies(environment).for_url(url)
    return proxy.url if proxy else None


@pytest.mark.parametrize(
    ("environment", "proxied"),
    [
        ({}, None),
        ({"HTTPS_PROXY": PROXY}, PROXY),
        ({"https_proxy": PROXY}, PROXY),
        ({"ALL_PROXY": PROXY}, PROXY),
        ({"HTTP_PROXY": PROXY}, None),
        ({"https_proxy": PROXY, "HTTPS_PROXY": "http://other.test:1"}, PROXY),
        ({"https_proxy": "", "HTTPS_PROXY": PROXY}, None),
        ({"HTTPS_PROXY": PROXY, "ALL_PROXY": "socks5://127.0.0.1:7891"}, PROXY),
        ({"HTTPS_PROXY": "127.0.0.1:9190"}, "http://127.0.0.1:9190"),
        ({"HTTPS_PROXY": " proxy.test:3128\n"}, PROXY),
        ({"HTTPS_PROXY": "http://ada:pa%3Ass@proxy.test:3128"}, "http://ada:pa%3Ass@proxy.test:3128"),
        ({"HTTPS_PROXY": "https://proxy.test"}, "https://proxy.test"),
        ({"HTTPS_PROXY": "http://[::1]:3128"}, "http://[::1]:3128"),
    ],
)
def test_variable_of_the_scheme_comes_before_all_and_small_letters_before_capitals(environment, proxied):
    assert url_for(SLACK, **environment) == proxied
    assert url_for("wss://wss-primary.slack.com/link/?ticket=1", **environment) == proxied


@pytest.mark.parametrize(
    ("url", "no_proxy", "is_direct"),
    [
        (SLACK, "slack.com", True),
        (SLACK, ".slack.com", True),
        (SLACK, "*.SLACK.com", True),
        (SLACK, "other.test, slack.com", True),
        (SLACK, "other.test slack.com", True),
        (SLACK, "slack.com:443", True),
        (SLACK, "https://slack.com/", True),
        (SLACK, "slack.com:8443", False),
        (SLACK, "lack.com", False),
        (SLACK, "api.slack.com", False),
        (SLACK, "*", True),
        (SLACK, "", False),
        ("https://files.slack.com/x", "slack.com", True),
        ("https://10.1.2.3/x", "10.0.0.0/8", True),
        ("https://10.1.2.3/x", "10.9.9.9/8", True),
        ("https://11.1.2.3/x", "10.0.0.0/8", False),
        ("https://10.1.2.3:8443/x", "10.1.2.3:8443", True),
        ("https://[fd00::7]/x", "fd00::/8", True),
        ("https://[fd00::7]/x", "fd00::7", True),
        ("https://[fd00::7]/x", "[fd00::7]", True),
        ("https://[fd00::7]:8443/x", "[fd00::7]:8443", True),
        ("https://[fd00::7]/x", "10.0.0.0/8,::1", False),
        (SLACK, "10.0.0.0/99,[,http://,slack.com:many", False),
    ],
)
def test_no_proxy_knows_names_ports_addresses_and_ranges(url, no_proxy, is_direct):
    assert (url_for(url, HTTPS_PROXY=PROXY, NO_PROXY=no_proxy) is None) is is_direct


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "localhost", "sandbox.localhost", "[::1]"])
def test_this_machine_is_reached_directly_whatever_the_environment_says(host):
    assert url_for(f"http://{host}:8765/", ALL_PROXY="socks5://127.0.0.1:9199", HTTP_PROXY="no proxy") is None


@pytest.mark.parametrize("value", ["socks5://127.0.0.1:9199", "socks://127.0.0.1:1", "SOCKS5H://ada:s3cr3t@host:1"])
@pytest.mark.parametrize("variable", ["ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
def test_socks_proxy_is_one_sentence_that_names_the_variable(variable, value):
    with pytest.raises(SettingsError) as caught:
        url_for(SLACK, **{variable: value})
    assert words_of(caught.value).startswith(
        f"{variable} names a SOCKS proxy, which Lookalike cannot use: set HTTPS_PROXY"
    )
    assert "s3cr3t" not in words_of(caught.value)


@pytest.mark.parametrize("value", ["http://", "http://ada:s3cr3t@", "ftp://host:1", "host:port", "ho st:1", "[::1:1"])
def test_value_that_is_no_proxy_is_one_sentence_that_names_the_variable(value):
    with pytest.raises(SettingsError) as caught:
        url_for(SLACK, HTTPS_PROXY=value)
    assert words_of(caught.value) == "HTTPS_PROXY is not the address of a proxy: write it as http://host:port."


def test_place_of_a_proxy_holds_no_password():
    assert read_proxies({"HTTPS_PROXY": "http://ada:s3cr3t@proxy.test:3128"}).for_url(SLACK).place == "proxy.test:3128"
