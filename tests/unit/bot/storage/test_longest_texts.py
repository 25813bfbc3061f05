"""The longest of everything that people can type, on both databases: an index of PostgreSQL takes 2.7 KB, no more."""

import random
from datetime import date

import pytest

from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.lookups.service import _key
from bot.lookups.store import LookupStore
from bot.model import ENGLISH, CheckOptions, Engine, Problem, ProblemKind
from bot.model.lookup import PatentHits, SearchFilters
from bot.model.number import NumberField, NumberQuery, ParsedNumber
from bot.net.addresses import MAX_LENGTH, parse_image_address
from bot.similar.store import SearchStore, StoredSearch
from bot.storage.clock import clock_of
from handlers.checks.reading import PostReader

POST_TEXT = 40_000
"""Slack cuts a message's text there."""

# Not the same letter again and again: PostgreSQL would compress that, and have room.
LONG = "".join(random.Random(1).choices([chr(code) for code in range(0x4E00, 0x9FA5)], k=POST_TEXT))
ADDRESS = f"https://example.com/{LONG[: MAX_LENGTH - 20]}"


def post(options=None, *views, ts="1.0", problem=None):
    return NewPost(
        team_id="T1", channel_id="C1", message_ts=ts, thread_ts=ts, user_id="U1",
        options=options or CheckOptions(countries=("US",)), checks=(NewCheck(views=views, problem=problem),),
    )  # fmt: skip


@pytest.fixture
def store(engine):
    return CheckRepository(engine, clock_of(engine))


async def stored_views(store):
    return [view for claim in await store.claim_checks(owner="me", limit=9) for view in claim.check.views]


async def test_command_with_the_longest_address_is_stored_and_told_from_another(store):
    pictures = [parse_image_address(address) for address in (ADDRESS, f"{ADDRESS[:-1]}文")]
    views = [NewView(name=picture.name, web_url=picture.url) for picture in pictures]
    for _ in range(2):
        await store.add(post(None, views[0]), engine=Engine.V2)
        await store.add(post(None, views[1]), engine=Engine.V2)
    assert {view.upload_url for view in await stored_views(store)} == {picture.url for picture in pictures}


async def test_names_and_titles_of_files_of_any_length_are_stored(store):
    views = [NewView(file_id=f"F{number}", name=LONG, source_url=ADDRESS) for number in range(4)]
    assert await store.add(post(None, *views), engine=Engine.V2)
    assert [view.name for view in await stored_views(store)] == [LONG] * 4


@pytest.mark.parametrize("text", [LONG, f'keyword:"{LONG}"', f"loc:{LONG}", f"countries:{LONG}", f"{LONG}:{LONG}"])
async def test_post_with_options_of_any_length_is_stored(store, text):
    reader = PostReader(options=CheckOptions(countries=("US",)), today=lambda: date(2026, 1, 1))
    options, checks = reader.read(
        text, {"files": [{"id": "F1", "name": "mug.png", "mimetype": "image/png"}]}, lang=ENGLISH
    )
    assert await store.add(
        NewPost(
            team_id="T1", channel_id="C1", message_ts="1.0", thread_ts="1.0", user_id="U1",
            options=options, checks=checks,
        ),
        engine=Engine.V2,
    )  # fmt: skip


async def test_problem_that_quotes_a_text_of_any_length_is_stored(store):
    problem = Problem(ProblemKind.UNKNOWN_OPTION, {"option": LONG, "accepted": LONG})
    assert await store.add(post(problem=problem), engine=Engine.V2)


async def test_search_with_filters_and_an_address_of_any_length_is_stored(engine):
    store = SearchStore(engine, clock=lambda: 1.0)
    search = StoredSearch(
        id="", team_id="T1", channel_id="C1", user_id="U1", thread_ts="", message_ts="", file_id="", source_url="",
        name=LONG, filters=SearchFilters(assignee=LONG, keyword=LONG), limit=10, image_url=ADDRESS,
    )  # fmt: skip
    added = await store.add(search)
    assert await store.find(added.id, team_id="T1", channel_id="C1") == added


async def test_numbers_of_any_length_are_stored_and_told_apart_by_their_last_digit(engine):
    store = LookupStore(engine)

    def number(text):
        queries = (NumberQuery(NumberField.PUBLICATION, text), NumberQuery(NumberField.APPLICATION, text))
        return ParsedNumber(typed=text, country="CN", publication_number=text, kind="S", candidates=queries)

    one, other = _key(number(LONG + "1")), _key(number(LONG + "2"))
    await store.keep_hits(one, PatentHits(patents=(), total_found=7), now=1.0)
    assert (await store.hits_of(one)).hits.total_found == 7
    assert await store.hits_of(other) is None
