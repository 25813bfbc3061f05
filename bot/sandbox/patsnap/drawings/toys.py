"""Toy animals and swim rings."""

from bot.sandbox.patsnap.drawings.family import Choices, Family, Sizes, Words
from bot.sandbox.patsnap.drawings.shapes import (
    Part,
    Tone,
    arc_points,
    blob,
    both_sides,
    ellipse,
    line,
    polygon,
    ring,
    tube,
)


def _draw_toy(c: Choices, s: Sizes) -> list[Part]:
    head, body = s["head"] / 2, s["body"] / 2
    hy = 36.0
    by = hy + head * 0.75 + body * 0.8
    ears: dict[str, list[Part]] = {
        "round": both_sides(
            ellipse(50 - head * 0.78, hy - head * 0.78, head * 0.36),
            ellipse(50 - head * 0.78, hy - head * 0.78, head * 0.2, tone=Tone.ACCENT, flat=True),
        ),
        "long": both_sides(
            blob([(50 - head * 0.2, hy - head * 0.6), (50 - head * 0.72, hy - head * 1.5),
                  (50 - head * 0.5, hy - head * 1.75),
                  (50 - head * 0.22, hy - head * 1.5)]),
        ),
        "pointed": both_sides(
            polygon([(50 - head * 0.95, hy - head * 0.3), (50 - head * 0.86, hy - head * 1.25),
                     (50 - head * 0.2, hy - head * 0.85)]),
        ),
        "floppy": both_sides(
            blob([(50 - head * 0.6, hy - head * 0.7), (50 - head * 1.3, hy - head * 0.35),
                  (50 - head * 1.35, hy + head * 0.7),
                  (50 - head * 0.95, hy + head * 0.6)], Tone.ACCENT),
        ),
    }  # fmt: skip
    limbs = both_sides(
        tube(
            [(50 - body * 0.7, by - body * 0.55), (50 - body * 1.32, by + body * 0.1)],
            body * 0.42,
            end_width=body * 0.5,
        ),
        ellipse(50 - body * 1.3, by + body * 0.14, body * 0.27),
        ellipse(50 - body * 0.72, by + body * 0.86, body * 0.42, body * 0.3),
        ellipse(50 - body * 0.8, by + body * 0.86, body * 0.2, body * 0.16, tone=Tone.ACCENT, flat=True),
    )
    torso = [ellipse(50, by, body * 0.88, body)]
    fronts: dict[str, list[Part]] = {
        "plain": [],
        "patch": [ellipse(50, by + body * 0.1, body * 0.5, body * 0.62, tone=Tone.LIGHT, flat=True)],
        "bow": [
            *both_sides(
                polygon([(50, by - body * 0.62), (50 - 10, by - body * 0.82), (50 - 10, by - body * 0.4)], Tone.ACCENT)
            ),
            ellipse(50, by - body * 0.62, 2.5, tone=Tone.ACCENT),
        ],
        "buttons": [ellipse(50, by + body * dy, 1.8, tone=Tone.DARK, flat=True) for dy in (-0.35, 0.0, 0.35)],
    }
    return [*ears[c["ears"]], *limbs, *torso, *fronts[c["front"]], *_draw_face(c["muzzle"], head, hy)]


def _draw_face(muzzle: str, head: float, hy: float) -> list[Part]:
    """A head of half the width ``head`` around the height ``hy``."""
    face = [
        ellipse(50, hy, head, head * 0.92),
        *both_sides(ellipse(50 - head * 0.36, hy - head * 0.1, 1.9, tone=Tone.DARK, flat=True)),
    ]
    if muzzle == "oval":
        face += [ellipse(50, hy + head * 0.36, head * 0.44, head * 0.32, tone=Tone.LIGHT, flat=True),
                 ellipse(50, hy + head * 0.22, 2.6, 1.8, tone=Tone.DARK, flat=True),
                 line([(50, hy + head * 0.28), (50, hy + head * 0.48)])]  # fmt: skip
    elif muzzle == "trunk":
        face += [tube([(50, hy + head * 0.1), (50, hy + head * 0.75), (50 + 5, hy + head * 1.05)], head * 0.34,
                      end_width=head * 0.2)]  # fmt: skip
    else:
        face += [
            polygon([(48, hy + head * 0.2), (52, hy + head * 0.2), (50, hy + head * 0.32)], Tone.ACCENT, flat=True)
        ]
        face += both_sides(
            *(line([(50 - head * 0.25, hy + head * 0.36), (50 - head * 0.75, hy + head * dy)]) for dy in (0.3, 0.48))
        )
    return face


TOY = Family(
    key="toy",
    name=Words("Toy animal", "玩具动物"),
    locarno="21-01",
    choices={
        "ears": {
            "round": Words("round ears", "圆耳"),
            "long": Words("long upright ears", "竖直长耳"),
            "pointed": Words("pointed ears", "尖耳"),
            "floppy": Words("hanging ears", "垂耳"),
        },
        "muzzle": {
            "oval": Words("an oval muzzle", "椭圆形吻部"),
            "whiskers": Words("whiskers", "胡须"),
            "trunk": Words("a trunk", "长鼻"),
        },
        "front": {
            "plain": Words("a plain belly", "素面腹部"),
            "patch": Words("a belly patch", "腹部色块"),
            "bow": Words("a bow tie", "蝴蝶结领饰"),
            "buttons": Words("three buttons", "三粒纽扣"),
        },
    },
    sizes={"head": (40, 50), "body": (40, 50)},
    draw=_draw_toy,
)


def _draw_float(c: Choices, s: Sizes) -> list[Part]:
    rx, ry, width = s["radius"], s["radius"] * s["tilt"], s["tube"]
    cy = 92 - ry - width / 2
    base = ring(50, cy, rx, ry, width=width)
    marks: list[Part] = []
    if c["pattern"] == "stripes":
        for start in range(0, 360, 45):
            outer = arc_points(50, cy, rx + width / 2, ry + width / 2, start, start + 20)
            inner = arc_points(50, cy, rx - width / 2, ry - width / 2, start, start + 20)
            marks.append(Part((*outer, *reversed(inner)), Tone.ACCENT, flat=True))
    elif c["pattern"] == "dots":
        spots = arc_points(50, cy, rx, ry, 15, 375)[:-1:5]
        marks += [ellipse(*spot, 2.4, tone=Tone.ACCENT, flat=True) for spot in spots]
    x, y = 50 - rx * 0.72, cy - ry * 0.62
    neck = tube([(x, y + 4), (x - 6, y - 14), (x - 2, y - 26)], 13, end_width=11)
    eye = ellipse(x - 6, y - 29, 1.5, tone=Tone.DARK, flat=True)
    skull = ellipse(x - 4, y - 28, 10, 8)
    tail = blob([(50 + rx * 0.8, cy - ry * 0.55), (50 + rx + 8, cy - ry - 12), (50 + rx + 12, cy - ry),
                 (50 + rx, cy - 2)],
                Tone.ACCENT)  # fmt: skip
    heads: dict[str, list[Part]] = {
        "none": [],
        "duck": [tail, neck, skull, blob([(x - 12, y - 28), (x - 23, y - 26), (x - 22, y - 22), (x - 11, y - 23)],
                                         Tone.ACCENT),
                 eye],
        "unicorn": [tail, polygon([(x - 6, y - 35), (x - 1, y - 35), (x - 8, y - 52)], Tone.ACCENT),
                    blob([(x + 4, y - 36), (x + 12, y - 28), (x + 9, y - 16), (x + 13, y - 5), (x + 3, y - 14)],
                         Tone.ACCENT),
                    neck, skull, ellipse(x - 13, y - 24, 6.5, 5), eye],
        "flamingo": [tail, tube([(x + 2, y + 4), (x - 8, y - 12), (x + 2, y - 26), (x - 6, y - 38), (x - 14, y - 32)],
                                7),
                     ellipse(x - 13, y - 34, 6, 5), polygon([(x - 18, y - 36), (x - 24, y - 26), (x - 16, y - 31)],
                                                            Tone.DARK),
                     ellipse(x - 13, y - 36, 1.2, tone=Tone.DARK, flat=True)],
    }  # fmt: skip
    behind = heads[c["head"]][:1]
    return [*behind, base, *marks, *heads[c["head"]][1:]]


FLOAT = Family(
    key="float",
    name=Words("Swim ring", "游泳圈"),
    locarno="21-02",
    choices={
        "head": {
            "none": Words("no figure", "无造型头部"),
            "duck": Words("a duck's head", "鸭头造型"),
            "unicorn": Words("a unicorn's head with a horn", "带独角的独角兽头部"),
            "flamingo": Words("a flamingo's neck", "火烈鸟长颈造型"),
        },
        "pattern": {
            "plain": Words("a plain ring", "素面圈体"),
            "stripes": Words("broad stripes across the ring", "圈体宽条纹"),
            "dots": Words("dots along the ring", "圈体圆点"),
        },
    },
    sizes={"radius": (28, 33), "tilt": (0.5, 0.72), "tube": (11, 16)},
    draw=_draw_float,
)
