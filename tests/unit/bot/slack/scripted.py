"""A scripted Slack over real HTTP."""

import json

from aiohttp import web


class ScriptedSlack:
    """Answers each call with the next of its script, or with ok; keeps what it was sent."""

    def __init__(self) -> None:
        self.script: list[web.Response | str] = []
        self.calls: list[tuple[str, dict]] = []

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.read()
        is_json = request.content_type == "application/json"
        sent = json.loads(body) if is_json else dict(await request.post())
        self.calls.append((request.match_info["method"], {**request.query, **sent}))
        answer = self.script.pop(0) if self.script else {"ok": True, "ts": "1.5"}
        if answer == "cut":
            request.transport.close()
            return web.Response()
        return answer if isinstance(answer, web.Response) else web.json_response(answer)


class Time:
    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def refused(error: str, **extra) -> dict:
    return {"ok": False, "error": error, **extra}
