"""Names and texts that try something, all the way from a post to what people read."""

import random

from bot.net.addresses import MAX_LENGTH
from bot.sandbox.faults import Fault
from bot.sandbox.slack import ADA, PRODUCT_DESIGN
from tests.app import drawn
from tests.unit.formatters.checker import check_visible, texts_of
from tests.unit.formatters.strategies import FRAGMENTS

NAMES = (
    "<!channel> <@U0ADA00001>.png",
    "a\x00b\ud800c\udfff.png",
    "gnp.\u202egpj.png",
    "../../etc/passwd.png",
    "*b* _i_ ~s~ `c` :wave: @here {0} {name} %s.png",
    "<https://evil.example|your bank>.png",
    "a|b>c<d&e.png",
    "字" * 250 + ".png",
    "\u200b\u200b.png",
    "e" + "\u0301" * 200 + ".png",
)
TEXT = "".join(FRAGMENTS)


def shown(world):
    """All that the app has said here, to everybody or to one."""
    return [message for message in world.slack.state.messages(PRODUCT_DESIGN) if message.is_from_app]


def check_harmless(world):
    for message in shown(world):
        mentioned = {name for name in message.pings if name != f"@{ADA}"}  # who asked is named where a thread begins
        assert not mentioned, message.text
        for text in (message.text, *texts_of(message.blocks)):
            check_visible(text.replace(f"<@{ADA}>", "").replace("<!date", ""))


async def test_wild_names_and_texts_start_checks_and_harm_nobody(world, app):
    files = [
        (name, drawn.encoded("PNG", size=(480 + number, 480)) if number % 2 else b"no picture")
        for number, name in enumerate(NAMES)
    ]
    # Once a reply's answer is lost, so that the thread is searched for it, this text in it.
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", cut="after"))
    ts = await world.post(*files, text=TEXT)
    assert len(await world.wait_for_replies(ts, count=len(NAMES))) == len(NAMES)
    assert world.slack.calls["conversations.replies"]
    assert world.patsnap.calls["submit"] == len(NAMES) // 2
    wrong = await world.post(("mug.png", drawn.PNG), text=f'keyword:"\x00\ud800{TEXT[:80]}" since:<!channel>')
    (reply,) = await world.wait_for_replies(wrong)
    assert "since" in reply.text
    narrowed = await world.post(("mug.png", drawn.PNG), text='keyword:"\x00\ud800 <!channel> *x* \u202e"')
    (reply,) = await world.wait_for_replies(narrowed)
    assert reply.blocks[0]["type"] == "header"
    check_harmless(world)


async def test_wild_commands_are_answered_and_harm_nobody(world, app):
    for text in (TEXT, *FRAGMENTS, *(f"{verb} {TEXT[:300]}" for verb in ("check", "similar", "history", "help"))):
        for command in ("/lookalike", "/patent"):
            outcome = await world.slack.command(ADA, PRODUCT_DESIGN, command, text)
            assert outcome.status == "ok", (command, text, outcome)
    similar = f'similar {world.url}/patsnap/images/full/x.png assignee:"\x00\ud800<!channel>" keyword:"*x*\u202e"'
    before = len(shown(world))
    await world.slack.command(ADA, PRODUCT_DESIGN, "/lookalike", similar)
    await world.wait_for(lambda: len(shown(world)) >= before + 2)
    check_harmless(world)


async def test_longest_of_everything_that_people_type_is_acked_and_answered(world, app):
    # Not the same letter again and again: PostgreSQL would compress that, and have room in an index.
    long = "".join(random.Random(1).choices([chr(code) for code in range(0x4E00, 0x9FA5)], k=40_000))
    picture = f"{world.url}/patsnap/images/full/"
    picture += long[: MAX_LENGTH - len(picture)]
    commands = (
        ("/lookalike", f"check {picture}"),
        ("/lookalike", f'similar {picture} keyword:"{long[:100]}"'),
        ("/lookalike", f"check {picture} keyword:{long[:8000]}"),
        ("/lookalike", f"check {long[:8000]}"),
        ("/lookalike", long[:8000]),
        ("/patent", long[:8000]),
        ("/patent", "1234567 " * 1000),
    )
    for command, text in commands:
        outcome = await world.slack.command(ADA, PRODUCT_DESIGN, command, text)
        assert outcome.status == "ok", (command, text[:40], outcome)
    named = await world.post((f"{long[:250]}.png", drawn.PNG), text=long)
    optioned = await world.post(("mug.png", drawn.PNG), text=f'countries:{long[:9000]} keyword:"{long[:9000]}"')
    for ts in (named, optioned):
        assert len(await world.wait_for_replies(ts)) == 1
    await world.until(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    root = await world.wait_for(
        lambda: [one for one in shown(world) if (one.metadata or {}).get("event_type") == "lookalike_root"]
    )
    assert len(await world.wait_for_replies(root[0].ts)) == 1
    check_harmless(world)
