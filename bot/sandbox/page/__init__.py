"""The page: the local Slack in a browser.

page_routes(sandbox)          all of it
├── languages                 what the page says, in each language
├── headers.py                a strict content policy
├── assets.py                 scripts and style sheets
├── reads.py                  the page itself, snapshots as JSON, files and samples
├── writes.py                 what a person does, as POST
├── thumbnails.py             samples, small
├── stream.py                 what changed, as server-sent events
└── snapshot.py               workspace records -> the JSON that static/js reads
"""

from typing import Protocol

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from bot.sandbox.page.assets import load_assets
from bot.sandbox.page.headers import PageHeaders
from bot.sandbox.page.reads import Reads
from bot.sandbox.page.stream import change_stream
from bot.sandbox.page.writes import Writes
from bot.sandbox.slack import Workspace

__all__ = ["PageHeaders", "page_routes"]


class HasWorkspace(Protocol):
    """What the page needs of a sandbox."""

    @property
    def slack(self) -> Workspace: ...


def page_routes(sandbox: HasWorkspace) -> list[BaseRoute]:
    """``/``, ``/static/…`` and ``/sandbox/…`` except the faults, which have routes of their own."""
    headers = [Middleware(PageHeaders)]
    assets = load_assets()
    reads, writes = Reads(sandbox.slack, assets), Writes(sandbox.slack)
    gets = {
        "/": reads.index,
        "/archives/{channel}/{message}": reads.archive,
        "/static/{version}/{path:path}": assets.serve,
        "/sandbox/state": reads.state,
        "/sandbox/channels/{channel}": reads.channel,
        "/sandbox/channels/{channel}/threads/{ts}": reads.thread,
        "/sandbox/view": reads.view,
        "/sandbox/files/{file}": reads.file,
        "/sandbox/samples/{name}": reads.sample,
        "/sandbox/events": change_stream(sandbox.slack),
    }
    posts = {
        "/sandbox/messages": writes.post,
        "/sandbox/messages/delete": writes.delete_message,
        "/sandbox/reactions": writes.react,
        "/sandbox/files/delete": writes.delete_file,
        "/sandbox/samples": writes.post_sample,
        "/sandbox/actions": writes.act,
        "/sandbox/view/actions": writes.act_in_view,
        "/sandbox/view/submit": writes.submit_view,
        "/sandbox/view/close": writes.close_view,
        "/sandbox/commands": writes.command,
        "/sandbox/shortcuts": writes.shortcut,
        "/sandbox/invitations": writes.invite,
        "/sandbox/language": writes.choose_language,
    }
    return [
        *(Route(path, endpoint, methods=["GET"], middleware=headers) for path, endpoint in gets.items()),
        *(Route(path, endpoint, methods=["POST"], middleware=headers) for path, endpoint in posts.items()),
    ]
