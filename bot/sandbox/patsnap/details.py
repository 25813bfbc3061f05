"""One patent in depth: P012, P013, P014, P042 and the records of P027, P028, P031 and P034, all made up."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from bot.sandbox.patsnap.catalogue import DESIGNS_PER_FAMILY, Filing, Right, State, load_catalogue
from bot.sandbox.patsnap.drawings.family import Words
from bot.sandbox.patsnap.lookups import bibliographic_data, key_of, simple_status
from bot.sandbox.patsnap.offices import ASSIGNEES
from bot.sandbox.patsnap.pictures import figures_of
from bot.sandbox.patsnap.report import Voice, number_of_day
from bot.sandbox.patsnap.requests import FulltextImage

_TERM_YEARS = {"US": 15, "CN": 15, "JP": 25, "KR": 20, "AU": 10, "EU": 25, "DE": 25, "GB": 25}
_UTILITY_TERM_YEARS = 10
_LEGAL = {
    1: "Published",
    2: "Examining",
    3: "Granted",
    11: "Withdrawn-Undetermined",
    15: "Expired",
    16: "Non-Payment",
    22: "Ceased",
    30: "Abandoned-Undetermined",
}
_EVENTS = {
    "US": ("Litigation", "License"),
    "EU": ("Invalid-procedure", "Customs"),
    "CN": ("Litigation", "Invalid-procedure", "Customs", "License", "Transfer"),
}
"""What happened to a family's best-known design, by country; to the others hardly anything."""


def fulltext_images(request: FulltextImage, voice: Voice) -> dict[str, Any]:
    """P042: the figures of one patent; nothing for one that is not there."""
    catalogue = load_catalogue()
    filing = catalogue.by_id.get(request.patent_id) or catalogue.by_number.get(request.patent_number.upper())
    if filing is None:
        return {}
    listed = [
        {"path": voice.figure(filing, figure), "image_type": "drawings"} for figure in range(1, figures_of(filing) + 1)
    ]
    page = listed[request.offset : request.offset + request.limit]
    return {
        **key_of(filing),
        "result_count": len(page),
        "fulltext_image": page,
        "total_search_result_count": len(listed),
    }


def full_bibliography(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """P012."""
    return [{**key_of(filing), "bibliographic_data": _full_data(filing)} for filing in filings]


def families(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """P014: one design's filings are a simple family; the other two hold all that its owner filed of its kind."""
    return [{**key_of(filing), "patent_family": _family(filing)} for filing in filings]


def legal_events(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """P013."""
    return [
        {
            **key_of(filing),
            "legal_date": number_of_day(_last_change(filing)),
            "patent_legal": {
                "event_status": list(_events(filing)),
                "legal_status": [_LEGAL[filing.legal_status]],
                "simple_legal_status": [simple_status(filing)],
            },
        }
        for filing in filings
    ]


def litigation(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """P034."""
    return _records(filings, "Litigation", "patent_litigation_data", _case)


def invalidations(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """P027."""
    found = _records(filings, "Invalid-procedure", "patent_reexam_invalid_data", _decision)
    return [{**item, "lang": "EN"} for item in found]


def customs(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """P031."""
    return _records(filings, "Customs", "patent_customs_record_data", _recordal)


def licences(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """P028."""
    return _records(filings, "License", "patent_license_data", _licence)


def _records(filings: Iterable[Filing], event: str, name: str, make: Any) -> list[dict[str, Any]]:
    """Of those that have any."""
    return [{**key_of(filing), name: make(filing)} for filing in filings if event in _events(filing)]


def _events(filing: Filing) -> Sequence[str]:
    if filing.design.number % DESIGNS_PER_FAMILY == 0:
        return _EVENTS.get(filing.country, ())
    return ("Transfer",) if filing.assignee != filing.original_assignee else ()


def _full_data(filing: Filing) -> dict[str, Any]:
    shared = bibliographic_data(filing)
    first = _first_filed(filing)
    data = {
        **shared,
        "classification_data": {"classification_loc": [filing.locarno] if filing.locarno else []},
        "parties": {
            role: [{**party, "sequence": int(party["sequence"])} for party in parties]
            for role, parties in shared["parties"].items()
        },
        "exdt": number_of_day(_years_later(filing.filed, _term_years(filing))),
    }
    if first is not filing:
        data["priority_claims"] = [
            {"country": first.country, "doc_number": first.application, "date": number_of_day(first.filed)}
        ]
    if filing.state is not State.PENDING:
        data["dates_of_public_availability"] = {"printed_with_granted": number_of_day(filing.published)}
    return data


def _family(filing: Filing) -> dict[str, Any]:
    simple = _of_one_design(filing)
    wider = [
        other
        for other in load_catalogue().filings
        if filing.right is Right.DESIGN
        and other.design.family is filing.design.family
        and other.original_assignee == filing.original_assignee
    ]
    number = filing.design.number + 1
    return {
        "simple_family": _members(simple),
        "inpadoc_family": _members([*simple, *(other for other in wider if other not in simple)]),
        "patsnap_family": _members([*simple, *(other for other in wider if other not in simple)]),
        "simple_family_id": 331_000_000 + number,
        "inpadoc_family_id": 459_000_000 + number,
        "patsnap_family_id": 459_000_000 + number,
    }


def _members(filings: Sequence[Filing]) -> list[dict[str, Any]]:
    members = []
    for sequence, filing in enumerate(filings, start=1):
        kind = filing.number[filing.number.rindex("S" if filing.right is Right.DESIGN else "U") :]
        doc_number = filing.number.removeprefix(filing.country).removesuffix(kind)
        members.append({"country": filing.country, "doc_number": doc_number, "kind": kind, "sequence": sequence})
    return members


def _case(filing: Filing) -> list[dict[str, Any]]:
    owner, other = _in_language(filing, filing.assignee), _in_language(filing, _another(filing))
    started = filing.published + timedelta(days=200)
    title = (
        f"{owner}与{other}侵害外观设计专利权纠纷（虚构）" if filing.country == "CN" else f"{owner} v. {other} (made up)"
    )
    court = "虚构知识产权法院" if filing.country == "CN" else "Court of Nowhere (made up)"
    return [
        {
            "title": title,
            "case_number": f"{started.year}-{filing.design.number + 1:05}",
            "court": court,
            "country": filing.country,
            "case_region": "虚构" if filing.country == "CN" else "Nowhere",
            "plaintiff": [_person(filing, owner)],
            "defendant": [_person(filing, other)],
            "filing_date": number_of_day(started),
            "verdict_date": number_of_day(started + timedelta(days=400)),
        }
    ]


def _decision(filing: Filing) -> list[dict[str, Any]]:
    return [
        {
            "country": filing.country,
            "applicant": [{"name": _in_language(filing, _another(filing)), "sequence": 1}],
            "case_type": "WX" if filing.country == "CN" else "appeal",
            "legal_ground": ["Article 23 (made up)"],
            "decision_date": number_of_day(filing.published + timedelta(days=330)),
            "decision_number": f"W{filing.design.number + 500_000}",
        }
    ]


def _recordal(filing: Filing) -> list[dict[str, Any]]:
    starts = filing.published + timedelta(days=60)
    return [
        {
            "country": filing.country,
            "contact": _in_language(filing, filing.assignee),
            "product": _in_language(filing, filing.title),
            "start_date": number_of_day(starts),
            "end_date": number_of_day(_years_later(starts, 10)),
            "record_number": f"P{filing.design.number + 40_000}",
            "record_status": "生效" if filing.country == "CN" else "In effect",
            "approval_opinion": "已审批、核准" if filing.country == "CN" else "Approved",
        }
    ]


def _licence(filing: Filing) -> list[dict[str, Any]]:
    owner, other = _in_language(filing, filing.assignee), _in_language(filing, _another(filing))
    licence = {
        "country": filing.country,
        "licensors": [_person(filing, owner)],
        "licensees": [_person(filing, other)],
        "license_type": ["Exclusive"],
        "effective_date": number_of_day(filing.published + timedelta(days=150)),
    }
    if filing.country == "CN":
        licence |= {
            "contract_type": "生效",
            "contract_number": f"X{filing.published.year}9800{filing.design.number:04}",
        }
    return [licence]


def _person(filing: Filing, name: str) -> dict[str, Any]:
    return {"name": name, "lang": "CN" if filing.country == "CN" else "EN", "sequence": 1}


def _another(filing: Filing) -> Words:
    """Somebody who is not the owner."""
    return ASSIGNEES[(ASSIGNEES.index(filing.assignee) + 1) % len(ASSIGNEES)]


def _in_language(filing: Filing, words: Words) -> str:
    return words.cn if filing.country == "CN" else words.en


def _first_filed(filing: Filing) -> Filing:
    """The filing of the same design whose priority the others claim."""
    return min(_of_one_design(filing), key=lambda f: f.filed)


def _of_one_design(filing: Filing) -> list[Filing]:
    """The filings of a design; of a utility model itself alone."""
    if filing.right is not Right.DESIGN:
        return [filing]
    return [other for other in load_catalogue().filings if other.design is filing.design]


def _term_years(filing: Filing) -> int:
    return _TERM_YEARS[filing.country] if filing.right is Right.DESIGN else _UTILITY_TERM_YEARS


def _last_change(filing: Filing) -> date:
    return filing.published + timedelta(days=30 + filing.design.number)


def _years_later(day: date, years: int) -> date:
    """The day before the anniversary, as terms end; the 28th of February stands for the 29th."""
    anniversary = day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)
    return anniversary - timedelta(days=1)
