"""The statement of account: what was called, at made-up prices."""

from collections.abc import Mapping
from typing import Any

_SERVICES = {
    "image-upload": ("P010", "/image-search/image-upload", "Image Upload", 0.0),
    "submit": ("AI39-1", "/ai/image-search/submit", "Submit Task", 20.0),
    "report": ("AI39-2", "/ai/image-search/report", "Get Result", 0.0),
    "image-single": ("P060", "/search/patent/image-single", "Image Search", 3.0),
    "image-single-beta": ("P060", "/search/patent/image-single/beta", "Image Search, enhanced shape", 3.0),
    "image-multiple": ("P061", "/search/patent/image-multiple", "Image Search, several images", 3.0),
    "search-id": ("P009", "/image-search/search-id", "Similar Designs", 3.0),
    "results": ("P009", "/image-search/results", "Similar Designs, next page", 3.0),
    "creation": ("AI39-1", "/ai/infringement-detection-creation", "Create Task", 20.0),
    "query": ("AI39-2", "/ai/infringement-detection-query", "Query Task", 0.0),
    "patent-search-pn": ("P069", "/search/patent/patent-search-pn", "Patent Number Search", 0.2),
    "simple-bibliography": ("P011", "/basic-patent-data/simple-bibliography", "Simple Biblio", 0.2),
    "simple-legal-status": ("P041", "/basic-patent-data/simple-legal-status", "Simple Legal Status", 0.2),
    "abstract-image": ("P021", "/basic-patent-data/abstract-image", "Abstract Image", 0.2),
    "fulltext-image": ("P042", "/basic-patent-data/fulltext-image", "Fulltext Image", 0.5),
    "bibliography": ("P012", "/basic-patent-data/bibliography", "Biblio", 0.5),
    "patent-family": ("P014", "/basic-patent-data/patent-family", "Patent Family", 0.5),
    "legal-status": ("P013", "/basic-patent-data/legal-status", "Patent Legal Status", 0.5),
    "litigation": ("P034", "/high-value-data/litigation", "Litigation", 1.0),
    "re-examination-and-invalidation": (
        "P027",
        "/advanced-patent-data/re-examination-and-invalidation",
        "Re-examination and Invalidation",
        1.0,
    ),
    "customs-data": ("P031", "/advanced-patent-data/customs-data", "Customs record", 1.0),
    "license-data": ("P028", "/advanced-patent-data/license-data", "License", 1.0),
}
"""An endpoint's short name -> serial number, path, name and price."""


def statement(calls: Mapping[str, int]) -> dict[str, Any]:
    """Every day is as the sandbox's whole life: it keeps no calendar."""
    usage = [
        {
            "request_path": path,
            "request_path_name": f"<cn>[{serial}]{name}</cn><us>[{serial}]{name}</us>",
            "serial_number": serial,
            "usage_times": calls[endpoint],
            "fee_times": calls[endpoint] if price else 0,
            "used_money": calls[endpoint] * price,
        }
        for endpoint, (serial, path, name, price) in _SERVICES.items()
        if calls[endpoint]
    ]
    return {"usage": usage, "combo_usage": [], "usage_money": sum(item["used_money"] for item in usage)}
