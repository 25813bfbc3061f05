"""How the doctor words what the network does."""

import pytest

from bot.commands.doctor_network import describe_unreachable
from bot.commands.finding import Finding
from bot.net.clients import Route
from bot.net.proxies import Proxy
from tests.languages import EN

DIRECT = Route(proxy=None, certificates=None)
PROXIED = Route(proxy=Proxy("HTTPS_PROXY", "http://ada:s3cr3t@proxy.test:3128"), certificates=None)


@pytest.mark.parametrize(("works", "sign"), [(True, "✓"), (False, "✗"), (None, "–")])
def test_finding_begins_with_a_sign(works, sign):
    assert Finding(what="Clock", works=works, sentence="fine.").line(EN) == f"{sign} Clock: fine."


@pytest.mark.parametrize(
    ("route", "is_distrusted", "sentence"),
    [
        (DIRECT, False, "Slack could not be reached. Check the network, and SLACK_API_URL if you set it."),
        (
            PROXIED,
            False,
            (
                "Slack could not be reached through the proxy proxy.test:3128 of HTTPS_PROXY. "
                "Check the network, and SLACK_API_URL if you set it."
            ),
        ),
        (
            DIRECT,
            True,
            (
                "Slack shows a certificate that is not trusted. If your network puts its own in its place, "
                "name that in SSL_CERT_FILE."
            ),
        ),
    ],
)
def test_unreachable_names_the_proxy_or_the_certificate(route, is_distrusted, sentence):
    assert describe_unreachable(EN, "Slack", route, "SLACK_API_URL", is_distrusted=is_distrusted) == sentence
