"""What the page's endpoints refuse, as one sentence in the reader's language in ``{"error": …}``."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import ParamSpec, cast

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.page.languages import translator_for
from bot.sandbox.slack import NoSuchThing

_P = ParamSpec("_P")


class RefusedError(Exception):
    """A request that the page refuses.

    Attributes:
        message: of the page's catalogues.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def spoken(endpoint: Callable[_P, Awaitable[Response]]) -> Callable[_P, Awaitable[Response]]:
    """Turns what an endpoint raises for a wrong request into an answer; anything else stays an error."""

    @wraps(endpoint)
    async def answer(*args: _P.args, **kwargs: _P.kwargs) -> Response:
        tr = translator_for(cast("Request", args[-1]))
        try:
            return await endpoint(*args, **kwargs)
        except NoSuchThing as error:
            return _refusal(404, tr(f"gone-{error.thing}", name=error.name))
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            place = ".".join(str(part) for part in (*first["loc"], first["type"]))
            return _refusal(400, tr("refused-request", place=place))
        except RefusedError as error:
            return _refusal(error.status, tr(error.message))

    return answer


def _refusal(status: int, sentence: str) -> Response:
    return JSONResponse({"error": sentence}, status_code=status)
