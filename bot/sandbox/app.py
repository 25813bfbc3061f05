"""The sandbox as one application: a local Slack, a local Patsnap, faults on demand, and the page that shows them."""

from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.sandbox.faults import Faults, fault_routes
from bot.sandbox.guard import SandboxGuard
from bot.sandbox.page import page_routes
from bot.sandbox.patsnap import PatsnapWorld, patsnap_routes
from bot.sandbox.slack import Workspace, slack_routes


class Sandbox:
    """Everything in one place, on one port once it is served.

    Args:
        task_s: the shortest and the longest time that a search at the local Patsnap takes, in seconds.
        seed: of everything that is left to chance.
        slack: a workspace of one's own, such as one without rate limits.
    """

    def __init__(
        self, *, task_s: tuple[float, float] = (2.0, 6.0), seed: int = 0, slack: Workspace | None = None
    ) -> None:
        self.faults = Faults(seed=seed)
        self.slack = slack or Workspace()
        self.patsnap = PatsnapWorld(task_s=task_s, seed=seed)
        self.asgi = Starlette(
            routes=[
                slack_routes(self.slack, self.faults),
                *patsnap_routes(self.patsnap, self.faults),
                *fault_routes(self.faults),
                *page_routes(self),
            ],
            middleware=[Middleware(SandboxGuard)],
        )

    def settle(self, base_url: str) -> None:
        """Learn the address under which all of it is served, without a trailing slash."""
        self.slack.state.home = base_url
        self.patsnap.base_url = base_url

    async def close(self) -> None:
        """End open connections and streams, so that nothing holds a server up."""
        await self.slack.close()
