"""Headphones, watches and speakers."""

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
    spread,
    tube,
    turned,
)


def _draw_headphones(c: Choices, s: Sizes) -> list[Part]:
    half, top, ear = s["width"] / 2, 12.0, 62.0
    outer = arc_points(50, ear, half, ear - top, 180, 360)
    thick = s["band"]
    inner = arc_points(50, ear, half - thick * 0.6, ear - top - thick, 360, 180)
    band = Part((*outer, *inner), Tone.BODY)
    parts: list[Part] = [band]
    if c["band"] == "padded":
        pad = arc_points(50, ear, half - thick * 0.6, ear - top - thick, 230, 310)
        under = arc_points(50, ear, half - thick * 0.6 - 2, ear - top - thick - 5, 310, 230)
        parts.append(Part((*pad, *under), Tone.DARK))
    elif c["band"] == "double":
        parts.insert(0, Part((*arc_points(50, ear, half - 7, ear - top - thick - 6, 180, 360),
                              *arc_points(50, ear, half - 9, ear - top - thick - 8.5, 360, 180)),
                              Tone.METAL))  # fmt: skip
    w, h, x = s["cup"] * 0.5, s["cup"], 50 - half
    cups: dict[str, list[Part]] = {
        "round": [ellipse(x + 5, ear + 4, w * 0.62, h * 0.56, tone=Tone.DARK),
                  ellipse(x - 3, ear + 4, w * 0.62, h * 0.5)],
        "square": [box(x - 1, ear + 4 - h * 0.52, x + 4 + w * 0.6, ear + 4 + h * 0.52, radius=5, tone=Tone.DARK),
                   box(x - 3 - w * 0.6, ear + 4 - h * 0.46, x + 2, ear + 4 + h * 0.46, radius=4)],
        "teardrop": [blob([(x, ear - h * 0.4), (x + w * 0.75, ear), (x + w * 0.6, ear + h * 0.5), (x, ear + h * 0.62)],
                          Tone.DARK),
                     blob([(x - 2, ear - h * 0.42), (x + 2, ear), (x, ear + h * 0.55), (x - w, ear + h * 0.3),
                           (x - w * 0.9, ear)])],
    }  # fmt: skip
    parts += both_sides(*cups[c["cups"]])
    if c["mark"] == "ring":
        parts += both_sides(ellipse(x - 3, ear + 4, w * 0.3, h * 0.26, tone=Tone.ACCENT, flat=True))
    elif c["mark"] == "line":
        parts += both_sides(line([(x - 3, ear - h * 0.25), (x - 3, ear + h * 0.4)]))
    else:
        parts.append(tube([(x, ear + h * 0.5), (x + 5, ear + h * 0.8), (x + 22, ear + h * 0.82)], 3, tone=Tone.DARK))
        parts.append(ellipse(x + 24, ear + h * 0.82, 3.4, 2.6, tone=Tone.DARK))
    return parts


HEADPHONES = Family(
    key="headphones",
    name=Words("Headphones", "头戴式耳机"),
    locarno="14-01",
    choices={
        "cups": {
            "round": Words("oval ear cups", "椭圆耳罩"),
            "square": Words("rounded rectangular ear cups", "圆角矩形耳罩"),
            "teardrop": Words("drop-shaped ear cups", "水滴形耳罩"),
        },
        "band": {
            "plain": Words("a single headband", "单层头梁"),
            "padded": Words("a headband with a cushion", "带软垫头梁"),
            "double": Words("a double headband", "双层头梁"),
        },
        "mark": {
            "ring": Words("a disc on each cup", "耳罩圆形饰片"),
            "line": Words("a line on each cup", "耳罩竖线"),
            "microphone": Words("a microphone boom", "外伸麦克风"),
        },
    },
    sizes={"width": (58, 74), "band": (5, 10), "cup": (26, 38)},
    draw=_draw_headphones,
)


def _both_ends(part: Part) -> list[Part]:
    """The part and its image upside down."""
    return [part, part.mapped(lambda point: (point[0], 100 - point[1]))]


def _draw_watch(c: Choices, s: Sizes) -> list[Part]:
    r, strap = s["case"] / 2, s["strap"] / 2
    straps: dict[str, list[Part]] = {
        "plain": [*_both_ends(polygon([(50 - strap, 50), (50 + strap, 50), (50 + strap * 0.8, 5),
                                      (50 - strap * 0.8, 5)], Tone.DARK)),
                  *(ellipse(50, y, 1.1, 1.5, tone=Tone.LIGHT, flat=True) for y in (80, 85, 90))],
        "links": [
            *_both_ends(polygon([(50 - strap, 50), (50 + strap, 50), (50 + strap * 0.86, 5), (50 - strap * 0.86, 5)],
                               Tone.METAL)),
            *(line([(50 - strap * 0.9, y), (50 + strap * 0.9, y)]) for y in (9, 14, 19, 24, 76, 81, 86, 91)),
            *both_sides(line([(50 - strap * 0.35, 5), (50 - strap * 0.4, 30)]),
                        line([(50 - strap * 0.35, 95), (50 - strap * 0.4, 70)])),
        ],
        "stitched": [
            *_both_ends(polygon([(50 - strap, 50), (50 + strap, 50), (50 + strap * 0.7, 5), (50 - strap * 0.7, 5)],
                               Tone.DARK)),
            *both_sides(line([(50 - strap * 0.52, 7), (50 - strap * 0.75, 30)]),
                        line([(50 - strap * 0.52, 93), (50 - strap * 0.75, 70)])),
        ],
    }  # fmt: skip
    cases: dict[str, list[Part]] = {
        "round": [ellipse(50, 50, r, tone=Tone.METAL), ellipse(50, 50, r - 4, tone=Tone.LIGHT, flat=True)],
        "square": [box(50 - r * 0.92, 50 - r * 0.98, 50 + r * 0.92, 50 + r * 0.98, radius=6, tone=Tone.METAL),
                   box(54 - r * 0.92, 54 - r * 0.98, 46 + r * 0.92, 46 + r * 0.98, radius=4, tone=Tone.LIGHT,
                       flat=True)],
        "barrel": [blob([(50 - r * 0.62, 50 - r), (50 + r * 0.62, 50 - r), (50 + r * 0.92, 50), (50 + r * 0.62, 50 + r),
                         (50 - r * 0.62, 50 + r), (50 - r * 0.92, 50)], Tone.METAL),
                   blob([(50 - r * 0.5, 54 - r), (50 + r * 0.5, 54 - r), (46 + r * 0.92, 50), (50 + r * 0.5, 46 + r),
                         (50 - r * 0.5, 46 + r), (54 - r * 0.92, 50)], Tone.LIGHT, flat=True)],
    }  # fmt: skip
    dials: dict[str, list[Part]] = {
        "hands": [
            *(turned([line([(50, 50 - r + 5.5), (50, 50 - r + 8.5)])], 30 * hour)[0] for hour in range(12)),
            tube([(50, 50), (50 + r * 0.42, 50 - r * 0.3)], 1.6, curved=False, tone=Tone.DARK),
            tube([(50, 50), (50 - r * 0.2, 50 - r * 0.62)], 1.6, curved=False, tone=Tone.DARK),
            ellipse(50, 50, 1.8, tone=Tone.DARK),
        ],
        "digital": [
            box(50 - r * 0.55, 50 - r * 0.28, 50 + r * 0.55, 50 + r * 0.28, radius=1, tone=Tone.DARK, flat=True),
            line([(50 - r * 0.4, 50 + r * 0.45), (50 + r * 0.4, 50 + r * 0.45)]),
        ],
        "chronograph": [
            *(ellipse(50 + dx * r, 50 + dy * r, r * 0.22, tone=Tone.ACCENT, flat=True)
              for dx, dy in ((-0.36, 0), (0.36, 0), (0, 0.38))),
            tube([(50, 50), (50 + r * 0.3, 50 - r * 0.5)], 1.6, curved=False, tone=Tone.DARK),
        ],
    }  # fmt: skip
    crowns: dict[str, list[Part]] = {
        "one": [box(50 + r * 0.85, 47, 50 + r + 4, 53, radius=1, tone=Tone.METAL)],
        "three": [box(50 + r * 0.7, y, 50 + r + (4 if y == 47 else 1.5), y + 5, radius=1, tone=Tone.METAL)
                  for y in (47, 47 - r * 0.6, 47 + r * 0.6)],
    }  # fmt: skip
    return [*straps[c["strap"]], *crowns[c["crown"]], *cases[c["case"]], *dials[c["dial"]]]


WATCH = Family(
    key="watch",
    name=Words("Wristwatch", "手表"),
    locarno="10-02",
    choices={
        "case": {
            "round": Words("a round case", "圆形表壳"),
            "square": Words("a square case with round corners", "圆角方形表壳"),
            "barrel": Words("a barrel-shaped case", "酒桶形表壳"),
        },
        "strap": {
            "plain": Words("a plain strap with holes", "带孔素面表带"),
            "links": Words("a bracelet of links", "链节表带"),
            "stitched": Words("a stitched strap", "缝线表带"),
        },
        "dial": {
            "hands": Words("a dial with hands and hour marks", "指针与刻度表盘"),
            "digital": Words("a digital display", "数字显示屏"),
            "chronograph": Words("a dial with three small circles", "三小圈计时表盘"),
        },
        "crown": {
            "one": Words("one crown", "单表冠"),
            "three": Words("a crown and two pushers", "一表冠两按钮"),
        },
    },
    sizes={"case": (38, 50), "strap": (20, 30)},
    draw=_draw_watch,
)


def _draw_speaker(c: Choices, s: Sizes) -> list[Part]:
    half, tall = s["width"] / 2, s["height"] / 2
    x0, x1, y0, y1 = 50 - half, 50 + half, 50 - tall, 50 + tall
    shells: dict[str, list[Part]] = {
        "box": [box(x0, y0, x1, y1, radius=3)],
        "capsule": [box(x0, y0, x1, y1, radius=min(half, tall))],
        "arch": [Part((*arc_points(50, y0 + half, half, half, 180, 360), (x1, y1), (x0, y1)), Tone.BODY)],
    }
    big = min(half * 0.72, tall * 0.4)
    fronts: dict[str, list[Part]] = {
        "two": [
            *_driver(50, y1 - big - 5, big),
            *_driver(50, y0 + big * 0.55 + 7, big * 0.5),
        ],
        "one": _driver(50, 50 + tall * 0.12, min(half * 0.8, tall * 0.62)),
        "cloth": [line([(x0 + half * 0.25, y), (x1 - half * 0.25, y)]) for y in spread(y0 + 14, y1 - 8, 9)],
    }
    extra: dict[str, list[Part]] = {
        "none": [],
        "feet": both_sides(polygon([(x0 + 5, y1 - 1), (x0 + 10, y1 - 1), (x0 + 6, y1 + 7), (x0 + 3, y1 + 7)],
                                   Tone.DARK)),
        "handle": [tube([(x0 + half * 0.4, y0 + 3), (x0 + half * 0.5, y0 - 9), (x1 - half * 0.5, y0 - 9),
                         (x1 - half * 0.4, y0 + 3)],
                        3.4, tone=Tone.DARK)],
    }  # fmt: skip
    return [*extra[c["extra"]], *shells[c["shell"]], *fronts[c["front"]]]


def _driver(cx: float, cy: float, radius: float) -> list[Part]:
    return [
        ellipse(cx, cy, radius, tone=Tone.DARK, flat=True),
        ellipse(cx, cy, radius * 0.78, tone=Tone.METAL, flat=True),
        ellipse(cx, cy, radius * 0.3, tone=Tone.DARK, flat=True),
    ]


SPEAKER = Family(
    key="speaker",
    name=Words("Loudspeaker", "音箱"),
    locarno="14-01",
    choices={
        "shell": {
            "box": Words("a box-shaped cabinet", "箱形外壳"),
            "capsule": Words("a capsule-shaped cabinet", "胶囊形外壳"),
            "arch": Words("a cabinet with an arched top", "拱顶外壳"),
        },
        "front": {
            "two": Words("a large and a small driver", "大小双喇叭单元"),
            "one": Words("one large driver", "单个大喇叭单元"),
            "cloth": Words("a front of horizontal ribs", "横向条纹前面板"),
        },
        "extra": {
            "none": Words("no feet", "无支脚"),
            "feet": Words("splayed feet", "外撇支脚"),
            "handle": Words("a carrying handle", "提手"),
        },
    },
    sizes={"width": (36, 58), "height": (52, 74)},
    draw=_draw_speaker,
)
