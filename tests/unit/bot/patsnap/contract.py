"""The requests that Patsnap's API takes, from its published document: names, types and what is required.

A field that stands nowhere in the document is ignored, and the call is billed without it: so every request that a test
sends is checked here. P009 and the older pair of calls have left the document; theirs are as its pages last said.
"""

import json
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Form:
    """Fields by name: their type, or ``[type]`` for a list; a query carries texts."""

    method: str
    place: str
    fields: dict[str, Any]
    required: frozenset[str] = frozenset()


DATES = dict.fromkeys(("apply_start_time", "apply_end_time", "public_start_time", "public_end_time"), str)
FILTERS = DATES | dict.fromkeys(
    ("assignees", "field", "legal_status", "loc", "main_field", "order", "simple_legal_status"), str
)
IMAGE_SEARCH = FILTERS | {
    "country": [str],
    "include_machine_translation": bool,
    "is_https": int,
    "lang": str,
    "limit": int,
    "model": int,
    "offset": int,
    "patent_type": str,
    "pre_filter": int,
    "query_text": str,
    "return_img_id": bool,
    "score_expansion": bool,
    "stemming": int,
}
BY_PATENT = Form("GET", "query", {"patent_id": str, "patent_number": str})
TASK = Form("POST", "json", {"task_id": str}, frozenset({"task_id"}))

CONTRACT = {
    "/oauth/token": Form("POST", "form", {"grant_type": str}, frozenset({"grant_type"})),
    "/image-search/image-upload": Form("POST", "multipart", {"image": bytes}, frozenset({"image"})),
    "/ai/image-search/submit": Form(
        "POST",
        "json",
        {"url": str, "country": [str], "lang": str, "apply_start_time": str, "loc_items": [str], "main_field": str},
        frozenset({"country", "lang"}),
    ),
    "/ai/image-search/report": TASK,
    "/search/patent/image-single": Form(
        "POST", "json", IMAGE_SEARCH | {"url": str}, frozenset({"url", "model", "patent_type"})
    ),
    "/search/patent/image-single/beta": Form(
        "POST", "json", IMAGE_SEARCH | {"url": str}, frozenset({"url", "model", "patent_type"})
    ),
    "/search/patent/image-multiple": Form(
        "POST", "json", IMAGE_SEARCH | {"urls": [str]}, frozenset({"urls", "model", "patent_type"})
    ),
    "/ai/infringement-detection-creation": Form(
        "POST",
        "json",
        {"urls": [str], "patent_messages": [dict], "report_lang": str, "country": [str]},
        frozenset({"urls", "patent_messages", "report_lang"}),
    ),
    "/ai/infringement-detection-query": TASK,
    "/ai/infringement-detection-1v1-creation": Form(
        "POST",
        "json",
        {"url": str, "patent_number": str, "report_lang": str},
        frozenset({"url", "patent_number"}),
    ),
    "/ai/infringement-detection-1v1-query": TASK,
    "/image-search/search-id": Form(
        "GET", "query", FILTERS | {"url": str, "country": str, "limit": str}, frozenset({"url"})
    ),
    "/image-search/results": Form(
        "GET",
        "query",
        FILTERS | {"search_id": str, "country": str, "limit": str, "offset": str},
        frozenset({"search_id"}),
    ),
    "/search/patent/patent-search-pn": Form(
        "POST", "json", {"pn": str, "apno": str, "authority": [str], "offset": int, "limit": int}
    ),
    "/basic-patent-data/simple-bibliography": BY_PATENT,
    "/basic-patent-data/simple-legal-status": BY_PATENT,
    "/basic-patent-data/abstract-image": BY_PATENT,
    "/basic-patent-data/fulltext-image": Form(
        "POST",
        "json",
        {"patent_id": str, "patent_number": str, "limit": int, "offset": int},
        frozenset({"limit", "offset"}),
    ),
    "/basic-patent-data/bibliography": BY_PATENT,
    "/basic-patent-data/patent-family": BY_PATENT,
    "/basic-patent-data/legal-status": BY_PATENT,
    "/high-value-data/litigation": BY_PATENT,
    "/advanced-patent-data/re-examination-and-invalidation": BY_PATENT,
    "/advanced-patent-data/customs-data": BY_PATENT,
    "/advanced-patent-data/license-data": BY_PATENT,
    "/open-user/statement/v2": Form(
        "POST",
        "json",
        {"apikey": str, "client_secret": str, "time_start": str, "time_end": str},
        frozenset({"apikey", "client_secret", "time_start", "time_end"}),
    ),
}


def violations(request: httpx.Request, *, prefix: str) -> list[str]:
    """What is wrong with a request by the document; each starts with the path."""
    path = request.url.path.removeprefix(prefix)
    form = CONTRACT.get(path)
    if form is None:
        return [f"{path}: no such call"]
    wrong = [] if request.method == form.method else [f"{path}: {request.method} instead of {form.method}"]
    query = dict(request.url.params)
    query.pop("apikey", None)
    if form.place == "multipart":
        sent: dict[str, Any] = {"image": b""} if b'name="image"; filename=' in request.content else {}
    elif form.place == "form":
        sent = dict(httpx.QueryParams(request.content.decode()))
    else:
        sent = query if form.place == "query" else json.loads(request.content)
    if form.place != "query" and query:
        wrong.append(f"{path}: {sorted(query)} in the query")
    wrong += [f"{path}: {name} is missing" for name in sorted(form.required - sent.keys())]
    for name, value in sent.items():
        if name not in form.fields:
            wrong.append(f"{path}: {name} is no field")
        elif not _fits(value, form.fields[name]):
            wrong.append(f"{path}: {name} is {type(value).__name__}")
    return wrong


def _fits(value: Any, kind: Any) -> bool:
    if isinstance(kind, list):
        return isinstance(value, list) and all(_fits(item, kind[0]) for item in value)
    return type(value) is kind
