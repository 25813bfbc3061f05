"""Payloads as Patsnap sends them: of tasks, of searches, of look-ups by number and of statements of account.

Every field is read leniently (see ``fields``), so that a report that was paid for is never lost to one odd value:
a payload can be made of any JSON object. What the values mean is said in ``reports`` and ``lookups``.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.patsnap import fields

Text = Annotated[str, BeforeValidator(fields.text)]
Identifier = Annotated[str, BeforeValidator(fields.identifier)]
Link = Annotated[str, BeforeValidator(fields.link)]
Number = Annotated[float | None, BeforeValidator(fields.number)]
Integer = Annotated[int | None, BeforeValidator(fields.integer)]
Score = Annotated[float | None, BeforeValidator(fields.score)]
Percentage = Annotated[float | None, BeforeValidator(fields.percentage)]
Day = Annotated[date | None, BeforeValidator(fields.day)]
Moment = Annotated[datetime | None, BeforeValidator(fields.moment)]
Names = Annotated[tuple[str, ...], BeforeValidator(fields.names)]
Locarno = Annotated[tuple[str, ...], BeforeValidator(fields.locarno_classes)]
Words = Annotated[str, BeforeValidator(fields.words)]
Boolean = Annotated[bool | None, BeforeValidator(fields.boolean)]
Countries = Annotated[tuple[str, ...], BeforeValidator(fields.country_codes)]


def _plain_locarno(value: Any) -> tuple[str, ...]:
    """Every class such as ``21-01`` in a text, a list of texts, or an object of either."""
    values = list(value.values()) if isinstance(value, dict) else [value]
    found = (code for item in values for part in fields.texts(item) for code in re.findall(r"\b\d{2}-\d{2}\b", part))
    return fields.unique(found)


class Payload(BaseModel):
    """Base of all payloads. A key counts in any case, such as ``riskLevel``; beside it, the documented one stands."""

    # Built when the first of its kind comes: most of these an app may not see for days.
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _rename(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        names = names_of(cls)
        renamed = {names.get(fields.fold(key), key): item for key, item in value.items() if key not in names}
        return renamed | {key: item for key, item in value.items() if key in names}


@cache
def names_of(payload: type[Payload]) -> Mapping[str, str]:
    """Every name of its fields, as documented and folded -> as documented."""
    aliases = [field.validation_alias for field in payload.model_fields.values()]
    others = [str(name) for alias in aliases if isinstance(alias, AliasChoices) for name in alias.choices]
    names = [*payload.model_fields, *others]
    return {fields.fold(name): name for name in names} | {name: name for name in names}


class PatentPayload(Payload):
    """An item of an image search (V1's, P009's, either of V2's two lists) or of P069, which says ``pn``."""

    patent_id: Identifier = ""
    patent_pn: Text = Field("", validation_alias=AliasChoices("patent_pn", "pn"))
    title: Text = ""
    authority: Text = ""
    score: Score = None
    risk_level: Text = ""
    img_id: Text = ""
    url: Link = ""
    url_120: Link = ""
    apdt: Day = None
    pbdt: Day = None
    apno: Text = ""
    inventor: Names = ()
    current_assignee: Text = ""
    original_assignee: Text = ""
    loc: Locarno = ()
    loc_match: Boolean = None
    rrf_score: Number = None
    rerank_rank: Integer = None
    rerank_score: Percentage = None
    traditional_rank: Integer = None
    traditional_score: Score = None


class ComparisonPayload(Payload):
    """The product beside one patent; ``patent_image_url`` comes with V1 only."""

    score: Score = None
    title: Text = ""
    img_id: Text = ""
    status: Text = ""
    country: Text = ""
    similar: Text = ""
    difference: Text = ""
    confusion: Text = ""
    risk_desc: Text = ""
    risk_level: Words = ""
    suggestion: Text = ""
    patent_id: Identifier = ""
    patent_pn: Text = ""
    patent_image_url: Link = ""


Patents = Annotated[tuple[PatentPayload, ...], BeforeValidator(fields.objects)]
Comparisons = Annotated[
    tuple[ComparisonPayload, ...],
    BeforeValidator(lambda value: fields.objects_named(value, names_of(ComparisonPayload))),
]
"""What cannot be read stays as a blank: that nothing was sent and that nothing was readable are two things."""


class ReportPayload(Payload):
    """V2's ``report``; in V1 the same fields stand directly in ``data``."""

    loc: Locarno = ()
    country: Countries = ()
    comparisons: Comparisons = ()
    operate_date: Moment = None
    apply_start_time: Day = None
    high_risk_country: Countries = ()
    middle_risk_country: Countries = ()
    suspected_infringement_country: Countries = ()
    suspected_infringement_count: Integer = None


class RankedPayload(Payload):
    """The image search's own list."""

    patent_messages: Patents = ()
    total_search_result_count: Integer = None


class FusedPayload(Payload):
    """Both searches fused."""

    patent_messages: Patents = ()
    k_value: Integer = None
    rerank_count: Integer = None
    traditional_count: Integer = None


class TaskV2Payload(Payload):
    """The ``data`` of AI39-2."""

    task_status: Integer = None
    report: Annotated[
        ReportPayload | None, BeforeValidator(lambda value: fields.object_named(value, names_of(ReportPayload)))
    ] = None
    patent_messages: Annotated[RankedPayload, BeforeValidator(fields.object_or_empty)] = RankedPayload()
    rrffusion_response: Annotated[FusedPayload, BeforeValidator(fields.object_or_empty)] = FusedPayload()
    line_drawing_base64: Text = ""


class TaskV1Payload(ReportPayload):
    """The ``data`` of the older query."""

    task_status: Integer = None


class SimilarDesignsPayload(Payload):
    """The ``data`` of P009 and of its next pages."""

    search_id: Identifier = ""
    patent_messages: Patents = ()
    total_search_result_count: Integer = None


class HitsPayload(Payload):
    """The ``data`` of P069."""

    results: Patents = ()
    total_search_result_count: Integer = None


class LocalTextPayload(Payload):
    lang: Text = ""
    text: Text = ""


class PartyPayload(Payload):
    name: Text = ""
    lang: Text = ""
    address: Text = ""
    sequence: Integer = None


LocalTexts = Annotated[tuple[LocalTextPayload, ...], BeforeValidator(fields.objects)]
Parties = Annotated[tuple[PartyPayload, ...], BeforeValidator(fields.objects)]


class PartiesPayload(Payload):
    assignees: Parties = ()
    applicants: Parties = ()
    inventors: Parties = ()


class ReferencePayload(Payload):
    """When and under which number something was filed or published."""

    apno: Text = ""
    date: Day = None


class ClassificationPayload(Payload):
    """The Locarno classes, under either name; ``loc`` is undocumented."""

    loc: Annotated[tuple[str, ...], BeforeValidator(_plain_locarno)] = ()
    classification_loc: Annotated[tuple[str, ...], BeforeValidator(_plain_locarno)] = ()


Reference = Annotated[ReferencePayload, BeforeValidator(fields.object_or_empty)]


class BibliographicDataPayload(Payload):
    """The front page."""

    patent_type: Text = ""
    invention_title: LocalTexts = ()
    abstracts: LocalTexts = ()
    parties: Annotated[PartiesPayload, BeforeValidator(fields.object_or_empty)] = PartiesPayload()
    application_reference: Reference = ReferencePayload()
    publication_reference: Reference = ReferencePayload()
    classification_data: Annotated[ClassificationPayload, BeforeValidator(fields.object_or_empty)] = (
        ClassificationPayload()
    )


class FoundPayload(Payload):
    """What every item of P011, P041 and P021 starts with."""

    pn: Text = ""
    patent_id: Identifier = ""


class BibliographyPayload(FoundPayload):
    """An item of P011."""

    bibliographic_data: Annotated[BibliographicDataPayload, BeforeValidator(fields.object_or_empty)] = (
        BibliographicDataPayload()
    )


class LegalStatePayload(FoundPayload):
    """An item of P041."""

    simple_legal_status: Annotated[tuple[str, ...], BeforeValidator(fields.texts)] = ()


class AbstractDrawingPayload(Payload):
    path: Link = ""


class DrawingPayload(FoundPayload):
    """An item of P021."""

    abstract_drawing: Annotated[AbstractDrawingPayload, BeforeValidator(fields.object_or_empty)] = (
        AbstractDrawingPayload()
    )


class CallUsagePayload(Payload):
    """An item of the statement's ``usage``."""

    request_path: Text = ""
    request_path_name: Text = ""
    serial_number: Text = ""
    usage_times: Integer = None
    fee_times: Integer = None
    used_money: Number = None


class PlanUsagePayload(Payload):
    """An item of the statement's ``combo_usage``."""

    url: Text = ""
    url_name: Text = ""
    used_num: Integer = None
    usage_num: Integer = None


class StatementPayload(Payload):
    """The ``data`` of the statement of account."""

    usage: Annotated[tuple[CallUsagePayload, ...], BeforeValidator(fields.objects)] = ()
    combo_usage: Annotated[tuple[PlanUsagePayload, ...], BeforeValidator(fields.objects)] = ()
    usage_money: Number = None
