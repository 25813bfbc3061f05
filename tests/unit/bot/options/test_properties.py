"""What holds for any text: the reader refuses or follows, and prose around an option changes nothing."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import OptionError
from bot.model import CHINESE, CheckOptions, ProblemKind
from bot.model.countries import COUNTRIES
from bot.model.lookup import LEGAL_CODES
from bot.options import read_countries, read_filters, read_post
from bot.options.country_names import country_words
from bot.options.names import CHECK_NAMES
from bot.options.spelling import Spellings
from tests.languages import EN, ZH

TODAY = date(2026, 11, 27)
DEFAULTS = CheckOptions(countries=("US", "CN", "JP", "KR", "AU", "EU"))

NAMES = sorted(
    {name for names in CHECK_NAMES.values() for listed in (names.sure, names.plain) for name in listed.split(", ")}
    - {""}
)
PIECES = st.sampled_from(
    [*NAMES, *COUNTRIES, *COUNTRIES.values(), "2020", "21-01", "zh", "together", "please", "和", "🇺🇸", ":us:", " and "]
) | st.sampled_from(":：=,，、 \n\"“'()*`_<>|-–.")
OPTIONS = {
    "countries:US,DE": {"countries": ("US", "DE")},
    "since:2020-01-31": {"filed_after": date(2020, 1, 31)},
    "loc:21-01": {"locarno": ("21-01",)},
    "lang:zh": {"lang": CHINESE},
    'keyword:"smart watch"': {"keyword": "smart watch"},
    "views:together": {"views_together": True},
}


def read(text):
    options = read_post(text, defaults=DEFAULTS, today=TODAY)
    return {
        name: getattr(options, name)
        for name in CheckOptions.__slots__
        if name != "given" and getattr(options, name) != getattr(DEFAULTS, name)
    }


def in_full_width(text):
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" and char != '"' else char for char in text)


WRAPPINGS = (
    "{}".format,
    "*{}*".format,
    "_{}_".format,
    "`{}`".format,
    "({})".format,
    "【{}】".format,
    "&gt; {}".format,
    "- {}".format,
    "<https://example.com|{}>".format,
    "<@U0BOT> {}".format,
    "{} please".format,
    "{}.".format,
)
SPELLINGS = (
    str,
    str.upper,
    str.title,
    in_full_width,
    lambda text: text.replace(":", " : ", 1),
    lambda text: text.replace(":", "： ", 1),
    lambda text: text.replace(":", "=", 1),
    lambda text: text.replace("-", "–"),
    lambda text: text.replace('"', "“"),
    lambda text: text.replace(",", " and "),
    "\u200b".join,
    lambda text: text.replace(":", ":\u00a0", 1),
)

# Without signs that end a name, and without words that are near to one: nothing in it can be an option.
PROSE = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters=":=：＝﹕∶꞉︓﹦₌⁼<&"), max_size=60
).filter(
    lambda text: (
        not any(name in text.lower() for name in ("自", "国", "land", *(name for name in NAMES if len(name) > 2)))
    )
)
PROSE_LINES = st.sampled_from(
    [
        "Note: see below",
        "Our new mug",
        "Monday: mood",
        "at 10:30 in Room 5",
        "https://example.com/?lang=zh",
        "杯子：好看",
    ]
) | PROSE.map(lambda text: " ".join(text.split()))


@given(st.text(max_size=200) | st.lists(PIECES, max_size=25).map("".join))
def test_any_text_is_followed_or_refused_by_name(text):
    for reader in (read, read_filters, read_countries):
        try:
            reader(text)
        except OptionError as error:
            problem = error.problem
            assert problem.kind in {ProblemKind.INVALID_OPTION, ProblemKind.UNKNOWN_OPTION}
            assert problem.details["takes" if problem.kind is ProblemKind.INVALID_OPTION else "accepted"]


@given(PROSE)
def test_text_without_a_sign_that_makes_an_option_leaves_the_defaults(text):
    assert read(text) == {}


@given(
    st.sampled_from(sorted(OPTIONS)), st.sampled_from(SPELLINGS), st.sampled_from(SPELLINGS), st.sampled_from(WRAPPINGS)
)
def test_option_reads_the_same_in_every_disguise(option, first, second, wrap):
    changed = read(wrap(second(first(option))))
    if "keyword" in changed:
        changed["keyword"] = changed["keyword"].lower()
    assert changed == OPTIONS[option]


@given(st.sampled_from(sorted(OPTIONS)), st.lists(PROSE_LINES, max_size=3), st.lists(PROSE_LINES, max_size=3))
def test_lines_of_prose_around_an_option_change_nothing(option, before, after):
    assert read("\n".join([*before, option, *after])) == OPTIONS[option]


@given(st.permutations(sorted(OPTIONS)), st.sampled_from([" ", "\n", ", ", "; ", " | "]))
def test_options_in_any_order_on_one_line_are_all_followed(options, between):
    expected = {}
    for option in options:
        expected.update(OPTIONS[option])
    assert read(between.join(options)) == expected


@given(st.lists(st.sampled_from(sorted(COUNTRIES)), min_size=1, max_size=8, unique=True), st.data())
def test_countries_read_the_same_by_code_and_by_name(codes, data):
    words = [
        data.draw(st.sampled_from([code, COUNTRIES[code], COUNTRIES[code].upper(), code.lower()])) for code in codes
    ]
    between = data.draw(st.sampled_from([",", ", ", "，", "、", " and ", " & ", " / "]))
    assert read_countries(between.join(words)) == tuple(codes)


@pytest.mark.parametrize("between", [",", *(pytest.param(sign, marks=pytest.mark.slow) for sign in ".&'(")])
def test_two_codes_are_never_taken_for_one_name(between):
    """As *IN,DE* was for *Inde*."""
    for pair in itertools.permutations(COUNTRIES, 2):
        try:
            assert read_countries(between.join(pair)) == pair
        except OptionError:
            continue


@given(st.sampled_from([name for name in COUNTRIES.values() if len(name) > 4 and " " not in name]), st.data())
def test_country_with_a_slip_is_refused_with_a_suggestion(name, data):
    at = data.draw(st.integers(1, len(name) - 2))
    slip = data.draw(
        st.sampled_from([name[:at] + name[at + 1 :], name[:at] + name[at + 1] + name[at] + name[at + 2 :]])
    )
    if country_words().find(slip) is not None:
        return
    try:
        read(f"countries:US,{slip}")
    except OptionError as error:
        details = error.problem.details
        assert (details["value"], bool(details.get("nearest"))) == (slip, True)
    else:
        raise AssertionError(slip)


@given(st.text(st.sampled_from("abcde"), min_size=5, max_size=8), st.integers(0, 7), st.sampled_from("abcdez"))
def test_word_is_near_what_it_is_but_for_a_letter(word, at, letter):
    spellings = Spellings({word: word})
    at %= len(word)
    for slip in (word, word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]):
        assert spellings.near(slip) == word


def test_every_name_reads_as_its_option_and_no_two_options_share_one():
    owners = {}
    for option, names in CHECK_NAMES.items():
        for name in f"{names.sure}, {names.plain}".strip(", ").split(", "):
            assert owners.setdefault(name, option) == option
    values = {option.partition(":")[0]: option.partition(":")[2] for option in OPTIONS}
    for name, option in owners.items():
        assert read(f"{name}:{values[option]}") == OPTIONS[f"{option}:{values[option]}"], name


def test_every_legal_state_is_read_by_its_name():
    for tr in (EN, ZH):
        for code in LEGAL_CODES:
            name = tr(f"legal-code-{code}")
            assert read_filters(f"{tr('option-name-legal')}：{name}").filters.legal_statuses == (code,), name
