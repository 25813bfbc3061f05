"""The ladder of fallbacks by itself; messages and answers that step down with it have tests of their own."""

import pytest

from bot.errors import SlackError
from bot.slack.fallbacks import Taken, offer
from bot.slack.web_api import slack_error

FULL, PLAIN = {"type": "modal", "blocks": ["full"]}, {"type": "modal", "blocks": ["plain"]}


class Slack:
    """Refuses each thing sent with the next of these codes, and takes what comes after."""

    def __init__(self, *codes):
        self.codes, self.sent = list(codes), []

    async def send(self, rung):
        self.sent.append(rung)
        if self.codes:
            raise slack_error(self.codes.pop(0), "views.update", messages=("[ERROR] no",))
        return "taken"


@pytest.mark.parametrize("code", ["invalid_arguments", "view_too_large", "invalid_blocks"])
async def test_offer_refused_rung_is_followed_by_a_plainer_one(code):
    slack = Slack(code)
    assert await offer([FULL, PLAIN], slack.send) == Taken(PLAIN, "taken", ("[ERROR] no",))


async def test_offer_last_rung_refused_raises():
    with pytest.raises(SlackError):
        await offer([FULL, PLAIN], Slack("invalid_blocks", "invalid_blocks").send)


@pytest.mark.parametrize("code", ["unreachable", "ratelimited", "channel_not_found"])
async def test_offer_what_plainer_blocks_do_not_mend_raises_at_once(code):
    slack = Slack(code)
    with pytest.raises(SlackError):
        await offer([FULL, PLAIN], slack.send)
    assert slack.sent == [FULL]
