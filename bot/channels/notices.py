"""What the app says to a channel of its own accord: that its settings have changed, and what it does when invited.

What is due lies in the database until it has been posted, and is posted once: see ``bot.slack.announcements``.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.service import ChannelService, over
from bot.channels.store import Pending
from bot.errors import SlackError
from bot.model import ChannelSettings, Language, Message
from bot.slack.announcements import Announcements, Draft, Outcome

logger = logging.getLogger(__name__)

Changed = Callable[[Language, str, ChannelSettings, ChannelSettings], Message | None]
"""Language, who changed something (empty for an operator), the settings before, and those after -> one line; None if
they are the same.
"""

Welcome = Callable[[Language, ChannelSettings], Message]

WELCOME = "lookalike_welcome"
CHANGED = "lookalike_settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """
    Attributes:
        lang: of a channel that has settled none.
        changed, welcome: what is said.
    """

    service: ChannelService
    announcements: Announcements
    lang: Language
    changed: Changed
    welcome: Welcome

    async def run(self, *, team_id: str | None = None, channel_id: str | None = None) -> None:
        """Post what is due, in one channel or in all; what Slack does not take for now stays due."""
        for pending in await self.service.store.pending(team_id=team_id, channel_id=channel_id):
            workspace, _ = await self.service.store.load(team_id=pending.team_id, channel_id=pending.channel_id)
            beneath = self.service.resolved(workspace)
            before, now = over(beneath, pending.told), over(beneath, pending.row.settings)
            lang, place = now.lang or self.lang, f"{pending.team_id}/{pending.channel_id}"
            if pending.invited_at is not None:
                key = f"{place}/welcome/{pending.invited_at:.3f}"
                if await self._post(pending, key, WELCOME, self.welcome(lang, now)):
                    await self.service.store.note_welcomed(pending)
            if pending.is_changed:
                key = f"{place}/settings/{pending.row.revision}"
                message = self.changed(lang, pending.row.changed_by, before, now)
                if message is None or await self._post(pending, key, CHANGED, message):
                    await self.service.store.note_told(pending)

    async def catch_up(self) -> None:
        """The same for all channels, as the app starts; a failure is left to the next hour."""
        try:
            await self.run()
        except Exception:
            logger.exception("channels were not told what is due")

    async def _post(self, pending: Pending, key: str, kind: str, message: Message) -> bool:
        """Whether that is done with: it stands, or Slack will never take it."""
        draft = Draft(key=key, kind=kind, channel_id=pending.channel_id, thread_ts=None, message=message)
        try:
            outcome = await self.announcements.post(draft)
        except SlackError as error:
            logger.info("a channel was not told", extra={"channel": pending.channel_id, "code": error.code})
            return not error.may_pass
        return outcome in {Outcome.POSTED, Outcome.STANDS}
