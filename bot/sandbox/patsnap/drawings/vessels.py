"""Mugs, kettles and bottles."""

from itertools import pairwise

from bot.sandbox.patsnap.drawings.family import Choices, Family, Sizes, Words
from bot.sandbox.patsnap.drawings.shapes import (
    Part,
    Point,
    Tone,
    arc,
    box,
    ellipse,
    line,
    polygon,
    revolved,
    tube,
)


def _draw_mug(c: Choices, s: Sizes) -> list[Part]:
    cx, top, bottom, half = 43.0, 50 - s["height"] / 2, 50 + s["height"] / 2, s["width"] / 2
    middle, foot = {
        "straight": (half, half),
        "tapered": (half * 0.88, half * 0.72),
        "rounded": (half * 1.14, half * 0.62),
        "waisted": (half * 0.8, half * 0.95),
    }[c["body"]]
    profile = [(top, half), ((top + bottom) / 2, middle), (bottom - 5, (foot * 3 + middle) / 4), (bottom, foot * 0.9)]
    if c["body"] == "straight":
        profile = [(top, half), (top + 4, half), (bottom - 5, half), (bottom - 1, half - 1.5), (bottom, half - 5)]
    reach, upper, lower = s["reach"], top + s["height"] * 0.16, top + s["height"] * 0.74
    x = cx + min(half, middle) - 4
    handles: dict[str, tuple[list[Point], bool]] = {
        "loop": ([(x, upper), (x + reach * 0.8, upper - 1), (x + reach + 4, (upper + lower) / 2),
                  (x + reach * 0.8, lower), (x, lower + 1)], True),
        "square": ([(x, upper), (x + reach + 3, upper), (x + reach + 3, lower), (x, lower)], False),
        "ear": ([(x, upper), (x + reach, upper - 4), (x + reach + 5, upper + 9), (x + reach * 0.6, lower - 6),
                 (x, lower + 3)], True),
        "hook": ([(x, upper), (x + reach, upper), (x + reach + 5, upper + 12), (x + reach, lower - 8)], True),
    }  # fmt: skip
    path, curved = handles[c["handle"]]
    parts = [
        tube(path, s["grip"], curved=curved, tone=Tone.ACCENT if c["band"] == "dipped" else Tone.BODY),
        revolved(profile, cx=cx, curved=c["body"] != "straight"),
        ellipse(cx, top, half, 4.2, tone=Tone.LIGHT),
        ellipse(cx, top + 0.4, half - 2.2, 2.9, tone=Tone.DARK, flat=True),
    ]
    if c["band"] == "stripes":
        for y in (0.4, 0.5):
            level = top + s["height"] * y
            parts.append(arc(cx, level, min(half, middle) - 1, 4, start=12, end=168))
    elif c["band"] == "dots":
        dots = ((-0.45, 0.42), (0.0, 0.46), (0.45, 0.42), (-0.24, 0.62), (0.24, 0.62))
        parts += [ellipse(cx + dx * half, top + dy * s["height"], 3, tone=Tone.ACCENT, flat=True) for dx, dy in dots]
    elif c["band"] == "dipped":
        low = top + s["height"] * 0.62
        wide = _width_at(profile, low)
        rest = [(low, wide), *((y, w) for y, w in profile if y > low + 2)]
        parts.append(revolved(rest, cx=cx, tone=Tone.ACCENT, curved=c["body"] != "straight"))
    return parts


def _width_at(profile: list[tuple[float, float]], level: float) -> float:
    for (y0, w0), (y1, w1) in pairwise(profile):
        if y0 <= level <= y1:
            return w0 + (w1 - w0) * (level - y0) / (y1 - y0)
    return profile[-1][1]


MUG = Family(
    key="mug",
    name=Words("Mug", "马克杯"),
    locarno="07-01",
    choices={
        "body": {
            "straight": Words("a straight cylindrical body", "直筒形杯身"),
            "tapered": Words("a body that narrows to the foot", "向底部收窄的杯身"),
            "rounded": Words("a round-bellied body", "圆鼓形杯身"),
            "waisted": Words("a waisted body", "束腰形杯身"),
        },
        "handle": {
            "loop": Words("a loop handle", "环形把手"),
            "square": Words("a square handle", "方形把手"),
            "ear": Words("an ear-shaped handle", "耳形把手"),
            "hook": Words("an open hook handle", "开口钩形把手"),
        },
        "band": {
            "plain": Words("a plain surface", "光面外壁"),
            "stripes": Words("two rings around the body", "杯身环绕两道线纹"),
            "dots": Words("dots on the body", "杯身圆点装饰"),
            "dipped": Words("a dipped lower part", "下部浸色分区"),
        },
    },
    sizes={"height": (46, 72), "width": (42, 56), "reach": (13, 21), "grip": (5, 8)},
    draw=_draw_mug,
)


def _draw_kettle(c: Choices, s: Sizes) -> list[Part]:
    top, bottom, half = 88 - s["height"], 86.0, s["width"] / 2
    neck = half * {"dome": 0.5, "cone": 0.42, "drum": 0.9}[c["body"]]
    shoulder = {"dome": (0.45, 0.96), "cone": (0.5, 0.72), "drum": (0.5, 0.97)}[c["body"]]
    profile = [(top, neck), (top + s["height"] * 0.12, neck * 1.06),
               (top + s["height"] * shoulder[0], half * shoulder[1]),
               (bottom - 6, half), (bottom, half * 0.9)]  # fmt: skip
    high, low = _width_at(profile, top + 12), _width_at(profile, bottom - 18)
    spouts: dict[str, list[Part]] = {
        "gooseneck": [tube([(53 - low, bottom - 14), (41 - low, bottom - 20), (42 - half, top + 8),
                            (33 - half, top + 1)],
                           8, end_width=3.5)],
        "short": [polygon([(54 - high, top + 8), (41 - half, top + 4), (43 - half, top + 10),
                           (54 - low, bottom - 16)])],
        "beak": [polygon([(50 - neck, top + 1), (50 - neck - 13, top + 3), (50 - neck - 3, top + 16)])],
    }  # fmt: skip
    handles: dict[str, list[Part]] = {
        "arch": [tube([(53 - high, top + 16), (52 - high, top - 10), (50, top - 22), (48 + high, top - 10),
                       (47 + high, top + 16)], 5, tone=Tone.DARK)],
        "side": [tube([(46 + high, top + 9), (60 + half, top + 5), (63 + half, top + 22), (47 + low, bottom - 16)],
                      6.5, tone=Tone.DARK)],
        "straight": [tube([(44 + high, top + 20), (70 + half, top + 9)], 7, end_width=5.5, tone=Tone.DARK)],
    }  # fmt: skip
    lid = revolved([(top - 5, 1), (top - 4, neck * 0.6), (top + 1, neck)], tone=Tone.METAL)
    knob = (
        ellipse(50, top - 8, 4, tone=Tone.DARK)
        if c["knob"] == "ball"
        else box(44, top - 10, 56, top - 5, radius=2, tone=Tone.DARK)
    )
    base = box(50 - half * 0.92, bottom, 50 + half * 0.92, bottom + 5, radius=2, tone=Tone.DARK)
    band = []
    if c["base"] == "banded":
        above, below = _width_at(profile, bottom - 15), _width_at(profile, bottom - 8)
        ring = [
            (50 - above, bottom - 15),
            (50 + above, bottom - 15),
            (50 + below, bottom - 8),
            (50 - below, bottom - 8),
        ]
        band = [polygon(ring, Tone.ACCENT, flat=True)]
    return [*handles[c["handle"]], *spouts[c["spout"]], base, knob, lid, revolved(profile), *band]


KETTLE = Family(
    key="kettle",
    name=Words("Kettle", "水壶"),
    locarno="07-02",
    choices={
        "body": {
            "dome": Words("a dome-shaped body", "圆顶形壶身"),
            "cone": Words("a conical body", "锥形壶身"),
            "drum": Words("a drum-shaped body", "鼓形壶身"),
        },
        "spout": {
            "gooseneck": Words("a gooseneck spout", "鹅颈壶嘴"),
            "short": Words("a short straight spout", "短直壶嘴"),
            "beak": Words("a beak at the rim", "壶口鸟喙形壶嘴"),
        },
        "handle": {
            "arch": Words("a handle arching over the lid", "跨越壶盖的拱形提手"),
            "side": Words("a handle on the side", "侧面把手"),
            "straight": Words("a straight stick handle", "直杆把手"),
        },
        "knob": {
            "ball": Words("a ball knob on the lid", "球形盖钮"),
            "bar": Words("a bar knob on the lid", "条形盖钮"),
        },
        "base": {
            "plain": Words("a plain foot", "素面底部"),
            "banded": Words("a band above the foot", "底部上方环带"),
        },
    },
    sizes={"height": (46, 60), "width": (44, 54)},
    draw=_draw_kettle,
)


def _draw_bottle(c: Choices, s: Sizes) -> list[Part]:
    top, bottom, half, neck = 8 + s["cap"], 93.0, s["width"] / 2, s["neck"] / 2
    shoulder = top + s["shoulder"]
    bodies: dict[str, list[tuple[float, float]]] = {
        "round": [(shoulder, half * 0.86), (shoulder + 7, half), (bottom - 6, half), (bottom, half * 0.86)],
        "square": [(shoulder - 1, half - 2), (shoulder + 2, half), (bottom - 3, half), (bottom, half - 2)],
        "sloped": [(shoulder + 12, half * 0.96), (shoulder + 22, half), (bottom - 5, half), (bottom, half * 0.88)],
        "waisted": [(shoulder, half * 0.8), (shoulder + 9, half), ((shoulder + bottom) / 2, half * 0.7),
                    (bottom - 10, half), (bottom, half * 0.88)],
    }  # fmt: skip
    profile = [(top, neck), (top + s["shoulder"] * 0.45, neck), *bodies[c["body"]]]
    parts = [revolved(profile, curved=c["body"] != "square")]
    caps: dict[str, list[Part]] = {
        "screw": [
            box(50 - neck - 2.5, top - s["cap"] * 0.7, 50 + neck + 2.5, top + 3, radius=1.5, tone=Tone.ACCENT),
            *(line([(50 + x * neck, top - s["cap"] * 0.55), (50 + x * neck, top + 1)]) for x in (-0.7, -0.25, 0.25,
                                                                                                 0.7)),
        ],
        "pump": [
            tube([(50, top), (50, top - 5)], 4, tone=Tone.LIGHT),
            polygon([(50 - 6, top - 10), (50 + 17, top - 8), (50 + 17, top - 5), (50 + 6, top - 4.5),
                     (50 - 6, top - 4.5)],
                    Tone.ACCENT),
            box(50 - neck - 2, top - 1, 50 + neck + 2, top + 5, radius=1, tone=Tone.ACCENT),
        ],
        "loop": [
            tube([(50 - neck - 2, top), (50 - neck, top - 10), (50, top - 13), (50 + neck, top - 10),
                  (50 + neck + 2, top)],
                 3.5, tone=Tone.DARK),
            box(50 - neck - 4, top - 3, 50 + neck + 4, top + 5, radius=2, tone=Tone.DARK),
        ],
    }  # fmt: skip
    parts += caps[c["cap"]]
    if c["surface"] == "label":
        parts.append(box(50 - half * 0.93, 58, 50 + half * 0.93, 80, radius=1, tone=Tone.LIGHT, flat=True))
        parts += [line([(50 - half * 0.5, y), (50 + half * 0.5, y)]) for y in (65, 70)]
    elif c["surface"] == "ribs":
        parts += [arc(50, y, half * 0.72, 2, start=0, end=180) for y in (58, 65, 72, 79)]
    return parts


BOTTLE = Family(
    key="bottle",
    name=Words("Bottle", "瓶子"),
    locarno="09-01",
    choices={
        "body": {
            "round": Words("round shoulders", "圆肩瓶身"),
            "square": Words("square shoulders", "方肩瓶身"),
            "sloped": Words("long sloping shoulders", "长斜肩瓶身"),
            "waisted": Words("a waisted body", "束腰瓶身"),
        },
        "cap": {
            "screw": Words("a ribbed screw cap", "带棱旋盖"),
            "pump": Words("a pump dispenser", "按压泵头"),
            "loop": Words("a lid with a carrying loop", "带提环瓶盖"),
        },
        "surface": {
            "plain": Words("a plain surface", "光面瓶身"),
            "label": Words("a rectangular label field", "矩形标签区"),
            "ribs": Words("ribs around the lower body", "下部环形棱纹"),
        },
    },
    sizes={"width": (28, 44), "neck": (10, 17), "shoulder": (12, 20), "cap": (12, 16)},
    draw=_draw_bottle,
)
