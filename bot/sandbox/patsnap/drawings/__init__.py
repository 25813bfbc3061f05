"""What the sandbox draws: twenty families of products, as line drawings and as product pictures."""

from bot.sandbox.patsnap.drawings.electronics import DRYER, HEADPHONES, SPEAKER, WATCH
from bot.sandbox.patsnap.drawings.family import Family, Words
from bot.sandbox.patsnap.drawings.furniture import CHAIR, FAN, LAMP, STAND
from bot.sandbox.patsnap.drawings.toys import CONTROLLER, FLOAT, TOY
from bot.sandbox.patsnap.drawings.vessels import BOTTLE, KETTLE, MUG, VASE
from bot.sandbox.patsnap.drawings.wear import BACKPACK, GLASSES, SCISSORS, SHOE, UMBRELLA

FAMILIES: tuple[Family, ...] = (
    MUG,
    KETTLE,
    BOTTLE,
    VASE,
    LAMP,
    CHAIR,
    FAN,
    STAND,
    TOY,
    FLOAT,
    CONTROLLER,
    HEADPHONES,
    WATCH,
    SPEAKER,
    DRYER,
    SHOE,
    BACKPACK,
    GLASSES,
    UMBRELLA,
    SCISSORS,
)

__all__ = ["FAMILIES", "Family", "Words"]
