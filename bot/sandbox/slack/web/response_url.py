"""``/slack/response/{key}``: answers to an interaction within half an hour, five at most."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.records import JSON, Message
from bot.sandbox.slack.tickets import ResponseTicket
from bot.sandbox.slack.workspace import Workspace


class ResponseUrl:
    """The endpoint. It needs no token: who has the address may answer."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def __call__(self, request: Request) -> Response:
        try:
            body = _object(await request.body())
            await self._carry_out(self._workspace.tickets.spend(request.path_params["key"]), body)
        except ApiError as error:
            return JSONResponse(error.body, status_code=404 if error.status == 200 else error.status)
        return PlainTextResponse("ok")

    async def _carry_out(self, ticket: ResponseTicket, body: JSON) -> None:
        source = self._source(ticket)
        if body.get("delete_original"):
            if source is None:
                raise ApiError("message_not_found")
            self._workspace.outbox.delete(source)
            return
        draft = await self._workspace.rules.message(body)
        if body.get("replace_original") and source is not None:
            self._workspace.outbox.update(source, draft)
            return
        in_channel = body.get("response_type") == "in_channel"
        self._workspace.outbox.post(
            ticket.channel_id,
            draft,
            thread_ts=body.get("thread_ts"),
            ephemeral_to=None if in_channel else ticket.user_id,
        )

    def _source(self, ticket: ResponseTicket) -> Message | None:
        """The app's own message that the interaction came from."""
        if ticket.message_ts is None:
            return None
        message = self._workspace.state.find_message(ticket.channel_id, ticket.message_ts)
        return message if message is not None and message.is_from_app else None


def _object(body: bytes) -> JSON:
    try:
        values = json.loads(body)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise ApiError("invalid_payload", status=400) from None
    if not isinstance(values, dict):
        raise ApiError("invalid_payload", status=400)
    return values
