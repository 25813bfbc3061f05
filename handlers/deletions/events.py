"""What is gone from Slack goes from the database: a file, a channel, the app itself; messages see ``messages``."""

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.checks.service import CheckService

Event = Mapping[str, Any]


class DeletionHandlers:
    def __init__(self, service: CheckService) -> None:
        self._service = service

    def register(self, app: AsyncApp) -> None:
        app.event("file_deleted")(self.handle_file_deleted)
        for deleted in ("channel_deleted", "group_deleted"):
            app.event(deleted)(self.handle_channel_deleted)
        app.event("app_uninstalled")(self.handle_uninstalled)
        app.event("tokens_revoked")(self.handle_tokens_revoked)

    async def handle_file_deleted(self, event: Event, context: AsyncBoltContext) -> None:
        await self._service.forget_file(team_id=context.team_id or "", file_id=str(event["file_id"]))

    async def handle_channel_deleted(self, event: Event, context: AsyncBoltContext) -> None:
        await self._service.forget_channel(team_id=context.team_id or "", channel_id=str(event["channel"]))

    async def handle_uninstalled(self, context: AsyncBoltContext) -> None:
        await self._service.forget_team(team_id=context.team_id or "")

    async def handle_tokens_revoked(self, event: Event, context: AsyncBoltContext) -> None:
        """A person's token is none of ours; without the bot's the app is as good as uninstalled."""
        if (event.get("tokens") or {}).get("bot"):
            await self._service.forget_team(team_id=context.team_id or "")
