"""Lamps and chairs."""

from bot.sandbox.patsnap.drawings.family import Choices, Family, Sizes, Words
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
    ring,
    spread,
    tube,
)


def _draw_lamp(c: Choices, s: Sizes) -> list[Part]:
    half, depth = s["shade"] / 2, s["depth"]
    top, floor = 10.0, 90.0
    under = top + depth
    shades: dict[str, list[Part]] = {
        "cone": [polygon([(50 - half * 0.45, top), (50 + half * 0.45, top), (50 + half, under), (50 - half, under)],
                         Tone.LIGHT)],
        "drum": [box(50 - half * 0.92, top, 50 + half * 0.92, under, radius=1, tone=Tone.LIGHT),
                 line([(50 - half * 0.92, top + 4), (50 + half * 0.92, top + 4)]),
                 line([(50 - half * 0.92, under - 4), (50 + half * 0.92, under - 4)])],
        "dome": [Part((*arc_points(50, under, half, depth, 180, 360),), Tone.LIGHT),
                 ellipse(50, top - 1, 3, 2.4, tone=Tone.METAL)],
        "pleated": [polygon([(50 - half * 0.6, top), (50 + half * 0.6, top), (50 + half, under), (50 - half, under)],
                            Tone.LIGHT),
                    *(line([(50 + half * 0.6 * x, top), (50 + half * x, under)])
                      for x in (-0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75))],
    }  # fmt: skip
    stems: dict[str, list[Part]] = {
        "rod": [box(48.2, under - 4, 51.8, floor, tone=Tone.METAL)],
        "curved": [tube([(50, under - 2), (45, under + 14), (55, floor - 16), (50, floor)], 4, tone=Tone.METAL)],
        "balls": [
            box(48.8, under - 4, 51.2, floor, tone=Tone.METAL),
            *(ellipse(50, y, 6.5, 5.8) for y in spread(under + 7, floor - 10, 3)),
        ],
        "urn": [
            box(48.6, under - 4, 51.4, floor, tone=Tone.METAL),
            revolved([(under + 6, 4), (under + 13, 13), (floor - 16, 9), (floor - 3, 5)]),
        ],
    }
    bases: dict[str, list[Part]] = {
        "disc": [
            revolved(
                [(floor - 3, 4), (floor - 1, s["base"] / 2), (floor + 3, s["base"] / 2)], curved=False, tone=Tone.DARK
            )
        ],
        "block": [box(50 - s["base"] / 2.6, floor - 6, 50 + s["base"] / 2.6, floor + 3, radius=1, tone=Tone.DARK)],
        "tripod": [
            *both_sides(tube([(49, floor - 20), (50 - s["base"] / 1.8, floor + 3)], 3, curved=False, tone=Tone.DARK)),
            tube([(50, floor - 20), (50, floor + 3)], 3, curved=False, tone=Tone.DARK),
        ],
    }
    return [*bases[c["base"]], *stems[c["stem"]], *shades[c["shade"]]]


LAMP = Family(
    key="lamp",
    name=Words("Table lamp", "台灯"),
    locarno="26-05",
    choices={
        "shade": {
            "cone": Words("a conical shade", "锥形灯罩"),
            "drum": Words("a drum shade", "圆筒形灯罩"),
            "dome": Words("a dome shade", "半球形灯罩"),
            "pleated": Words("a pleated shade", "百褶灯罩"),
        },
        "stem": {
            "rod": Words("a straight rod", "直杆灯柱"),
            "curved": Words("an S-shaped stem", "S形灯柱"),
            "balls": Words("a stem of three balls", "三球叠置灯柱"),
            "urn": Words("an urn-shaped stem", "瓮形灯柱"),
        },
        "base": {
            "disc": Words("a disc base", "圆盘底座"),
            "block": Words("a block base", "方块底座"),
            "tripod": Words("a tripod base", "三脚底座"),
        },
    },
    sizes={"shade": (44, 66), "depth": (22, 34), "base": (26, 38)},
    draw=_draw_lamp,
)


def _draw_chair(c: Choices, s: Sizes) -> list[Part]:
    seat, half, top = s["seat"], s["width"] / 2, s["top"]
    floor = 93.0
    left, right = 50 - half, 50 + half
    backs: dict[str, list[Part]] = {
        "slats": [
            box(left + 3, top, left + 7, seat, radius=1),
            box(right - 7, top, right - 3, seat, radius=1),
            *(box(left + 7, y, right - 7, y + 5, radius=1) for y in spread(top + 4, seat - 13, 3)),
        ],
        "panel": [box(left + 2, top, right - 2, seat - 2, radius=7)],
        "spindles": [
            *(box(x - 1, top + 4, x + 1, seat) for x in spread(left + 6, right - 6, 6)),
            tube([(left + 2, top + 6), (50, top + 1), (right - 2, top + 6)], 6),
        ],
        "oval": [
            box(left + 8, seat - 14, left + 11, seat),
            box(right - 11, seat - 14, right - 8, seat),
            ring(50, (top + seat - 10) / 2, half * 0.78, (seat - 10 - top) / 2, width=4.5),
        ],
        "shell": [blob([(left + 5, top + 8), (50, top - 1), (right - 5, top + 8), (right - 1, seat - 8), (50, seat + 2),
                        (left + 1, seat - 8)])],
    }  # fmt: skip
    legs: dict[str, list[Part]] = {
        "straight": [
            *both_sides(box(left + 9, seat + 4, left + 12, floor - 7, tone=Tone.DARK)),
            *both_sides(box(left + 1, seat + 4, left + 5, floor, tone=Tone.DARK)),
        ],
        "splayed": both_sides(
            tube([(left + 12, seat + 5), (left + 8, floor - 6)], 2.6, curved=False, tone=Tone.DARK),
            tube([(left + 7, seat + 5), (left - 5, floor)], 3.6, end_width=2.4, curved=False, tone=Tone.DARK),
        ),
        "pedestal": [
            box(47.5, seat + 4, 52.5, floor - 9, tone=Tone.METAL),
            *both_sides(tube([(50, floor - 9), (left + 2, floor - 4)], 3.6, curved=False, tone=Tone.METAL),
                        ellipse(left + 3, floor - 1.5, 2.8, tone=Tone.DARK)),
            ellipse(50, floor - 0.5, 2.8, tone=Tone.DARK),
        ],
        "sled": [
            *both_sides(tube([(left + 4, seat + 4), (left + 4, floor - 2)], 3, curved=False, tone=Tone.METAL)),
            box(left - 2, floor - 3, right + 2, floor, radius=1.5, tone=Tone.METAL),
        ],
    }  # fmt: skip
    arms: list[Part] = []
    if c["arms"] == "arms":
        arms = both_sides(
            box(left - 5, seat - 15, left - 2, seat + 3, tone=Tone.DARK),
            box(left - 7, seat - 18, left + 3, seat - 14, radius=2, tone=Tone.DARK),
        )
    cushion = polygon(
        [(left + 3, seat - 3), (right - 3, seat - 3), (right + 1, seat + 3), (left - 1, seat + 3)], Tone.ACCENT
    )
    front = box(left - 1, seat + 3, right + 1, seat + 7, radius=1.5, tone=Tone.ACCENT)
    return [*legs[c["legs"]], *backs[c["back"]], cushion, front, *arms]


CHAIR = Family(
    key="chair",
    name=Words("Chair", "椅子"),
    locarno="06-01",
    choices={
        "back": {
            "slats": Words("a ladder back", "横档梯形靠背"),
            "panel": Words("a closed back panel", "整板靠背"),
            "spindles": Words("a spindle back", "竖杆靠背"),
            "oval": Words("an open oval back", "椭圆镂空靠背"),
            "shell": Words("a shell back", "壳形靠背"),
        },
        "legs": {
            "straight": Words("four straight legs", "四条直腿"),
            "splayed": Words("splayed legs", "外撇椅腿"),
            "pedestal": Words("a pedestal on castors", "带脚轮的中柱"),
            "sled": Words("a sled base", "雪橇形底架"),
        },
        "arms": {
            "none": Words("no armrests", "无扶手"),
            "arms": Words("two armrests", "双侧扶手"),
        },
    },
    sizes={"seat": (54, 60), "width": (40, 52), "top": (8, 16)},
    draw=_draw_chair,
)
