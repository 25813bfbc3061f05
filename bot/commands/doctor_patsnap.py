"""What ``lookalike doctor`` finds at Patsnap: the credentials, the services, yesterday's cost. Starts no search."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from bot.commands.doctor_network import describe_unreachable
from bot.commands.finding import Finding
from bot.commands.statement import why_not, yesterday
from bot.errors import BadCredentials, PatsnapError, SettingsError, Unavailable
from bot.languages import Translator
from bot.model import Engine
from bot.net.certificates import DISTRUSTED
from bot.net.clients import find_route
from bot.patsnap import Patsnap, connect
from bot.patsnap.endpoints import COMPARISON_QUERY, RESULTS
from bot.settings import Settings
from formatters.problems import describe
from formatters.sentences import in_words
from formatters.statement import summarise
from formatters.text import plain

_DISPENSABLE = {RESULTS.api: "doctor-services-by-image", COMPARISON_QUERY.api: "doctor-services-no-comparison"}
"""Services that the app does without, and what is said of that."""


async def examine_patsnap(tr: Translator, settings: Settings) -> AsyncIterator[Finding]:
    """The credentials, and where they may work, the services and what yesterday cost."""
    try:
        async with connect(settings, ledger=None) as patsnap:
            credentials = await _examine_credentials(tr, settings, patsnap)
            yield credentials
            if credentials.works is not False:
                yield await _examine_services(tr, settings, patsnap)
                yield await _examine_statement(tr, patsnap)
    except SettingsError as error:
        sentence = tr("doctor-not-tried", why=in_words(tr, error.sentences[0]))
        yield Finding(what=tr("doctor-patsnap"), works=None, sentence=sentence)


async def _examine_credentials(tr: Translator, settings: Settings, patsnap: Patsnap) -> Finding:
    what, host = tr("doctor-patsnap"), str(urlsplit(settings.patsnap_base_url).hostname)
    if settings.patsnap_api_key:
        return Finding(what=what, works=None, sentence=tr("doctor-patsnap-key"))
    try:
        await patsnap.authorise()
    except PatsnapError as error:
        return Finding(what=what, works=False, sentence=_why_not(tr, error, settings))
    return Finding(what=what, works=True, sentence=tr("doctor-patsnap-works", host=host))


async def _examine_services(tr: Translator, settings: Settings, patsnap: Patsnap) -> Finding:
    what = tr("doctor-services")
    try:
        codes = await patsnap.services(settings.patsnap_engine)
    except BadCredentials as error:
        return Finding(what=what, works=False, sentence=_why_not(tr, error, settings))
    except PatsnapError as error:
        return Finding(what=what, works=None, sentence=tr("doctor-services-not-told", why=describe(tr, error.problem)))
    missing = {api: code for api, code in codes.items() if code}
    if not missing:
        return Finding(what=what, works=True, sentence=tr("doctor-services-granted", services=tr.join(list(codes))))
    services = tr.join([tr("doctor-service", api=api, code=plain(code)) for api, code in missing.items()])
    if missing.keys() <= _DISPENSABLE.keys():
        without = [tr(message_id) for api, message_id in _DISPENSABLE.items() if api in missing]
        sentence = " ".join([tr("doctor-services-without", services=services), *without])
        return Finding(what=what, works=None, sentence=sentence)
    other = Engine.V1 if settings.patsnap_engine is Engine.V2 else Engine.V2
    sentence = tr("doctor-services-refused", services=services, engine=other.value)
    return Finding(what=what, works=False, sentence=sentence)


async def _examine_statement(tr: Translator, patsnap: Patsnap) -> Finding:
    """What yesterday cost: never a fault, since many accounts may not ask."""
    what, day = tr("doctor-statement"), yesterday()
    try:
        sentence = summarise(tr, await patsnap.statement(day, day))
    except SettingsError as error:
        why = in_words(tr, error.sentences[0])
        return Finding(what=what, works=None, sentence=tr("doctor-statement-not-asked", why=why))
    except PatsnapError as error:
        return Finding(what=what, works=None, sentence=why_not(tr, error))
    return Finding(what=what, works=True, sentence=sentence)


def _why_not(tr: Translator, error: PatsnapError, settings: Settings) -> str:
    if isinstance(error, BadCredentials):
        kind = "key" if settings.patsnap_api_key else "client"
        return tr("doctor-patsnap-refused", why=describe(tr, error.problem), kind=kind)
    if isinstance(error, Unavailable):
        host = str(urlsplit(settings.patsnap_base_url).hostname)
        route, is_distrusted = find_route(settings.patsnap_base_url), error.problem.details.get("cause") == DISTRUSTED
        return describe_unreachable(tr, host, route, "PATSNAP_BASE_URL", is_distrusted=is_distrusted)
    return describe(tr, error.problem)
