"""Patents by their numbers: P069, P011, P041 and P021."""

import re
from collections.abc import Iterable
from typing import Any

from bot.sandbox.patsnap.catalogue import Filing, Right, State, load_catalogue
from bot.sandbox.patsnap.drawings.family import Words
from bot.sandbox.patsnap.report import Voice, number_of_day
from bot.sandbox.patsnap.requests import PatentNumbers, PatentSearch
from bot.sandbox.patsnap.wording import MADE_UP, joined

_SIMPLE = {State.VALID: "Active", State.INVALID: "Inactive", State.PENDING: "Pending"}
_RIGHTS = {Right.DESIGN: Words("A design", "外观设计"), Right.UTILITY_MODEL: Words("A utility model", "实用新型")}
_NO_SIGN = re.compile(r"[^0-9A-Z]")


def search_numbers(request: PatentSearch) -> dict[str, Any]:
    """P069: filings whose numbers hold the given ones, whatever stands between the signs."""
    authorities = frozenset(request.authority)
    found = [
        filing
        for filing in (*load_catalogue().filings, *load_catalogue().utility_models)
        if _bare(request.pn) in _bare(filing.number)
        and _bare(request.apno) in _bare(filing.application)
        and (not authorities or filing.country in authorities)
    ]
    page = found[request.offset : request.offset + request.limit]
    return {
        "results": [_result(filing) for filing in page],
        "result_count": len(page),
        "total_search_result_count": len(found),
    }


def find_numbers(request: PatentNumbers) -> list[Filing]:
    """The filings that were asked for and are there, each once, in the order asked."""
    catalogue = load_catalogue()
    by_id = (catalogue.by_id.get(patent_id) for patent_id in request.ids())
    by_number = (catalogue.by_number.get(number.upper()) for number in request.numbers())
    return list(dict.fromkeys(filing for filing in (*by_id, *by_number) if filing))


def bibliography(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """P011."""
    return [{**key_of(filing), "bibliographic_data": bibliographic_data(filing)} for filing in filings]


def legal_status(filings: Iterable[Filing]) -> list[dict[str, Any]]:
    """P041."""
    return [{**key_of(filing), "simple_legal_status": [simple_status(filing)]} for filing in filings]


def abstract_images(filings: Iterable[Filing], voice: Voice) -> list[dict[str, Any]]:
    """P021."""
    return [{**key_of(filing), "abstract_drawing": {"num": "0001", "path": voice.image(filing)}} for filing in filings]


def simple_status(filing: Filing) -> str:
    return _SIMPLE[filing.state]


def key_of(filing: Filing) -> dict[str, Any]:
    """What every answer about a patent starts with."""
    return {"pn": filing.number, "patent_id": filing.patent_id}


def _result(filing: Filing) -> dict[str, Any]:
    return {
        **key_of(filing),
        "title": filing.title.en,
        "apno": filing.application,
        "apdt": number_of_day(filing.filed),
        "pbdt": number_of_day(filing.published),
        "inventor": " | ".join(inventor.en for inventor in filing.inventors),
        "current_assignee": filing.assignee.en,
        "original_assignee": filing.original_assignee.en,
    }


def bibliographic_data(filing: Filing) -> dict[str, Any]:
    """The front page, as P011 has it."""
    name, traits = filing.design.family.name, joined(filing.design.traits())
    right = _RIGHTS[filing.right]
    abstract = Words(
        f"{right.en} for “{name.en}” with {traits.en}. {MADE_UP.en}",
        f"“{name.cn}”的{right.cn}，具有{traits.cn}。{MADE_UP.cn}",
    )
    return {
        "patent_type": "DESIGN" if filing.right is Right.DESIGN else "UTILITY",
        "invention_title": _in_both(filing.title),
        "abstracts": _in_both(abstract),
        "parties": {
            "assignees": _parties((filing.assignee,)),
            "applicants": _parties((filing.original_assignee,)),
            "inventors": _parties(filing.inventors),
        },
        "publication_reference": {
            "country": filing.country,
            "doc_number": filing.number,
            "date": number_of_day(filing.published),
        },
        "application_reference": {
            "country": filing.country,
            "doc_number": filing.application,
            "date": number_of_day(filing.filed),
        },
        "classification_data": {"classification_loc": {"main": filing.locarno}} if filing.locarno else {},
    }


def _in_both(words: Words) -> list[dict[str, str]]:
    return [{"lang": "EN", "text": words.en}, {"lang": "CN", "text": words.cn}]


def _parties(names: Iterable[Words]) -> list[dict[str, Any]]:
    return [
        {"name": text, "lang": lang, "address": "1 Example Street, Nowhere (made up)", "sequence": str(sequence)}
        for sequence, words in enumerate(names, start=1)
        for lang, text in (("EN", words.en), ("CN", words.cn))
    ]


def _bare(number: str) -> str:
    return _NO_SIGN.sub("", number.upper())
