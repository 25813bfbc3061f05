"""The app's messages and views, made of example data by the formatters that make the real ones, to show them to Slack.

Beside them stand payloads that Slack should refuse: that they are refused is what the app's own limits rest on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from bot.languages import Translator, translators
from bot.model import (
    CHINESE,
    ENGLISH,
    Check,
    CheckOptions,
    Comparison,
    Engine,
    Language,
    LegalStatus,
    Message,
    NumberField,
    NumberQuery,
    ParsedNumber,
    Patent,
    Post,
    Problem,
    ProblemKind,
    Report,
    Risk,
    Stage,
    View,
)
from bot.model.lookup import SearchFilters
from bot.model.patent_card import NumberAnswer, PatentCard
from bot.model.similar import SimilarPage
from formatters.blocks import collapsed_container, section
from formatters.comparison_form import format_comparisons_form
from formatters.comparison_page import format_comparison
from formatters.comparison_state import ComparisonsState, Listing
from formatters.comparison_table import format_comparisons_table, make_comparisons_table
from formatters.comparisons import format_comparisons
from formatters.one_patent import format_one_patent
from formatters.patent_answers import format_answers, format_modals
from formatters.problems import format_problem
from formatters.progress import format_progress
from formatters.report import format_report
from formatters.similar import format_similar
from formatters.similar_form import FormState, format_filter_form

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One payload.

    Attributes:
        kind: by which argument ``blocks.validate`` takes it.
        is_right: whether Slack should take it.
    """

    name: str
    kind: Literal["message", "view"]
    payload: Payload
    is_right: bool = True


_NOW = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
_ID = "0123456789abcdef0123456789abcdef"
_POST = Post(
    id=_ID,
    team_id="T0123456789",
    channel_id="C0123456789",
    message_ts="1768210200.000100",
    thread_ts="1768210200.000100",
    user_id="U0123456789",
    created_at=_NOW,
)
_CHECK = Check(
    id=_ID,
    post=_POST,
    position=0,
    views=(View(position=0, file_id="F0123456789", name="mug.png"),),
    options=CheckOptions(countries=("US", "CN", "EU")),
    engine=Engine.V2,
    stage=Stage.FINISHED,
    created_at=_NOW,
    ended_at=_NOW,
)
_PICTURES = {f"p-{number}": f"F012345678{number}" for number in range(5)}
_SHEET = "F0123456780"
_SIMILAR = {
    ENGLISH: "Both bodies are round, and the handle is bent alike. ",
    CHINESE: "主体均为圆柱形结构，把手弯曲方式相同。",
}


def examples() -> Iterator[Example]:
    """What Slack should take, in each language, then what it should refuse."""
    for tr in translators():
        yield from _messages(tr)
        yield from _views(tr)
    yield from _wrong()


def _messages(tr: Translator) -> Iterator[Example]:
    report = _report(tr.language)
    made: Mapping[str, Message] = {
        "report": format_report(tr, _CHECK, report, pictures=_PICTURES, sheet=_SHEET),
        "report without drawings": format_report(tr, _CHECK, report),
        "report without comparisons": format_report(tr, _CHECK, replace(report, comparisons=())),
        "comparison with one patent": _one_patent(tr, report),
        "progress": format_progress(
            tr,
            _POST,
            [replace(_CHECK, stage=Stage.SUBMITTED, ended_at=None)],
            now=_NOW + timedelta(minutes=1),
            expected_s=60,
        ),
        "problem": format_problem(tr, _failed(ProblemKind.SUBMIT_UNKNOWN)),
        "similar designs": format_similar(tr, _page(tr.language), pictures=_PICTURES),
        "patent": _patent(tr),
        "table of comparisons": _table(tr),
    }
    for name, message in made.items():
        for number, rung in enumerate((message.blocks, *message.fallbacks), start=1):
            payload = {"text": message.text, "blocks": [dict(block) for block in rung]}
            yield Example(name=f"{name}, rung {number}, {tr.language}", kind="message", payload=payload)


def _views(tr: Translator) -> Iterator[Example]:
    state = FormState(search_id=_ID, channel_id=_POST.channel_id, response_url="https://hooks.slack.com/actions/T/1/x")
    form = format_filter_form(tr, state, name="mug.png", filters=SearchFilters(countries=("US",)), limit=20)
    listing = _listing(tr.language)
    (comparisons, *_) = format_comparisons(tr, listing, pictures=_PICTURES)
    (comparison, *_) = format_comparison(tr, listing, listing.report.comparisons[0], pictures=_PICTURES)
    (patent, *_) = format_modals(tr, _patent(tr), state="{}")
    views = {
        "comparisons": comparisons,
        "comparison": comparison,
        "comparisons form": format_comparisons_form(tr, listing, key="1"),
        "filters": form,
        "patent": patent,
    }
    for name, view in views.items():
        yield Example(name=f"modal: {name}, {tr.language}", kind="view", payload=view)


def _wrong() -> Iterator[Example]:
    container = collapsed_container(title="A design", subtitle="In force", child_blocks=[section("Round.")])
    wrong: Mapping[str, Payload] = {
        "container with has_header_divider that collapses": {**container, "has_header_divider": True},
        "container with eleven blocks": {**container, "child_blocks": [section("Round.")] * 11},
        "container within a container": {**container, "child_blocks": [container]},
        "container with a subtitle of 151 characters": {
            **container,
            "subtitle": {"type": "plain_text", "text": "x" * 151},
        },
        "section with 3,001 characters": section("x" * 3001),
        "section with 3,001 characters in Chinese": section("字" * 3001),
    }
    for name, block in wrong.items():
        yield Example(name=name, kind="message", payload={"text": "x", "blocks": [block]}, is_right=False)
    modal = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [container]}
    yield Example(name="container in a modal", kind="view", payload=modal, is_right=False)


def _report(language: Language) -> Report:
    text = _SIMILAR.get(language, _SIMILAR[ENGLISH])
    return Report(
        comparisons=tuple(_comparison(number, text * 12) for number in range(12)),
        countries=("US", "CN", "EU"),
        high_risk_countries=("US",),
        medium_risk_countries=("EU",),
        suspected_countries=("US",),
        suspected_count=1,
        locarno=("07-01",),
        filed_after=date(2020, 1, 1),
        operated_at=_NOW,
        total_found=156,
    )


def _listing(language: Language) -> Listing:
    state = ComparisonsState(_CHECK.id, _POST.channel_id, at=0)
    return Listing.of(_CHECK, _report(language), state, {"p-1": date(2035, 1, 15)})


def _table(tr: Translator) -> Message:
    listing = _listing(tr.language)
    return format_comparisons_table(tr, listing, make_comparisons_table(tr, listing), by="ada")


def _comparison(number: int, text: str) -> Comparison:
    return Comparison(
        patent=_design(number),
        risk=Risk.HIGH if number == 0 else Risk.MEDIUM,
        risk_level="High" if number == 0 else "Medium",
        score=0.9 - number / 50,
        legal_status=LegalStatus.VALID,
        similar=text,
        difference=text,
        confusion=text,
        risk_description=text,
        suggestion=text,
    )


def _design(number: int) -> Patent:
    return Patent(
        patent_id=f"p-{number}",
        publication_number=f"USD{1_055_170 + number}S1",
        title="Mug with a bent handle",
        country="US",
        score=0.9,
        filed=date(2020, 1, 15),
        published=date(2021, 3, 20),
        current_assignee="Acme Mugs Ltd",
        locarno=("07-01",),
    )


def _failed(kind: ProblemKind) -> Check:
    return replace(_CHECK, stage=Stage.FAILED, problem=Problem(kind))


def _page(language: Language) -> SimilarPage:
    return SimilarPage(
        search_id=_ID,
        name="mug.png",
        filters=SearchFilters(countries=("US",)),
        limit=20,
        lang=language,
        patents=tuple(_design(number) for number in range(10)),
        offset=0,
        total=156,
        next_offset=10,
    )


def _one_patent(tr: Translator, report: Report) -> Message:
    one = replace(report, comparisons=report.comparisons[:1])
    number = one.comparisons[0].patent.publication_number
    against = ParsedNumber(typed=number, country="US", publication_number=number, kind="S1", candidates=())
    check = replace(_CHECK, engine=Engine.ONE_TO_ONE, options=CheckOptions(countries=("US",), against=against))
    return format_one_patent(tr, check, one, pictures=_PICTURES, sheet=_SHEET)


def _patent(tr: Translator) -> Message:
    design = _design(0)
    number = ParsedNumber(
        typed="us d1,055,170 s1",
        country="US",
        publication_number=design.publication_number,
        kind="S1",
        candidates=(NumberQuery(NumberField.PUBLICATION, design.publication_number),),
    )
    card = PatentCard(
        patent=design, bibliography=None, legal_state=None, file_id=_PICTURES["p-0"], sightings=(), missing=()
    )
    several = NumberAnswer(number=number, hits=tuple(_design(each) for each in range(10)), total_found=30)
    answers = (NumberAnswer(number=number, card=card), several, NumberAnswer(number=number))
    return format_answers(
        tr, answers, link=lambda _: "https://example.slack.com/archives/C0123456789/p1768210200000100"
    )
