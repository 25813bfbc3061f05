"""Product pictures to try the app with: some of catalogue designs, some that come near one, some unlike all."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from PIL import ImageDraw, ImageFont

from bot.sandbox.patsnap.catalogue import first_design
from bot.sandbox.patsnap.drawings.electronics import HEADPHONES
from bot.sandbox.patsnap.drawings.family import Family
from bot.sandbox.patsnap.drawings.furniture import CHAIR, LAMP
from bot.sandbox.patsnap.drawings.oddities import draw_cactus, draw_guitar, draw_rocket
from bot.sandbox.patsnap.drawings.shading import Colour, Palette, render_photo
from bot.sandbox.patsnap.drawings.shapes import Part, Tone, fitted
from bot.sandbox.patsnap.drawings.toys import FLOAT, TOY
from bot.sandbox.patsnap.drawings.vessels import KETTLE, MUG
from bot.sandbox.patsnap.drawings.wear import SHOE

SIDE = 640
_MARGIN = 13.0


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One picture to try.

    Attributes:
        name: of its file, without an ending; what it shows.
    """

    name: str
    _parts: Callable[[], Sequence[Part]] = field(repr=False)
    _palette: Palette = field(repr=False)

    @property
    def png_bytes(self) -> bytes:
        """640 by 640 px, drawn when first asked for: some tenths of a second, so not for an event loop."""
        return _draw(self)


def samples() -> tuple[Sample, ...]:
    """All of them: first what is high risk, then what comes near, then what is unlike anything in the catalogue."""
    return _SAMPLES


@cache
def _draw(sample: Sample) -> bytes:
    image = render_photo(fitted(sample._parts(), margin=_MARGIN), sample._palette, SIDE)
    label = ImageFont.load_default(13)
    ImageDraw.Draw(image).text(
        (SIDE - 12, SIDE - 10), "MADE UP", fill=_faint(sample._palette.below), font=label, anchor="rs"
    )
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def _faint(colour: Colour) -> Colour:
    red, green, blue = (round(value * 0.86) for value in colour)
    return red, green, blue


def _as_filed(family: Family) -> Callable[[], list[Part]]:
    return lambda: first_design(family).parts()


def _redesigned(family: Family, choices: dict[str, str], **scales: float) -> Callable[[], list[Part]]:
    """The family's best-known design with other traits, and sizes by a factor."""

    def parts() -> list[Part]:
        known = first_design(family)
        sizes = {measure: value * scales.get(measure, 1.0) for measure, value in known.sizes.items()}
        return replace(known, choices={**known.choices, **choices}, sizes=sizes).parts()

    return parts


def _palette(
    body: Colour, accent: Colour, ground: Colour, *, dark: Colour = (46, 48, 56), metal: Colour = (166, 170, 178),
    light: Colour = (246, 243, 236), standing: bool = True,
) -> Palette:  # fmt: skip
    red, green, blue = (round(value * 0.9) for value in ground)
    return Palette(
        tones={Tone.BODY: body, Tone.ACCENT: accent, Tone.DARK: dark, Tone.LIGHT: light, Tone.METAL: metal},
        above=ground,
        below=(red, green, blue),
        standing=standing,
    )


_SAMPLES = (
    Sample("mug", _as_filed(MUG), _palette((52, 104, 168), (240, 196, 82), (236, 228, 214))),
    Sample("swim-ring", _as_filed(FLOAT),
           _palette((238, 120, 158), (250, 206, 92), (206, 228, 236), standing=False)),
    Sample("lamp", _as_filed(LAMP), _palette((196, 92, 60), (60, 60, 60), (176, 196, 190),
                                             metal=(190, 160, 96))),
    Sample("headphones", _as_filed(HEADPHONES),
           _palette((236, 156, 60), (246, 236, 220), (214, 222, 232), standing=False)),
    Sample("kettle", _redesigned(KETTLE, {"knob": "bar"}),
           _palette((178, 54, 48), (238, 206, 120), (222, 226, 224))),
    Sample("chair", _redesigned(CHAIR, {"arms": "none"}),
           _palette((214, 158, 92), (92, 124, 112), (230, 226, 222))),
    Sample("sneaker", _redesigned(SHOE, {"collar": "mid"}),
           _palette((70, 150, 128), (244, 198, 70), (232, 222, 226))),
    Sample("toy", _redesigned(TOY, {"ears": "round"}, head=1.25, body=0.8),
           _palette((170, 122, 84), (232, 190, 150), (216, 228, 214))),
    Sample("guitar", draw_guitar, _palette((150, 84, 40), (90, 50, 30), (226, 222, 214),
                                           light=(222, 168, 96), standing=False)),
    Sample("rocket", draw_rocket, _palette((236, 232, 226), (206, 66, 56), (176, 200, 222))),
    Sample("cactus", draw_cactus, _palette((84, 146, 92), (196, 106, 72), (238, 226, 210),
                                           light=(240, 130, 150))),
)  # fmt: skip
