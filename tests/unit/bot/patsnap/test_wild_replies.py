"""Replies of any shape whatsoever: read or refused, and whatever is read can be stored and shown."""

import dataclasses
import json

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.errors import PatsnapError
from bot.model import ENGLISH
from bot.model.lookup import SearchFilters
from bot.model.patent_card import PatentCard
from bot.model.similar import SimilarPage
from bot.patsnap import _parse_upload
from bot.patsnap.endpoints import SEARCH_ID
from bot.patsnap.lookups import _bibliography, _drawing, _legal_state, _parse_hits
from bot.patsnap.payloads import (
    BibliographyPayload,
    ComparisonPayload,
    DrawingPayload,
    FusedPayload,
    LegalStatePayload,
    PatentPayload,
    RankedPayload,
    ReportPayload,
    TaskV2Payload,
)
from bot.patsnap.reports import parse_task_v1, parse_task_v2
from bot.patsnap.similar_designs import _parser
from formatters.comparison_state import ComparisonsState, Listing
from formatters.comparisons import format_comparisons
from formatters.patent_answers import format_shared
from formatters.report import format_report
from formatters.similar import format_similar
from tests.languages import EN
from tests.unit.formatters.builders import CHECK
from tests.unit.formatters.checker import check_message, check_view
from tests.unit.formatters.strategies import texts

KEYS = sorted(
    {
        name
        for payload in (PatentPayload, ComparisonPayload, ReportPayload, RankedPayload, FusedPayload, TaskV2Payload)
        for name in payload.model_fields
    }
    | {"pn", "results", "search_id", "bibliographic_data", "invention_title", "text", "lang", "parties", "assignees"}
    | {"name", "simple_legal_status", "abstract_drawing", "path", "url", "expire", "sequence"}
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(),
    texts(3),
    st.sampled_from(("High", "middle", "2", "2", "85%", "21-01", "US", "20200115", "USD1055174S1", "9" * 400)),
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)),
    max_leaves=20,
)
PATENTS = st.lists(st.dictionaries(st.sampled_from(sorted(PatentPayload.model_fields)), JSON, max_size=8), max_size=4)
REPORT = st.fixed_dictionaries(
    {
        "comparisons": st.lists(
            st.dictionaries(st.sampled_from(sorted(ComparisonPayload.model_fields)), JSON, max_size=8), max_size=4
        ),
        "country": JSON,
    },
    optional={name: JSON for name in ReportPayload.model_fields if name not in {"comparisons", "country"}},
)
TASK = st.one_of(
    JSON,
    st.fixed_dictionaries(
        {"task_status": st.sampled_from((2, "2", 7, None)), "report": REPORT},
        optional={
            "patent_messages": st.fixed_dictionaries({"patent_messages": PATENTS, "total_search_result_count": JSON}),
            "rrffusion_response": st.fixed_dictionaries({"patent_messages": PATENTS}),
            "line_drawing_base64": JSON,
        },
    ),
)

often = settings(
    max_examples=max(20, settings.default.max_examples // 5),
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.generate],
)


@often
@given(TASK, JSON)
def test_any_reply_about_a_task_is_read_or_refused_and_can_be_stored_and_shown(data, searched):
    for parse in (parse_task_v2, lambda found: parse_task_v1(found, searched=searched)):
        try:
            report = parse(data)
        except PatsnapError:
            continue
        if report is not None:
            stored = json.dumps(dataclasses.asdict(report), ensure_ascii=False, default=str)
            assert "\\u0000" not in stored
            stored.encode()
            assert all(item.score is None or 0 <= item.score <= 1 for item in report.comparisons)
            check_message(format_report(EN, CHECK, report))
            listing = Listing.of(CHECK, report, ComparisonsState(CHECK.id, "C1"), {})
            check_view(format_comparisons(EN, listing)[0])


@often
@given(st.one_of(JSON, st.fixed_dictionaries({"patent_messages": PATENTS, "results": PATENTS, "search_id": JSON})))
def test_any_reply_of_a_search_is_read_or_refused_and_can_be_shown(data):
    for parse in (_parse_hits, _parser(SEARCH_ID)):
        try:
            found = parse(data)
        except PatsnapError:
            continue
        page = SimilarPage(
            lang=ENGLISH,
            search_id="0" * 32, name="x", filters=SearchFilters(), limit=10, patents=found.patents[:10], offset=0,
            total=found.total_found, next_offset=None,
        )  # fmt: skip
        check_message(format_similar(EN, page))


@often
@given(PATENTS.filter(bool), JSON, JSON)
def test_any_front_page_is_read_and_can_be_shown(patents, page, states):
    hits = _parse_hits({"results": patents}).patents
    bibliography = _bibliography(BibliographyPayload.model_validate({"bibliographic_data": page, "pn": page}))
    legal_state = _legal_state(LegalStatePayload.model_validate({"simple_legal_status": states, "patent_id": states}))
    assert _drawing(DrawingPayload.model_validate({"abstract_drawing": page, "pn": states})).patent_id == ""
    for patent in hits:
        card = PatentCard(patent=patent, bibliography=bibliography, legal_state=legal_state)
        check_message(format_shared(EN, card, by="ada", link=lambda _: ""))


@often
@given(JSON)
def test_any_reply_to_an_upload_is_an_address_for_a_while_or_refused(data):
    try:
        image = _parse_upload(data)
    except PatsnapError:
        return
    assert image.url.startswith(("http://", "https://"))
    assert 0 < image.expires_in_s <= 7 * 24 * 3600
