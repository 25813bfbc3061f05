"""The texts of a comparison, in English and Chinese: what was measured and what the design is known to have."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from bot.languages import translator
from bot.model import CHINESE
from bot.model.countries import country_name
from bot.sandbox.patsnap.catalogue import Filing, State
from bot.sandbox.patsnap.drawings.family import Words
from bot.sandbox.patsnap.features import OUTLINE_SIDE
from bot.sandbox.patsnap.search import Likeness


class Risk(StrEnum):
    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"


@dataclass(frozen=True, slots=True)
class Texts:
    """The five texts of one comparison."""

    similar: Words
    difference: Words
    confusion: Words
    risk: Words
    suggestion: Words


MADE_UP = Words("Made up by the sandbox; no legal opinion.", "由沙盒虚构，不构成法律意见。")

_SIDES = (
    (Words("upper left", "左上方"), Words("top", "上方"), Words("upper right", "右上方")),
    (Words("left", "左侧"), Words("middle", "中部"), Words("right", "右侧")),
    (Words("lower left", "左下方"), Words("bottom", "下方"), Words("lower right", "右下方")),
)
_STATES = {
    State.VALID: Words("in force", "有效"),
    State.INVALID: Words("no longer in force", "失效"),
    State.PENDING: Words("pending", "审中"),
}
_CONFUSION = {
    Risk.HIGH: Words(
        "A buyer who does not see the two side by side would hardly tell them apart.",
        "若不并排比对，普通消费者难以区分两者。",
    ),
    Risk.MEDIUM: Words(
        "A buyer may take the two for members of one range, but would notice the differences on a closer look.",
        "普通消费者可能认为两者属于同一系列，但仔细观察可发现差异。",
    ),
    Risk.LOW: Words(
        "A buyer would hardly confuse the two.",
        "普通消费者不易混淆两者。",
    ),
}
_ADVICE = {
    Risk.HIGH: Words(
        "Before tooling, have a patent attorney look at this patent, and move away from",
        "开模前请专利律师评估该专利，并考虑改变",
    ),
    Risk.MEDIUM: Words("Keep what differs, and consider moving further away from", "保留现有差异，并考虑进一步区别于"),
    Risk.LOW: Words("Keep what sets the product apart from", "保持产品与以下特征的区别："),
}


def describe_comparison(likeness: Likeness, filing: Filing, risk: Risk) -> Texts:
    traits = filing.design.traits()
    name = filing.design.family.name
    return Texts(
        similar=_similar(likeness, name, traits),
        difference=_difference(likeness),
        confusion=_CONFUSION[risk],
        risk=_risk(likeness, filing, risk),
        suggestion=Words(
            f"{_ADVICE[risk].en} {joined(traits[:2]).en}.",
            f"{_ADVICE[risk].cn}{joined(traits[:2]).cn}。",
        ),
    )


def _similar(likeness: Likeness, name: Words, traits: tuple[Words, ...]) -> Words:
    overlap, edges = round(likeness.overlap * 100), round(likeness.edges * 100)
    shown = joined(traits)
    return Words(
        f"Laid over each other, the two outlines share {overlap}% of their area; their edges run alike to {edges}%. "
        f"The patent shows a design for “{name.en}” with {shown.en}.",
        f"两者轮廓重叠面积为{overlap}%，边缘走向一致度为{edges}%。专利展示的是“{name.cn}”，具有{shown.cn}。",
    )


def _difference(likeness: Likeness) -> Words:
    sentences = [_proportions(likeness)]
    side = _widest_gap(likeness)
    if side is not None:
        sentences.append(Words(f"The outlines part most at the {side.en}.", f"轮廓差异最大处位于{side.cn}。"))
    sentences.append(_detail(likeness))
    return Words(" ".join(words.en for words in sentences), "".join(words.cn for words in sentences))


def _proportions(likeness: Likeness) -> Words:
    ratio = likeness.product.aspect / likeness.design.aspect
    percent = round(abs(ratio - 1) * 100)
    if percent < 3:
        return Words("Both have the same proportions.", "两者宽高比例一致。")
    if ratio > 1:
        return Words(
            f"For its height, the product is {percent}% wider than the patented design.",
            f"相对高度而言，产品比专利外观宽{percent}%。",
        )
    return Words(
        f"For its height, the product is {percent}% narrower than the patented design.",
        f"相对高度而言，产品比专利外观窄{percent}%。",
    )


def _widest_gap(likeness: Likeness) -> Words | None:
    """The ninth of the square where the outlines differ most; None if they hardly differ."""
    gap = np.abs(likeness.product.outline - likeness.design.outline).reshape(OUTLINE_SIDE, OUTLINE_SIDE)
    if gap.mean() < 0.01:
        return None
    bounds = np.linspace(0, OUTLINE_SIDE, 4).astype(int)[:-1]
    ninths = np.add.reduceat(np.add.reduceat(gap, bounds, axis=0), bounds, axis=1)
    row, column = divmod(int(np.argmax(ninths)), 3)
    return _SIDES[row][column]


def _detail(likeness: Likeness) -> Words:
    ratio = (likeness.product.detail + 0.01) / (likeness.design.detail + 0.01)
    if ratio > 1.25:
        return Words("The product shows more lines on its surface.", "产品表面线条更多。")
    if ratio < 0.8:
        return Words("The product shows fewer lines on its surface.", "产品表面线条更少。")
    return Words("Both surfaces are about equally rich in lines.", "两者表面线条疏密相近。")


def _risk(likeness: Likeness, filing: Filing, risk: Risk) -> Words:
    percent = round(likeness.score * 100)
    state = _STATES[filing.state]
    levels = {Risk.HIGH: "高", Risk.MEDIUM: "中", Risk.LOW: "低"}
    return Words(
        f"{risk.value} risk in {country_name(filing.country)}: likeness {percent}%, the patent is {state.en}. "
        f"{MADE_UP.en}",
        f"{translator(CHINESE).country(filing.country)}风险{levels[risk]}：相似度{percent}%，专利状态为{state.cn}。{MADE_UP.cn}",
    )


def joined(phrases: tuple[Words, ...]) -> Words:
    english = [phrase.en for phrase in phrases]
    listed = english[0] if len(english) == 1 else f"{', '.join(english[:-1])} and {english[-1]}"
    return Words(listed, "、".join(phrase.cn for phrase in phrases))
