"""The page's scripts and style sheets: read once, and kept by browsers under an address that changes with them."""

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.sandbox.page.languages import translator_for

STATIC = Path(__file__).parent / "static"

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""Not left to the machine's own table: some call a script text/plain, which no browser runs as a module."""

_FOR_EVER = {"Cache-Control": "max-age=31536000, immutable"}


@dataclass(frozen=True, slots=True)
class Assets:
    """Everything under ``static``: a page of sixty small files opens at once when nothing has to be asked again.

    Attributes:
        files: path below ``static`` -> content.
        version: of all files together, a part of their addresses.
    """

    files: dict[str, bytes]
    version: str

    @property
    def root(self) -> str:
        """What the address of a file starts with."""
        return f"/static/{self.version}"

    def scripts(self) -> list[str]:
        """The addresses of all modules, for the browser to fetch side by side."""
        return [f"{self.root}/{name}" for name in self.files if name.endswith(".js") and name != "js/early.js"]

    async def serve(self, request: Request) -> Response:
        path = request.path_params["path"]
        content = self.files.get(path) if request.path_params["version"] == self.version else None
        if content is None:
            return PlainTextResponse(translator_for(request)("refused-asset"), status_code=404)
        suffix = Path(path).suffix
        media_type = _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        return Response(content, media_type=media_type, headers=_FOR_EVER)


@cache
def load_assets() -> Assets:
    """The page's own."""
    files = {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in sorted(STATIC.rglob("*.*"))}
    digest = hashlib.sha256()
    for path, content in files.items():
        digest.update(f"{path} {len(content)} ".encode() + content)
    return Assets(files, digest.hexdigest()[:16])
