"""Values of any type and on any scale are read as they are meant, and no body is more than a PatsnapError."""

import contextlib
import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import PatsnapError
from bot.patsnap import fields
from bot.patsnap.credentials import parse_token
from bot.patsnap.endpoints import REPORT
from bot.patsnap.envelope import read_response


def read(response, endpoint):
    return read_response(response, response.content, endpoint, secrets=())


KEYS = ("data", "status", "error_code", "error_msg", "token", "expires_in", "task_id")
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2", 2, "High", "20200101", 20200101, 10**400, -(10**30), "1e999", "\ud800", "\x00", "9" * 5000])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=8)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=30,
)


@given(JSON)
def test_any_value_is_a_token_or_a_patsnap_error(value):
    with contextlib.suppress(PatsnapError):
        parse_token(value)


@given(JSON)
def test_any_body_is_an_answer(value):
    content = json.dumps(value).encode()

    answer = read(httpx.Response(200, content=content), REPORT)

    assert answer.error is None or isinstance(answer.error, PatsnapError)


@pytest.mark.parametrize(
    "content",
    [b"[" * 200_000, b'{"a":' * 100_000, b"9" * 10_000, b"\xff\xfe\x00", b"", b"nan", b'\xef\xbb\xbf{"status": tr'],
    ids=["deep lists", "deep objects", "endless number", "no text", "nothing", "no number", "cut off"],
)
def test_any_bytes_are_an_answer(content):
    answer = read(httpx.Response(200, content=content), REPORT)

    assert isinstance(answer.error, PatsnapError)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 0.0), (0.5, 0.5), (1, 1.0), ("0.5", 0.5), (99.9, 0.999), (100, 1.0), ("12%", 0.12), ("0.5%", 0.005)],
)
def test_score_reads_both_scales(value, expected):
    assert fields.score(value) == pytest.approx(expected)


@pytest.mark.parametrize("value", [True, None, "", "high", [], {}, float("nan"), float("inf"), -0.1, 100.1, "1e400"])
def test_score_is_none_for_what_stands_on_no_scale(value):
    assert fields.score(value) is None


@pytest.mark.parametrize("value", [20200231, "2020", 0, "", None, True, "20200101T00", 20200101.5, "99999999"])
def test_day_is_none_for_what_is_no_day(value):
    assert fields.day(value) is None


@pytest.mark.parametrize("value", [0, -1, "", None, 1e30, True, "soon"])
def test_moment_is_none_for_what_is_no_time(value):
    assert fields.moment(value) is None


@pytest.mark.parametrize("value", ["javascript:alert(1)", "data:text/html,x", "//host/x", "https://a b", 5, None])
def test_link_takes_web_addresses_only(value):
    assert fields.link(value) == ""
