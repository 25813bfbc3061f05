"""Payloads of the calls that tell more of one patent, read as leniently as those of ``payloads``."""

from typing import Annotated

from pydantic import BeforeValidator

from bot.patsnap import fields
from bot.patsnap.payloads import Day, FoundPayload, Integer, Link, LocalTexts, PartyPayload, Payload, Text

Texts = Annotated[tuple[str, ...], BeforeValidator(fields.texts)]
Parties = Annotated[tuple[PartyPayload, ...], BeforeValidator(lambda value: [*map(_party, _items(value))])]


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _party(value: object) -> object:
    """A party as an object, or as its bare name."""
    return value if isinstance(value, dict) else {"name": value}


class FigurePayload(Payload):
    path: Link = ""
    image_type: Text = ""


class FiguresPayload(FoundPayload):
    """The ``data`` of P042."""

    fulltext_image: Annotated[tuple[FigurePayload, ...], BeforeValidator(fields.objects)] = ()
    result_count: Integer = None
    total_search_result_count: Integer = None


class PriorityPayload(Payload):
    country: Text = ""
    doc_number: Text = ""
    date: Day = None


class PublicAvailabilityPayload(Payload):
    printed_with_granted: Day = None


class FullBibliographicDataPayload(Payload):
    exdt: Day = None
    invention_title: LocalTexts = ()
    priority_claims: Annotated[tuple[PriorityPayload, ...], BeforeValidator(fields.objects)] = ()
    dates_of_public_availability: Annotated[PublicAvailabilityPayload, BeforeValidator(fields.object_or_empty)] = (
        PublicAvailabilityPayload()
    )


class FullBibliographyPayload(FoundPayload):
    """An item of P012."""

    bibliographic_data: Annotated[FullBibliographicDataPayload, BeforeValidator(fields.object_or_empty)] = (
        FullBibliographicDataPayload()
    )


class MemberPayload(Payload):
    country: Text = ""
    doc_number: Text = ""
    kind: Text = ""


Members = Annotated[tuple[MemberPayload, ...], BeforeValidator(fields.objects)]


class FamiliesPayload(Payload):
    simple_family: Members = ()
    inpadoc_family: Members = ()
    patsnap_family: Members = ()


class FamilyPayload(FoundPayload):
    """An item of P014."""

    patent_family: Annotated[FamiliesPayload, BeforeValidator(fields.object_or_empty)] = FamiliesPayload()


class PatentLegalPayload(Payload):
    event_status: Texts = ()
    legal_status: Texts = ()
    simple_legal_status: Texts = ()


class LegalEventsPayload(FoundPayload):
    """An item of P013."""

    legal_date: Day = None
    patent_legal: Annotated[PatentLegalPayload, BeforeValidator(fields.object_or_empty)] = PatentLegalPayload()


class LitigationCasePayload(Payload):
    title: Text = ""
    case_number: Text = ""
    court: Text = ""
    country: Text = ""
    plaintiff: Parties = ()
    defendant: Parties = ()
    filing_date: Day = None
    verdict_date: Day = None


class LitigationPayload(FoundPayload):
    """An item of P034."""

    patent_litigation_data: Annotated[tuple[LitigationCasePayload, ...], BeforeValidator(fields.objects)] = ()


class InvalidationCasePayload(Payload):
    case_type: Text = ""
    country: Text = ""
    applicant: Parties = ()
    decision_number: Text = ""
    legal_ground: Texts = ()
    decision_date: Day = None


class InvalidationPayload(FoundPayload):
    """An item of P027."""

    patent_reexam_invalid_data: Annotated[tuple[InvalidationCasePayload, ...], BeforeValidator(fields.objects)] = ()


class CustomsRecordPayload(Payload):
    record_number: Text = ""
    country: Text = ""
    record_status: Text = ""
    approval_opinion: Text = ""
    product: Text = ""
    start_date: Day = None
    end_date: Day = None


class CustomsPayload(FoundPayload):
    """An item of P031."""

    patent_customs_record_data: Annotated[tuple[CustomsRecordPayload, ...], BeforeValidator(fields.objects)] = ()


class LicencePayload(Payload):
    country: Text = ""
    licensors: Parties = ()
    licensees: Parties = ()
    license_type: Texts = ()
    contract_type: Text = ""
    contract_number: Text = ""
    effective_date: Day = None


class LicencesPayload(FoundPayload):
    """An item of P028."""

    patent_license_data: Annotated[tuple[LicencePayload, ...], BeforeValidator(fields.objects)] = ()
