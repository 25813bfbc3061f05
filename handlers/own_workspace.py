"""The filter of other workspaces: what belongs to one that the app is not installed in here is acked and counted only.

One Slack app can be installed in several workspaces, and whoever holds its app token or its address gets what happens
in all of them. This process has the bot token of one: what another workspace asks for would be checked on the wrong
account, and answered in the wrong place.

Slack names workspaces in several fields, and in a channel shared with another organisation (Slack Connect) some of them
name the other one although the channel is ours too:

- An event lists in ``authorizations`` the installation that sees it. That one has to be ours. Its ``team_id`` is where
  it happened, and may be another's only in a shared channel, or within one Enterprise organisation.
- A view says in ``app_installed_team_id`` who opened it. An interaction's ``team`` is that of the person, who may be a
  partner's only in a shared channel in which somebody has let the app speak.
- A command is offered to people of the workspace alone.

Whatever passes has the installation's id as ``context.team_id``, which is the one that rows are stored under.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.slack import Identity
from bot.slack.shared_channels import Switches
from bot.slack.transport import COMMAND, EVENT, INTERACTION
from handlers.origin import channel_of

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OwnWorkspace:
    """Stands before every other filter and listener.

    Attributes:
        observe: told of what is ignored: the kind of what came in.
    """

    identity: Identity
    switches: Switches
    observe: Callable[[str], None]

    def register(self, app: AsyncApp) -> None:
        app.use(self.filter)

    async def filter(
        self, body: Body, context: AsyncBoltContext, ack: AsyncAck, next_: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Pass on what is the installation's; whatever else is acked, and nothing comes of it."""
        kind = _kind_of(body)
        if not await self._is_ours(kind, body):
            self.observe(kind)
            logger.info("ignored what another workspace sent", extra={"kind": kind})
            return await ack()
        context["team_id"] = self.identity.team_id
        return await next_()

    async def _is_ours(self, kind: str, body: Body) -> bool:
        if kind == EVENT:
            return self._sees(body)
        if kind == COMMAND:
            return self._is_own(body.get("team_id"))
        installed = (body.get("view") or {}).get("app_installed_team_id")
        if not self._is_own(installed):
            return False
        if self._is_own((body.get("team") or {}).get("id")) or self._is_own_enterprise(body):
            return True
        channel_id = channel_of(body)
        return bool(channel_id) and await self.switches.is_on(team_id=self.identity.team_id, channel_id=channel_id)

    def _sees(self, body: Body) -> bool:
        """Whether an event is for this installation, wherever in a shared channel it may have happened."""
        places = {body.get("team_id"), body.get("context_team_id")} - {None, ""}
        if authorizations := body.get("authorizations"):
            is_for_us = any(map(self._is_authorized, authorizations))
        else:
            is_for_us = not places or self.identity.team_id in places or self._is_own_enterprise(body)
        is_here = all(map(self._is_own, places)) or self._is_own_enterprise(body)
        return is_for_us and (is_here or bool(body.get("is_ext_shared_channel")))

    def _is_authorized(self, authorization: Body) -> bool:
        if authorization.get("is_enterprise_install"):
            return self._is_own_enterprise(authorization)
        return authorization.get("team_id") == self.identity.team_id

    def _is_own(self, team_id: str | None) -> bool:
        """Whether this is no other workspace; one that is not named is none."""
        return not team_id or team_id in {self.identity.team_id, self.identity.enterprise_id}

    def _is_own_enterprise(self, body: Body) -> bool:
        own = self.identity.enterprise_id
        names = (body.get("enterprise_id"), body.get("context_enterprise_id"), (body.get("enterprise") or {}).get("id"))
        return own is not None and own in names


def _kind_of(body: Body) -> str:
    if "command" in body:
        return COMMAND
    return EVENT if body.get("type") == "event_callback" else INTERACTION
