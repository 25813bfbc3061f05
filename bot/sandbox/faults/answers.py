"""Answers that stand in for a call's own."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from bot.sandbox.faults.fault import Fault, Target

_ECHO_ERRORS: dict[Target, int | str] = {"patsnap": 68300007, "slack": "fatal_error"}

_GATEWAY_PAGE = (
    "<!doctype html><html><head><title>502 Bad Gateway</title></head>"
    "<body><h1>Bad Gateway</h1><p>This page is a fault of the sandbox.</p></body></html>"
)


async def echo(fault: Fault, request: Request) -> Response:
    """A refusal made of the request: its address, its headers, its body."""
    body = (await request.body()).decode(errors="replace")
    sent = " ".join((str(request.url), *(f"{name}: {value}" for name, value in request.headers.items()), body))[:20_000]
    refusal = _refusal(fault.target, _ECHO_ERRORS[fault.target] if fault.error is None else fault.error)
    said = {"error_msg": sent} if fault.target == "patsnap" else {"response_metadata": {"messages": [sent]}}
    return JSONResponse({**refusal, **said}, status_code=fault.status or 200)


def answer_of(fault: Fault) -> Response | None:
    """The answer that stands in for the call's own; None if the call acts."""
    status = fault.status or 200
    if fault.error is not None:
        return JSONResponse(_refusal(fault.target, fault.error), status_code=status)
    if fault.body == "html":
        return HTMLResponse(_GATEWAY_PAGE, status_code=status)
    if fault.body == "null":
        nothing = {"status": True, "error_code": 0, "data": None} if fault.target == "patsnap" else None
        return JSONResponse(nothing, status_code=status)
    if fault.body == "empty" or status in (204, 304):
        return Response(status_code=status)
    if fault.status:
        return PlainTextResponse(_phrase(status), status_code=status)
    return None


def _refusal(target: Target, error: int | str) -> dict[str, object]:
    if target == "slack":
        return {"ok": False, "error": error}
    return {"status": False, "error_code": error, "error_msg": "a fault of the sandbox", "data": None}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {status}"
