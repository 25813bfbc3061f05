"""The calls this app makes, and what may be done when one of them goes wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.model.costs import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One call of Patsnap's API.

    Attributes:
        name: short and stable, for metrics and logs.
        api: Patsnap's own name for it, which an operator finds in the account's list of permissions.
        repeatable: whether it may be sent again when its answer got lost. A call that is billed may not:
            it may have gone through.
        cost: what it is counted as in the ledger. The lost answer of a submit is an ``OutcomeUnknown``.
        collects: it asks for what has been paid for already, so that a spent balance need not concern it.
        optional: the app does without it, so that a missing permission is no trouble beyond the call itself.
        bare_key: a reply that holds this key stands without the envelope.
        deadline_s: for the whole exchange, however slowly bytes trickle.
    """

    name: str
    api: str
    method: str
    path: str
    cost: Cost
    repeatable: bool = False
    collects: bool = False
    optional: bool = False
    bare_key: str = ""
    deadline_s: float = 25.0

    @property
    def paid_task(self) -> bool:
        """Whether it starts a task that is paid for."""
        return self.cost is Cost.SUBMIT


TOKEN = Endpoint(
    name="token",
    api="OAuth",
    method="POST",
    path="/oauth/token",
    cost=Cost.UNCOUNTED,
    repeatable=True,
    bare_key="token",
)

# An upload without its answer is worth nothing: the only way on is to send it again.
IMAGE_UPLOAD = Endpoint(
    name="image-upload",
    api="P010",
    method="POST",
    path="/image-search/image-upload",
    cost=Cost.UNCOUNTED,
    repeatable=True,
    deadline_s=60.0,
)

_PAID_DEADLINE_S = 16.0
"""Patsnap answers within 15 s, and a stop of the app waits for a paid call a little longer than this."""

SUBMIT = Endpoint(
    name="submit",
    api="AI39-1",
    method="POST",
    path="/ai/image-search/submit",
    cost=Cost.SUBMIT,
    deadline_s=_PAID_DEADLINE_S,
)
REPORT = Endpoint(
    name="report",
    api="AI39-2",
    method="POST",
    path="/ai/image-search/report",
    cost=Cost.UNCOUNTED,
    repeatable=True,
    collects=True,
)

IMAGE_SINGLE = Endpoint(
    name="image-single", api="P060", method="POST", path="/search/patent/image-single", cost=Cost.LOOKUP
)
IMAGE_SEARCH = replace(IMAGE_SINGLE, optional=True)
"""The same for a search that no check depends on."""

LINE_DRAWING_SEARCH = Endpoint(
    name="image-single-beta",
    api="P060 Enhanced Shape Search",
    method="POST",
    path="/search/patent/image-single/beta",
    cost=Cost.LOOKUP,
    optional=True,
)
IMAGE_MULTIPLE = Endpoint(
    name="image-multiple", api="P061", method="POST", path="/search/patent/image-multiple", cost=Cost.LOOKUP
)
CREATION = Endpoint(
    name="infringement-detection-creation",
    api="AI39-1 (V1)",
    method="POST",
    path="/ai/infringement-detection-creation",
    cost=Cost.SUBMIT,
    deadline_s=_PAID_DEADLINE_S,
)
QUERY = Endpoint(
    name="infringement-detection-query",
    api="AI39-2 (V1)",
    method="POST",
    path="/ai/infringement-detection-query",
    cost=Cost.UNCOUNTED,
    repeatable=True,
    collects=True,
)

COMPARISON = Endpoint(
    name="infringement-detection-1v1-creation",
    api="AI67-1",
    method="POST",
    path="/ai/infringement-detection-1v1-creation",
    cost=Cost.SUBMIT,
    optional=True,
    deadline_s=_PAID_DEADLINE_S,
)
COMPARISON_QUERY = Endpoint(
    name="infringement-detection-1v1-query",
    api="AI67-2",
    method="POST",
    path="/ai/infringement-detection-1v1-query",
    cost=Cost.UNCOUNTED,
    optional=True,
    repeatable=True,
    collects=True,
)

SEARCH_ID = Endpoint(
    name="search-id", api="P009", method="GET", path="/image-search/search-id", cost=Cost.LOOKUP, optional=True
)
RESULTS = Endpoint(
    name="results", api="P009", method="GET", path="/image-search/results", cost=Cost.LOOKUP, optional=True
)
PATENT_SEARCH_PN = Endpoint(
    name="patent-search-pn", api="P069", method="POST", path="/search/patent/patent-search-pn", cost=Cost.LOOKUP
)
BIBLIOGRAPHY = Endpoint(
    name="simple-bibliography",
    api="P011",
    method="GET",
    path="/basic-patent-data/simple-bibliography",
    cost=Cost.LOOKUP,
)
LEGAL_STATUS = Endpoint(
    name="simple-legal-status",
    api="P041",
    method="GET",
    path="/basic-patent-data/simple-legal-status",
    cost=Cost.LOOKUP,
)
ABSTRACT_IMAGE = Endpoint(
    name="abstract-image", api="P021", method="GET", path="/basic-patent-data/abstract-image", cost=Cost.LOOKUP
)

FULLTEXT_IMAGE = Endpoint(
    name="fulltext-image",
    api="P042",
    method="POST",
    path="/basic-patent-data/fulltext-image",
    cost=Cost.LOOKUP,
    optional=True,
)
FULL_BIBLIOGRAPHY = Endpoint(
    name="bibliography",
    api="P012",
    method="GET",
    path="/basic-patent-data/bibliography",
    cost=Cost.LOOKUP,
    optional=True,
)
PATENT_FAMILY = Endpoint(
    name="patent-family",
    api="P014",
    method="GET",
    path="/basic-patent-data/patent-family",
    cost=Cost.LOOKUP,
    optional=True,
)
LEGAL_EVENTS = Endpoint(
    name="legal-status",
    api="P013",
    method="GET",
    path="/basic-patent-data/legal-status",
    cost=Cost.LOOKUP,
    optional=True,
)
LITIGATION = Endpoint(
    name="litigation", api="P034", method="GET", path="/high-value-data/litigation", cost=Cost.LOOKUP, optional=True
)
INVALIDATION = Endpoint(
    name="re-examination-and-invalidation",
    api="P027",
    method="GET",
    path="/advanced-patent-data/re-examination-and-invalidation",
    cost=Cost.LOOKUP,
    optional=True,
)
CUSTOMS = Endpoint(
    name="customs-data",
    api="P031",
    method="GET",
    path="/advanced-patent-data/customs-data",
    cost=Cost.LOOKUP,
    optional=True,
)
LICENCES = Endpoint(
    name="license-data",
    api="P028",
    method="GET",
    path="/advanced-patent-data/license-data",
    cost=Cost.LOOKUP,
    optional=True,
)

STATEMENT = Endpoint(
    name="statement",
    api="Statement of account V2",
    method="POST",
    path="/open-user/statement/v2",
    cost=Cost.UNCOUNTED,
    collects=True,
    optional=True,
)

COUNTED: Mapping[str, Endpoint] = {
    endpoint.name: endpoint
    for endpoint in tuple(globals().values())
    if isinstance(endpoint, Endpoint) and endpoint.cost is not Cost.UNCOUNTED
}
"""Those that stand in the ledger, by their names there."""
