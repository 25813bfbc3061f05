"""Similar designs at once: from the shortcut, the progress message and the command; pages, each of them paid once."""

import pytest
from sqlalchemy import delete

from bot.sandbox.faults import Fault
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.slack import ADA, INDUSTRIAL_DESIGN, PRODUCT_DESIGN, RANDOM
from bot.storage.tables import shares
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
SEARCHES = ("search-id", "results", "image-single", "image-single-beta", "image-upload", "submit")


def address(world):
    """A picture on the web, as far as the sandbox has one."""
    return f"{world.url}/patsnap/images/full/{load_catalogue().filings[0].number}.png"


def pages(world, ts, channel=RANDOM):
    return [
        message
        for message in world.slack.thread(channel, ts)
        if (message.metadata or {}).get("event_type") == "lookalike_similar"
    ]


def told(world, channel=RANDOM):
    """What only Ada sees, the newest last."""
    return [message for message in world.slack.state.messages(channel) if message.ephemeral_to == ADA]


def buttons(message, action_id):
    elements = [
        element
        for block in message.blocks
        for element in [*block.get("elements", ()), block.get("accessory", {})]
        if element.get("action_id") == action_id
    ]
    return [element["value"] for element in elements]


def paid(world):
    return {name: world.patsnap.calls[name] for name in SEARCHES if world.patsnap.calls[name]}


async def shortcut(world, ts, channel=RANDOM):
    outcome = await world.slack.message_shortcut(ADA, channel, ts, "similar_message")
    assert outcome.status == "ok", outcome


async def command(world, text):
    """Type the command and wait for what comes after its first answer."""
    before = len(told(world))
    outcome = await world.slack.command(ADA, RANDOM, "/lookalike", text)
    assert outcome.status == "ok", outcome
    await world.wait_for(lambda: len(told(world)) >= before + 2)
    return told(world)[-1]


async def more(world, message):
    (value,) = buttons(message, "similar_more")
    await world.slack.click(ADA, message.channel, message.ts, "similar_more", value=value)


@pytest.fixture
async def picture(world):
    """A post in RANDOM from before the app came there: nothing checks it."""
    ts = await world.post(PNG, channel=RANDOM)
    world.slack.invite(RANDOM)
    return ts


async def test_shortcut_shows_the_ten_nearest_in_the_thread_and_pages_on(world, picture, running):
    async with running():
        await shortcut(world, picture)
        (first,) = await world.wait_for(lambda: pages(world, picture))
        assert first.thread_ts == picture
        assert first.text.startswith("The 10 nearest designs of ")
        assert len(buttons(first, "patent_look_up")) == 10
        assert str(first.blocks).count("'slack_file'") == 10
        assert "image_url" not in str(first.blocks)
        assert paid(world) == {"image-upload": 1, "search-id": 1}

        await more(world, first)
        await world.wait_for(lambda: len(pages(world, picture)) == 2)
        second = pages(world, picture)[1]
        assert second.text.startswith("Designs 11 to 20 of ")
        assert not set(buttons(first, "patent_look_up")) & set(buttons(second, "patent_look_up"))
        assert paid(world) == {"image-upload": 1, "search-id": 1, "results": 1}

        await more(world, first)
        await world.wait_for(lambda: told(world))
        assert "asked for already" in told(world)[-1].text
        assert paid(world) == {"image-upload": 1, "search-id": 1, "results": 1}


async def test_search_that_ran_out_is_made_anew_and_says_so(world, picture, running):
    async with running():
        await shortcut(world, picture)
        (first,) = await world.wait_for(lambda: pages(world, picture))
        world.patsnap._searches.clear()
        await more(world, first)
        await world.wait_for(lambda: len(pages(world, picture)) == 2)
        second = pages(world, picture)[1]
        assert "earlier search had run out" in second.text
        assert second.text.startswith("Designs 11 to 20 of ")
        assert not set(buttons(first, "patent_look_up")) & set(buttons(second, "patent_look_up"))
        assert paid(world) == {"image-upload": 1, "search-id": 2, "results": 1}


async def test_page_that_failed_is_told_and_may_be_asked_for_again(world, picture, running):
    async with running():
        await shortcut(world, picture)
        (first,) = await world.wait_for(lambda: pages(world, picture))
        world.sandbox.faults.add(Fault(target="patsnap", endpoint="results", status=500))
        await more(world, first)
        await world.wait_for(lambda: told(world))
        assert "Patsnap" in told(world)[-1].text
        assert len(pages(world, picture)) == 1
        await more(world, first)
        await world.wait_for(lambda: len(pages(world, picture)) == 2)


async def test_page_whose_answer_got_lost_is_found_again_and_not_posted_twice(world, picture, running):
    async with running():
        await shortcut(world, picture)
        (first,) = await world.wait_for(lambda: pages(world, picture))
        world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", cut="after"))
        await more(world, first)
        await world.wait_for(lambda: told(world))
        assert "did not say" in told(world)[-1].text
        await more(world, first)
        await world.wait_for(lambda: "further down" in told(world)[-1].text)
        assert len(pages(world, picture)) == 2
        assert paid(world) == {"image-upload": 1, "search-id": 1, "results": 1}


async def test_page_that_a_dying_process_found_and_never_posted_is_posted_without_a_call(world, picture, running):
    async with running() as app:
        await shortcut(world, picture)
        (first,) = await world.wait_for(lambda: pages(world, picture))
        await more(world, first)
        await world.wait_for(lambda: len(pages(world, picture)) == 2)
        async with app.checks.worker.repository.database.begin() as connection:
            await connection.execute(delete(shares))
        await more(world, first)
        await world.wait_for(lambda: len(pages(world, picture)) == 3)
        assert [page.text.partition(" of ")[0] for page in pages(world, picture)[1:]] == ["Designs 11 to 20"] * 2
        assert paid(world) == {"image-upload": 1, "search-id": 1, "results": 1}


@pytest.mark.parametrize("task_s", [(60.0, 60.0)])
async def test_button_on_the_progress_message_pays_for_no_second_upload(world, app, task_s):
    ts = await world.post(PNG)
    (progress,) = await world.wait_for(lambda: world.progress(ts))
    await world.until(lambda: world.patsnap.calls["submit"])  # the upload is stored by then
    await world.slack.click(ADA, PRODUCT_DESIGN, progress.ts, "similar_post")
    (page,) = await world.wait_for(lambda: pages(world, ts, PRODUCT_DESIGN))
    assert page.thread_ts == ts
    assert world.patsnap.calls["image-upload"] == 1
    assert world.patsnap.calls["search-id"] == 1


async def test_command_with_filters_answers_the_asker_alone_and_pages_without_a_second_call(world, app):
    text = (
        f'similar {address(world)} country:US loc:"(01-01 OR NOT 01-01)" status:active,inactive filed:2000.. limit:20'
    )
    first = await command(world, text)
    assert first.ephemeral_to == ADA
    numbers = buttons(first, "patent_look_up")
    assert len(numbers) == 10
    assert all(number.startswith("US") for number in numbers)
    assert "Filed since 1 Jan 2000" in first.text
    count = len(told(world))
    await more(world, first)
    await world.wait_for(lambda: len(told(world)) > count)
    assert "Designs 11 to 20" in told(world)[-1].text
    assert paid(world) == {"search-id": 1}


async def test_bad_input_is_answered_and_nothing_is_paid_for(world, app):
    for text, words in {
        "similar": "an address is missing",
        "similar javascript:alert(1)": "does not begin with",
        "similar http://192.168.0.1/mug.jpg": "not on the public internet",
        "similar https://example.com/mug.jpg sort:size": "PBD",
        "similar https://example.com/mug.jpg color:red": "no option here",
    }.items():
        await world.slack.command(ADA, RANDOM, "/lookalike", text)
        assert words in told(world)[-1].text, text
    assert not paid(world)
    gone = await command(world, f"similar {world.url}/patsnap/images/full/nothing.png")
    assert "turned this check down" in gone.text


async def test_stale_button_picture_missing_and_elsewhere_say_so(world, picture, running):
    world.slack.remove(INDUSTRIAL_DESIGN)
    elsewhere = await world.post(PNG, channel=INDUSTRIAL_DESIGN)
    text = await world.post(text="nothing to see", channel=RANDOM)
    async with running():
        await shortcut(world, picture)
        (first,) = await world.wait_for(lambda: pages(world, picture))
        for value in ("0" * 32 + "/10", "nonsense", "/"):
            count = len(told(world))
            await world.slack.click(ADA, RANDOM, first.ts, "similar_more", value=value)
            await world.wait_for(lambda count=count: len(told(world)) > count)
            assert "no longer here" in told(world)[-1].text
        await shortcut(world, text)
        await world.wait_for(lambda: "no picture" in told(world)[-1].text)
        await shortcut(world, elsewhere, INDUSTRIAL_DESIGN)
        await world.wait_for(lambda: told(world, INDUSTRIAL_DESIGN))
        assert "/invite" in told(world, INDUSTRIAL_DESIGN)[-1].text
    assert paid(world) == {"image-upload": 1, "search-id": 1}


async def test_each_picture_of_a_message_is_searched_for_and_a_bad_one_named(world, running):
    files = [("bad.png", b"no picture"), *((f"{number}.png", drawn.PNG) for number in range(5))]
    ts = await world.post(*files, channel=RANDOM)
    world.slack.invite(RANDOM)
    async with running():
        await shortcut(world, ts)
        await world.wait_for(lambda: any("6 pictures" in message.text for message in told(world)))
    assert [page.text.partition("similar to ")[2][:5] for page in pages(world, ts)] == ["0.png", "1.png", "2.png"]
    assert any("bad.png" in message.text for message in told(world))
    assert paid(world) == {"image-upload": 3, "search-id": 3}


def form(**fields):
    return {name: {"value": value} for name, value in fields.items()}


async def test_form_narrows_a_search_and_names_what_is_wrong(world, picture, running):
    async with running():
        await shortcut(world, picture)
        (first,) = await world.wait_for(lambda: pages(world, picture))
        (value,) = buttons(first, "similar_filters")
        await world.slack.click(ADA, RANDOM, first.ts, "similar_filters", value=value)
        view = await world.wait_for(lambda: world.slack.view(ADA))
        outcome = await world.slack.submit_view(ADA, view.id, form(loc="21-01 OR"))
        assert "21-01 OR" in outcome.errors["loc"]
        wrong = form(loc="", filed_from="2020-01-01", filed_to="2019-01-01")
        outcome = await world.slack.submit_view(ADA, view.id, wrong)
        assert "2020-01-01..2019-01-01" in outcome.errors["filed_to"]
        right = form(country=["CN", "US"], loc="", filed_from="2001-02-03", filed_to=None, sort="APD", order="asc")
        outcome = await world.slack.submit_view(ADA, view.id, right)
        assert outcome.status == "ok", outcome
        assert not outcome.errors
        await world.wait_for(lambda: len(pages(world, picture)) == 2)
        second = pages(world, picture)[1]
        assert "Filed since 3 Feb 2001 · By application date, oldest first" in second.text
        assert {number[:2] for number in buttons(second, "patent_look_up")} <= {"CN", "US"}
        assert paid(world) == {"image-upload": 1, "search-id": 2}
        assert world.slack.view(ADA) is None


async def test_form_from_an_answer_for_one_person_answers_that_person_alone(world, app):
    first = await command(world, f"similar {address(world)} keyword:mug")
    (value,) = buttons(first, "similar_filters")
    await world.slack.click(ADA, RANDOM, first.ts, "similar_filters", value=value)
    view = await world.wait_for(lambda: world.slack.view(ADA))
    count = len(told(world))
    await world.slack.submit_view(ADA, view.id, form(status=["active"]))
    await world.wait_for(lambda: len(told(world)) > count)
    assert "Status active · Keyword “mug”" in told(world)[-1].text
    assert paid(world) == {"search-id": 2}


async def test_form_offers_utility_models_and_line_drawings_but_not_both(world, picture, running):
    async with running():
        await shortcut(world, picture)
        (first,) = await world.wait_for(lambda: pages(world, picture))
        (value,) = buttons(first, "similar_filters")
        await world.slack.click(ADA, RANDOM, first.ts, "similar_filters", value=value)
        view = await world.wait_for(lambda: world.slack.view(ADA))
        outcome = await world.slack.submit_view(ADA, view.id, form(type="utility", by="line-drawing"))
        assert "a search for utility models takes the picture as it is" in outcome.errors["type"]
        assert paid(world) == {"image-upload": 1, "search-id": 1}

        await world.slack.submit_view(ADA, view.id, form(type="utility", by="picture", country=["CN"]))
        await world.wait_for(lambda: len(pages(world, picture)) == 2)
        second = pages(world, picture)[1]
        assert "nearest utility models" in second.text
        numbers = buttons(second, "patent_look_up")
        assert numbers
        assert all(number.startswith("CN2") and number.endswith("U") for number in numbers)
        assert paid(world) == {"image-upload": 1, "search-id": 1, "image-single": 1}

        await world.slack.click(ADA, RANDOM, first.ts, "similar_filters", value=value)
        view = await world.wait_for(lambda: world.slack.view(ADA))
        await world.slack.submit_view(ADA, view.id, form(by="line-drawing"))
        await world.wait_for(lambda: len(pages(world, picture)) == 3)
        third = pages(world, picture)[2]
        assert "By a line drawing of it" in third.text
        await more(world, third)
        await world.wait_for(lambda: len(pages(world, picture)) == 4)
        assert paid(world) == {"image-upload": 1, "search-id": 1, "image-single": 1, "image-single-beta": 2}


async def test_command_searches_by_line_drawing_in_either_language(world, app):
    answer = await command(world, f"similar {address(world)} by:line-drawing")
    assert "By a line drawing of it" in answer.text
    answer = await command(world, f"相似 {address(world)} 专利类型：实用新型")
    assert "nearest utility models" in answer.text
    assert paid(world) == {"image-single": 1, "image-single-beta": 1}
    outcome = await world.slack.command(ADA, RANDOM, "/lookalike", f"similar {address(world)} type:utility loc:07-01")
    assert outcome.status == "ok"
    assert "“utility” does not fit here" in told(world)[-1].text
    assert paid(world) == {"image-single": 1, "image-single-beta": 1}


@pytest.mark.parametrize(
    ("typed", "endpoint", "api"),
    [
        ("type:utility", "image-single", "P060"),
        ("by:line-drawing", "image-single-beta", "P060 Enhanced Shape Search"),
    ],
)
async def test_search_that_the_account_lacks_is_one_sentence_that_names_it(world, app, typed, endpoint, api):
    world.sandbox.faults.add(Fault(target="patsnap", endpoint=endpoint, error=67200004, times=None))
    answer = await command(world, f"similar {address(world)} {typed}")
    assert api in answer.text
    assert paid(world) == {}
    answer = await command(world, f"similar {address(world)}")
    assert answer.text.startswith("The 10 nearest designs")
