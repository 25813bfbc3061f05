"""Answers by ``response_url``: as good as Slack takes them, in as many tries as it allows."""

import aiohttp
import pytest

from bot.model import Message
from handlers.answers import tell

PICTURE = ({"type": "image", "slack_file": {"id": "F1"}, "alt_text": "a drawing"},)
PLAIN = ({"type": "divider"},)
SHORT = ({"type": "section", "text": {"type": "mrkdwn", "text": "A mug"}},)
USES = 5
"""How often a response_url may be used, the "Looking up…" before the answer included."""


class Respond:
    """Stands where Bolt's ``respond`` does. Attributes: refusals: how many tries Slack turns down."""

    def __init__(self, refusals=0, error=None):
        self.refusals, self.error, self.sent = refusals, error, []

    async def __call__(self, **body):
        self.sent.append(body)
        if self.error:
            raise self.error
        return type("Response", (), {"status_code": 400 if len(self.sent) <= self.refusals else 200})


@pytest.mark.parametrize(
    ("refusals", "tried"),
    [(0, [PICTURE]), (1, [PICTURE, PLAIN]), (9, [PICTURE, PLAIN, ()])],
)
async def test_answer_with_a_picture_steps_down_within_the_uses_of_its_address(refusals, tried):
    respond = Respond(refusals)
    told = await tell(respond, Message(text="A mug", blocks=PICTURE, fallbacks=(PLAIN,)))
    assert told is (refusals < 9)
    assert [tuple(body.get("blocks", ())) for body in respond.sent] == tried
    assert len(respond.sent) < USES
    assert all(body["text"] == "A mug" and body["response_type"] == "ephemeral" for body in respond.sent)


async def test_answer_with_many_fallbacks_comes_to_its_text_within_the_uses_of_its_address():
    respond = Respond(9)
    await tell(respond, Message(text="A mug", blocks=PLAIN * 2, fallbacks=(PICTURE, PLAIN, SHORT)))
    assert [tuple(body.get("blocks", ())) for body in respond.sent] == [PLAIN * 2, PLAIN, SHORT, ()]
    assert len(respond.sent) < USES


async def test_answer_whose_fate_is_unknown_is_not_sent_twice():
    respond = Respond(error=aiohttp.ClientError())
    assert not await tell(respond, Message(text="A mug", blocks=PLAIN))
    assert len(respond.sent) == 1
