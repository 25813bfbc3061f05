"""``/lookalike hold`` as an admin meets it: what stays, what the thread is told, and who may."""

import pytest

from bot.sandbox.slack import ADA, BEN, CHEN, PRODUCT_DESIGN, RANDOM, TEAM_ID
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


def told(world, user=ADA, channel=PRODUCT_DESIGN):
    return [message.text for message in world.slack.state.messages(channel) if message.ephemeral_to == user]


async def command(world, text, user=ADA, channel=PRODUCT_DESIGN):
    outcome = await world.slack.command(user, channel, "/lookalike", text)
    assert outcome.status == "ok", outcome
    return told(world, user, channel)[-1]


def notes(world, ts):
    return [
        message.text
        for message in world.slack.thread(PRODUCT_DESIGN, ts)
        if (message.metadata or {}).get("event_type") == "lookalike_hold"
    ]


@pytest.fixture
async def reply(world, app):
    (found,) = await world.wait_for_replies(await world.post(PNG))
    return found


def id_of(reply):
    return reply.metadata["event_payload"]["check_id"]


def link_to(world, reply):
    return (
        f"{world.slack.state.home}/archives/{PRODUCT_DESIGN}/p{reply.ts.replace('.', '')}?thread_ts={reply.thread_ts}"
    )


async def test_held_report_outlives_its_message_and_goes_at_the_release(world, app, reply):
    assert "is on hold" in await command(world, f"hold {id_of(reply)} case 7 & <others>")
    (note,) = await world.wait_for(lambda: notes(world, reply.thread_ts))
    assert f"<@{ADA}> put this on hold: mug.png" in note
    assert "case 7 &amp; &lt;others&gt;" in note
    assert "on hold already" in await command(world, f"hold {link_to(world, reply)}")
    listed = await command(world, "hold")
    assert id_of(reply) in listed
    assert f"p{reply.ts.replace('.', '')}" in listed

    await world.slack.delete_message(PRODUCT_DESIGN, reply.thread_ts)
    await world.wait_for(lambda: "on hold until it is released" in world.slack.message(PRODUCT_DESIGN, reply.ts).text)
    here = {"team_id": TEAM_ID, "channel_id": PRODUCT_DESIGN}
    assert await app.checks.service.find_report(id_of(reply), **here)
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_export")
    await world.wait_for(lambda: world.slack.view(ADA))
    assert "its message was deleted" in await command(world, "hold")

    assert "deleted its data now" in await command(world, f"release {id_of(reply)} settled")
    await world.wait_for(lambda: "has deleted the report" in world.slack.message(PRODUCT_DESIGN, reply.ts).text)
    assert await app.checks.service.find_report(id_of(reply), **here) is None
    assert "Released:" in await command(world, "hold")
    assert world.patsnap.calls["submit"] == 1


async def test_release_is_told_in_the_thread_and_chinese_words_are_understood(world, reply):
    await world.slack.command(ADA, PRODUCT_DESIGN, "/lookalike", f"保留 {id_of(reply)}")
    await world.wait_for(lambda: notes(world, reply.thread_ts))
    await world.slack.command(ADA, PRODUCT_DESIGN, "/lookalike", f"解除 {link_to(world, reply)}")
    held, released = await world.wait_for(
        lambda: len(notes(world, reply.thread_ts)) == 2 and notes(world, reply.thread_ts)
    )
    assert "released the hold on mug.png" in released
    assert "put this on hold" in held


async def test_who_is_no_admin_learns_who_may_and_nothing_of_the_check(world, reply):
    for text in ("hold", f"hold {id_of(reply)}", f"release {id_of(reply)}"):
        assert "Only the workspace's admins" in await command(world, text, user=BEN)
    assert "管理员" in await command(world, f"保留 {id_of(reply)}", user=CHEN)
    assert notes(world, reply.thread_ts) == []


async def test_check_of_another_channel_reads_like_one_that_is_nowhere(world, reply):
    elsewhere = [
        await command(world, f"hold {named}", channel=RANDOM) for named in (id_of(reply), link_to(world, reply))
    ]
    nowhere = await command(world, f"hold {'0' * 32}", channel=RANDOM)
    assert elsewhere == [nowhere, nowhere]
    for nonsense in ("mug.png", "https://example.com/archives/C1", "\x00"):
        assert "Copy link" in await command(world, f"hold {nonsense}")
    assert "Copy link" in await command(world, "release")
    assert "Nothing of that is on hold" in await command(world, f"release {id_of(reply)}")


async def test_without_the_scope_a_sentence_says_what_is_missing(world, reply):
    world.slack.missing_scopes.add("users:read")
    assert "users:read" in await command(world, f"hold {id_of(reply)}")
