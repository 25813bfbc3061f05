"""What callers send, checked as strictly as the vendor might: nothing missing, nothing unknown, no wrong type."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.model.countries import COUNTRIES
from bot.sandbox.patsnap.envelope import Violation
from bot.sandbox.patsnap.filters import ClassTest, Filter, parse_classes, parse_day

_Request = TypeVar("_Request", bound=BaseModel)

_LEGAL = frozenset(map(str, (1, 2, 3, 8, *range(11, 26), 30, *range(222, 226))))
_SIMPLE = frozenset({"0", "1", "2", "220", "221", "999"})


def parse(model: type[_Request], fields: object) -> _Request:
    """Raises Violation with the name of the first field that is wrong."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "body"
        raise Violation(f"{place}: {first['msg'].removeprefix('Value error, ')}") from None


def _http_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError("is not an http or https URL")
    return value


def _country(value: str) -> str:
    if value not in COUNTRIES:
        raise ValueError(f"{value[:20]!r} is no country code")
    return value


def _day(value: str) -> str:
    parse_day(value)
    return value


def _expression(value: str) -> str:
    parse_classes(value)
    return value


def _legal(value: str) -> str:
    return _codes(value, _LEGAL)


def _simple(value: str) -> str:
    return _codes(value, _SIMPLE)


def _codes(value: str, known: frozenset[str]) -> str:
    if unknown := set(value.split(",")) - known:
        raise ValueError(f"{min(unknown)[:20]!r} is no code of a legal status")
    return value


def _countries(value: str) -> str:
    for code in value.split(","):
        _country(code.strip())
    return value


Url = Annotated[str, Field(max_length=2000), AfterValidator(_http_url)]
Country = Annotated[str, AfterValidator(_country)]
Day = Annotated[str, AfterValidator(_day)]
Classes = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_expression)]
LegalCodes = Annotated[str, AfterValidator(_legal)]
SimpleCodes = Annotated[str, AfterValidator(_simple)]
Switch = Literal[0, 1]
Lang = Literal["cn", "en"]
Text = Annotated[str, Field(max_length=300)]
Limit = Annotated[int, Field(ge=1, le=100)]
Offset = Annotated[int, Field(ge=0, le=1000)]


class Body(BaseModel):
    """A JSON body: types are not converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Query(BaseModel):
    """A query string: everything comes as text."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Submit(Body):
    """AI39-1, V2."""

    url: Url
    country: Annotated[list[Country], Field(min_length=1)]
    lang: Lang
    apply_start_time: Day | None = None
    loc_items: list[Annotated[str, Field(pattern=r"^\d{2}-\d{2}$")]] = []
    main_field: Text = ""

    def filter(self) -> Filter:
        """All but the keyword, which helps the search and excludes nothing."""
        first = parse_day(self.apply_start_time) + timedelta(days=1) if self.apply_start_time else date.min
        classes = frozenset(self.loc_items)
        return Filter(
            countries=frozenset(self.country),
            locarno=classes.__contains__ if classes else None,
            filed=(first, date.max),
        )


class TaskId(Body):
    """AI39-2, V1 and V2."""

    task_id: Annotated[str, Field(min_length=1, max_length=100)]


class SearchFilters(BaseModel):
    """The filters that both image searches share, as both spell them."""

    loc: Classes | None = None
    assignees: Text = ""
    main_field: Text = ""
    legal_status: LegalCodes | None = None
    simple_legal_status: SimpleCodes | None = None
    apply_start_time: Day | None = None
    apply_end_time: Day | None = None
    public_start_time: Day | None = None
    public_end_time: Day | None = None
    limit: Limit = 10
    order: Literal["desc", "asc"] | None = None

    @abstractmethod
    def country_codes(self) -> frozenset[str]:
        """The markets to search; none for all."""

    def classes(self) -> ClassTest | None:
        return parse_classes(self.loc) if self.loc else None

    def filter(self) -> Filter:
        return Filter(
            countries=self.country_codes(),
            locarno=self.classes(),
            filed=_span(self.apply_start_time, self.apply_end_time),
            published=_span(self.public_start_time, self.public_end_time),
            keyword=self.main_field,
            assignee=self.assignees,
            legal=_numbers(self.legal_status),
            simple=_numbers(self.simple_legal_status),
        )


class ImageSearch(Body, SearchFilters):
    """What P060 and P061 share."""

    country: list[Country] = []
    offset: Offset = 0
    field: Literal["SCORE", "APD", "PBD", "ISD"] = "SCORE"
    patent_type: Literal["D", "U"]
    model: Annotated[int, Field(ge=1, le=4)]
    is_https: Switch = 0
    lang: Literal["original", "cn", "en"] = "original"
    query_text: Text = ""
    stemming: Switch = 0
    pre_filter: Switch = 1
    include_machine_translation: bool = False
    return_img_id: bool = False
    score_expansion: bool = False

    @model_validator(mode="after")
    def _model_of_the_type(self) -> Self:
        if (self.model <= 2) != (self.patent_type == "D"):
            raise ValueError(f"model {self.model} is none for patent_type {self.patent_type}")
        return self

    def country_codes(self) -> frozenset[str]:
        return frozenset(self.country)

    @abstractmethod
    def addresses(self) -> list[str]:
        """Where the images are."""


class ImageSingle(ImageSearch):
    """P060."""

    url: Url

    def addresses(self) -> list[str]:
        return [self.url]


class LineDrawingSearch(ImageSingle):
    """P060 in its Enhanced Shape Search version, which searches for designs alone."""

    patent_type: Literal["D"]


class ImageMultiple(ImageSearch):
    """P061: up to four images of one product."""

    urls: Annotated[list[Url], Field(min_length=1, max_length=4)]

    def addresses(self) -> list[str]:
        return self.urls


class Creation(Body):
    """AI39-1, V1; ``patent_messages`` are items of P060 or P061."""

    urls: Annotated[list[Url], Field(min_length=1, max_length=4)]
    patent_messages: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=100)]
    report_lang: Lang
    country: list[Country] = []

    @model_validator(mode="after")
    def _known_by_id(self) -> Self:
        for place, message in enumerate(self.patent_messages):
            if not str(message.get("patent_id") or ""):
                raise ValueError(f"patent_messages.{place} has no patent_id")
        return self


class OneToOne(Body):
    """AI67-1: one image beside one patent."""

    url: Url
    patent_number: Annotated[str, Field(min_length=1, max_length=100)]
    report_lang: Lang = "cn"


class SimilarDesigns(Query, SearchFilters):
    """What both calls of P009 share."""

    country: Annotated[str, AfterValidator(_countries)] | None = None
    field: Literal["PBD", "APD", "ISD"] | None = None

    def country_codes(self) -> frozenset[str]:
        return frozenset(code.strip() for code in (self.country or "").split(",") if code.strip())


class SearchId(SimilarDesigns):
    """P009, the first page."""

    url: Url


class Results(SimilarDesigns):
    """P009, the next pages."""

    search_id: Annotated[str, Field(min_length=1, max_length=100)]
    offset: Offset = 0


class PatentSearch(Body):
    """P069; numbers may be partial."""

    pn: Text = ""
    apno: Text = ""
    authority: list[Country] = []
    offset: Annotated[int, Field(ge=0)] = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 10

    @model_validator(mode="after")
    def _some_number(self) -> Self:
        if not self.pn.strip() and not self.apno.strip():
            raise ValueError("pn or apno is required")
        return self


class PatentNumbers(Query):
    """P011, P041, P021 and what is asked of patents in depth: up to 100 of either, separated by commas."""

    patent_id: str = ""
    patent_number: str = ""

    @model_validator(mode="after")
    def _one_to_a_hundred(self) -> Self:
        wanted = [*self.ids(), *self.numbers()]
        if not wanted:
            raise ValueError("patent_id or patent_number is required")
        if len(wanted) > 100:
            raise ValueError("patent_id and patent_number: at most 100 in one call")
        return self

    def ids(self) -> list[str]:
        return _items(self.patent_id)

    def numbers(self) -> list[str]:
        return _items(self.patent_number)


class FulltextImage(Body):
    """P042: one patent, and which of its figures."""

    patent_id: Text = ""
    patent_number: Text = ""
    limit: Limit
    offset: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _some_patent(self) -> Self:
        if not self.patent_id.strip() and not self.patent_number.strip():
            raise ValueError("patent_id or patent_number is required")
        return self


class Account(Body):
    """The statement of account: the days it is for, and who asks."""

    apikey: Text
    client_secret: Text
    time_start: Day
    time_end: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.time_end < self.time_start:
            raise ValueError("time_end is before time_start")
        return self


def query_of(parameters: Sequence[tuple[str, str]]) -> dict[str, str]:
    """A query string less what belongs to the credential. Raises Violation for a name that stands in it twice."""
    names = [name for name, _ in parameters]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise Violation(f"{twice}: stands in the query more than once")
    return {name: value for name, value in parameters if name != "apikey"}


def _span(first: str | None, last: str | None) -> tuple[date, date]:
    return parse_day(first) if first else date.min, parse_day(last) if last else date.max


def _numbers(codes: str | None) -> frozenset[int]:
    return frozenset(int(code) for code in codes.split(",")) if codes else frozenset()


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",") if item.strip()]
