"""What the page's endpoints refuse, as one sentence in ``{"error": …}``."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.slack import NoSuchThing

_Self = TypeVar("_Self")
_Endpoint = Callable[[_Self, Request], Awaitable[Response]]


def spoken(endpoint: _Endpoint[_Self]) -> _Endpoint[_Self]:
    """Turns what an endpoint raises for a wrong request into an answer; anything else stays an error."""

    @wraps(endpoint)
    async def answer(self: _Self, request: Request) -> Response:
        try:
            return await endpoint(self, request)
        except NoSuchThing as error:
            return _refusal(404, str(error))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            return _refusal(400, f"{place}: {first['msg']}")
        except ValueError as error:
            return _refusal(400, str(error))
        except HTTPException as error:
            return _refusal(error.status_code, error.detail)

    return answer


def _refusal(status: int, sentence: str) -> Response:
    return JSONResponse({"error": sentence}, status_code=status)
