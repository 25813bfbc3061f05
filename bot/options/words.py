"""The words that options other than countries take: languages, views, states, orders."""

from functools import lru_cache

from bot.languages import LANGUAGES, translator
from bot.model import CHINESE, Language
from bot.model.lookup import PatentState, SortField
from bot.options.vocabulary import Vocabulary

LEGAL_STATUSES: dict[int, str] = {
    1: "disclosure",
    2: "substantive review",
    3: "authorization",
    8: "avoidance of reauthorization",
    11: "withdrawal",
    12: "withdrawal undetermined",
    13: "rejection",
    14: "full cancellation",
    15: "expiration",
    16: "unpaid annual fee",
    17: "deemed withdrawal",
    18: "voluntary withdrawal",
    19: "deemed abandonment",
    20: "voluntary abandonment",
    21: "restoration",
    22: "termination",
    23: "partial invalidation",
    24: "application terminated",
    25: "abandonment undetermined",
    30: "abandonment",
    222: "PCT 222",
    223: "PCT 223",
    224: "PCT 224",
    225: "PCT 225",
}
"""Patsnap's codes of legal states."""


def _listed(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    """Meaning and words -> each word and its meaning."""
    return [(word, meaning) for meaning, words in pairs for word in words.split(", ")]


@lru_cache
def language_words() -> Vocabulary[Language]:
    """What people call the languages in which there are reports: each catalogue says it of its own language."""
    return Vocabulary(
        [
            (word, language)
            for language in LANGUAGES
            for word in (language, *translator(language)("language-words").split(", "))
        ],
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

VIEW_WORDS = Vocabulary(
    (
        (word, True)
        for word in (
            *("together", "all together", "one", "one product", "same", "same product", "combined", "zusammen"),
            *("一起", "合并", "同一产品", "同一個產品"),
        )
    ),
    names={True: "together"},
)

STATE_WORDS = Vocabulary(
    (
        (word, PatentState(state))
        for word, state in _listed(
            ("active", "active, in force, valid, alive, 有效"),
            ("pending", "pending, 审中, 審中"),
            ("inactive", "inactive, not in force, invalid, dead, 失效, 无效"),
            ("undetermined", "undetermined, 未确认"),
            ("pct_designated", "pct_designated, PCT in time, PCT指定期内"),
            ("pct_expired", "pct_expired, PCT指定期满"),
        )
    ),
)

LEGAL_WORDS = Vocabulary(
    (
        *((str(code), code) for code in LEGAL_STATUSES),
        *((name, code) for code, name in LEGAL_STATUSES.items()),
        *(("authorisation", 3), ("granted", 3), ("授权", 3), ("公开", 1), ("实质审查", 2), ("撤回", 11), ("驳回", 13)),
        *(("published", 1), ("examining", 2), ("rejected", 13), ("revoked", 14), ("expired", 15), ("non-payment", 16)),
        *(("ceased", 22), ("withdrawn", 11), ("withdrawn-undetermined", 12), ("withdrawn-deemed", 17)),
        *(("withdrawn-voluntarily", 18), ("abandoned", 30), ("abandoned-deemed", 19), ("abandoned-voluntarily", 20)),
        ("abandoned-undetermined", 25),
    ),
)

SORT_WORDS = Vocabulary(
    (
        (word, SortField(field))
        for word, field in _listed(
            ("PBD", "PBD, publication, published, publication date, 公开日"),
            ("APD", "APD, application, filing, filed, application date, filing date, 申请日"),
            ("ISD", "ISD, grant, granted, issue, issued, grant date, issue date, 授权日"),
        )
    ),
)

ORDER_WORDS = Vocabulary(
    (
        (word, order == "asc")
        for word, order in _listed(
            ("asc", "asc, ascending, oldest, oldest first, 升序"),
            ("desc", "desc, descending, newest, newest first, 降序"),
        )
    ),
    names={True: "asc", False: "desc"},
)
