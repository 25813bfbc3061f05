"""Payloads as Patsnap sends them.

Every field is read leniently (see ``fields``), so that a report that was paid for is never lost to one odd value:
a payload can be made of any JSON object. What the values mean is said in ``reports`` and ``lookups``.
"""

from datetime import date, datetime
from typing import Annotated

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

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
Countries = Annotated[tuple[str, ...], BeforeValidator(fields.country_codes)]


class Payload(BaseModel):
    """Base of all payloads."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


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
    loc_match: Integer = None
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
    status: Integer = None
    country: Text = ""
    similar: Text = ""
    difference: Text = ""
    confusion: Text = ""
    risk_desc: Text = ""
    risk_level: Text = ""
    suggestion: Text = ""
    patent_id: Identifier = ""
    patent_pn: Text = ""
    patent_image_url: Link = ""


Patents = Annotated[tuple[PatentPayload, ...], BeforeValidator(fields.objects)]
Comparisons = Annotated[tuple[ComparisonPayload, ...], BeforeValidator(fields.objects_or_blanks)]
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
    report: Annotated[ReportPayload | None, BeforeValidator(fields.object_or_none)] = None
    patent_messages: Annotated[RankedPayload, BeforeValidator(fields.object_or_empty)] = RankedPayload()
    rrffusion_response: Annotated[FusedPayload, BeforeValidator(fields.object_or_empty)] = FusedPayload()
    line_drawing_base64: Text = ""


class TaskV1Payload(ReportPayload):
    """The ``data`` of the older query."""

    task_status: Integer = None
