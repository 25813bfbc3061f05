"""Domain objects as wild as their types allow: every text anything, every list long, every number odd."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from bot.languages import LANGUAGES
from bot.model import (
    AddressFault,
    Check,
    CheckOptions,
    Comparison,
    Engine,
    LegalStatus,
    NumberFault,
    NumberField,
    NumberQuery,
    ParsedNumber,
    Patent,
    Post,
    Problem,
    ProblemKind,
    Report,
    Right,
    Risk,
    Stage,
    View,
)
from bot.model.lookup import (
    Bibliography,
    LegalState,
    LocalText,
    Party,
    PatentState,
    PatentType,
    SearchFilters,
    SortField,
)
from bot.model.patent_card import NumberAnswer, PatentCard, PatentPart, Sighting
from bot.model.similar import SimilarPage

FRAGMENTS = (
    "<!channel>",
    "<!here|x>",
    "<!everyone>",
    "<!subteam^S0123|team>",
    "<@U0123ABC>",
    "<@W0123|ada>",
    "<#C0123|random>",
    "<http://evil.example|your bank>",
    "<mailto:a@b.example|x>",
    "<!date^1^{date}|x>",
    "<",
    ">",
    "&",
    "|",
    "<!",
    "<@",
    "&lt;!channel&gt;",
    "&amp;lt;!here&amp;gt;",
    "&#60;!here>",
    "*bold*",
    "_it_",
    "~gone~",
    "`code`",
    "```x```",
    ":wave:",
    ":skin-tone-2:",
    "@here",
    "@channel",
    "@everyone",
    "ada@example.com",
    "https://evil.example/a?b=c&d",
    "\n>quote",
    "\n>>> q",
    "\n\n\n\n",
    "\r\n",
    "\t",
    "\x00",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\ufe0f",
    "\U000e0041",
    "\ud800",
    "\udfff",
    "\uffff",
    "e" + "\u0301" * 40,
    "\u0e33" * 20,
    "\u3164",
    "{name}",
    "{0}",
    "%s",
    "\\",
    '"',
    "'",
    "“",
    "”",
    " ",
    "·",
    "x" * 300,
    "&" * 60,
    "<" * 60,
    '"' * 80,
    "字" * 50,
    "🟥",
    "👩\u200d🚀",
    "US",
    "USD1055174S1",
    "21-01",
    "(21-01)",
    "21 Games, <b>",
    "/",
    "..",
    "\\u0000",
)


def texts(most: int = 12) -> st.SearchStrategy[str]:
    """Fragments that try something, between characters of any kind, lone surrogates among them; at times very long."""
    piece = st.one_of(st.sampled_from(FRAGMENTS), st.text(st.characters(exclude_categories=()), max_size=8))
    short = st.lists(piece, max_size=most).map("".join)
    long = st.tuples(short.map(lambda text: text or "x"), st.sampled_from((200, 1000, 5000))).map(
        lambda pair: (pair[0] * (pair[1] // len(pair[0]) + 1))[: pair[1]]
    )
    return st.one_of(short, short, long)


TEXT = texts()
NUMBER = st.one_of(st.sampled_from(("USD1055174S1", "CN306123456S", "EU0040356240003", "")), texts(4))
CODE = st.one_of(st.sampled_from(("US", "CN", "EU", "WO", "XX")), texts(3))
DAY = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))
MOMENT = st.datetimes(datetime(1971, 1, 1), datetime(9000, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001
SCORE = st.one_of(st.none(), st.floats(0, 1), st.sampled_from((0.0, 1.0, 0.9999, math.nan, 5.0, -1.0)))
COUNT = st.one_of(st.none(), st.sampled_from((0, 1, 10**12, -1)), st.integers(0, 10**6))
LISTS = {"max_size": 4}


def _several(item: st.SearchStrategy, most: int = 70) -> st.SearchStrategy[tuple]:
    """A few of them, or one many times."""
    few = st.lists(item, **LISTS).map(tuple)
    many = st.tuples(item, st.integers(1, most)).map(lambda pair: (pair[0],) * pair[1])
    return st.one_of(few, few, many)


# Ids of Slack's and ours are what these two make; nobody else writes them.
HEX = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")
TS = st.integers(10**9, 2 * 10**9).map(lambda seconds: f"{seconds}.000100")
FILE_ID = st.integers(0, 10**9).map(lambda number: f"F{number:010}")

PATENTS = st.builds(
    Patent,
    patent_id=st.one_of(st.sampled_from(("p-1", "")), texts(3)),
    publication_number=NUMBER,
    title=TEXT,
    country=CODE,
    score=SCORE,
    risk=st.sampled_from(Risk),
    filed=DAY,
    published=DAY,
    application_number=texts(3),
    inventors=_several(TEXT),
    current_assignee=TEXT,
    original_assignee=TEXT,
    locarno=_several(TEXT),
)
COMPARISONS = st.builds(
    Comparison,
    patent=PATENTS,
    risk=st.sampled_from(Risk),
    risk_level=TEXT,
    score=SCORE,
    legal_status=st.sampled_from(LegalStatus),
    similar=TEXT,
    difference=TEXT,
    confusion=TEXT,
    risk_description=TEXT,
    suggestion=TEXT,
    views=st.lists(st.integers(-1, 20), max_size=6).map(tuple),
)
REPORTS = st.builds(
    Report,
    comparisons=_several(COMPARISONS, most=200),
    countries=_several(CODE),
    high_risk_countries=_several(CODE),
    medium_risk_countries=_several(CODE),
    suspected_countries=_several(CODE),
    suspected_count=st.sampled_from((0, 1, 10**9)),
    locarno=_several(TEXT),
    filed_after=DAY,
    operated_at=st.one_of(st.none(), MOMENT),
    total_found=COUNT,
)
OPTIONS = st.builds(
    CheckOptions,
    countries=_several(CODE),
    lang=st.sampled_from(LANGUAGES),
    filed_after=DAY,
    locarno=_several(texts(3)),
    keyword=TEXT,
)
_DETAILS = (
    "option",
    "value",
    "accepted",
    "count",
    "limit",
    "address",
    "fault",
    "typed",
    "country",
    "expected",
    "name",
    "limit_mb",
    "limit_megapixels",
    "width",
    "height",
    "min_side",
    "code",
    "method",
    "reason",
    "api",
    "timeout_s",
    "user_id",
    "error_id",
    "file",
    "where",
    "number",
    "self",
    "__class__",
)
PROBLEMS = st.builds(
    Problem,
    st.sampled_from(ProblemKind),
    st.dictionaries(
        st.sampled_from(_DETAILS),
        st.one_of(TEXT, st.sampled_from([*NumberFault, *AddressFault, "nan", "inf", "1e400", "-5"]).map(str)),
        max_size=6,
    ),
)
POSTS = st.builds(
    Post,
    id=HEX,
    team_id=st.just("T0123456789"),
    channel_id=st.just("C0123456789"),
    message_ts=TS,
    thread_ts=TS,
    user_id=st.just("U0123456789"),
    created_at=MOMENT,
)
VIEWS = st.builds(
    View,
    position=st.integers(0, 3),
    file_id=FILE_ID,
    name=TEXT,
)
WEB_VIEWS = st.builds(
    View,
    position=st.just(0),
    file_id=st.just(""),
    name=TEXT,
    upload_url=st.sampled_from(
        ("https://example.com/mug.jpg", "https://example.com/mug.jpg?a=1&b=2", "https://例え.jp/图.png")
    ),
)
CHECKS = st.builds(
    Check,
    id=HEX,
    post=POSTS,
    position=st.integers(0, 12),
    views=st.lists(st.one_of(VIEWS, WEB_VIEWS), min_size=0, max_size=4).map(tuple),
    options=OPTIONS,
    engine=st.sampled_from(Engine),
    stage=st.sampled_from(Stage),
    created_at=MOMENT,
    ended_at=st.one_of(st.none(), MOMENT),
    problem=st.one_of(st.none(), PROBLEMS),
    reply_ts=TS,
)
PARTIES = st.builds(Party, name=TEXT, lang=st.one_of(st.sampled_from(("en", "zh", "")), texts(2)), address=TEXT)
BIBLIOGRAPHIES = st.builds(
    Bibliography,
    patent_id=texts(2),
    publication_number=NUMBER,
    patent_type=st.sampled_from(PatentType),
    titles=st.lists(st.builds(LocalText, texts(2), TEXT), max_size=3).map(tuple),
    assignees=_several(PARTIES),
    applicants=_several(PARTIES),
    inventors=_several(PARTIES),
    application_number=TEXT,
    filed=DAY,
    published=DAY,
    locarno=_several(TEXT),
)
STATES = st.lists(st.tuples(st.sampled_from(PatentState), TEXT), max_size=5).map(
    lambda pairs: LegalState(
        patent_id="p",
        publication_number="",
        states=tuple(state for state, _ in pairs),
        sent=tuple(sent for _, sent in pairs),
    )
)
CARDS = st.builds(
    PatentCard,
    patent=PATENTS,
    bibliography=st.one_of(st.none(), BIBLIOGRAPHIES),
    legal_state=st.one_of(st.none(), STATES),
    file_id=st.one_of(st.just(""), FILE_ID),
    missing=st.lists(st.sampled_from(PatentPart), max_size=3, unique=True).map(tuple),
    sightings=_several(st.builds(Sighting, check=CHECKS, risk=st.sampled_from(Risk)), most=10),
)
READINGS = st.builds(
    ParsedNumber,
    typed=texts(4).map(lambda text: text[:80]),
    country=CODE,
    publication_number=st.one_of(st.none(), NUMBER),
    kind=texts(1),
    candidates=st.lists(st.builds(NumberQuery, st.sampled_from(NumberField), NUMBER), min_size=1, max_size=3).map(
        tuple
    ),
    right=st.one_of(st.none(), st.sampled_from(Right)),
    canonical=NUMBER,
)
NUMBERS = st.one_of(READINGS, st.builds(replace, READINGS, readings=st.tuples(READINGS, READINGS)))
ANSWERS = st.builds(
    NumberAnswer,
    number=NUMBERS,
    card=st.one_of(st.none(), CARDS),
    hits=_several(PATENTS, most=12),
    is_exact=st.booleans(),
    total_found=COUNT,
    problem=st.one_of(st.none(), st.none(), PROBLEMS),
)
FILTERS = st.builds(
    SearchFilters,
    countries=_several(CODE),
    locarno=texts(4).map(lambda text: text[:500]),
    assignee=texts(4).map(lambda text: text[:100]),
    legal_statuses=st.lists(st.integers(0, 300), max_size=8).map(tuple),
    states=st.lists(st.sampled_from(PatentState), max_size=8, unique=True).map(tuple),
    keyword=texts(4).map(lambda text: text[:100]),
    filed_from=DAY,
    filed_to=DAY,
    published_from=DAY,
    published_to=DAY,
    sort=st.one_of(st.none(), st.sampled_from(SortField)),
    ascending=st.booleans(),
)
PAGES = st.builds(
    SimilarPage,
    lang=st.sampled_from(LANGUAGES),
    search_id=HEX,
    name=TEXT,
    filters=FILTERS,
    limit=st.integers(1, 100),
    patents=_several(PATENTS, most=10),
    offset=st.integers(0, 1000),
    total=COUNT,
    next_offset=st.one_of(st.none(), st.integers(0, 1000)),
    again=st.booleans(),
)
