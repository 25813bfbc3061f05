"""JSON with every character beyond ASCII escaped, and so with any text that a person can post."""

import json
from typing import Any

from starlette.responses import JSONResponse


class AsciiJSONResponse(JSONResponse):
    """Starlette's own encodes as UTF-8, which fails on half of a surrogate pair; people's texts may hold one."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":"), allow_nan=False).encode("ascii")
