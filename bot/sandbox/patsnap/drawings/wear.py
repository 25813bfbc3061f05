"""Shoes, backpacks, glasses, umbrellas and scissors."""

from itertools import pairwise

from bot.sandbox.patsnap.drawings.family import Choices, Family, Sizes, Words
from bot.sandbox.patsnap.drawings.shapes import (
    Part,
    Point,
    Tone,
    arc,
    arc_points,
    blob,
    both_sides,
    box,
    ellipse,
    line,
    polygon,
    ring,
    smooth,
    tube,
    turned,
)


def _draw_shoe(c: Choices, s: Sizes) -> list[Part]:
    ground, toe = 78.0, s["toe"]
    top = ground - s["sole"]
    heel = top - {"low": 23.0, "mid": 34.0, "high": 48.0}[c["collar"]]
    tongue = heel - 6
    edge = smooth(
        [(10, top), (8.5, top - 11), (11, heel + 3), (13, heel), (20, heel + 4), (27, heel + 2), (33, tongue + 1),
         (38, tongue),
         (47, top - 17), (58, top - 13), (72, top - toe), (84, top - toe + 3), (91, top - 5), (92, top)],
        closed=False,
    )  # fmt: skip
    soles: dict[str, list[Part]] = {
        "flat": [box(7, top - 1, 94, ground, radius=4, tone=Tone.LIGHT), line([(8, top + 3), (93.4, top + 3)])],
        "wedge": [blob([(7, top - 5), (34, top - 1), (70, top), (93, top - 3), (95, top + 2), (88, ground),
                        (50, ground - 1),
                        (12, ground + 2), (5, ground - 2)], Tone.LIGHT)],
        "lugged": [*(box(x, ground - 3, x + 6, ground + 1, tone=Tone.DARK) for x in range(9, 90, 10)),
                   box(7, top - 1, 94, ground - 2, radius=3, tone=Tone.LIGHT)],
    }  # fmt: skip
    marks: dict[str, list[Part]] = {
        "swoop": [blob([(22, top - 4), (34, top - 6), (58, top - 12), (44, top - 3), (28, top - 1)], Tone.ACCENT,
                       flat=True)],
        "bars": [polygon([(x, top - 16), (x + 4, top - 15), (x - 2, top - 1), (x - 6, top - 1)], Tone.ACCENT, flat=True)
                 for x in (36, 44, 52)],
        "plain": [line([(12, top - 14), (22, top - 11), (26, top - 1)], curved=True)],
    }  # fmt: skip
    cap = Part((*(point for point in edge if point[0] >= 73), (70, top), (70, top - 6)), Tone.LIGHT, flat=True)
    throat = [(39 + 15 * t, tongue + 5 + (top - 20 - tongue) * t) for t in (0.05, 0.35, 0.65, 0.95)]
    fastenings: dict[str, list[Part]] = {
        "laces": [tube([(x + 2, y), (x - 7, y + 5)], 2.2, curved=False, tone=Tone.LIGHT) for x, y in throat],
        "straps": [tube([(x + 3, y), (x - 14, y + 13)], 5.5, curved=False, tone=Tone.DARK) for x, y in throat[::2]],
        "elastic": [blob([(28, heel + 6), (35, heel + 8), (39, top - 12), (32, top - 10)], Tone.DARK, flat=True)],
    }
    loop = tube([(12, heel + 3), (8, heel - 4), (15, heel + 1)], 2, tone=Tone.DARK)
    upper = Part((*edge, (10, top + 2)), Tone.BODY)
    return [loop, upper, cap, *marks[c["mark"]], *fastenings[c["fastening"]], *soles[c["sole"]]]


SHOE = Family(
    key="shoe",
    name=Words("Sports shoe", "运动鞋"),
    locarno="02-04",
    choices={
        "collar": {
            "low": Words("a low collar", "低帮"),
            "mid": Words("a medium collar", "中帮"),
            "high": Words("a high collar", "高帮"),
        },
        "sole": {
            "flat": Words("an even sole", "平底鞋底"),
            "wedge": Words("a sole rising to the heel", "后跟渐高鞋底"),
            "lugged": Words("a lugged sole", "防滑齿鞋底"),
        },
        "fastening": {
            "laces": Words("laces", "鞋带"),
            "straps": Words("two straps", "双搭带"),
            "elastic": Words("an elastic insert", "松紧带鞋舌"),
        },
        "mark": {
            "swoop": Words("a curved flash on the side", "侧面弧形饰片"),
            "bars": Words("three bars on the side", "侧面三道斜条"),
            "plain": Words("a plain side with a seam", "素面侧帮与缝线"),
        },
    },
    sizes={"sole": (8, 13), "toe": (11, 15)},
    draw=_draw_shoe,
)


def _draw_backpack(c: Choices, s: Sizes) -> list[Part]:
    half, top, bottom = s["width"] / 2, 16.0, 92.0
    straps = both_sides(
        tube([(50 - half * 0.5, top + 3), (50 - half - 6, top + 22), (50 - half - 3, bottom - 12)], 5, tone=Tone.DARK)
    )
    grip = tube([(43, top + 2), (44, top - 8), (56, top - 8), (57, top + 2)], 3, tone=Tone.DARK)
    bodies: dict[str, list[Part]] = {
        "arched": [Part((*arc_points(50, top + half * 0.9, half, half * 0.9, 180, 360),
                         *arc_points(50 + half - 6, bottom - 6, 6, 6, 0, 90),
                         *arc_points(50 - half + 6, bottom - 6, 6, 6, 90, 180)), Tone.BODY)],
        "boxy": [box(50 - half, top, 50 + half, bottom, radius=7)],
        "rolltop": [polygon([(50 - half, bottom), (50 - half, top + 14), (50 - half * 0.8, top + 9),
                             (50 + half * 0.8, top + 9),
                             (50 + half, top + 14), (50 + half, bottom)]),
                    box(50 - half * 0.9, top, 50 + half * 0.9, top + 9, radius=4, tone=Tone.ACCENT)],
    }  # fmt: skip
    fronts: dict[str, list[Part]] = {
        "pocket": [box(50 - half * 0.72, 60, 50 + half * 0.72, bottom - 5, radius=5, tone=Tone.ACCENT),
                   line([(50 - half * 0.6, 66), (50 + half * 0.6, 66)])],
        "two": [box(50 - half * 0.72, 66, 50 + half * 0.72, bottom - 5, radius=3, tone=Tone.ACCENT),
                box(50 - half * 0.62, 44, 50 + half * 0.62, 60, radius=3, tone=Tone.ACCENT)],
        "flap": [Part(((50 - half, top + 12), (50 + half, top + 12), *arc_points(50, 46, half, 14, 0, 180)),
                      Tone.ACCENT),
                 *both_sides(box(50 - half * 0.5 - 2, 44, 50 - half * 0.5 + 2, 72, tone=Tone.DARK),
                             box(50 - half * 0.5 - 3.4, 64, 50 - half * 0.5 + 3.4, 70, radius=1, tone=Tone.METAL))],
    }  # fmt: skip
    sides = (
        both_sides(box(50 - half - 7, 62, 50 - half + 2, bottom - 4, radius=3, tone=Tone.DARK))
        if c["sides"] == "pockets"
        else []
    )
    return [*straps, *sides, grip, *bodies[c["body"]], *fronts[c["front"]]]


BACKPACK = Family(
    key="backpack",
    name=Words("Backpack", "双肩背包"),
    locarno="03-01",
    choices={
        "body": {
            "arched": Words("an arched top", "拱形顶部"),
            "boxy": Words("a boxy body", "方形包体"),
            "rolltop": Words("a rolled top", "卷口顶部"),
        },
        "front": {
            "pocket": Words("one front pocket", "单个前袋"),
            "two": Words("two front pockets", "上下两个前袋"),
            "flap": Words("a flap with two buckles", "双扣翻盖"),
        },
        "sides": {
            "plain": Words("plain sides", "素面侧边"),
            "pockets": Words("side pockets", "侧袋"),
        },
    },
    sizes={"width": (46, 62)},
    draw=_draw_backpack,
)


def _draw_glasses(c: Choices, s: Sizes) -> list[Part]:
    w, h, gap, y = s["lens"] / 2, s["height"] / 2, s["bridge"] / 2, 50.0
    x = 50 - gap - w
    lenses = {
        "round": arc_points(x, y, w, h * 1.1)[:-1],
        "square": box(x - w, y - h * 0.92, x + w, y + h * 0.92, radius=5).points,
        "cat": blob([(x + w, y - h * 0.7), (x, y - h * 0.85), (x - w * 1.12, y - h * 1.25), (x - w * 0.9, y + h * 0.2),
                     (x - w * 0.2, y + h),
                     (x + w * 0.8, y + h * 0.6)]).points,
        "aviator": blob([(x + w, y - h * 0.8), (x - w, y - h * 0.85), (x - w * 1.02, y + h * 0.1),
                         (x - w * 0.3, y + h * 1.15),
                         (x + w * 0.7, y + h * 0.75)]).points,
    }[c["lens"]]  # fmt: skip
    grow = 1 + s["frame"] / 14
    frame = tuple((x + (px - x) * grow, y + (py - y) * grow) for px, py in lenses)
    lens = [Part(frame, Tone.BODY), Part(lenses, Tone.DARK if c["tint"] == "dark" else Tone.LIGHT, flat=True)]
    if c["tint"] == "clear":
        lens.append(line([(x - w * 0.3, y + h * 0.35), (x + w * 0.25, y - h * 0.4)]))
    bridges: dict[str, list[Part]] = {
        "saddle": [tube([(50 - gap - 1, y - h * 0.2), (50, y - h * 0.5), (50 + gap + 1, y - h * 0.2)], 3)],
        "double": [tube([(50 - gap - 1, y - h * 0.1), (50, y - h * 0.35), (50 + gap + 1, y - h * 0.1)], 2,
                        tone=Tone.METAL),
                   tube([(50 - gap - 4, y - h * 0.85), (50 + gap + 4, y - h * 0.85)], 2.4, tone=Tone.METAL)],
    }  # fmt: skip
    temples = both_sides(
        polygon([(x - w * 0.9, y - h * 0.8), (x - w - 5, y - h * 0.75), (x - w - 9, y - h * 0.3),
                 (x - w - 5, y - h * 0.2),
                 (x - w * 0.9, y - h * 0.4)], Tone.ACCENT)
    )  # fmt: skip
    return [*temples, *bridges[c["bridge"]], *both_sides(*lens)]


GLASSES = Family(
    key="glasses",
    name=Words("Spectacles", "眼镜"),
    locarno="16-06",
    choices={
        "lens": {
            "round": Words("round lenses", "圆形镜片"),
            "square": Words("rectangular lenses", "矩形镜片"),
            "cat": Words("lenses swept up at the sides", "两侧上挑镜片"),
            "aviator": Words("drop-shaped lenses", "水滴形镜片"),
        },
        "bridge": {
            "saddle": Words("a single bridge", "单鼻梁"),
            "double": Words("a double bridge", "双鼻梁"),
        },
        "tint": {
            "clear": Words("clear lenses", "透明镜片"),
            "dark": Words("dark lenses", "深色镜片"),
        },
    },
    sizes={"lens": (28, 34), "height": (20, 28), "bridge": (8, 14), "frame": (1.4, 3)},
    draw=_draw_glasses,
)


def _draw_umbrella(c: Choices, s: Sizes) -> list[Part]:
    half, rise, rim = s["width"] / 2, s["rise"], 52.0
    count = int(c["panels"])
    edge = [50 - half + 2 * half * index / count for index in range(count + 1)]
    depth = {"scalloped": -5.0, "even": 0.0, "pointed": 4.0}[c["edge"]]
    lower: list[Point] = []
    for left, right in pairwise(edge):
        span = right - left
        lower += [(left + span * t, rim + depth * 4 * t * (1 - t)) for t in (0, 0.25, 0.5, 0.75)]
    canopy = Part((*arc_points(50, rim, half, rise, 180, 360), *reversed(lower)), Tone.BODY)
    ribs = [
        Part(tuple((50 + (x - 50) * t**0.55, rim - rise * (1 - t**1.7)) for t in _parameters()), closed=False)
        for x in edge[1:-1]
    ]
    shaft = box(49, rim - 2, 51, 84, tone=Tone.METAL)
    grips: dict[str, list[Part]] = {
        "hook": [tube([(50, 78), (50, 90), (56, 95), (62, 90), (62, 86)], 3.4, tone=Tone.DARK)],
        "straight": [box(47, 78, 53, 95, radius=2.5, tone=Tone.DARK)],
        "ball": [box(48.4, 78, 51.6, 88, tone=Tone.DARK), ellipse(50, 91, 5, tone=Tone.DARK)],
    }
    tip = box(49.1, rim - rise - 6, 50.9, rim - rise + 1, radius=0.8, tone=Tone.METAL)
    return [shaft, *grips[c["grip"]], tip, canopy, *ribs]


def _parameters() -> list[float]:
    return [index / 12 for index in range(13)]


UMBRELLA = Family(
    key="umbrella",
    name=Words("Umbrella", "雨伞"),
    locarno="03-03",
    choices={
        "panels": {
            "4": Words("four visible panels", "可见四片伞面"),
            "5": Words("five visible panels", "可见五片伞面"),
            "6": Words("six visible panels", "可见六片伞面"),
        },
        "edge": {
            "scalloped": Words("a scalloped edge", "内凹波形边缘"),
            "even": Words("an even edge", "平直边缘"),
            "pointed": Words("an edge bulging downwards", "下凸波形边缘"),
        },
        "grip": {
            "hook": Words("a hooked handle", "弯钩手柄"),
            "straight": Words("a straight handle", "直手柄"),
            "ball": Words("a ball handle", "球形手柄"),
        },
    },
    sizes={"width": (74, 90), "rise": (30, 42)},
    draw=_draw_umbrella,
)


def _draw_scissors(c: Choices, s: Sizes) -> list[Part]:
    pivot, reach = 48.0, s["blade"]
    blades = {
        "pointed": [
            (47.0, pivot + 6),
            (46, pivot - 6),
            (48.4, pivot - reach),
            (52, pivot - reach * 0.4),
            (53, pivot + 6),
        ],
        "broad": [(46.0, pivot + 6), (45, pivot - 8), (46.4, pivot - reach), (52, pivot - reach + 5), (54, pivot + 6)],
    }[c["blade"]]
    rx, ry = s["loop"] / 2, s["loop"] * {"round": 0.5, "oval": 0.72}[c["loops"]]
    bow = ring(44, pivot + 14 + ry, rx, ry, width=5, tone=Tone.ACCENT)
    shank = tube([(50, pivot), (46, pivot + 14)], 6, curved=False, tone=Tone.ACCENT)
    one = [polygon(blades, Tone.METAL), shank, bow]
    spread = s["open"]
    right = turned(one, spread, about=(50, pivot))
    left = turned([part.mapped(lambda point: (100 - point[0], point[1])) for part in one], -spread, about=(50, pivot))
    if c["pivot"] == "screw":
        joint = [ellipse(50, pivot, 3.2, tone=Tone.DARK), line([(48.4, pivot - 1.6), (51.6, pivot + 1.6)])]
    else:
        joint = [ellipse(50, pivot, 5, tone=Tone.DARK), arc(50, pivot, 2.4, 2.4, start=0, end=360)]
    return [*left, *right, *joint]


SCISSORS = Family(
    key="scissors",
    name=Words("Scissors", "剪刀"),
    locarno="08-03",
    choices={
        "blade": {
            "pointed": Words("pointed blades", "尖头刀刃"),
            "broad": Words("broad blades", "宽刃"),
        },
        "loops": {
            "round": Words("round finger loops", "圆形指环"),
            "oval": Words("long oval finger loops", "长椭圆指环"),
        },
        "pivot": {
            "screw": Words("a slotted screw at the pivot", "一字螺钉枢轴"),
            "cap": Words("a round cap at the pivot", "圆盖枢轴"),
        },
    },
    sizes={"blade": (34, 42), "loop": (14, 19), "open": (8, 20)},
    draw=_draw_scissors,
)
