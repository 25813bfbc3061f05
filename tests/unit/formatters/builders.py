"""Domain objects for the tests of the formatters: one of each, to be changed with ``dataclasses.replace``."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.model import (
    Check,
    CheckOptions,
    Comparison,
    Engine,
    LegalStatus,
    Patent,
    Post,
    Problem,
    Report,
    Risk,
    Stage,
    View,
)

NOW = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)

POST = Post(
    id="post-1",
    team_id="T1",
    channel_id="C1",
    message_ts="1768210200.000100",
    thread_ts="1768210200.000100",
    user_id="U1",
    created_at=NOW,
)

CHECK = Check(
    id="0123456789abcdef0123456789abcdef",
    post=POST,
    position=0,
    views=(View(position=0, file_id="F1", name="mug.png"),),
    options=CheckOptions(countries=("US", "CN", "EU")),
    engine=Engine.V2,
    stage=Stage.FINISHED,
    created_at=NOW,
    ended_at=NOW,
)

SANTA = Comparison(
    patent=Patent(
        patent_id="p-1",
        publication_number="USD1055174S1",
        title="Inflatable Santa",
        country="US",
        filed=date(2020, 1, 15),
        published=date(2021, 3, 20),
        current_assignee="Northpole Ltd",
        locarno=("21-01",),
    ),
    risk=Risk.HIGH,
    risk_level="High",
    score=0.85,
    legal_status=LegalStatus.VALID,
    similar="Both are round figures with a tall pointed hat and a wide belt.",
    difference="The hat of the product bends to the left; the one in the patent stands upright.",
    confusion="From two metres away, buyers see the same outline.",
    risk_description="The outline is what the patent protects above all.",
    suggestion="Give the hat a different outline and leave out the belt.",
)


def comparison(number: int, risk: Risk = Risk.LOW, *, country: str = "CN", score: float | None = 0.4) -> Comparison:
    patent = replace(
        SANTA.patent,
        patent_id=f"p-{number}",
        publication_number=f"CN30{number:07}S",
        country=country,
        title=f"Mug {number}",
    )
    return replace(SANTA, patent=patent, risk=risk, risk_level=risk.value.title(), score=score)


HIGH = Report(
    comparisons=(
        SANTA,
        comparison(2, Risk.HIGH, country="EU", score=0.801),
        comparison(3, Risk.MEDIUM, country="JP", score=0.6),
        comparison(4, Risk.LOW, score=0.31),
    ),
    countries=("US", "CN", "JP", "EU"),
    high_risk_countries=("US", "EU"),
    medium_risk_countries=("JP",),
    suspected_countries=("US",),
    suspected_count=1,
    locarno=("21-01", "11 装饰品"),
    filed_after=date(2020, 1, 1),
    operated_at=NOW,
    total_found=156,
)

MEDIUM = replace(
    HIGH,
    comparisons=(comparison(3, Risk.MEDIUM, country="JP"), comparison(4)),
    high_risk_countries=(),
    suspected_countries=(),
    suspected_count=0,
)

CLEAN = replace(
    MEDIUM, comparisons=(comparison(4), comparison(5)), medium_risk_countries=(), filed_after=None, total_found=None
)

UNRATED = replace(
    CLEAN,
    comparisons=(
        replace(comparison(6, Risk.UNRATED), risk_level="Severe <b>"),
        replace(comparison(7, Risk.UNRATED, score=None), risk_level=""),
        comparison(4),
    ),
)

CHINESE = replace(
    HIGH,
    comparisons=(
        Comparison(
            patent=Patent(
                patent_id="p-9",
                publication_number="CN306123456S",
                title="充气圣诞老人",
                country="CN",
                current_assignee="某某科技有限公司",
                filed=date(2020, 1, 15),
            ),
            risk=Risk.HIGH,
            risk_level="High",
            score=0.875,
            legal_status=LegalStatus.PENDING,
            similar="主体均为圆柱形结构,且在圆柱面上分布有面部特征。",
            difference="专利图顶部为复杂的结状/把手结构,两侧为线状手臂。",
            confusion="虽然基础形状相似,但具体设计元素差异足以区分。",
            risk_description="头部装饰(帽子 vs 结)和附属件的差异属于实质性区别。",
            suggestion="保持当前帽子与垂耳的独特组合。",
        ),
    ),
    high_risk_countries=("CN",),
    medium_risk_countries=(),
    suspected_countries=("CN",),
    locarno=("21 游戏器具、玩具、帐篷和体育用品", "02 服装、服饰用品和缝纫用品", "充气玩具"),
)

CHINESE_CHECK = replace(CHECK, views=(View(position=0, file_id="F1", name="充气圣诞老人.png"),))


def in_chinese(report: Report) -> Report:
    """The same report as Patsnap's Chinese host sends it."""
    return replace(
        report,
        comparisons=tuple(map(_in_chinese, report.comparisons)),
        locarno=tuple({"21-01": "21-01 游戏器具和玩具"}.get(text, text) for text in report.locarno),
    )


def _in_chinese(comparison: Comparison) -> Comparison:
    patent, levels = comparison.patent, {"High": "高", "Medium": "中", "Low": "低", "Severe <b>": "极高"}
    words = CHINESE.comparisons[0]
    return replace(
        words,
        patent=replace(
            patent,
            title=patent.title.replace("Inflatable Santa", "充气圣诞老人").replace("Mug", "马克杯"),
            current_assignee="某某科技有限公司",
        ),
        risk_description=words.risk_description.replace(" vs ", "与"),
        risk=comparison.risk,
        risk_level=levels.get(comparison.risk_level, comparison.risk_level),
        score=comparison.score,
        legal_status=comparison.legal_status,
    )


NASTY_TEXT = (
    "<!channel> <@U123> <#C123> <https://evil.example|your bank> & *bold* _italic_ ~gone~ `code` :smile: @here "
    '@everyone \u202egnp.exe\u202c a\u200bb\u2066c\u2069 \x1b[31m\ud800 "quoted" back\\slash\r\n> quote\n>>> a\tb\x00'
)
"""Everything that text from outside could try."""


def nasty_report(count: int, *, size: int = 5_000) -> Report:
    """A report whose every text is hostile and ``size`` characters long."""
    long = (NASTY_TEXT * (size // len(NASTY_TEXT) + 1))[:size]
    patent = replace(
        SANTA.patent,
        publication_number=long,
        title=long,
        country=long,
        current_assignee=long,
        original_assignee=long,
        locarno=(long,) * 50,
    )
    hostile = Comparison(
        patent=patent,
        risk=Risk.UNRATED,
        risk_level=long,
        score=1.0,
        similar=long,
        difference=long,
        confusion=long,
        risk_description=long,
        suggestion=long,
        views=tuple(range(10)),
    )
    return Report(
        comparisons=(hostile,) * count,
        countries=(long, *(f"{number}{long}" for number in range(60))),
        high_risk_countries=tuple(f"{number}{long}" for number in range(60)),
        medium_risk_countries=tuple(f"{number}{long}" for number in range(60)),
        suspected_countries=tuple(f"{number}{long}" for number in range(60)),
        suspected_count=10**9,
        locarno=tuple(f"{number}{long}" for number in range(60)),
        filed_after=date(1900, 1, 1),
        operated_at=NOW,
        total_found=10**12,
    )


def failed(problem: Problem, *, stage: Stage = Stage.FAILED) -> Check:
    return replace(CHECK, stage=stage, problem=problem)
