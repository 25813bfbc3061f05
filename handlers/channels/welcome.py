"""The app is invited to a channel: it says once what it does, with buttons for when it is to look."""

import logging
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncRespond

from bot.channels import ChannelService, Notices
from bot.checks.service import CheckService
from bot.errors import SlackError
from bot.slack.messages import SlackMessages
from bot.slack.shared_channels import Switches
from formatters.actions import CHANNEL_MODES
from handlers.answers import acknowledge, tell_presser
from handlers.channels.access import ChannelAccess
from handlers.locales import translator_of
from handlers.origin import Origin

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]
Event = Mapping[str, Any]

_MODES = {action_id: mode for mode, action_id in CHANNEL_MODES.items()}


class WelcomeHandlers:
    def __init__(
        self,
        checks: CheckService,
        channels: ChannelService,
        notices: Notices,
        access: ChannelAccess,
        switches: Switches,
        messages: SlackMessages,
    ) -> None:
        self._checks = checks
        self._channels = channels
        self._notices = notices
        self._access = access
        self._switches = switches
        self._messages = messages

    def register(self, app: AsyncApp) -> None:
        app.event("member_joined_channel")(ack=self.handle_joined, lazy=[self.welcome])
        for action_id in _MODES:
            app.action(action_id)(ack=acknowledge, lazy=[self.handle_mode])

    async def handle_joined(self, event: Event, body: Body, context: AsyncBoltContext) -> None:
        """The app itself was invited, maybe back again. A channel shared with another organisation is told nothing."""
        if event["user"] != context.bot_user_id:
            return
        here = {"team_id": context.team_id or "", "channel_id": str(event["channel"])}
        await self._checks.let_in(**here)
        if not body.get("is_ext_shared_channel") or await self._switches.is_on(**here):
            await self._channels.store.invite(**here)

    async def welcome(self, event: Event, context: AsyncBoltContext) -> None:
        """Post what is due now."""
        if event["user"] == context.bot_user_id:
            await self._notices.run(team_id=context.team_id or "", channel_id=str(event["channel"]))

    async def handle_mode(self, body: Body, action: Body, respond: AsyncRespond, context: AsyncBoltContext) -> None:
        """One of the three buttons: it counts however old the welcome is."""
        tr, origin = translator_of(context), Origin.of(body, context)
        if refusal := await self._access.refusal(tr, origin):
            await tell_presser(self._messages, respond, body, refusal)
            return
        here = {"team_id": origin.team_id, "channel_id": origin.channel_id}
        mode = _MODES[str(action["action_id"])]
        change = await self._channels.change(
            {"mode": mode}, team_id=origin.team_id, channel_id=origin.channel_id, user_id=origin.user_id
        )
        await self._notices.run(**here)
        message_ts = str((body.get("container") or {}).get("message_ts") or "")
        shown = self._notices.welcome(change.settings.lang or self._notices.lang, change.settings)
        try:
            await self._messages.update(origin.team_id, origin.channel_id, message_ts, shown)
        except SlackError as error:
            logger.info("a welcome was not edited", extra={"code": error.code})
