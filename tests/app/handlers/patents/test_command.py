"""``/patent``: from a sloppily typed number to a card, and every call to Patsnap counted."""

import asyncio

import pytest

from bot.sandbox.faults import Fault
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.slack import ADA, BEN, DM, PRODUCT_DESIGN, RANDOM
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
PARTS = ("simple-bibliography", "simple-legal-status", "abstract-image")
FILINGS = [filing for filing in load_catalogue().filings if filing.country == "US"]


def ephemerals(world, user=ADA, channel=PRODUCT_DESIGN):
    return [message for message in world.slack.state.messages(channel) if message.ephemeral_to == user]


def cards(world, channel=PRODUCT_DESIGN):
    """What stands in the channel for everybody."""
    return [message for message in world.slack.messages(channel) if message.ephemeral_to is None]


async def ask(world, text, *, user=ADA, channel=PRODUCT_DESIGN):
    """The answer to ``/patent text``, after its "Looking up…"."""
    before = len(ephemerals(world, user, channel))
    outcome = await world.slack.command(user, channel, "/patent", text)
    assert outcome.status == "ok"
    told = await world.wait_for(
        lambda: len(ephemerals(world, user, channel)) >= before + 2 and ephemerals(world, user, channel)
    )
    assert told[before].text.startswith("Looking up")
    assert len(told) == before + 2
    return told[-1]


def calls(world):
    return {name: count for name, count in world.patsnap.calls.items() if name in {"patent-search-pn", *PARTS}}


def buttons(message, action_id):
    """Block id and value of each such button."""
    found = []
    for block in message.blocks:
        elements = [*block.get("elements", ()), block.get("accessory") or {}]
        found += [(block["block_id"], item["value"]) for item in elements if item.get("action_id") == action_id]
    return found


async def test_sloppy_number_is_answered_by_a_card_only_for_the_asker_and_costs_nothing_again(world, app):
    filing = FILINGS[0]
    digits = filing.number.removeprefix("USD").removesuffix("S1")
    card = await ask(world, f" #us-d{digits[0]},{digits[1:4]},{digits[4:]} s1 ")
    shown = str(card.blocks)
    for text in (filing.number, "Design", filing.assignee.en, filing.application, filing.locarno, "slack_file"):
        assert text in shown
    assert "In force" in shown or "Pending" in shown or "No longer" in shown
    once = {"patent-search-pn": 1, **dict.fromkeys(PARTS, 1)}
    assert calls(world) == once
    assert (await ask(world, filing.number)).text == card.text
    assert (await ask(world, f"US D{digits} S1", user=BEN)).text == card.text
    assert calls(world) == once
    assert len(ephemerals(world, BEN)) == 2
    assert not [message for message in world.slack.messages(PRODUCT_DESIGN) if message.ephemeral_to is None]


async def test_five_numbers_cost_one_call_of_each_kind_and_thirty_are_refused(world, app):
    wanted = [filing.number for filing in FILINGS[:5]]
    answer = await ask(world, ", ".join(wanted))
    assert all(number in answer.text for number in wanted)
    assert len(buttons(answer, "patent_share")) == 5
    assert calls(world) == {"patent-search-pn": 5, **dict.fromkeys(PARTS, 1)}
    outcome = await world.slack.command(
        ADA, PRODUCT_DESIGN, "/patent", ", ".join(f"USD90000{n:02}S1" for n in range(30))
    )
    assert "30 numbers" in str(outcome.response)
    assert calls(world)["patent-search-pn"] == 5


async def test_two_people_asking_at_once_make_one_call(world, app):
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="patent-search-pn", delay_s=0.5, times=None))
    await asyncio.gather(*(ask(world, FILINGS[0].number, user=user) for user in (ADA, BEN)))
    assert calls(world) == {"patent-search-pn": 1, **dict.fromkeys(PARTS, 1)}


async def test_card_comes_without_what_a_call_did_not_deliver_and_is_completed_later(world, app):
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="simple-legal-status", error=68300004))
    card = await ask(world, FILINGS[0].number)
    assert "Not to be had from Patsnap just now: legal status" in str(card.blocks)
    assert FILINGS[0].assignee.en in str(card.blocks)
    assert "just now" not in str((await ask(world, FILINGS[0].number)).blocks)
    # The refused call is not among them.
    assert calls(world) == {"patent-search-pn": 1, **dict.fromkeys(PARTS, 1)}


async def test_part_of_a_number_offers_a_choice_and_the_choice_a_card(world, app):
    choice = await ask(world, FILINGS[0].number[:7])
    block_id, number = buttons(choice, "patent_look_up")[0]
    before = len(ephemerals(world))
    await world.slack.click(ADA, PRODUCT_DESIGN, choice.ts, "patent_look_up", block_id=block_id)
    await world.wait_for(lambda: len(ephemerals(world)) == before + 2)
    assert number in ephemerals(world)[-1].text
    assert buttons(ephemerals(world)[-1], "patent_share")
    assert calls(world) == {"patent-search-pn": 1, **dict.fromkeys(PARTS, 1)}


async def test_number_that_can_be_read_in_several_ways_is_asked_about_before_anything_is_paid(world, app):
    filing = next(filing for filing in load_catalogue().filings if filing.country == "KR")
    digits = filing.number.removeprefix("KR30").removesuffix("0000S")
    assert (await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", f"KR {digits}")).status == "ok"
    (question,) = await world.wait_for(lambda: ephemerals(world))
    assert "can be read in several ways" in question.text
    assert not calls(world)
    block_id, reading = buttons(question, "patent_reading")[0]
    assert reading == f"KR30{digits}"
    await world.slack.click(ADA, PRODUCT_DESIGN, question.ts, "patent_reading", block_id=block_id)
    await world.wait_for(lambda: len(ephemerals(world)) == 3)
    assert filing.number in ephemerals(world)[-1].text
    assert calls(world) == {"patent-search-pn": 1, **dict.fromkeys(PARTS, 1)}


async def test_unknown_number_says_what_was_tried_and_is_not_asked_for_again(world, app):
    answer = await ask(world, "US D1999999 S1")
    assert "No patent found for “US D1999999 S1”" in answer.text
    assert "USD1999999S1" in answer.text
    assert "DM/212345" in str(answer.blocks)
    asked = calls(world)
    await ask(world, "USD1,999,999S1")
    assert calls(world) == asked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "/patent US D1055174 S1"),
        ("help", "/patent US D1055174 S1"),
        ("帮助", "/patent US D1055174 S1"),
        ("a mug with a handle", "/patent US D1055174 S1"),
        ("QX 1234567", "no patent office has the code"),
        ("https://example.com/patent", "link"),
    ],
)
async def test_what_cannot_be_looked_up_is_answered_with_the_ack(world, app, text, words):
    outcome = await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", text)
    assert words in str(outcome.response)
    assert not calls(world)


async def test_share_posts_the_card_once_however_often_it_is_pressed(world, app):
    card = await ask(world, FILINGS[0].number)
    press = [world.slack.click(ADA, PRODUCT_DESIGN, card.ts, "patent_share") for _ in range(2)]
    await asyncio.gather(*press)
    await world.wait_for(lambda: "shared here" in ephemerals(world)[-1].text)
    (shared,) = await world.wait_for(lambda: cards(world))
    assert shared.text == card.text
    assert "Shared by ada" in str(shared.blocks)
    assert "slack_file" in str(shared.blocks)
    assert shared.metadata["event_type"] == "lookalike_patent"
    assert calls(world) == {"patent-search-pn": 1, **dict.fromkeys(PARTS, 1)}


async def test_share_whose_answer_got_lost_is_found_again_and_not_posted_twice(world, app):
    card = await ask(world, FILINGS[0].number)
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", cut="after"))
    await world.slack.click(ADA, PRODUCT_DESIGN, card.ts, "patent_share")
    await world.wait_for(lambda: "did not say" in ephemerals(world)[-1].text)
    await world.slack.click(ADA, PRODUCT_DESIGN, card.ts, "patent_share")
    await world.wait_for(lambda: "shared here already" in ephemerals(world)[-1].text)
    assert len(cards(world)) == 1


async def test_share_where_the_app_is_not_says_so_and_works_once_it_is(world, app):
    card = await ask(world, FILINGS[0].number, channel=RANDOM)
    await world.slack.click(ADA, RANDOM, card.ts, "patent_share")
    await world.wait_for(lambda: "/invite" in ephemerals(world, channel=RANDOM)[-1].text)
    world.slack.invite(RANDOM)
    await world.slack.click(ADA, RANDOM, card.ts, "patent_share")
    await world.wait_for(lambda: cards(world, RANDOM))


async def test_button_of_a_patent_that_is_gone_is_answered(world, app):
    card = await ask(world, FILINGS[0].number)
    await world.slack.click(ADA, PRODUCT_DESIGN, card.ts, "patent_share", value="no-such-patent")
    await world.wait_for(lambda: "too old" in ephemerals(world)[-1].text)


async def test_earlier_checks_are_named_to_those_who_may_see_them(world, app):
    ts = await world.post(PNG, channel=DM)
    (reply,) = await world.wait_for_replies(ts, channel=DM)
    number = next(block["subtitle"]["text"].split()[0] for block in reply.blocks if block["type"] == "container")
    mine = await ask(world, number)
    assert "Seen here" in str(mine.blocks)
    assert f"p{reply.ts.replace('.', '')}" in str(mine.blocks)
    # Ben cannot know of what Ada checked in her direct messages, and neither can the channel.
    assert "Seen here" not in str((await ask(world, number, user=BEN)).blocks)
    await world.slack.click(ADA, PRODUCT_DESIGN, mine.ts, "patent_share")
    (shared,) = await world.wait_for(
        lambda: [message for message in world.slack.messages(PRODUCT_DESIGN) if message.ephemeral_to is None]
    )
    assert "Seen here" not in str(shared.blocks)


async def test_comparison_of_a_report_is_looked_up_for_the_one_who_asks(world, app):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    container = next(block for block in reply.blocks if block["type"] == "container")
    (child,) = [block for block in container["child_blocks"] if block["type"] == "actions"]
    _, look_up = child["elements"]
    await world.slack.click(BEN, PRODUCT_DESIGN, reply.ts, "patent_look_up", block_id=child["block_id"])
    await world.wait_for(lambda: len(ephemerals(world, BEN)) == 2)
    waiting, card = ephemerals(world, BEN)
    assert waiting.thread_ts == card.thread_ts == ts
    assert look_up["value"] in card.text
    assert "Seen here" in str(card.blocks)
    assert calls(world)["patent-search-pn"] == 1
    # The report had brought the drawing to Slack.
    assert "slack_file" in str(card.blocks)
    assert "abstract-image" not in calls(world)
    await world.slack.click(BEN, PRODUCT_DESIGN, card.ts, "patent_share")
    await world.wait_for(
        lambda: [
            message for message in world.slack.thread(PRODUCT_DESIGN, ts) if "Shared by ben" in str(message.blocks)
        ]
    )


async def test_comparison_in_the_modal_is_looked_up_on_top_of_it(world, app):
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_comparisons")
    view = await world.wait_for(lambda: world.slack.view(ADA))
    opens = next(block for block in view.blocks if "comparisons_open" in str(block))
    await world.slack.view_action(ADA, view.id, "comparisons_open", block_id=opens["block_id"])
    view = await world.wait_for(
        lambda: "Comparison 1 of" in str(world.slack.view(ADA).content) and world.slack.view(ADA)
    )
    block = next(block for block in view.blocks if "patent_look_up" in str(block))
    await world.slack.view_action(ADA, view.id, "patent_look_up", block_id=block["block_id"])
    await world.wait_for(lambda: "Publication:" in str(world.slack.view(ADA).content))
    shown = str(world.slack.view(ADA).content)
    assert block["elements"][-1]["value"] in shown
    assert "Seen here" in shown
    assert "patent_share" not in shown
    assert not ephemerals(world)
