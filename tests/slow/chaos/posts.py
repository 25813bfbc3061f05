"""What people post while processes die: one picture or several, each its own, each check its own or all together."""

from io import BytesIO
from random import Random

from PIL import ImageDraw

from bot.sandbox.app import Sandbox
from bot.sandbox.slack import ADA, DM, GROUP_DM, PRIVATE_LAUNCH, PRODUCT_DESIGN
from tests.app import drawn
from tests.slow.chaos.ledger import Asked

CHANNELS = (PRODUCT_DESIGN, PRIVATE_LAUNCH, GROUP_DM, DM)


def picture(number: int) -> tuple[str, bytes]:
    """A name and a PNG; no two numbers give the same."""
    image = drawn.mug((200, 200))
    ImageDraw.Draw(image).text((20, 178), f"No. {number}", fill=(200, 30, 30))
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return f"mug-{number}.png", buffer.getvalue()


async def post(sandbox: Sandbox, dice: Random, *, number: int) -> Asked:
    """One post by chance; ``number`` tells it from all others."""
    channel = CHANNELS[number % len(CHANNELS)]
    count = dice.choice((1, 1, 1, 2, 3))
    together = count > 1 and dice.random() < 0.5
    files = [picture(10 * number + position) for position in range(count)]
    ts = await sandbox.slack.post(ADA, channel, "views:together" if together else "", files=files)
    return Asked(channel, ts, 1 if together else count)
