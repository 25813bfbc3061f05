"""The arguments of a call, however they were sent."""

import json
from typing import Any

from starlette.requests import Request

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.records import JSON

_TRUE, _FALSE = {"1", "true", "True"}, {"0", "false", "False", ""}


class Arguments:
    """Arguments by name; those of a form are all text, those of JSON what they are."""

    def __init__(self, values: JSON) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value)
        raise _invalid(f"must provide a string [json-pointer:/{name}]")

    def required(self, name: str) -> str:
        if not (value := self.text(name)):
            raise _invalid(f"missing required field: {name}")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.values.get(name, default)
        if isinstance(value, bool):
            return value
        word = str(value)
        if word not in _TRUE | _FALSE:
            raise _invalid(f"must provide a boolean [json-pointer:/{name}]")
        return word in _TRUE

    def number(self, name: str, default: int) -> int:
        value = self.text(name)
        if not value:
            return default
        try:
            return int(value)
        except ValueError:
            raise _invalid(f"must provide an integer [json-pointer:/{name}]") from None

    def nested(self, name: str) -> Any:
        """A value that forms carry as JSON text."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            raise _invalid(f"must provide JSON [json-pointer:/{name}]") from None


async def read_call(request: Request) -> tuple[Arguments, str | None]:
    """Arguments and token; the token comes in the header, or in a form, but never in a JSON body.

    Raises:
        ApiError: ``invalid_json``, ``json_not_object`` or ``invalid_form_data``.
    """
    values: JSON = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    token: str | None = None
    if request.method == "POST" and kind == "application/json":
        values |= _object(await request.body())
        values.pop("token", None)
    elif request.method == "POST" and kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form() as form:
            values |= {name: value for name, value in form.items() if isinstance(value, str)}
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    token = credentials.strip() if scheme.lower() == "bearer" else values.get("token")
    values.pop("token", None)
    return Arguments(values), token or None


def _object(body: bytes) -> JSON:
    try:
        values = json.loads(body or b"{}")
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise ApiError("invalid_json") from None
    if not isinstance(values, dict):
        raise ApiError("json_not_object")
    return values


def _invalid(sentence: str) -> ApiError:
    return ApiError("invalid_arguments", messages=[f"[ERROR] {sentence}"])
