"""Pages of stored searches, on a real database, with a Patsnap that counts."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from bot.checks.repository import CheckRepository, Transition
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.errors import ImageError, Rejected, Unavailable
from bot.model import CheckOptions, Engine, Patent, ProblemKind, Stage
from bot.model.file import File
from bot.model.lookup import SearchFilters, SimilarDesigns, Younger
from bot.model.similar import SEARCH_LIFE_S
from bot.similar import NewSearch, SearchStore, SimilarService
from bot.storage.deletion import Deletion


class Clock:
    now = 1_800_000_000.0

    def __call__(self):
        return self.now


class Patsnap:
    """Finds as many designs as it is told to, under a new id for every search."""

    def __init__(self, clock):
        self.clock, self.total, self.expires_in_s = clock, 1234, 32400.0
        self.calls, self.lives, self.fails = [], set(), []

    def _found(self, search_id, offset, limit):
        if self.fails:
            raise self.fails.pop()
        numbers = range(offset, min(offset + limit, self.total))
        patents = tuple(Patent(patent_id=f"p{n}", publication_number=f"US{n}") for n in numbers)
        return SimilarDesigns(search_id=search_id, patents=patents, total_found=self.total)

    async def similar_designs(self, image_url, *, filters=None, limit=10):
        self.calls.append(("search", image_url, limit))
        search_id = f"s{len(self.calls)}"
        self.lives.add(search_id)
        return self._found(search_id, 0, limit)

    async def more_designs(self, search_id, *, image_url, filters=None, limit=10, offset):
        self.calls.append(("more", offset, limit))
        if search_id not in self.lives:
            raise Rejected.of(ProblemKind.REJECTED, code=68300004, reason="no such search")
        return self._found(search_id, offset, limit)

    async def upload_image(self, data, content_type, name):
        self.calls.append(("upload", name))
        return SimpleNamespace(url=f"https://patsnap.example.com/{len(self.calls)}", expires_in_s=self.expires_in_s)


class Slack:
    @asynccontextmanager
    async def downloaded(self, view):
        yield File("mug.png", b"picture")

    async def normalise(self, data, *, name):
        return SimpleNamespace(data=data, content_type="image/png")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def patsnap(clock):
    return Patsnap(clock)


@pytest.fixture
def service(engine, patsnap, clock):
    async def sleep(seconds):
        clock.now += seconds

    slack = Slack()
    return SimilarService(
        store=SearchStore(engine, clock=clock),
        lookups=patsnap,
        uploads=patsnap,
        files=slack,
        normaliser=slack,
        clock=clock,
        sleep=sleep,
    )


def new(**changes):
    values = {"team_id": "T1", "channel_id": "C1", "user_id": "U1", "name": "mug.png", "thread_ts": "1.0"}
    return NewSearch(**(values | {"web_url": "https://example.com/mug.png"} | changes))


def in_slack(**changes):
    return new(web_url="", file_id="F1", message_ts="1.0", **changes)


async def more(service, page):
    search = await service.find(page.search_id, team_id="T1", channel_id="C1", user_id="U1")
    return await service.more(search, offset=page.next_offset)


def shown(page):
    return [int(patent.patent_id[1:]) for patent in page.patents]


async def test_pages_follow_one_another_to_the_last(service, patsnap):
    patsnap.total = 23
    page = await service.start(new())
    assert (shown(page), page.total, page.next_offset) == ([*range(10)], 23, 10)
    page = await more(service, page)
    assert (shown(page), page.offset, page.next_offset) == ([*range(10, 20)], 10, 20)
    page = await more(service, page)
    assert (shown(page), page.next_offset) == ([20, 21, 22], None)
    assert [call[0] for call in patsnap.calls] == ["search", "more", "more"]


async def test_paging_ends_at_a_thousand(service):
    page = await service.start(new(limit=100))
    seen = shown(page)
    while page.next_offset is not None:
        page = await more(service, page)
        seen += shown(page)
    assert seen == [*range(1010)]


async def test_what_one_call_sent_is_shown_without_another(service, patsnap):
    page = await service.start(new(limit=25))
    for expected in (range(10, 20), range(20, 25), range(25, 35)):
        page = await more(service, page)
        assert shown(page) == [*expected]
    assert patsnap.calls == [("search", "https://example.com/mug.png", 25), ("more", 25, 25)]


async def test_page_asked_for_twice_at_once_is_paid_for_once(service, patsnap):
    page = await service.start(new())
    turned = await asyncio.gather(*(more(service, page) for _ in range(3)))
    assert sum(one is not None for one in turned) == 1
    assert len(patsnap.calls) == 2
    assert await more(service, page) is None


async def test_page_that_failed_may_be_asked_for_again(service, patsnap):
    page = await service.start(new())
    patsnap.fails.append(Unavailable.of(ProblemKind.UNAVAILABLE))
    with pytest.raises(Unavailable):
        await more(service, page)
    assert shown(await more(service, page)) == [*range(10, 20)]


async def test_turn_that_died_is_free_again_after_a_minute(service, clock):
    page = await service.start(new())
    assert await service.store.claim_turn(page.search_id, offset=10)
    assert await more(service, page) is None
    clock.now += 61
    assert shown(await more(service, page)) == [*range(10, 20)]


async def test_page_that_could_not_be_shown_is_shown_again_without_a_call(service, patsnap):
    first = await service.start(new())
    page = await more(service, first)
    search = await service.find(first.search_id, team_id="T1", channel_id="C1", user_id="U1")
    await service.turn_back(search, offset=page.offset)
    assert shown(await more(service, first)) == [*range(10, 20)]
    assert len(patsnap.calls) == 2


async def test_page_turned_last_is_shown_again_without_a_call_and_no_other(service, patsnap):
    first = await service.start(new())
    page = await more(service, first)
    search = await service.find(first.search_id, team_id="T1", channel_id="C1", user_id="U1")
    found = [service.turned_last(search, offset=offset) for offset in (-1, 0, 7, 10, 11, 20)]
    assert found == [None, None, None, page, None, None]
    assert len(patsnap.calls) == 2


async def test_search_past_its_twenty_minutes_is_made_anew_in_one_call(service, patsnap, clock):
    page = await service.start(new())
    clock.now += SEARCH_LIFE_S
    page = await more(service, page)
    assert page.again
    assert shown(page) == [*range(10, 20)]
    assert patsnap.calls[1:] == [("search", "https://example.com/mug.png", 20)]
    assert not (await more(service, page)).again


async def test_address_of_a_search_that_has_ended_keeps_no_query_and_says_so(service, patsnap, clock, engine):
    deletion = Deletion(engine, clock)
    page = await service.start(new(web_url="https://example.com/mug.png?sign=5ec2e7"))
    clock.now += SEARCH_LIFE_S - 60
    await deletion.forget_older(days=1)
    assert shown(await more(service, page)) == [*range(10, 20)]
    clock.now += 61
    await deletion.forget_older(days=1)
    search = await service.find(page.search_id, team_id="T1", channel_id="C1", user_id="U1")
    assert search.image_url == "https://example.com/mug.png?"
    with pytest.raises(ImageError) as raised:
        await service.more(search, offset=20)
    assert raised.value.problem.kind is ProblemKind.ADDRESS_NOT_KEPT
    with pytest.raises(ImageError):
        await service.start(new(web_url=search.image_url))
    assert [call[0] for call in patsnap.calls] == ["search", "more"]


async def test_search_that_patsnap_forgot_is_made_anew(service, patsnap):
    page = await service.start(new())
    patsnap.lives.clear()
    page = await more(service, page)
    assert page.again
    assert shown(page) == [*range(10, 20)]


async def test_new_search_far_down_pages_on_from_there(service, patsnap, clock):
    page = await service.start(new(limit=100))
    while page.next_offset < 110:
        page = await more(service, page)
    clock.now += SEARCH_LIFE_S
    while page.next_offset < 200:
        page = await more(service, page)
    patsnap.calls.clear()
    page = await more(service, page)
    assert page.again
    assert shown(page) == [*range(200, 210)]
    assert patsnap.calls == [("search", "https://example.com/mug.png", 100), ("more", 200, 100)]


async def test_nothing_found_is_a_page_without_a_next(service, patsnap):
    patsnap.total = 0
    page = await service.start(new())
    assert (page.patents, page.next_offset) == ((), None)


async def test_failed_search_stores_nothing(service, patsnap, engine):
    patsnap.fails.append(Unavailable.of(ProblemKind.UNAVAILABLE))
    with pytest.raises(Unavailable):
        await service.start(new())
    assert await service.store.upload_of("T1", "F1") is None


async def test_search_of_another_channel_or_team_is_not_found(service):
    page = await service.start(new())
    assert await service.find(page.search_id, team_id="T1", channel_id="C2", user_id="U1") is None
    assert await service.find(page.search_id, team_id="T2", channel_id="C1", user_id="U1") is None


async def test_search_for_one_person_is_nobody_elses(service):
    private, shared = await service.start(new(thread_ts="")), await service.start(new())
    here = {"team_id": "T1", "channel_id": "C1"}
    assert await service.find(private.search_id, **here, user_id="U1") is not None
    assert await service.find(private.search_id, **here, user_id="U2") is None
    assert await service.find(shared.search_id, **here, user_id="U2") is not None


async def test_file_is_uploaded_once_for_two_searches_and_again_when_it_is_gone(service, patsnap, clock):
    page = await service.start(in_slack())
    await service.start(in_slack(filters=SearchFilters(countries=("US",))))
    assert [call[0] for call in patsnap.calls] == ["upload", "search", "search"]
    clock.now += 32400.0
    assert (await more(service, page)).again
    assert [call[0] for call in patsnap.calls[3:]] == ["upload", "search"]


async def test_upload_of_a_check_is_waited_for_and_used(engine, patsnap, clock, service):
    store = CheckRepository(engine, clock=clock)
    post = NewPost(
        team_id="T1",
        channel_id="C1",
        message_ts="1.0",
        thread_ts="1.0",
        user_id="U1",
        options=CheckOptions(countries=("US",)),
        checks=(NewCheck(views=(NewView(file_id="F1"),)),),
    )
    await store.add(post, engine=Engine.V2)
    (claim,) = await store.claim_checks(owner="w", limit=1)
    waits = []

    async def uploading(seconds):
        waits.append(seconds)
        if len(waits) == 2:
            done = replace(
                claim.check.views[0],
                upload_url="https://patsnap.example.com/paid",
                upload_expires_at=claim.check.created_at + timedelta(hours=9),
            )
            await store.apply(claim, Transition(stage=Stage.PREPARED, due_in_s=1, view=done))

    await replace(service, sleep=uploading).start(in_slack())
    assert len(waits) == 2
    assert patsnap.calls == [("search", "https://patsnap.example.com/paid", 10)]


async def test_deleted_file_or_message_takes_its_searches_along_and_lets_none_follow(service, engine, clock):
    deletion = Deletion(engine, clock)
    for number, forget in enumerate(
        (
            lambda: deletion.forget_file(team_id="T1", file_id="F0"),
            lambda: deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1.1"),
            lambda: deletion.forget_channel(team_id="T1", channel_id="C1"),
        )
    ):
        asked = new(web_url="", file_id=f"F{number}", message_ts=f"1.{number}")
        page = await service.start(asked)
        assert await service.find(page.search_id, team_id="T1", channel_id="C1", user_id="U1") is not None
        await forget()
        assert await service.find(page.search_id, team_id="T1", channel_id="C1", user_id="U1") is None
        again = await service.start(asked)
        assert await service.find(again.search_id, team_id="T1", channel_id="C1", user_id="U1") is None


YOUNGER = Younger(patent_id="p1", publication_number="US1", filed=date(2020, 5, 5), family=("US-3",))


async def test_older_look_alikes_leave_out_the_family_and_what_is_not_older(service, patsnap):
    days = {4: date(2020, 5, 5), 5: date(2020, 5, 4)}

    async def similar_designs(image_url, *, filters=None, limit=10):
        patents = tuple(Patent(patent_id=f"p{n}", publication_number=f"US{n}", filed=days.get(n)) for n in range(limit))
        return SimilarDesigns(search_id="P060", patents=patents, total_found=57)

    patsnap.similar_designs = similar_designs
    filters = SearchFilters(filed_to=date(2020, 5, 4), older_than=YOUNGER)
    page = await service.start(new(filters=filters))
    assert [patent.publication_number for patent in page.patents] == ["US0", "US2", "US5", "US6", "US7", "US8", "US9"]
    assert (page.left_out, page.next_offset) == (2, 10)
    stored = await service.find(page.search_id, team_id="T1", channel_id="C1", user_id="U1")
    assert stored.filters == filters


async def test_picture_that_patsnap_has_is_not_uploaded_until_its_address_dies(service, patsnap, clock):
    kept = in_slack(image_url="https://patsnap.example.com/figure", image_expires_at=clock.now + 100)
    await service.start(kept)
    assert patsnap.calls == [("search", "https://patsnap.example.com/figure", 10)]
    clock.now += 100
    await service.start(kept)
    assert [call[0] for call in patsnap.calls] == ["search", "upload", "search"]
