from datetime import date

import httpx
import pytest

from bot.errors import BadResponse, Unavailable
from bot.model.lookup import LocalText, Party, PatentState, PatentType

BY_PATENT = {
    "bibliographies": "simple-bibliography",
    "legal_states": "simple-legal-status",
    "drawings": "abstract-image",
}


@pytest.fixture
def lookups(patsnap):
    return patsnap.lookups


def query(request):
    params = dict(request.url.params)
    assert params.pop("apikey") == "client-id-5f2a"
    return params


async def test_a_number_finds_the_patents_it_may_mean(lookups, server, time, reply):
    server.script("patent-search-pn", reply("numbers_found"))

    [hits] = await time.run(lookups.find_patents(number="D1055174", countries=("US",), limit=20, offset=10))

    assert server.last("patent-search-pn").url.path == "/patsnap/search/patent/patent-search-pn"
    assert server.body("patent-search-pn") == {"pn": "D1055174", "authority": ["US"], "limit": 20, "offset": 10}
    first, second = hits.patents
    assert hits.total_found == 12
    assert (first.publication_number, first.patent_id, first.country) == ("USD1055174S1", "p-us", "US")
    assert (first.filed, first.published) == (date(2020, 1, 15), date(2021, 3, 20))
    assert first.inventors == ("Ann Lee", "Bo Chan")
    assert (first.current_assignee, first.original_assignee) == ("Acme Toys Ltd", "Acme Ltd")
    assert second.application_number == ""


async def test_an_application_number_is_asked_for_as_one(lookups, server, time, success):
    server.script("patent-search-pn", success({"results": None, "total_search_result_count": 0}))

    [hits] = await time.run(lookups.find_patents(application_number="US29/961259"))

    assert server.body("patent-search-pn") == {"apno": "US29/961259", "limit": 10, "offset": 0}
    assert (hits.patents, hits.total_found) == ((), 0)


async def test_front_pages_are_read_in_any_order_and_with_one_missing(lookups, server, time, reply):
    server.script("simple-bibliography", reply("bibliographies_in_another_order_with_one_missing"))

    [pages] = await time.run(lookups.bibliographies(numbers=("USD1055174S1", "CN309999999S", "JP1")))

    assert server.last("simple-bibliography").method == "GET"
    assert server.last("simple-bibliography").url.path == "/patsnap/basic-patent-data/simple-bibliography"
    assert query(server.last("simple-bibliography")) == {"patent_number": "USD1055174S1,CN309999999S,JP1"}
    chinese, bare = pages
    assert chinese.patent_type is PatentType.DESIGN
    assert chinese.titles == (LocalText("cn", "圣诞老人"), LocalText("en", "Santa"))
    assert (chinese.title("en"), chinese.title("cn", "en"), chinese.title("jp")) == ("Santa", "圣诞老人", "圣诞老人")
    assert chinese.abstracts == (LocalText("en", "A figure."),)
    assert [party.name for party in chinese.assignees] == ["First Ltd", "Second Ltd", "Last Ltd"]
    assert chinese.assignees[1] == Party(name="Second Ltd", lang="en", address="Shenzhen")
    assert [party.name for party in chinese.inventors] == ["张三"]
    assert [party.name for party in chinese.applicants] == ["First Ltd"]
    assert (chinese.application_number, chinese.filed) == ("CN202030000001.X", date(2020, 1, 15))
    assert chinese.published == date(2021, 3, 20)
    assert chinese.locarno == ("21-01", "21-03")
    assert (bare.publication_number, bare.patent_type, bare.title()) == ("USD1055174S1", PatentType.UNKNOWN, "")


async def test_legal_states_are_read_and_unknown_ones_kept_in_words(lookups, server, time, reply):
    server.script("simple-legal-status", reply("legal_states"))

    [states] = await time.run(lookups.legal_states(patent_ids=("p-us", "p-eu", "p-cn", "p-jp")))

    assert query(server.last("simple-legal-status")) == {"patent_id": "p-us,p-eu,p-cn,p-jp"}
    assert [item.states for item in states] == [
        (PatentState.ACTIVE,),
        (PatentState.PCT_EXPIRED,),
        (PatentState.UNKNOWN, PatentState.INACTIVE),
        (),
    ]
    assert states[2].sent == ("Suspended", "inactive")


async def test_legal_states_are_read_in_chinese(lookups, server, time, reply):
    server.script("simple-legal-status", reply("legal_states_in_chinese"))

    [states] = await time.run(lookups.legal_states(numbers=("CN1",)))

    assert [item.states for item in states] == [
        (PatentState.ACTIVE,),
        (PatentState.PENDING,),
        (PatentState.INACTIVE,),
        (PatentState.UNDETERMINED,),
        (PatentState.PCT_DESIGNATED,),
        (PatentState.PCT_EXPIRED,),
    ]


async def test_drawings_without_a_web_address_are_left_out(lookups, server, time, reply):
    server.script("abstract-image", reply("drawings"))

    [drawings] = await time.run(lookups.drawings(patent_ids=("p-us", "p-cn", "p-jp")))

    [drawing] = drawings
    assert (drawing.publication_number, drawing.url) == ("USD1055174S1", "https://img.example.com/us.png?sign=1")
    assert "sign" not in repr(drawing)


@pytest.mark.parametrize(("method", "endpoint"), BY_PATENT.items())
@pytest.mark.parametrize("data", [None, [], [None, "x", {}]])
async def test_nothing_found_is_an_empty_answer(lookups, server, time, success, method, endpoint, data):
    server.script(endpoint, success(data))

    assert await time.run(getattr(lookups, method)(numbers=("US1",))) == [()]


@pytest.mark.parametrize(("method", "endpoint"), BY_PATENT.items())
@pytest.mark.parametrize("data", ["none", 5, {"pn": "US1"}, True])
async def test_data_that_is_no_list_is_no_answer(lookups, server, time, success, method, endpoint, data):
    server.script(endpoint, success(data))

    [error] = await time.run(getattr(lookups, method)(numbers=("US1",)))

    assert type(error) is BadResponse


@pytest.mark.parametrize("method", BY_PATENT)
@pytest.mark.parametrize(
    "asked", [{}, {"numbers": ["US1"] * 101}, {"numbers": ["US1"], "patent_ids": ["p-1"]}], ids=["none", "many", "both"]
)
async def test_one_to_a_hundred_patents_are_asked_for_by_one_kind_of_key(lookups, server, method, asked):
    with pytest.raises(ValueError, match="one to 100 patents, by id or by number"):
        await getattr(lookups, method)(**asked)
    assert not server.calls


@pytest.mark.parametrize(
    ("endpoint", "call"),
    [
        ("patent-search-pn", lambda lookups: lookups.find_patents(number="US1")),
        ("simple-bibliography", lambda lookups: lookups.bibliographies(numbers=["US1"])),
        ("simple-legal-status", lambda lookups: lookups.legal_states(numbers=["US1"])),
        ("abstract-image", lambda lookups: lookups.drawings(numbers=["US1"])),
        ("search-id", lambda lookups: lookups.similar_designs("https://image")),
        ("results", lambda lookups: lookups.more_designs("S-1", image_url="https://image", offset=10)),
    ],
)
async def test_a_billed_lookup_is_repeated_only_when_it_was_clearly_not_answered(
    lookups, server, time, success, refusal, endpoint, call
):
    server.script(endpoint, httpx.ReadTimeout("silent"))
    [error] = await time.run(call(lookups))
    assert type(error) is Unavailable
    assert server.calls[endpoint] == 1

    server.script(endpoint, refusal(68300008), httpx.ConnectError("refused"), httpx.Response(502))
    [error] = await time.run(call(lookups))
    assert type(error) is Unavailable
    assert server.calls[endpoint] == 4
