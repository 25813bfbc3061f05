"""What a patent in depth costs: which calls are made, which are not, and what is told if one fails."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.errors import BadCredentials, BadResponse, QuotaExceeded
from bot.lookups import DetailService, DetailStore, LookupStore
from bot.lookups.details import DETAILS_FRESH_S, REFUSED_S
from bot.lookups.service import DRAWING_FRESH_S, NOTHING_FRESH_S
from bot.model import Patent, ProblemKind, Risk
from bot.model.lookup import PatentHits
from bot.model.patent_details import (
    BASIC_PARTS,
    RECORD_PARTS,
    SERVICES,
    Customs,
    CustomsRecord,
    DetailPart,
    Family,
    FamilyMember,
    Figure,
    Figures,
    Invalidations,
    LegalEvent,
    LegalEvents,
    Licences,
    Litigation,
    LitigationCase,
    PatentDates,
    RecordedEvent,
)
from bot.storage import Deletion, clock_of

PATENT = Patent(patent_id="p-1", publication_number="USD1S1", title="Mug", country="US")
CONTENT = {
    DetailPart.FIGURES: Figures(listed=tuple(Figure(url=f"https://p/{n}.png") for n in range(6)), total=6),
    DetailPart.DATES: PatentDates(),
    DetailPart.FAMILY: Family(members=(FamilyMember(country="US", number="USD1S1"),)),
    DetailPart.EVENTS: LegalEvents(
        events=(RecordedEvent(LegalEvent.LITIGATION, "Litigation"), RecordedEvent(LegalEvent.CUSTOMS, "Customs"))
    ),
    DetailPart.LITIGATION: Litigation((LitigationCase(title="A v. B"),)),
    DetailPart.INVALIDATION: Invalidations(),
    DetailPart.CUSTOMS: Customs((CustomsRecord(number="P4"),)),
    DetailPart.LICENCES: Licences(),
}


class Source:
    """Patsnap; its calls are noted, and made to fail."""

    def __init__(self):
        self.content = dict(CONTENT)
        self.errors = {}
        self.calls = []

    async def fetch(self, part, *, patent_id, number):
        assert (patent_id, number) == ("p-1", "USD1S1")
        self.calls.append(part)
        await asyncio.sleep(0)
        if part in self.errors:
            raise self.errors[part]
        return self.content[part]

    def made(self):
        """The calls since the last time."""
        calls, self.calls = self.calls, []
        return calls


class Pictures:
    """Slack's files. Attributes: broken: nothing can be fetched."""

    def __init__(self):
        self.files = {}
        self.uploads = 0
        self.broken = False

    async def known(self, team_id, patents):
        return {item.patent_id: self.files[item.patent_id] for item in patents if item.patent_id in self.files}

    async def ensure(self, team_id, patents):
        patents = list(patents)
        known = await self.known(team_id, patents)
        await asyncio.sleep(0)
        for item in patents:
            if item.patent_id not in known and not self.broken:
                assert len(item.patent_id) <= 128
                self.files[item.patent_id] = f"F-{item.image_url}"
                self.uploads += 1
        return await self.known(team_id, patents)


class Clock:
    now = 1_800_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def pictures():
    return Pictures()


@pytest.fixture
async def details(engine, source, pictures, clock):
    await LookupStore(engine).keep_hits("USD1S1", PatentHits(patents=(PATENT,)), now=clock.now)
    return DetailService(
        source=source, store=DetailStore(engine), patents=LookupStore(engine), pictures=pictures, clock=clock
    )


def refused(part):
    return BadCredentials.of(ProblemKind.NO_PERMISSION, api=SERVICES[part], code="67200004")


async def find(details):
    return await details.find("p-1", team_id="T1")


async def cost(details):
    return (await details.costs(["p-1"]))["p-1"]


async def test_four_calls_are_paid_for_and_then_none_for_a_month(details, source, clock):
    assert await cost(details) == 4
    first = await find(details)
    assert sorted(source.made()) == sorted(BASIC_PARTS)
    assert (first.figures, first.family, first.events) == tuple(
        CONTENT[part] for part in (DetailPart.FIGURES, DetailPart.FAMILY, DetailPart.EVENTS)
    )
    assert {moment.timestamp() for moment in first.fetched.values()} == {clock.now}
    clock.now += DETAILS_FRESH_S - 1
    again = await find(details)
    assert (again.events, again.fetched) == (first.events, first.fetched)
    assert await cost(details) == 0
    assert source.made() == []
    clock.now += 1
    assert await cost(details) == 4
    await find(details)
    assert len(source.made()) == 4


async def test_pages_are_turned_without_a_call_even_if_nothing_is_known(details, source):
    known = await details.known("p-1", team_id="T1")
    assert known.missing == BASIC_PARTS
    assert source.made() == []


async def test_people_who_ask_at_once_pay_once(details, source):
    await asyncio.gather(*(find(details) for _ in range(5)))
    assert len(source.made()) == 4
    await asyncio.gather(*(details.find_records("p-1", team_id="T1") for _ in range(5)))
    assert len(source.made()) == 2


async def test_patent_that_was_not_found_before_costs_nothing(details, source):
    assert await details.find("p-2", team_id="T1") is None
    assert source.made() == []


async def test_patent_of_a_report_is_found_without_what_the_report_says_of_it(details, source, engine):
    compared = replace(PATENT, patent_id="p-3", score=0.9, risk=Risk.HIGH, image_url="https://p/signed")
    await details.remember(compared)
    found = await details.known("p-3", team_id="T1")
    assert found.patent == replace(PATENT, patent_id="p-3")
    await details.remember(replace(PATENT, title="Other"))
    assert (await details.known("p-1", team_id="T1")).patent == PATENT
    assert source.made() == []


async def test_what_a_call_says_is_kept_whatever_becomes_of_the_others(details, source):
    source.errors[DetailPart.FAMILY] = BadResponse.of(ProblemKind.BAD_RESPONSE, api="P014")
    source.errors[DetailPart.EVENTS] = QuotaExceeded.of(ProblemKind.QUOTA_EXCEEDED)
    found = await find(details)
    assert found.missing == (DetailPart.FAMILY, DetailPart.EVENTS)
    assert {part: problem.kind for part, problem in found.problems.items()} == {
        DetailPart.FAMILY: ProblemKind.BAD_RESPONSE,
        DetailPart.EVENTS: ProblemKind.QUOTA_EXCEEDED,
    }
    source.made()
    source.errors.clear()
    assert await cost(details) == 2
    assert (await find(details)).missing == ()
    assert sorted(source.made()) == [DetailPart.EVENTS, DetailPart.FAMILY]


async def test_service_that_is_not_granted_is_asked_for_once_an_hour(details, source, clock):
    for part in BASIC_PARTS[:2]:
        source.errors[part] = refused(part)
    found = await find(details)
    assert found.refused == set(BASIC_PARTS[:2])
    assert found.missing == ()
    assert await cost(details) == 0
    source.made()
    assert (await find(details)).refused == set(BASIC_PARTS[:2])
    assert source.made() == []
    clock.now += REFUSED_S
    source.errors.clear()
    assert await cost(details) == 2
    assert (await find(details)).refused == frozenset()


async def test_nothing_is_not_asked_for_again_for_an_hour(details, source, clock):
    source.content[DetailPart.EVENTS] = None
    found = await find(details)
    assert (found.events, found.missing, found.records) == (None, (), RECORD_PARTS)
    source.made()
    await find(details)
    assert source.made() == []
    clock.now += NOTHING_FRESH_S
    assert await cost(details) == 1
    await find(details)
    assert source.made() == [DetailPart.EVENTS]


async def test_records_are_asked_for_by_the_kinds_of_events(details, source):
    await find(details)
    source.made()
    found = await details.find_records("p-1", team_id="T1")
    assert sorted(source.made()) == [DetailPart.CUSTOMS, DetailPart.LITIGATION]
    assert (found.litigation, found.customs) == (CONTENT[DetailPart.LITIGATION], CONTENT[DetailPart.CUSTOMS])
    assert found.missing_records == ()


async def test_all_records_are_asked_for_if_the_events_are_not_known(details, source):
    source.errors[DetailPart.EVENTS] = refused(DetailPart.EVENTS)
    assert (await find(details)).missing_records == RECORD_PARTS
    source.made()
    await details.find_records("p-1", team_id="T1")
    assert sorted(source.made()) == sorted(RECORD_PARTS)


async def test_only_figures_that_are_looked_at_are_uploaded_once(details, source, pictures):
    found = await find(details)
    assert pictures.uploads == 0
    pages = await asyncio.gather(*(details.bring_figures(found, range(4), team_id="T1") for _ in range(3)))
    assert pages == [{n: f"F-https://p/{n}.png" for n in range(4)}] * 3
    assert pictures.uploads == 4
    assert await details.known_figures(found, range(6), team_id="T1") == pages[0]
    assert await details.bring_figures(found, range(4, 9), team_id="T1") == {
        4: "F-https://p/4.png",
        5: "F-https://p/5.png",
    }


async def test_figures_are_asked_for_again_only_once_their_addresses_are_old(details, source, clock):
    assert not (await find(details)).reloadable
    source.made()
    await details.renew_figures("p-1", team_id="T1")
    assert source.made() == []
    clock.now += DRAWING_FRESH_S
    assert (await details.known("p-1", team_id="T1")).reloadable
    renewed = await asyncio.gather(*(details.renew_figures("p-1", team_id="T1") for _ in range(3)))
    assert source.made() == [DetailPart.FIGURES]
    assert not any(found.reloadable for found in renewed)


async def test_figures_that_could_not_be_renewed_stay_as_they_were(details, source, clock):
    await find(details)
    clock.now += DRAWING_FRESH_S
    source.errors[DetailPart.FIGURES] = QuotaExceeded.of(ProblemKind.QUOTA_EXCEEDED)
    found = await details.renew_figures("p-1", team_id="T1")
    assert found.figures == CONTENT[DetailPart.FIGURES]
    assert DetailPart.FIGURES in found.problems


async def test_retention_deletes_what_is_older(details, source, engine, clock):
    await find(details)
    await Deletion(engine, clock_of(engine)).forget_older(days=10**5)
    assert await DetailStore(engine).parts_of("p-1")
    await DetailStore(engine).keep("p-1", CONTENT, now=0.0)
    await Deletion(engine, clock_of(engine)).forget_older(days=1)
    assert await DetailStore(engine).parts_of("p-1") == {}


async def test_every_part_is_kept_as_it_was(engine):
    await DetailStore(engine).keep("p-1", CONTENT, now=5.0)
    stored = await DetailStore(engine).parts_of("p-1")
    assert {part: detail.content for part, detail in stored.items()} == CONTENT


async def test_expiry_is_told_of_what_was_looked_up_and_has_one_while_it_is_fresh(details, source, clock):
    many = ["", "p-1", *(f"q-{number}" for number in range(1_200)), "p-1"]
    assert await details.expiries(many) == {}
    source.content[DetailPart.DATES] = PatentDates(expires=date(2035, 1, 15))
    await details.find("p-1", team_id="T1")
    source.made()
    assert await details.expiries(many) == {"p-1": date(2035, 1, 15)}
    clock.now += DETAILS_FRESH_S
    assert await details.expiries(many) == {}
    assert source.made() == []
