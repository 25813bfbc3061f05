"""Which services of Patsnap's an account may use, found out by asking for a task and a search that do not exist."""

from bot.errors import BadCredentials, Rejected
from bot.model import Engine, ProblemKind
from bot.patsnap.client import PatsnapClient
from bot.patsnap.endpoints import COMPARISON_QUERY, QUERY, REPORT, RESULTS, Endpoint
from bot.patsnap.http import Content

_NOBODYS = "00000000-0000-0000-0000-000000000000"
_REPORTS = {Engine.V2: REPORT, Engine.V1: QUERY}


async def ask_for_services(client: PatsnapClient, engine: Engine) -> dict[str, str]:
    """Serial number -> the code by which Patsnap does not grant it; empty for what the account may use.

    Of each pair of calls the one that fetches a report is asked for, which starts nothing; of similar designs P009.

    Raises:
        PatsnapError: one of them could not be asked for.
    """
    probes = {
        _REPORTS[engine]: Content(json={"task_id": _NOBODYS}),
        RESULTS: Content(params={"search_id": _NOBODYS, "limit": "1", "offset": "0"}),
        COMPARISON_QUERY: Content(json={"task_id": _NOBODYS}),
    }
    return {endpoint.api: await _refusal(client, endpoint, content) for endpoint, content in probes.items()}


async def _refusal(client: PatsnapClient, endpoint: Endpoint, content: Content) -> str:
    try:
        await client.call(endpoint, content, lambda _: None)
    except Rejected:
        return ""  # as it should be: there is no such task, and no such search
    except BadCredentials as error:
        if error.problem.kind is not ProblemKind.NO_PERMISSION:
            raise
        return str(error.problem.details.get("code", "unknown"))
    return ""
