"""What ``lookalike doctor`` finds at Patsnap: the credentials, the services, yesterday's cost. Starts no search."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from bot.commands.doctor_network import describe_unreachable
from bot.commands.finding import Finding
from bot.commands.statement import why_not, yesterday
from bot.errors import BadCredentials, PatsnapError, SettingsError, Unavailable
from bot.model import Engine
from bot.net.certificates import DISTRUSTED
from bot.net.clients import find_route
from bot.patsnap import Patsnap, connect
from bot.patsnap.endpoints import RESULTS
from bot.settings import Settings
from formatters.problems import describe
from formatters.statement import summarise
from formatters.text import join_words, plain


async def examine_patsnap(settings: Settings) -> AsyncIterator[Finding]:
    """The credentials, and where they may work, the services and what yesterday cost."""
    what = "Patsnap"
    try:
        async with connect(settings) as patsnap:
            credentials = await _examine_credentials(settings, patsnap)
            yield credentials
            if credentials.works is not False:
                yield await _examine_services(settings, patsnap)
                yield await _examine_statement(patsnap)
    except SettingsError as error:
        yield Finding(what=what, works=None, sentence=f"not tried. {str(error).splitlines()[0]}")


async def _examine_credentials(settings: Settings, patsnap: Patsnap) -> Finding:
    what, host = "Patsnap", urlsplit(settings.patsnap_base_url).hostname
    if settings.patsnap_api_key:
        return Finding(what=what, works=None, sentence="PATSNAP_API_KEY is set, which needs no token.")
    try:
        await patsnap.authorise()
    except PatsnapError as error:
        return Finding(what=what, works=False, sentence=_why_not(error, settings))
    return Finding(what=what, works=True, sentence=f"{host} gave a token.")


async def _examine_services(settings: Settings, patsnap: Patsnap) -> Finding:
    what = "Patsnap services"
    try:
        codes = await patsnap.services(settings.patsnap_engine)
    except BadCredentials as error:
        return Finding(what=what, works=False, sentence=_why_not(error, settings))
    except PatsnapError as error:
        return Finding(what=what, works=None, sentence=f"not told. {describe(error.problem)}")
    missing = {api: code for api, code in codes.items() if code}
    if not missing:
        return Finding(what=what, works=True, sentence=f"the account may use {join_words(list(codes))}.")
    named = join_words([f"{api} (code {plain(code)})" for api, code in missing.items()])
    sentence = f"Patsnap does not grant this account {named}."
    if missing.keys() <= {RESULTS.api}:
        return Finding(what=what, works=None, sentence=f"{sentence} Similar designs are searched by P060 instead.")
    other = next(engine for engine in Engine if engine is not settings.patsnap_engine)
    remedy = f"Have it enabled, or try PATSNAP_ENGINE={other.value}."
    return Finding(what=what, works=False, sentence=f"{sentence} {remedy}")


async def _examine_statement(patsnap: Patsnap) -> Finding:
    """What yesterday cost: never a fault, since many accounts may not ask."""
    what, day = "Patsnap statement", yesterday()
    try:
        sentence = summarise(await patsnap.statement(day, day))
    except SettingsError as error:
        return Finding(what=what, works=None, sentence=f"not asked for. {error}")
    except PatsnapError as error:
        return Finding(what=what, works=None, sentence=why_not(error))
    return Finding(what=what, works=True, sentence=sentence)


def _why_not(error: PatsnapError, settings: Settings) -> str:
    if isinstance(error, BadCredentials):
        names = "PATSNAP_API_KEY" if settings.patsnap_api_key else "PATSNAP_CLIENT_ID and PATSNAP_CLIENT_SECRET"
        return f"{describe(error.problem)} Copy {names} again."
    if isinstance(error, Unavailable):
        host = str(urlsplit(settings.patsnap_base_url).hostname)
        route, is_distrusted = find_route(settings.patsnap_base_url), error.problem.details.get("cause") == DISTRUSTED
        return describe_unreachable(host, route, "PATSNAP_BASE_URL", is_distrusted=is_distrusted)
    return describe(error.problem)
