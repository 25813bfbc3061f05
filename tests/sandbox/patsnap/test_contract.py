"""The local Patsnap takes what the vendor's document names, and nothing else; what else comes is noted."""

import pytest
from pydantic_core import PydanticUndefined

from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET, requests
from tests.unit.bot.patsnap.contract import CONTRACT

MODELS = {
    "/ai/image-search/submit": requests.Submit,
    "/ai/image-search/report": requests.TaskId,
    "/search/patent/image-single": requests.ImageSingle,
    "/search/patent/image-single/beta": requests.LineDrawingSearch,
    "/search/patent/image-multiple": requests.ImageMultiple,
    "/ai/infringement-detection-creation": requests.Creation,
    "/ai/infringement-detection-query": requests.TaskId,
    "/ai/infringement-detection-1v1-creation": requests.OneToOne,
    "/ai/infringement-detection-1v1-query": requests.TaskId,
    "/image-search/search-id": requests.SearchId,
    "/image-search/results": requests.Results,
    "/search/patent/patent-search-pn": requests.PatentSearch,
    "/basic-patent-data/simple-bibliography": requests.PatentNumbers,
    "/basic-patent-data/simple-legal-status": requests.PatentNumbers,
    "/basic-patent-data/abstract-image": requests.PatentNumbers,
    "/basic-patent-data/fulltext-image": requests.FulltextImage,
    "/basic-patent-data/bibliography": requests.PatentNumbers,
    "/basic-patent-data/patent-family": requests.PatentNumbers,
    "/basic-patent-data/legal-status": requests.PatentNumbers,
    "/high-value-data/litigation": requests.PatentNumbers,
    "/advanced-patent-data/re-examination-and-invalidation": requests.PatentNumbers,
    "/advanced-patent-data/customs-data": requests.PatentNumbers,
    "/advanced-patent-data/license-data": requests.PatentNumbers,
    "/open-user/statement/v2": requests.Account,
}
STRICTER = {"/ai/image-search/submit": {"url"}}
"""Required here and not there: without a picture there is nothing to search for."""


@pytest.mark.parametrize("path", sorted(CONTRACT.keys() - {"/oauth/token", "/image-search/image-upload"}))
def test_every_call_takes_the_fields_of_the_document_and_requires_what_it_requires(path):
    fields = MODELS[path].model_fields
    assert set(fields) == set(CONTRACT[path].fields)
    required = {name for name, field in fields.items() if field.default is PydanticUndefined}
    assert required == CONTRACT[path].required | STRICTER.get(path, set())
    assert MODELS[path].model_config["extra"] == "forbid"


URL = {"url": "http://sandbox.test/patsnap/images/uploads/x.png"}
SUBMIT = ("POST", "/ai/image-search/submit")
GOOD = {"json": {**URL, "country": ["US"], "lang": "en"}}


@pytest.mark.parametrize(
    ("call", "options", "named"),
    [
        (SUBMIT, {"json": GOOD["json"] | {"loc": ["21-01"]}}, "loc: Extra inputs are not permitted"),
        (SUBMIT, {"json": {**URL, "country": ["US"]}}, "lang: Field required"),
        (SUBMIT, {"json": GOOD["json"] | {"apply_start_time": 20200101}}, "apply_start_time: Input should"),
        (SUBMIT, GOOD | {"params": {"lang": "en"}}, "lang: stands in the query of a POST"),
        (SUBMIT, {"content": b"{", "headers": {"content-type": "application/json"}}, "body: is not JSON"),
        (("POST", "/search/patent/image-single"), {"json": URL}, "patent_type: Field required"),
        (("GET", "/image-search/search-id"), {"params": URL | {"field": "SCORE"}}, "field: Input should be"),
        (("GET", "/image-search/search-id"), {"params": {**URL, "offset": "1"}}, "offset: Extra inputs"),
        (("GET", "/basic-patent-data/simple-bibliography"), {"params": {"pn": "US1"}}, "pn: Extra inputs"),
        (
            ("GET", "/basic-patent-data/simple-bibliography"),
            {"params": {"patent_number": "US1"}, "content": b"{}"},
            "body: a GET has none",
        ),
        (
            ("POST", "/image-search/image-upload"),
            {"files": {"image": ("a.png", b"x", "image/png")}, "data": {"name": "a"}},
            "image: is not alone",
        ),
        (("POST", "/image-search/image-upload"), {"files": {"file": ("a.png", b"x")}}, "image: is missing"),
        (("GET", "/basic-patent-data/unheard-of"), {}, "GET: there is no such call"),
    ],
)  # fmt: skip
async def test_request_that_the_document_does_not_know_is_refused_and_noted(caller, world, call, options, named):
    code, _ = await caller.refusal(*call, **options)
    assert code == (67200101 if "no such call" in named else 68300004)
    [violation] = world.violations
    assert violation.startswith(f"{call[1]}: {named}")


async def test_token_request_with_more_than_its_grant_is_refused_and_noted(caller, world):
    form = {"grant_type": "client_credentials", "scope": "all"}
    reply = await caller.http.post("/patsnap/oauth/token", data=form, auth=(CLIENT_ID, CLIENT_SECRET))
    assert reply.json()["error_code"] == 68300004
    assert world.violations == ["/oauth/token: grant_type: is not client_credentials, or not alone"]


async def test_what_is_as_documented_violates_nothing_even_if_it_finds_nothing(caller, world, mug_png):
    await caller.check(mug_png)
    assert (await caller.refusal("POST", "/ai/image-search/report", json={"task_id": "none"}))[0] == 68300004
    assert (await caller.refusal(*SUBMIT, **GOOD | {"params": {"apikey": "another"}}))[0] == 67200009
    assert world.checked == 4
    assert world.violations == []
