"""A refusal of the Web API."""

from collections.abc import Mapping, Sequence

from bot.sandbox.slack.records import JSON


class ApiError(Exception):
    """``{"ok": false, "error": code}``, with what else the answer carries.

    Attributes:
        messages: for ``response_metadata.messages``, such as ``[ERROR] missing required field: text [json-pointer:…]``.
    """

    def __init__(
        self,
        code: str,
        *,
        messages: Sequence[str] = (),
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **extra: object,
    ) -> None:
        super().__init__(f"{code}: {'; '.join(messages)}" if messages else code)
        self.code = code
        self.messages = tuple(messages)
        self.status = status
        self.headers = dict(headers or {})
        self.extra = extra

    @property
    def body(self) -> JSON:
        body: JSON = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body
