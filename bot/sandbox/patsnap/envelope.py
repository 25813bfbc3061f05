"""The envelope of every business reply, and what goes into it when a call is refused."""

from enum import IntEnum

from starlette.responses import JSONResponse


class Code(IntEnum):
    """Patsnap's error codes, as far as the sandbox means them by itself; faults can send any other."""

    INVALID_PARAMETER = 68300004
    WRONG_FILE = 68300010
    TOO_FAST = 67200002
    BAD_CREDENTIALS = 67200003
    NO_APIKEY = 67200008
    WRONG_APIKEY = 67200009
    NO_SUCH_API = 67200101


class Refusal(Exception):
    """A call that is answered with an error code, and HTTP 200 as the vendor does."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(f"{code.value} {message}")
        self.code = code
        self.message = message


class Violation(Refusal):
    """The refusal of a request that the vendor's document does not know: a name, a type, something that is missing.

    The vendor ignores such a field and bills the call without it; here it is an error, so that it cannot be missed.
    """

    def __init__(self, message: str) -> None:
        super().__init__(Code.INVALID_PARAMETER, message)


def invalid(message: str) -> Refusal:
    """The refusal of a parameter; the message names it."""
    return Refusal(Code.INVALID_PARAMETER, message)


def success(data: object) -> JSONResponse:
    return JSONResponse({"data": data, "status": True, "error_code": 0})


def refused(refusal: Refusal) -> JSONResponse:
    return JSONResponse({"status": False, "error_code": refusal.code.value, "error_msg": refusal.message})
