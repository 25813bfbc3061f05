"""Every call that Patsnap is paid for stands in the ledger before it goes out, and with what became of it after."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest

from bot.costs import NobodyPaysError, current_payer, paid_by
from bot.errors import CapReached, PatsnapError
from bot.model import CheckOptions, Engine, ProblemKind
from bot.model.costs import Cost, Payer
from bot.model.lookup import SearchFilters
from bot.model.patent_details import DetailPart
from bot.patsnap import endpoints
from bot.patsnap.endpoints import Endpoint
from tests.unit.bot.patsnap.conftest import start_check

ADA = Payer(team_id="T1", channel_id="C1", user_id="U1", check_id="a" * 32)


class Ledger:
    """In memory: each call by its endpoint, with what became of it."""

    def __init__(self):
        self.calls: list[list] = []
        self.refuses = False

    def require_payer(self):
        current_payer()

    async def announce(self, endpoint, cost):
        current_payer()
        if self.refuses:
            raise CapReached.of(ProblemKind.CAP_REACHED)
        self.calls.append([endpoint, cost, "sent"])
        return str(len(self.calls) - 1)

    async def settle(self, call_id, endpoint, payment):
        assert self.calls[int(call_id)][0] == endpoint
        self.calls[int(call_id)][2] = payment and str(payment)


@pytest.fixture
def ledger():
    return Ledger()


@pytest.fixture
async def patsnap(server, connected, ledger):
    async with connected(server, ledger=ledger) as patsnap:
        yield patsnap


def all_endpoints() -> Iterator[Endpoint]:
    return (value for value in vars(endpoints).values() if isinstance(value, Endpoint))


LOOKUPS = {
    "image-single": lambda patsnap: patsnap.engine(Engine.V1).search(
        ["https://image"], CheckOptions(countries=("US",))
    ),
    "image-multiple": lambda patsnap: patsnap.engine(Engine.V1).search(
        ["https://image", "https://other"], CheckOptions(countries=("US",))
    ),
    "image-single-beta": lambda patsnap: patsnap.lookups.similar_designs(
        "https://image", filters=SearchFilters(by_line_drawing=True)
    ),
    "search-id": lambda patsnap: patsnap.lookups.similar_designs("https://image"),
    "results": lambda patsnap: patsnap.lookups.more_designs("s-1", image_url="https://image", offset=10),
    "patent-search-pn": lambda patsnap: patsnap.lookups.find_patents(number="D1"),
    "simple-bibliography": lambda patsnap: patsnap.lookups.bibliographies(patent_ids=["p"]),
    "simple-legal-status": lambda patsnap: patsnap.lookups.legal_states(patent_ids=["p"]),
    "abstract-image": lambda patsnap: patsnap.lookups.drawings(patent_ids=["p"]),
} | {
    endpoint: lambda patsnap, part=part: patsnap.details.fetch(part, patent_id="p", number="D1")
    for endpoint, part in {
        "fulltext-image": DetailPart.FIGURES,
        "bibliography": DetailPart.DATES,
        "patent-family": DetailPart.FAMILY,
        "legal-status": DetailPart.EVENTS,
        "litigation": DetailPart.LITIGATION,
        "re-examination-and-invalidation": DetailPart.INVALIDATION,
        "customs-data": DetailPart.CUSTOMS,
        "license-data": DetailPart.LICENCES,
    }.items()
}
"""A way to make each of them."""


def _last_of(name: str) -> str:
    """The last part of an endpoint's path, by which the server knows it."""
    return next(endpoint.path for endpoint in all_endpoints() if endpoint.name == name).rpartition("/")[2]


def test_every_look_up_there_is_has_a_case_here():
    assert set(LOOKUPS) == {endpoint.name for endpoint in all_endpoints() if endpoint.cost is Cost.LOOKUP}


@pytest.mark.parametrize("name", LOOKUPS)
async def test_look_up_for_nobody_never_goes_out(patsnap, server, time, name):
    [error] = await time.run(LOOKUPS[name](patsnap))
    assert isinstance(error, NobodyPaysError)
    assert not server.requests


@pytest.mark.parametrize("name", LOOKUPS)
async def test_look_up_stands_in_the_ledger_before_it_goes_out(patsnap, server, ledger, time, success, name):
    seen = []

    async def answer(_request):
        seen.extend(list(call) for call in ledger.calls)
        return success([])

    server.script(_last_of(name), answer)
    with paid_by(ADA):
        await time.run(LOOKUPS[name](patsnap))
    assert seen == [[name, Cost.LOOKUP, "sent"]]


@pytest.mark.parametrize("name", LOOKUPS)
async def test_look_up_beyond_a_cap_never_goes_out(patsnap, server, ledger, time, name):
    ledger.refuses = True
    with paid_by(ADA):
        [error] = await time.run(LOOKUPS[name](patsnap))
    assert isinstance(error, CapReached)
    assert not server.requests


@pytest.mark.parametrize("engine", Engine)
async def test_submit_for_nobody_never_goes_out(patsnap, server, time, engine):
    found = '{"patent_pn": "D1", "patent_messages": []}'
    [error] = await time.run(start_check(patsnap, engine=engine, found=found))
    assert isinstance(error, NobodyPaysError)
    assert set(server.calls) <= {"token"}


async def test_answered_look_up_is_paid(patsnap, server, ledger, time, reply):
    server.script("patent-search-pn", reply("numbers_found"))
    with paid_by(ADA):
        await time.run(patsnap.lookups.find_patents(number="D1055174"))
    assert [call[2] for call in ledger.calls] == ["paid"]


async def test_search_that_finds_nothing_is_paid(patsnap, server, ledger, time, success):
    server.script("image-single", success({"patent_messages": []}))
    with paid_by(ADA):
        [error] = await time.run(LOOKUPS["image-single"](patsnap))
    assert error.problem.kind is ProblemKind.EMPTY_REPORT
    assert [call[2] for call in ledger.calls] == ["paid"]


@pytest.mark.parametrize("code", [68300004, 67200005, 67200004, 67200007])
async def test_refused_look_up_is_not_paid(patsnap, server, ledger, time, refusal, code):
    server.script("patent-search-pn", refusal(code))
    with paid_by(ADA):
        [error] = await time.run(patsnap.lookups.find_patents(number="D1"))
    assert isinstance(error, PatsnapError)
    assert [call[2] for call in ledger.calls] == [None]


async def test_look_up_that_is_tried_again_after_a_refusal_is_paid_once(patsnap, server, ledger, time, reply, refusal):
    server.script("patent-search-pn", refusal(67200002), reply("numbers_found"))
    with paid_by(ADA):
        await time.run(patsnap.lookups.find_patents(number="D1055174"))
    assert [call[2] for call in ledger.calls] == [None, "paid"]


async def test_look_up_whose_token_was_refused_is_paid_once(patsnap, server, ledger, time, reply):
    server.script("patent-search-pn", httpx.Response(401), reply("numbers_found"))
    with paid_by(ADA):
        await time.run(patsnap.lookups.find_patents(number="D1055174"))
    assert [call[2] for call in ledger.calls] == [None, "paid"]


@pytest.mark.parametrize("answer", [httpx.ReadTimeout("late"), httpx.Response(502), httpx.Response(200, text="{")])
async def test_look_up_whose_answer_was_lost_is_unknown(patsnap, server, ledger, time, answer):
    server.script("patent-search-pn", answer)
    with paid_by(ADA):
        await time.run(patsnap.lookups.find_patents(number="D1"))
    assert [call[2] for call in ledger.calls] == ["unknown"]


async def test_look_up_that_an_open_circuit_answers_is_not_written_down(patsnap, server, ledger, time, refusal):
    server.script("patent-search-pn", refusal(67200004))
    with paid_by(ADA):
        await time.run(patsnap.lookups.find_patents(number="D1"))
        ledger.calls.clear()
        await time.run(patsnap.lookups.find_patents(number="D1"))
    assert ledger.calls == []


async def test_cut_short_look_up_counts_as_made(patsnap, server, ledger, time):
    async def cut(_request):
        raise asyncio.CancelledError

    server.script("patent-search-pn", cut)
    with paid_by(ADA):
        await time.run(patsnap.lookups.find_patents(number="D1"))
    assert [call[2] for call in ledger.calls] == ["sent"]
