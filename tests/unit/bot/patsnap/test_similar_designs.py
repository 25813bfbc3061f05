"""The search for similar designs: by P009 while the account has it, by P060 from then on."""

from datetime import date

import pytest

from bot.errors import BadCredentials
from bot.model import Problem, ProblemKind
from bot.model.lookup import PatentState, PatentType, SearchFilters, SortField, Younger

FOUND = {
    "patent_messages": [{"patent_id": "p-1", "patent_pn": "EU0065350760001S", "inventor": "ELSHAFIE, AHMED|YANG, WEI"}],
    "total_search_result_count": 100,
}


@pytest.fixture
def lookups(patsnap):
    return patsnap.lookups


def query(request):
    params = dict(request.url.params)
    assert params.pop("apikey") == "client-id-5f2a"
    return params


async def test_similar_designs_come_with_every_filter(lookups, server, time, reply):
    server.script("search-id", reply("image_search"))
    filters = SearchFilters(
        countries=("US", "CN"),
        locarno="(21-01 OR 21-03)",
        assignee="Acme",
        legal_statuses=(3, 2),
        states=(PatentState.ACTIVE, PatentState.PENDING, PatentState.UNKNOWN),
        keyword="car",
        filed_from=date(2015, 1, 1),
        filed_to=date(2020, 12, 31),
        published_from=date(2018, 1, 1),
        published_to=date(2021, 6, 30),
        sort=SortField.PUBLISHED,
        ascending=True,
    )

    [found] = await time.run(lookups.similar_designs("https://image/?sign=1", filters=filters, limit=20))

    assert server.last("search-id").method == "GET"
    assert query(server.last("search-id")) == {
        "url": "https://image/?sign=1",
        "limit": "20",
        "country": "US,CN",
        "loc": "(21-01 OR 21-03)",
        "assignees": "Acme",
        "legal_status": "3,2",
        "simple_legal_status": "1,2",
        "main_field": "car",
        "apply_start_time": "20150101",
        "apply_end_time": "20201231",
        "public_start_time": "20180101",
        "public_end_time": "20210630",
        "field": "PBD",
        "order": "asc",
    }
    assert (found.search_id, found.total_found) == ("C8C1EC5B3B068562CEFA779B7CC9C7F5-1-D", 100)
    [patent] = found.patents
    assert (patent.publication_number, patent.score, patent.title) == ("HK04110995S", 0.99, "智能手表")
    assert patent.country == "HK"
    assert patent.image_url.startswith("https://img2.baidu.com/it/u=")


async def test_a_search_without_filters_sends_none(lookups, server, time, reply):
    server.script("search-id", reply("image_search"))

    await time.run(lookups.similar_designs("https://image"))

    assert query(server.last("search-id")) == {"url": "https://image", "limit": "10"}


async def test_the_next_page_is_asked_for_by_the_search_id(lookups, server, time, success):
    server.script("results", success({"patent_messages": [{"patent_id": "p-11"}], "total_search_result_count": 100}))

    [page] = await time.run(
        lookups.more_designs("S-1", image_url="https://image", filters=SearchFilters(countries=("US",)), offset=10)
    )

    assert query(server.last("results")) == {"search_id": "S-1", "limit": "10", "offset": "10", "country": "US"}
    assert page.search_id == "S-1"
    assert [patent.patent_id for patent in page.patents] == ["p-11"]


async def test_every_state_but_unknown_has_a_code_to_filter_by(lookups, server, time, reply):
    server.script("search-id", reply("image_search"))

    await time.run(lookups.similar_designs("https://image", filters=SearchFilters(states=tuple(PatentState))))

    assert query(server.last("search-id"))["simple_legal_status"] == "1,2,0,999,221,220"


@pytest.mark.parametrize("code", [67200004, 67200101])
async def test_account_without_p009_is_answered_by_p060_from_then_on(
    patsnap, lookups, server, time, success, refusal, code
):
    server.script("search-id", refusal(code))
    server.script("image-single", success(FOUND))
    filters = SearchFilters(countries=("US", "CN"), locarno="(21-01)", states=(PatentState.PCT_EXPIRED,), keyword="car")

    found = [(await time.run(lookups.similar_designs("https://image", filters=filters, limit=20)))[0] for _ in range(2)]

    assert server.calls == {"token": 1, "search-id": 1, "image-single": 2}
    assert server.body("image-single") == {
        "url": "https://image",
        "country": ["US", "CN"],
        "loc": "(21-01)",
        "simple_legal_status": "220",
        "main_field": "car",
        "limit": 20,
        "offset": 0,
        "patent_type": "D",
        "model": 1,
        "is_https": 1,
    }
    assert found[0] == found[1]
    assert (found[0].total_found, found[0].patents[0].country) == (100, "EU")
    assert found[0].patents[0].inventors == ("ELSHAFIE, AHMED", "YANG, WEI")
    assert await patsnap.trouble() is None  # the app does without P009


async def test_next_page_of_a_search_by_p060_is_asked_for_by_offset(connected, lookups, server, time, success, refusal):
    server.script("search-id", refusal(67200004))
    server.script("image-single", success(FOUND))
    [first] = await time.run(lookups.similar_designs("https://image"))

    async with connected(server) as another:  # after a restart, or in another replica
        await time.run(another.lookups.more_designs(first.search_id, image_url="https://image", offset=30))

    body = server.body("image-single")
    assert (body["url"], body["offset"], body["limit"]) == ("https://image", 30, 10)
    assert server.calls["results"] == 0


async def test_page_that_p009_refuses_meanwhile_is_asked_of_p060(lookups, server, time, success, refusal):
    server.script("results", refusal(67200101))
    server.script("image-single", success(FOUND))

    [page] = await time.run(lookups.more_designs("S-1", image_url="https://image", offset=10))

    assert page.patents
    assert server.body("image-single")["offset"] == 10


async def test_account_with_neither_is_told_which_apis_are_missing(patsnap, lookups, server, time, refusal):
    server.script("search-id", refusal(67200004))
    server.script("image-single", refusal(67200101))

    [error] = await time.run(lookups.similar_designs("https://image"))

    assert type(error) is BadCredentials
    assert error.problem == Problem(ProblemKind.NO_PERMISSION, {"api": "P009 or P060", "code": "67200004"})
    assert "does not grant this account P060 (code 67200101)" in await patsnap.trouble()


@pytest.mark.parametrize("code", [67200005, 67200007, 68300004])
async def test_other_refusals_of_p009_are_not_taken_to_p060(lookups, server, time, refusal, code):
    server.script("search-id", refusal(code))

    [error] = await time.run(lookups.similar_designs("https://image"))

    assert error.code == code
    assert server.calls["image-single"] == 0


@pytest.mark.parametrize(
    ("filters", "endpoint", "path", "sent"),
    [
        (
            SearchFilters(patent_type=PatentType.UTILITY, countries=("CN",)),
            "image-single",
            "/search/patent/image-single",
            {"patent_type": "U", "model": 4, "country": ["CN"]},
        ),
        (
            SearchFilters(by_line_drawing=True, locarno="(21-01)"),
            "beta",
            "/search/patent/image-single/beta",
            {"patent_type": "D", "model": 1, "loc": "(21-01)"},
        ),
        (
            SearchFilters(
                filed_to=date(2021, 3, 4),
                older_than=Younger(patent_id="p", publication_number="USD1S1", filed=date(2021, 3, 5)),
            ),
            "image-single",
            "/search/patent/image-single",
            {"patent_type": "D", "model": 1, "apply_end_time": "20210304"},
        ),
    ],
    ids=["utility", "lines", "older"],
)
async def test_what_p009_cannot_do_goes_to_p060_and_so_do_its_next_pages(
    lookups, server, time, success, filters, endpoint, path, sent
):
    server.script(endpoint, success(FOUND))
    [first] = await time.run(lookups.similar_designs("https://image", filters=filters))
    assert server.last(endpoint).url.path == f"/patsnap{path}"
    assert server.body(endpoint) == {"url": "https://image", "limit": 10, "offset": 0, "is_https": 1, **sent}
    more = lookups.more_designs(first.search_id, image_url="https://image", filters=filters, offset=10)
    await time.run(more)
    assert server.body(endpoint) == {"url": "https://image", "limit": 10, "offset": 10, "is_https": 1, **sent}
    assert server.calls == {"token": 1, endpoint: 2}


@pytest.mark.parametrize("code", [67200004, 67200101])
@pytest.mark.parametrize(
    ("filters", "endpoint", "api"),
    [
        (SearchFilters(patent_type=PatentType.UTILITY), "image-single", "P060"),
        (SearchFilters(by_line_drawing=True), "beta", "P060 Enhanced Shape Search"),
    ],
)
async def test_search_that_the_account_lacks_is_named_and_is_no_trouble_beyond_itself(
    patsnap, lookups, server, time, success, refusal, reply, code, filters, endpoint, api
):
    server.script(endpoint, refusal(code))
    server.script("search-id", reply("image_search"))
    [error] = await time.run(lookups.similar_designs("https://image", filters=filters))
    assert error.problem == Problem(ProblemKind.NO_PERMISSION, {"api": api, "code": str(code)})
    assert await patsnap.trouble() is None
    [found] = await time.run(lookups.similar_designs("https://image"))
    assert found.patents
    assert server.calls["search-id"] == 1
