"""One patent in depth: figures, dates, family, legal events, and the records of how it was enforced.

All of them are billed: none is repeated once its answer may have been on the way.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.errors import BadResponse
from bot.model import ProblemKind
from bot.model.lookup import LocalText
from bot.model.patent_details import (
    Customs,
    CustomsRecord,
    DetailContent,
    DetailPart,
    Family,
    FamilyKind,
    FamilyMember,
    Figure,
    Figures,
    InvalidationCase,
    Invalidations,
    LegalEvent,
    LegalEvents,
    Licence,
    Licences,
    Litigation,
    LitigationCase,
    PatentDates,
    Priority,
    ProcedureState,
    RecordedEvent,
    RecordedState,
)
from bot.patsnap import detail_payloads as payloads
from bot.patsnap.client import PatsnapClient
from bot.patsnap.endpoints import (
    CUSTOMS,
    FULL_BIBLIOGRAPHY,
    FULLTEXT_IMAGE,
    INVALIDATION,
    LEGAL_EVENTS,
    LICENCES,
    LITIGATION,
    PATENT_FAMILY,
    Endpoint,
)
from bot.patsnap.fields import fold, objects
from bot.patsnap.http import Content
from bot.patsnap.lookups import states_of
from bot.patsnap.payloads import FoundPayload, PartyPayload

MAX_FIGURES = 100
"""The most that one call lists."""

_EVENTS: Mapping[str, LegalEvent] = {
    "transfer": LegalEvent.TRANSFER,
    "license": LegalEvent.LICENCE,
    "licence": LegalEvent.LICENCE,
    "pledge": LegalEvent.PLEDGE,
    "trust": LegalEvent.TRUST,
    "opposition": LegalEvent.OPPOSITION,
    "reexamination": LegalEvent.REEXAMINATION,
    "customs": LegalEvent.CUSTOMS,
    "litigation": LegalEvent.LITIGATION,
    "preservation": LegalEvent.PRESERVATION,
    "invalidprocedure": LegalEvent.INVALIDATION,
    "oralprocedure": LegalEvent.ORAL_PROCEDURE,
    "declassification": LegalEvent.DECLASSIFICATION,
    "doubleapplication": LegalEvent.DOUBLE_APPLICATION,
    # Undocumented: the words of the Chinese host.
    "转让": LegalEvent.TRANSFER,
    "权利转移": LegalEvent.TRANSFER,
    "许可": LegalEvent.LICENCE,
    "质押": LegalEvent.PLEDGE,
    "信托": LegalEvent.TRUST,
    "异议": LegalEvent.OPPOSITION,
    "复审": LegalEvent.REEXAMINATION,
    "海关": LegalEvent.CUSTOMS,
    "海关备案": LegalEvent.CUSTOMS,
    "诉讼": LegalEvent.LITIGATION,
    "保全": LegalEvent.PRESERVATION,
    "无效程序": LegalEvent.INVALIDATION,
    "口审程序": LegalEvent.ORAL_PROCEDURE,
    "解密": LegalEvent.DECLASSIFICATION,
    "一案双申": LegalEvent.DOUBLE_APPLICATION,
}
_PROCEDURE: Mapping[str, ProcedureState] = {
    "published": ProcedureState.PUBLISHED,
    "examining": ProcedureState.EXAMINING,
    "granted": ProcedureState.GRANTED,
    "double": ProcedureState.DOUBLE,
    "abandonedundetermined": ProcedureState.ABANDONED,
    "abandonedvoluntarily": ProcedureState.ABANDONED_VOLUNTARILY,
    "abandoneddeemed": ProcedureState.ABANDONED_DEEMED,
    "withdrawnundetermined": ProcedureState.WITHDRAWN,
    "withdrawnvoluntarily": ProcedureState.WITHDRAWN_VOLUNTARILY,
    "withdrawndeemed": ProcedureState.WITHDRAWN_DEEMED,
    "rejected": ProcedureState.REJECTED,
    "revoked": ProcedureState.REVOKED,
    "expired": ProcedureState.EXPIRED,
    "nonpayment": ProcedureState.NON_PAYMENT,
    "restoration": ProcedureState.RESTORATION,
    "ceased": ProcedureState.CEASED,
    "prevoked": ProcedureState.PARTLY_REVOKED,
    "discontinuation": ProcedureState.DISCONTINUED,
    "pctpublished": ProcedureState.PCT_PUBLISHED,
    "pctenteringdesignatedperiod": ProcedureState.PCT_DESIGNATED,
    "pctenteringdesignatedexpiration": ProcedureState.PCT_EXPIRED,
    "unentered": ProcedureState.NOT_ENTERED,
}

_Item = TypeVar("_Item", bound=FoundPayload)
_Record = TypeVar("_Record", LitigationCase, InvalidationCase, CustomsRecord, Licence)


@dataclass(frozen=True, slots=True)
class _Call(Generic[_Item]):
    """How one part is asked for, and what its answer means."""

    endpoint: Endpoint
    payload: type[_Item]
    convert: Callable[[_Item], DetailContent]

    def read(self, data: Any, patent_id: str, number: str) -> DetailContent | None:
        """What is said of this patent; None if nothing is.

        Raises:
            BadResponse: it is no answer.
        """
        if data is not None and not isinstance(data, (list, dict)):
            raise BadResponse.of(ProblemKind.BAD_RESPONSE, api=self.endpoint.api, cause="no list")
        items = [self.payload.model_validate(item) for item in objects(data) if item]
        found = _pick(items, patent_id, number)
        return None if found is None else self.convert(found)


class DetailCalls:
    """Asks for the parts of one patent, one call each."""

    def __init__(self, client: PatsnapClient) -> None:
        self._client = client

    async def fetch(self, part: DetailPart, *, patent_id: str, number: str) -> DetailContent | None:
        """One part; None if Patsnap has nothing on this patent. At most ``MAX_FIGURES`` figures.

        Args:
            number: of its publication, by which an answer that names no id is recognised.

        Raises:
            PatsnapError: the call failed.
        """
        call = _CALLS[part]
        if call.endpoint is FULLTEXT_IMAGE:
            content = Content(json={"patent_id": patent_id, "limit": MAX_FIGURES, "offset": 0})
        else:
            content = Content(params={"patent_id": patent_id})
        return await self._client.call(call.endpoint, content, lambda data: call.read(data, patent_id, number))


def _pick(items: Sequence[_Item], patent_id: str, number: str) -> _Item | None:
    """By the id, or else by the number; or the only one, if it names no patent at all."""
    by_id = next((item for item in items if item.patent_id == patent_id), None)
    by_number = next((item for item in items if item.pn and item.pn.upper() == number.upper()), None)
    nameless = items[0] if len(items) == 1 and not items[0].patent_id and not items[0].pn else None
    return by_id or by_number or nameless


def _figures(payload: payloads.FiguresPayload) -> Figures:
    by_address: dict[str, Figure] = {}
    for item in payload.fulltext_image:
        if item.path:
            by_address.setdefault(item.path, Figure(url=item.path, kind=item.image_type))
    listed = tuple(by_address.values())
    total = payload.total_search_result_count
    return Figures(listed=listed, total=None if total is None else max(total, len(listed)))


def _dates(payload: payloads.FullBibliographyPayload) -> PatentDates:
    page = payload.bibliographic_data
    return PatentDates(
        titles=tuple(LocalText(item.lang.lower(), item.text) for item in page.invention_title if item.text),
        expires=page.exdt,
        granted=page.dates_of_public_availability.printed_with_granted,
        priorities=tuple(
            Priority(country=item.country.upper(), number=item.doc_number, filed=item.date)
            for item in page.priority_claims
            if item.doc_number or item.date
        ),
    )


def _family(payload: payloads.FamilyPayload) -> Family:
    """Each member once, in the closest family that holds it."""
    families = payload.patent_family
    members: dict[str, FamilyMember] = {}
    for kind, listed in (
        (FamilyKind.SIMPLE, families.simple_family),
        (FamilyKind.INPADOC, families.inpadoc_family),
        (FamilyKind.PATSNAP, families.patsnap_family),
    ):
        for item in listed:
            if number := _publication_number(item):
                country = item.country.upper()
                members.setdefault(number, FamilyMember(country=country, number=number, kind=kind))
    return Family(members=tuple(members.values()))


def _publication_number(item: payloads.MemberPayload) -> str:
    """``US``, ``D1055174`` and ``S1`` -> ``USD1055174S1``; empty for a member without a number."""
    number, country = item.doc_number.upper(), item.country.upper()
    if not number:
        return ""
    kind = item.kind.upper().strip("-")
    return f"{'' if number.startswith(country) else country}{number}{'' if number.endswith(kind) else kind}"


def _legal_events(payload: payloads.LegalEventsPayload) -> LegalEvents:
    legal = payload.patent_legal
    return LegalEvents(
        events=tuple(RecordedEvent(_EVENTS.get(fold(sent), LegalEvent.UNKNOWN), sent) for sent in legal.event_status),
        procedure=tuple(
            RecordedState(_PROCEDURE.get(fold(sent), ProcedureState.UNKNOWN), sent) for sent in legal.legal_status
        ),
        states=states_of(legal.simple_legal_status),
        updated=payload.legal_date,
    )


def _litigation(payload: payloads.LitigationPayload) -> Litigation:
    return Litigation(
        _telling(
            LitigationCase(
                title=item.title,
                number=item.case_number,
                court=item.court,
                country=item.country.upper(),
                plaintiffs=_names(item.plaintiff),
                defendants=_names(item.defendant),
                filed=item.filing_date,
                decided=item.verdict_date,
            )
            for item in payload.patent_litigation_data
        )
    )


def _invalidations(payload: payloads.InvalidationPayload) -> Invalidations:
    return Invalidations(
        _telling(
            InvalidationCase(
                kind=item.case_type,
                country=item.country.upper(),
                applicants=_names(item.applicant),
                number=item.decision_number,
                grounds=item.legal_ground,
                decided=item.decision_date,
            )
            for item in payload.patent_reexam_invalid_data
        )
    )


def _customs(payload: payloads.CustomsPayload) -> Customs:
    return Customs(
        _telling(
            CustomsRecord(
                number=item.record_number,
                country=item.country.upper(),
                status=item.record_status,
                opinion=item.approval_opinion,
                product=item.product,
                starts=item.start_date,
                ends=item.end_date,
            )
            for item in payload.patent_customs_record_data
        )
    )


def _licences(payload: payloads.LicencesPayload) -> Licences:
    return Licences(
        _telling(
            Licence(
                country=item.country.upper(),
                licensors=_names(item.licensors),
                licensees=_names(item.licensees),
                kinds=item.license_type,
                status=item.contract_type,
                number=item.contract_number,
                effective=item.effective_date,
            )
            for item in payload.patent_license_data
        )
    )


def _telling(records: Iterable[_Record]) -> tuple[_Record, ...]:
    """Those that say anything at all."""
    return tuple(record for record in records if record != type(record)())


def _names(parties: Iterable[PartyPayload]) -> tuple[str, ...]:
    """Each name once, by their sequence."""
    ordered = sorted(parties, key=lambda party: math.inf if party.sequence is None else party.sequence)
    return tuple(dict.fromkeys(party.name for party in ordered if party.name))


_CALLS: Mapping[DetailPart, _Call[Any]] = {
    DetailPart.FIGURES: _Call(FULLTEXT_IMAGE, payloads.FiguresPayload, _figures),
    DetailPart.DATES: _Call(FULL_BIBLIOGRAPHY, payloads.FullBibliographyPayload, _dates),
    DetailPart.FAMILY: _Call(PATENT_FAMILY, payloads.FamilyPayload, _family),
    DetailPart.EVENTS: _Call(LEGAL_EVENTS, payloads.LegalEventsPayload, _legal_events),
    DetailPart.LITIGATION: _Call(LITIGATION, payloads.LitigationPayload, _litigation),
    DetailPart.INVALIDATION: _Call(INVALIDATION, payloads.InvalidationPayload, _invalidations),
    DetailPart.CUSTOMS: _Call(CUSTOMS, payloads.CustomsPayload, _customs),
    DetailPart.LICENCES: _Call(LICENCES, payloads.LicencesPayload, _licences),
}
