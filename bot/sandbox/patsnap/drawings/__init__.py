"""What the sandbox draws: a dozen families of products, as line drawings and as product pictures."""

from bot.sandbox.patsnap.drawings.electronics import HEADPHONES, SPEAKER, WATCH
from bot.sandbox.patsnap.drawings.family import Family, Words
from bot.sandbox.patsnap.drawings.furniture import CHAIR, LAMP
from bot.sandbox.patsnap.drawings.toys import FLOAT, TOY
from bot.sandbox.patsnap.drawings.vessels import BOTTLE, KETTLE, MUG
from bot.sandbox.patsnap.drawings.wear import BACKPACK, SHOE

FAMILIES: tuple[Family, ...] = (
    MUG,
    KETTLE,
    BOTTLE,
    LAMP,
    CHAIR,
    TOY,
    FLOAT,
    HEADPHONES,
    WATCH,
    SPEAKER,
    SHOE,
    BACKPACK,
)

__all__ = ["FAMILIES", "Family", "Words"]
