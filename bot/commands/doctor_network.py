"""``lookalike doctor``'s look at the network: proxies, certificates, and why no answer came."""

import os

from bot.commands.finding import Finding
from bot.errors import SettingsError
from bot.net.certificates import VARIABLES
from bot.net.clients import Route, find_route
from bot.settings import Settings


def wrong_variables(settings: Settings) -> list[str]:
    """A sentence for each variable of the network that stands in the way of Slack or Patsnap."""
    sentences: dict[str, None] = {}
    for url in (settings.slack_api_url, settings.patsnap_base_url):
        try:
            find_route(url)
        except SettingsError as error:
            sentences[str(error)] = None
    return list(sentences)


def describe_network(settings: Settings) -> Finding | None:
    """What the environment puts between here and the world; None where that is nothing.

    Raises:
        SettingsError: a variable is wrong.
    """
    routes = {"Slack": find_route(settings.slack_api_url), "Patsnap": find_route(settings.patsnap_base_url)}
    facts = [f"{who} through {name_proxy(route)}" for who, route in routes.items() if route.proxy]
    if facts:
        facts += [f"{who} directly" for who, route in routes.items() if not route.proxy]
    if any(route.certificates for route in routes.values()):
        facts += [f"certificates of {name}" for name in VARIABLES if os.environ.get(name)]
    return Finding(what="Network", works=True, sentence=f"{'; '.join(facts)}.") if facts else None


def name_proxy(route: Route) -> str:
    """The proxy and the variable that names it; empty where there is none."""
    return f"the proxy {route.proxy.place} of {route.proxy.variable}" if route.proxy else ""


def describe_unreachable(who: str, route: Route, setting: str, *, is_distrusted: bool) -> str:
    """Why no answer came, and what to look at.

    Args:
        setting: the one that leads there.
        is_distrusted: it was the certificate.
    """
    if is_distrusted:
        return (
            f"{who} shows a certificate that is not trusted. Where your network puts its own in its place, "
            "name that in SSL_CERT_FILE."
        )
    through = f" through {proxy}" if (proxy := name_proxy(route)) else ""
    return f"{who} could not be reached{through}. Check the network, and {setting} if you set it."
