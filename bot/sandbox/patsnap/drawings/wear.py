"""Shoes and backpacks."""

from bot.sandbox.patsnap.drawings.family import Choices, Family, Sizes, Words
from bot.sandbox.patsnap.drawings.shapes import (
    Part,
    Tone,
    arc_points,
    blob,
    both_sides,
    box,
    line,
    polygon,
    smooth,
    tube,
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
