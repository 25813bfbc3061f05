"""What a look-up costs: which calls are made, which are not, and what is shown if one says nothing."""

import asyncio
from dataclasses import replace

import pytest

from bot.errors import BadResponse, QuotaExceeded
from bot.lookups import Asker, LookupService, LookupStore
from bot.lookups.service import DRAWING_FRESH_S, FRESH_S, NOTHING_FRESH_S
from bot.model import Patent, ProblemKind
from bot.model.lookup import Bibliography, Drawing, LegalState, PatentHits, PatentState
from bot.model.number import NumberField, NumberQuery
from bot.model.patent_card import PatentPart
from bot.numbers import parse_number

ASKER = Asker(team_id="T1", channel_id="C1", user_id="U1")


def query_of(value):
    return NumberQuery(NumberField.PUBLICATION, value)


def patent(number, **changes):
    return replace(Patent(patent_id=f"id-{number}", publication_number=number, title="Mug", country="US"), **changes)


A, B = patent("USD1055174S1"), patent("USD1055175S1")


class Source:
    """Patsnap with these patents; its calls are noted, and made to fail or to wait."""

    def __init__(self, *patents):
        self.patents = patents
        self.calls = []
        self.errors = {}
        self.silent = set()
        self.reverse = False
        self.gate = None
        self.called = asyncio.Event()

    async def _answer(self, name, asked, make):
        self.calls.append((name, asked))
        self.called.set()
        if self.gate is not None:
            await self.gate.wait()
        if name in self.errors:
            raise self.errors[name]
        found = [make(item) for item in self.patents if item.patent_id in asked and name not in self.silent]
        return tuple(found[::-1] if self.reverse else found)

    async def find_patents(self, *, number="", application_number="", countries=(), limit=10):
        self.calls.append(("find", number or application_number))
        self.called.set()
        if self.gate is not None:
            await self.gate.wait()
        if "find" in self.errors:
            raise self.errors["find"]
        found = tuple(
            item
            for item in self.patents
            if (number and number in item.publication_number)
            or (application_number and application_number in item.application_number)
        )
        return PatentHits(patents=found[:limit], total_found=len(found))

    async def bibliographies(self, *, patent_ids):
        return await self._answer(
            "page", patent_ids, lambda item: Bibliography(patent_id=item.patent_id, publication_number="")
        )

    async def legal_states(self, *, patent_ids):
        # By number alone: some answers name no id.
        return await self._answer(
            "state",
            patent_ids,
            lambda item: LegalState(
                patent_id="", publication_number=item.publication_number.lower(), states=(PatentState.ACTIVE,)
            ),
        )

    async def drawings(self, *, patent_ids):
        return await self._answer(
            "drawing",
            patent_ids,
            lambda item: Drawing(patent_id=item.patent_id, publication_number="", url=f"https://p/{item.patent_id}"),
        )

    def made(self):
        """The calls since the last time."""
        calls, self.calls = self.calls, []
        return sorted(name for name, _ in calls)


class Pictures:
    """Slack's files. Attributes: broken: no drawing can be fetched."""

    def __init__(self):
        self.files = {}
        self.asked = []
        self.broken = False

    async def known(self, team_id, patents):
        return {item.patent_id: self.files[item.patent_id] for item in patents if item.patent_id in self.files}

    async def ensure(self, team_id, patents):
        self.asked += [item.image_url for item in patents]
        if not self.broken:
            self.files |= {item.patent_id: f"F-{item.patent_id}" for item in patents if item.image_url}
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
    return Source(A, B)


@pytest.fixture
def pictures():
    return Pictures()


@pytest.fixture
def lookups(engine, source, pictures, clock):
    return LookupService(source=source, store=LookupStore(engine), pictures=pictures, clock=clock)


ALL = ["drawing", "find", "page", "state"]


async def find(lookups, *typed):
    return await lookups.find([parse_number(text) for text in typed], ASKER)


async def test_whole_card_costs_one_call_of_each_kind_and_then_nothing_for_a_day(lookups, source, clock):
    (answer,) = await find(lookups, "us d1,055,174 s1")
    assert answer.card.patent == A
    assert answer.card.bibliography.patent_id == A.patent_id
    assert answer.card.legal_state.states == (PatentState.ACTIVE,)
    assert answer.card.file_id == f"F-{A.patent_id}"
    assert answer.card.missing == ()
    assert source.made() == ALL
    clock.now += FRESH_S - 1
    assert await find(lookups, "USD1055174S1") == (answer,)
    assert source.made() == []
    clock.now += 2
    assert await find(lookups, "USD1055174S1") == (answer,)
    # The drawing stands in Slack by now.
    assert source.made() == ["find", "page", "state"]


async def test_several_numbers_share_the_calls_and_only_new_ones_are_asked_for(lookups, source):
    await find(lookups, "USD1055174S1")
    source.calls.clear()
    first, second = await find(lookups, "USD1055175S1", "USD1055174S1")
    assert (first.card.patent, second.card.patent) == (B, A)
    assert all(asked in (["id-USD1055175S1"], "USD1055175S1") for _, asked in source.calls)
    assert source.made() == ALL


async def test_number_found_under_another_spelling_needs_no_second_search(lookups, source):
    await find(lookups, "US D1055174")
    source.made()
    (answer,) = await find(lookups, "USD1055174S1")
    assert answer.card.patent == A
    assert source.made() == []


async def test_drawing_that_never_came_to_slack_is_asked_for_again_when_its_address_has_died(
    lookups, source, pictures, clock
):
    pictures.broken = True
    (answer,) = await find(lookups, "USD1055174S1")
    assert answer.card.missing == (PatentPart.DRAWING,)
    source.made()
    clock.now += DRAWING_FRESH_S - 1
    await find(lookups, "USD1055174S1")
    assert source.made() == []
    clock.now += 2
    pictures.broken = False
    (answer,) = await find(lookups, "USD1055174S1")
    assert source.made() == ["drawing"]
    assert answer.card.file_id


async def test_drawing_that_a_report_brought_to_slack_is_not_paid_for(lookups, source, pictures):
    pictures.files[A.patent_id] = "F1"
    (answer,) = await find(lookups, "USD1055174S1")
    assert answer.card.file_id == "F1"
    assert source.made() == ["find", "page", "state"]


@pytest.mark.parametrize(
    ("call", "part"),
    [("page", PatentPart.BIBLIOGRAPHY), ("state", PatentPart.LEGAL_STATE), ("drawing", PatentPart.DRAWING)],
)
async def test_part_that_failed_is_left_out_and_tried_again_the_next_time(lookups, source, call, part):
    source.errors[call] = QuotaExceeded.of(ProblemKind.QUOTA_EXCEEDED)
    (answer,) = await find(lookups, "USD1055174S1")
    assert answer.card.missing == (part,)
    source.errors.clear()
    source.made()
    (answer,) = await find(lookups, "USD1055174S1")
    assert answer.card.missing == ()
    assert source.made() == [call]


async def test_hit_missing_from_an_answer_is_left_out_and_not_asked_for_again_at_once(lookups, source, clock):
    source.silent.add("page")
    (answer,) = await find(lookups, "USD1055174S1")
    assert answer.card.missing == (PatentPart.BIBLIOGRAPHY,)
    source.made()
    await find(lookups, "USD1055174S1")
    assert source.made() == []
    clock.now += NOTHING_FRESH_S
    await find(lookups, "USD1055174S1")
    assert source.made() == ["page"]


@pytest.mark.parametrize("number", ["", A.publication_number])
async def test_answer_about_another_patent_is_on_no_card(lookups, source, number):
    async def about_another(*, patent_ids):
        return (Bibliography(patent_id="p-other", publication_number=number),)

    source.bibliographies = about_another
    (answer,) = await find(lookups, "USD1055174S1")
    assert answer.card.bibliography is None
    assert answer.card.missing == (PatentPart.BIBLIOGRAPHY,)


async def test_answers_in_another_order_reach_the_right_cards(lookups, source):
    source.reverse = True
    answers = await find(lookups, "USD1055174S1", "USD1055175S1")
    assert [answer.card.bibliography.patent_id for answer in answers] == [A.patent_id, B.patent_id]
    assert [answer.card.legal_state.publication_number.upper() for answer in answers] == [
        A.publication_number,
        B.publication_number,
    ]


async def test_nothing_found_is_remembered_for_an_hour(lookups, source, clock):
    (answer,) = await find(lookups, "USD1999999S1")
    assert answer.card is None
    assert answer.hits == ()
    assert set(source.made()) == {"find"}
    clock.now += NOTHING_FRESH_S - 1
    await find(lookups, "USD1999999S1")
    assert source.made() == []
    clock.now += 2
    await find(lookups, "USD1999999S1")
    assert source.made()


@pytest.mark.parametrize("forged", ["", " ", "<!channel>"])
async def test_what_has_no_digit_is_found_nowhere_and_asked_of_nobody(lookups, source, forged):
    number = replace(parse_number("USD1055174S1"), publication_number="", candidates=(query_of(forged),))

    [answer] = await lookups.find([number], ASKER)

    assert answer.hits == ()
    assert answer.problem is None
    assert source.made() == []


async def test_part_of_a_number_offers_its_hits_and_fetches_no_card(lookups, source):
    (answer,) = await find(lookups, "US D105517")
    assert answer.hits == (A, B)
    assert not answer.is_exact
    assert source.made() == ["find"]


async def test_number_that_can_be_read_in_several_ways_is_asked_about_and_costs_nothing(lookups, source):
    kept, asked = await find(lookups, "USD1055174S1", "US 1055175")
    assert kept.card.patent == A
    assert (asked.card, asked.hits, asked.problem) == (None, (), None)
    assert source.made() == ALL
    (answer,) = await lookups.find([asked.number.readings[0]], ASKER)
    assert answer.card.patent == B


async def test_number_without_a_country_is_offered_where_patsnap_did_not_list_all_that_have_it(lookups, source):
    (answer,) = await find(lookups, "1055175")
    assert answer.card.patent == B
    source.patents = (A, *(patent(f"JP9{n:02}1055174S") for n in range(25)))
    (answer,) = await find(lookups, "1055174")
    assert (answer.card, answer.hits, answer.is_exact) == (None, (A,), True)


async def test_similar_design_is_offered_and_never_taken(lookups, source):
    source.patents = (patent("JP785321S"),)
    (answer,) = await find(lookups, "意匠登録第785321号の類似1")
    assert answer.card is None
    assert [hit.publication_number for hit in answer.hits] == ["JP785321S"]


async def test_two_documents_with_one_number_are_offered(lookups, source):
    source.patents = (A, patent("USD1055174S2"))
    (answer,) = await find(lookups, "US D1055174")
    assert [hit.publication_number for hit in answer.hits] == ["USD1055174S1", "USD1055174S2"]
    assert answer.is_exact


async def test_search_that_failed_is_the_answer_of_that_number_and_is_not_remembered(lookups, source):
    await find(lookups, "USD1055174S1")
    source.errors["find"] = BadResponse.of(ProblemKind.BAD_RESPONSE)
    kept, failed = await find(lookups, "USD1055174S1", "USD1055175S1")
    assert kept.card.patent == A
    assert failed.problem.kind is ProblemKind.BAD_RESPONSE
    source.errors.clear()
    (answer,) = await find(lookups, "USD1055175S1")
    assert answer.card.patent == B


async def test_commands_at_the_same_time_make_one_call_for_each_number(lookups, source):
    source.gate = asyncio.Event()
    tasks = [asyncio.create_task(find(lookups, *typed)) for typed in (["USD1055174S1", "USD1055175S1"],) * 3]
    await source.called.wait()
    source.gate.set()
    answers = await asyncio.gather(*tasks)
    assert answers[0] == answers[1] == answers[2]
    assert source.made() == sorted(["find", *ALL])


async def test_patent_without_an_id_is_shown_as_it_was_found(lookups, source):
    source.patents = (patent("USD1055174S1", patent_id=""),)
    (answer,) = await find(lookups, "USD1055174S1")
    assert answer.card.patent.title == "Mug"
    assert answer.card.missing == tuple(PatentPart)
    assert source.made() == ["find"]


async def test_card_is_found_again_by_its_patent(lookups, source):
    await find(lookups, "USD1055174S1")
    source.made()
    card = await lookups.find_card(A.patent_id, ASKER)
    assert card.patent == A
    assert card.missing == ()
    assert source.made() == []
    assert await lookups.find_card("another", ASKER) is None
