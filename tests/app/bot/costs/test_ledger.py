"""The ledger of the running app against the calls that Patsnap had, and what a cap does to what people ask for."""

import asyncio
from collections import Counter

import pytest
from sqlalchemy import select

from bot.patsnap.endpoints import COUNTED
from bot.sandbox.faults import Fault
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.slack import ADA, BEN, PRODUCT_DESIGN
from bot.storage.tables import paid_calls
from tests.app import drawn
from tests.world import WAIT_S

PNG = ("mug.png", drawn.PNG)
NUMBERS = [filing.number for filing in load_catalogue().filings if filing.country == "US"]
DETAILS = ("fulltext-image", "bibliography", "patent-family", "legal-status")
HELD = "The cap on paid checks in this channel, 1 a day, is used up"
_AT_SANDBOX = {"infringement-detection-creation": "creation"}
"""An endpoint's name -> the one by which the sandbox counts it, if that is another."""


def had(world):
    """Paid calls that came to Patsnap, by endpoint."""
    calls = {name: world.patsnap.calls[_AT_SANDBOX.get(name, name)] for name in COUNTED}
    return {name: count for name, count in calls.items() if count}


async def written(app):
    async with app.checks.repository.database.connect() as connection:
        return (await connection.execute(select(paid_calls))).mappings().all()


async def counted(app):
    """The calls in the ledger by endpoint, once the answer to each is stored: all of them are paid."""
    async with asyncio.timeout(WAIT_S):
        while any(row["payment"] == "sent" for row in await written(app)):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.02)
    rows = await written(app)
    assert {row["payment"] for row in rows} == {"paid"}
    return Counter(row["endpoint"] for row in rows)


def told(world, user=ADA):
    return [message for message in world.slack.state.messages(PRODUCT_DESIGN) if message.ephemeral_to == user]


async def ask(world, text, user=ADA, *, command="/patent"):
    """The last answer to a command, after its "Looking up…"."""
    before = len(told(world, user))
    assert (await world.slack.command(user, PRODUCT_DESIGN, command, text)).status == "ok"
    await world.wait_for(lambda: len(told(world, user)) >= before + 2)
    return told(world, user)[-1]


async def press(world, message, action_id, user=ADA):
    """Press a button, and wait until the details stand in their modal."""
    await world.slack.click(user, message.channel, message.ts, action_id)
    await world.until(lambda: all(world.patsnap.calls[name] for name in DETAILS))


@pytest.mark.parametrize("engine", ["v2", "v1"])
async def test_ledger_of_a_mixed_day_is_what_patsnap_was_called_for(world, running, engine):
    async with running(PATSNAP_ENGINE=engine) as app:
        ts = await world.post(PNG, ("cup.png", drawn.PNG), text="views:together")
        await world.wait_for_replies(ts)
        ts = await world.post(PNG)
        [reply] = await world.wait_for_replies(ts)
        card = await ask(world, f"{NUMBERS[0]}, {NUMBERS[1]}", BEN)
        await ask(world, NUMBERS[0])
        await ask(world, f"similar {world.url}/patsnap/images/full/{NUMBERS[0]}.png", command="/lookalike")
        await press(world, await ask(world, NUMBERS[0]), "patent_details")
        assert card
        assert await counted(app) == had(world)
        assert {"submit", "infringement-detection-creation"} & had(world).keys()
        assert {"search-id", "patent-search-pn", "simple-bibliography", "legal-status"} <= had(world).keys()
        people = {(row["endpoint"], row["channel_id"], row["user_id"]) for row in await written(app)}
        assert ("patent-search-pn", PRODUCT_DESIGN, BEN) in people
        assert ("legal-status", PRODUCT_DESIGN, ADA) in people
        assert {channel for _, channel, _ in people} == {PRODUCT_DESIGN}
        sample = app.metrics.registry.get_sample_value
        for name, count in had(world).items():
            labels = {"endpoint": name, "payment": "paid"}
            assert sample("lookalike_paid_calls_total", labels) == count
        assert reply


async def test_lost_answer_is_in_the_ledger_as_unknown(world, app):
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="submit", times=1, cut="after"))
    ts = await world.post(PNG)
    await world.wait_for_replies(ts)
    assert [(row["endpoint"], row["payment"]) for row in await written(app)] == [("submit", "unknown")]


async def test_pictures_beyond_a_cap_get_one_sentence_each_and_no_upload(world, running):
    async with running(LOOKALIKE_CAP_CHANNEL_SUBMITS_PER_DAY=1) as app:
        ts = await world.post(PNG, ("cup.png", drawn.PNG), ("pot.png", drawn.PNG))
        replies = await world.wait_for_replies(ts, 3)
        held = [
            reply for reply in replies if "The cap on paid checks in this channel, 1 a day, is used up" in reply.text
        ]
        assert len(held) == 2
        assert all("LOOKALIKE_CAP_CHANNEL_SUBMITS_PER_DAY" in reply.text for reply in held)
        assert (world.patsnap.calls["image-upload"], world.patsnap.calls["submit"]) == (1, 1)
        assert await counted(app) == {"submit": 1}
        labels = {"scope": "channel", "period": "day", "counted": "submit"}
        assert app.metrics.registry.get_sample_value("lookalike_capped_calls_total", labels) == 2


async def test_raised_cap_lets_the_button_finish_the_check(world, running):
    async with running(LOOKALIKE_CAP_PERSON_SUBMITS_PER_MONTH=0):
        ts = await world.post(PNG)
        [reply] = await world.wait_for_replies(ts)
        assert "Paid checks are switched off for everybody" in reply.text
        assert not world.patsnap.calls["image-upload"]
    async with running():
        await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "retry_check")
        await world.wait_for_replies(ts, 2)
    assert world.patsnap.calls["submit"] == 1


async def test_look_up_beyond_a_cap_is_the_sentence_and_no_call(world, running):
    async with running(LOOKALIKE_CAP_PERSON_LOOKUPS_PER_DAY=0) as app:
        answer = await ask(world, NUMBERS[0])
        assert "Paid look-ups are switched off for everybody" in answer.text
        answer = await ask(world, f"similar {world.url}/patsnap/images/full/{NUMBERS[0]}.png", command="/lookalike")
        assert "Paid look-ups are switched off for everybody" in answer.text
        assert had(world) == {}
        assert await written(app) == []


async def test_card_whose_parts_are_beyond_a_cap_says_so(world, running):
    async with running(LOOKALIKE_CAP_PERSON_LOOKUPS_PER_DAY=1):
        answer = await ask(world, NUMBERS[0])
        assert "The cap on paid look-ups for one person, 1 a day, is used up" in str(answer.blocks)
        assert had(world) == {"patent-search-pn": 1}


async def test_progress_says_when_four_fifths_of_a_cap_are_used(world, running):
    async with running(LOOKALIKE_CAP_WORKSPACE_SUBMITS_PER_DAY=5):
        ts = await world.post(*((f"{number}.png", drawn.PNG) for number in range(4)))
        await world.wait_for(lambda: len(world.replies(ts)) == 4)
        world.sandbox.faults.add(Fault(target="patsnap", endpoint="image-upload", times=1, delay_s=2))
        ts = await world.post(PNG)
        await world.wait_for(
            lambda: [one for one in world.progress(ts) if "of today's 5 paid checks in this workspace" in one.text]
        )
        await world.wait_for_replies(ts)
