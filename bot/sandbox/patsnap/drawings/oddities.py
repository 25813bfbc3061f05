"""Things that no family of the catalogue makes: they are looked for, and hardly anything like them is found."""

from bot.sandbox.patsnap.drawings.shapes import (
    Part,
    Tone,
    arc_points,
    blob,
    both_sides,
    box,
    ellipse,
    line,
    polygon,
    revolved,
    tube,
    turned,
)


def draw_guitar() -> list[Part]:
    """An acoustic guitar that leans to the right."""
    body = blob([(50, 50), (59, 47), (64, 55), (60, 63), (66, 73), (65, 86), (50, 93), (35, 86), (34, 73), (40, 63),
                 (36, 55),
                 (41, 47)])  # fmt: skip
    plate = blob([(50, 51), (58, 49), (62, 55), (58, 63), (64, 74), (63, 84), (50, 91), (37, 84), (36, 74), (42, 63),
                  (38, 55),
                  (42, 49)], Tone.LIGHT, flat=True)  # fmt: skip
    frets = [line([(47.6, y), (52.4, y)]) for y in (18, 22, 26.5, 31, 36, 41.5, 47)]
    strings = [line([(x, 12), (x, 79)]) for x in (48.6, 50, 51.4)]
    pegs = both_sides(*(ellipse(44.6, y, 1.6, 1.1, tone=Tone.METAL) for y in (6, 9, 12)))
    parts = [
        *pegs,
        polygon([(46.4, 3), (53.6, 3), (52.6, 15), (47.4, 15)], Tone.DARK),
        body,
        plate,
        ellipse(50, 62, 6.5, tone=Tone.DARK, flat=True),
        box(47.4, 14, 52.6, 57, tone=Tone.DARK),
        box(43, 78, 57, 81, radius=1, tone=Tone.DARK),
        *frets,
        *strings,
    ]
    return turned(parts, 24)


def draw_rocket() -> list[Part]:
    """A toy rocket on three fins."""
    fins = both_sides(blob([(40, 58), (26, 74), (24, 92), (33, 84), (42, 80)], Tone.ACCENT))
    nose = Part((*arc_points(50, 30, 13, 24, 180, 360), (63, 30), (37, 30)), Tone.ACCENT)
    return [
        *fins,
        tube([(50, 84), (50, 95)], 9, end_width=4, tone=Tone.METAL),
        revolved([(10, 2), (20, 10), (38, 16), (58, 16), (76, 12), (84, 9)]),
        nose,
        ellipse(50, 44, 7, tone=Tone.METAL),
        ellipse(50, 44, 5, tone=Tone.DARK, flat=True),
        tube([(50, 62), (50, 93)], 4.5, tone=Tone.ACCENT),
    ]


def draw_cactus() -> list[Part]:
    """A cactus with two arms in a pot."""
    stem = tube([(50, 78), (50, 50), (50, 20)], 19, end_width=16)
    top = ellipse(50, 19, 8, 8.5)
    arms = [
        tube([(54, 56), (72, 55), (75, 45), (75, 35)], 9),
        ellipse(75, 35, 4.5),
        tube([(46, 48), (30, 48), (26, 40), (26, 31)], 9),
        ellipse(26, 31, 4.5),
    ]
    ribs = [line([(x, 24), (x, 74)]) for x in (45.5, 50, 54.5)]
    pot = polygon([(33, 74), (67, 74), (62, 94), (38, 94)], Tone.ACCENT)
    rim = box(31, 70, 69, 77, radius=1.5, tone=Tone.ACCENT)
    flower = [ellipse(50 + dx, 9 + dy, 3.2, tone=Tone.LIGHT) for dx, dy in ((-4, 1), (4, 1), (0, -2))]
    return [*arms, stem, top, *ribs, *flower, pot, rim]
