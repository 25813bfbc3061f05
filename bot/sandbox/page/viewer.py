"""Who is looking: the page names one of the workspace's people with each request."""

from starlette.requests import Request

from bot.sandbox.page.errors import RefusedError
from bot.sandbox.slack import ADA, User, Workspace


def viewer_of(workspace: Workspace, request: Request) -> User:
    """The person of ``?user=``, Ada if there is none.

    Raises:
        RefusedError: 404 for anybody who is not a person of this workspace.
    """
    wanted = request.query_params.get("user", ADA)
    for user in workspace.users():
        if user.id == wanted and not user.is_bot:
            return user
    raise RefusedError(404, "refused-person")
