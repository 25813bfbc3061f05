"""``/sandbox/faults``: the faults to come, for tests of other processes and for the page."""

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.faults.fault import Fault, Faults


def fault_routes(faults: Faults) -> list[Route]:
    """``/sandbox/faults``: GET lists, POST adds one, DELETE clears. A wrong fault gets a 400 and a sentence."""

    async def list_faults(_: Request) -> Response:
        return JSONResponse({"faults": [fault.model_dump() for fault in faults.list()]})

    async def add_fault(request: Request) -> Response:
        if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
            return JSONResponse({"error": "A fault is sent as application/json."}, status_code=400)
        try:
            fault = Fault.model_validate_json(await request.body())
        except ValidationError as error:
            return JSONResponse({"error": _sentence(error)}, status_code=400)
        faults.add(fault)
        return JSONResponse(fault.model_dump(), status_code=201)

    async def clear_faults(_: Request) -> Response:
        faults.clear()
        return Response(status_code=204)

    return [
        Route("/sandbox/faults", list_faults, methods=["GET"]),
        Route("/sandbox/faults", add_fault, methods=["POST"]),
        Route("/sandbox/faults", clear_faults, methods=["DELETE"]),
    ]


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    return f"{place}: {message}." if place else f"{message[:1].upper()}{message[1:]}."
