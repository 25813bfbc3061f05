"""The page's scripts and sheets, held in memory: a page of seventy small files is to open at once."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

STATIC = Path(__file__).parent / "static"

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""Not left to the machine's own table: some call a script text/plain, which no browser runs as a module."""


@dataclass(frozen=True, slots=True)
class _Asset:
    content: bytes
    media_type: str
    etag: str


class Assets:
    """Everything under ``static``, read once."""

    def __init__(self, directory: Path = STATIC) -> None:
        self._assets = {
            path.relative_to(directory).as_posix(): _read(path) for path in directory.rglob("*") if path.is_file()
        }

    def scripts(self) -> list[str]:
        """The addresses of all modules, for the browser to fetch side by side."""
        return [f"/static/{name}" for name in sorted(self._assets) if name.endswith(".js") and name != "js/early.js"]

    async def serve(self, request: Request) -> Response:
        asset = self._assets.get(request.path_params["path"])
        if asset is None:
            return PlainTextResponse("There is no such file.", status_code=404)
        headers = {"ETag": asset.etag}
        if request.headers.get("if-none-match") == asset.etag:
            return Response(status_code=304, headers=headers)
        return Response(asset.content, media_type=asset.media_type, headers=headers)


def _read(path: Path) -> _Asset:
    content = path.read_bytes()
    media_type = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return _Asset(content, media_type, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
