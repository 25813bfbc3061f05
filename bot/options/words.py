"""The words that options other than countries take: languages, views, states, orders."""

from functools import lru_cache

from bot.languages import translators
from bot.model import CHINESE, Language
from bot.model.lookup import LEGAL_CODES, PatentState, PatentType, SortField
from bot.options.vocabulary import Vocabulary


def _listed(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    """Meaning and words -> each word and its meaning."""
    return [(word, meaning) for meaning, words in pairs for word in words.split(", ")]


@lru_cache
def language_words() -> Vocabulary[Language]:
    """What people call the languages in which there are reports: each catalogue says it of its own language."""
    return Vocabulary(
        [(word, tr.language) for tr in translators() for word in (tr.language, *tr("language-words").split(", "))],
        suggested=dict.fromkeys(
            ("zh-TW", "zh-HK", "zh-Hant", "Traditional Chinese", "繁体", "繁體", "繁體中文", "ch", "chs"), CHINESE
        ),
    )


OTHER_LANGUAGES = Vocabulary(
    _listed(
        ("fr", "fr, French, français, 法文"),
        ("de", "de, German, Deutsch, 德文"),
        ("es", "es, Spanish, español"),
        ("it", "it, Italian, italiano"),
        ("ja", "ja, jp, Japanese, 日本語, 日文, 日语"),
        ("ko", "ko, kr, Korean, 한국어, 韩文"),
    ),
)
"""Languages that people ask for, and in which there are no reports."""

_STATES = _listed(
    ("active", "active, in force, valid, alive, 有效, 有权, 有效专利, 维持有效"),
    ("pending", "pending, 审中, 審中, 审查中, 在审, 申请中"),
    ("inactive", "inactive, not in force, invalid, dead, 失效, 已失效, 无效, 無效, 无权, 失效专利"),
    ("undetermined", "undetermined, 未确认, 未確認, 未确定, 不确定"),
    ("pct_designated", "pct_designated, PCT in time, PCT指定期内"),
    ("pct_expired", "pct_expired, PCT指定期满"),
)
_LEGAL = _listed(
    ("1", "published, 已公开, 公開"),
    ("2", "examining, 实审, 审查, 實質審查"),
    ("3", "authorisation, granted, 已授权, 授權, 有效授权"),
    ("8", "避重授权, 避重放弃, 避免重复授权放弃"),
    ("11", "withdrawn, 已撤回, 撤销申请"),
    ("12", "withdrawn-undetermined, 撤回未确定"),
    ("13", "rejected, 已驳回, 駁回"),
    ("14", "revoked, 撤销, 已撤销, 全部无效, 宣告无效"),
    ("15", "expired, 届满, 期满, 已届满, 到期, 有效期届满"),
    ("16", "non-payment, 未缴费, 欠费, 未交年费, 未缴纳年费"),
    ("17", "withdrawn-deemed, 被视为撤回, 视撤"),
    ("18", "withdrawn-voluntarily"),
    ("19", "abandoned-deemed, 被视为放弃"),
    ("20", "abandoned-voluntarily"),
    ("21", "恢复"),
    ("22", "ceased, 终止, 已终止, 专利权终止"),
    ("25", "abandoned-undetermined, 放弃未确定"),
    ("30", "abandoned, 已放弃"),
)
_SORTS = _listed(
    ("PBD", "PBD, publication, published, publication date, 公开日, 公開日, 公开日期, 公开"),
    ("APD", "APD, application, filing, filed, application date, filing date, 申请日, 申請日, 申请日期, 申请"),
    ("ISD", "ISD, grant, granted, issue, issued, grant date, issue date, 授权日, 授权公告日, 公告日, 授权日期, 授权"),
)
_ORDERS = _listed(
    (
        "asc",
        "asc, ascending, oldest, oldest first, 升序, 正序, 最早, 最早在前, 最早的在前, 从旧到新, 从早到晚, 由远及近",
    ),
    (
        "desc",
        "desc, descending, newest, newest first, 降序, 倒序, 最新, 最新在前, 最新的在前, 从新到旧, 从晚到早, 由近及远",
    ),
)

_TYPES = _listed(
    (
        "design",
        "design, designs, design patent, design patents, D, 外观, 外觀, 外观设计, 外觀設計, 外观专利, 外观设计专利",
    ),
    (
        "utility",
        "utility, utilities, utility model, utility models, utility patent, U, 实用新型, 實用新型, 新型, 实用新型专利",
    ),
)
_MANNERS = _listed(
    ("picture", "picture, image, photo, as it is, 图片, 圖片, 原图, 图像, 照片"),
    (
        "line-drawing",
        "line drawing, line drawings, lines, line, outline, sketch, shape, 线条图, 線條圖, 线图, 线稿, 轮廓, 线条",
    ),
)


@lru_cache
def view_words() -> Vocabulary[bool]:
    words = (
        *("together", "all together", "one", "one product", "same", "same product", "combined", "zusammen"),
        *("一起", "合并", "合併", "合并检测", "合在一起", "同一产品", "同一個產品", "同一件产品", "同一个产品"),
        *("同一款产品", "一件产品", "一个产品", *(tr("option-word-together") for tr in translators())),
    )
    return Vocabulary(((word, True) for word in words), names={True: "together"})


@lru_cache
def state_words() -> Vocabulary[PatentState]:
    """The simple legal states, but for the one that is not known."""
    said = [
        (word, state.value)
        for state in PatentState
        if state is not PatentState.UNKNOWN
        for tr in translators()
        for name in [state.replace("_", "-")]
        for word in (tr(f"option-word-{name}"), tr(f"similar-state-{name}"))
    ]
    return Vocabulary((word, PatentState(state)) for word, state in (*_STATES, *said))


@lru_cache
def legal_words() -> Vocabulary[int]:
    """Patsnap's legal states, by code and by name."""
    said = [(tr(f"legal-code-{code}"), code) for code in LEGAL_CODES for tr in translators()]
    codes = [(str(code), code) for code in LEGAL_CODES]
    return Vocabulary((*((word, int(code)) for word, code in _LEGAL), *said, *codes))


@lru_cache
def sort_words() -> Vocabulary[SortField]:
    said = [(tr(f"option-word-{field.lower()}"), field.value) for field in SortField for tr in translators()]
    words = [*_SORTS, *said]
    by = [(f"按{word}", field) for word, field in words if not word.isascii()]
    return Vocabulary((word, SortField(field)) for word, field in (*words, *by))


@lru_cache
def order_words() -> Vocabulary[bool]:
    """Whether the oldest comes first."""
    said = [(tr(f"option-word-{order}"), order) for order in ("asc", "desc") for tr in translators()]
    words = ((word, order == "asc") for word, order in (*_ORDERS, *said))
    return Vocabulary(words, names={True: "asc", False: "desc"})


@lru_cache
def type_words() -> Vocabulary[PatentType]:
    """What is searched: designs, or utility models."""
    said = [(tr(f"option-word-{kind}"), kind) for kind in ("design", "utility") for tr in translators()]
    return Vocabulary((word, PatentType(kind)) for word, kind in (*_TYPES, *said))


@lru_cache
def manner_words() -> Vocabulary[bool]:
    """Whether a line drawing of the picture is searched with, and not the picture as it is."""
    said = [(tr(f"option-word-{manner}"), manner) for manner in ("picture", "line-drawing") for tr in translators()]
    words = ((word, manner == "line-drawing") for word, manner in (*_MANNERS, *said))
    return Vocabulary(words, names={True: "line-drawing", False: "picture"})
