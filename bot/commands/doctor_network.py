"""``lookalike doctor``'s look at the network: proxies, certificates, and why no answer came."""

import os

from bot.commands.finding import Finding
from bot.errors import SettingsError
from bot.languages import Translator
from bot.model.sentence import Sentence
from bot.net.certificates import VARIABLES
from bot.net.clients import Route, find_route
from bot.settings import Settings


def wrong_variables(settings: Settings) -> list[Sentence]:
    """A sentence for each variable of the network that stands in the way of Slack or Patsnap."""
    sentences: list[Sentence] = []
    for url in (settings.slack_api_url, settings.patsnap_base_url):
        try:
            find_route(url)
        except SettingsError as error:
            sentences += [sentence for sentence in error.sentences if sentence not in sentences]
    return sentences


def describe_network(tr: Translator, settings: Settings) -> Finding | None:
    """What the environment puts between here and the world; None if that is nothing.

    Raises:
        SettingsError: a variable is wrong.
    """
    routes = {"Slack": find_route(settings.slack_api_url), "Patsnap": find_route(settings.patsnap_base_url)}
    facts = [
        tr("doctor-network-proxy", who=who, place=route.proxy.place, variable=route.proxy.variable)
        for who, route in routes.items()
        if route.proxy
    ]
    if facts:
        facts += [tr("doctor-network-direct", who=who) for who, route in routes.items() if not route.proxy]
    if any(route.certificates for route in routes.values()):
        facts += [tr("doctor-network-certificates", variable=name) for name in VARIABLES if os.environ.get(name)]
    if not facts:
        return None
    sentence = tr("doctor-network-facts", facts=tr("doctor-separator").join(facts))
    return Finding(what=tr("doctor-network"), works=True, sentence=sentence)


def describe_unreachable(tr: Translator, who: str, route: Route, setting: str, *, is_distrusted: bool) -> str:
    """Why no answer came, and what to look at.

    Args:
        setting: the one that leads there.
        is_distrusted: it was the certificate.
    """
    if is_distrusted:
        return tr("doctor-distrusted", who=who)
    if route.proxy:
        place, variable = route.proxy.place, route.proxy.variable
        return tr("doctor-unreachable-proxy", who=who, place=place, variable=variable, setting=setting)
    return tr("doctor-unreachable", who=who, setting=setting)
