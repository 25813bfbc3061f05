"""``/slack/socket/``: Socket Mode. From docs.slack.dev/apis/events-api/using-socket-mode."""

import asyncio
import json

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.slack.delivery import MAX_SOCKETS
from bot.sandbox.slack.records import JSON
from bot.sandbox.slack.seed import APP_ID
from bot.sandbox.slack.workspace import Workspace

_DEBUG_INFO = {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060}


class AppSocket:
    """One open connection: what is pushed goes out in order, acks that come in are noted."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._outgoing: asyncio.Queue[JSON | None] = asyncio.Queue()
        self._ended = asyncio.Event()

    def push(self, message: JSON) -> None:
        self._outgoing.put_nowait(message)

    def drop(self) -> None:
        self._outgoing.put_nowait(None)

    async def ended(self) -> None:
        await self._ended.wait()

    async def write(self) -> None:
        """Send until the socket is dropped."""
        try:
            while (message := await self._outgoing.get()) is not None:
                await self._websocket.send_text(json.dumps(message))
            await self._websocket.close(code=1001)
        except WebSocketDisconnect:
            return  # the app is gone; what it did not ack is sent again elsewhere
        finally:
            self._ended.set()


class SocketMode:
    """The endpoint of all connections."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def __call__(self, websocket: WebSocket) -> None:
        delivery = self._workspace.delivery
        admitted = self._workspace.tickets.admit(websocket.query_params.get("ticket", ""))
        if delivery.refusing or not admitted:
            await websocket.close(code=1008)
            return
        await websocket.accept()
        if delivery.connections >= MAX_SOCKETS:
            await websocket.send_json(
                {"type": "disconnect", "reason": "too_many_websockets", "debug_info": _DEBUG_INFO}
            )
            await websocket.close()
            return
        socket = AppSocket(websocket)
        socket.push(
            {
                "type": "hello",
                "num_connections": delivery.connections + 1,
                "debug_info": _DEBUG_INFO,
                "connection_info": {"app_id": APP_ID},
            }
        )
        writing = asyncio.create_task(socket.write())
        delivery.attach(socket)
        try:
            await self._read(websocket)
        finally:
            delivery.detach(socket)
            writing.cancel()
            await asyncio.gather(writing, return_exceptions=True)

    async def _read(self, websocket: WebSocket) -> None:
        async for frame in websocket.iter_text():
            try:
                message = json.loads(frame)
            except json.JSONDecodeError:
                continue  # Slack too ignores what is no ack
            if isinstance(message, dict) and isinstance(message.get("envelope_id"), str):
                payload = message.get("payload")
                self._workspace.delivery.acknowledge(
                    message["envelope_id"], payload if isinstance(payload, dict) else None
                )
