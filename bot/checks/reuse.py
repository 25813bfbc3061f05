"""Whether a picture is worth a call: one that has been checked is not, if who asks may see that report."""

import logging
from dataclasses import dataclass

from bot.checks.fingerprints import Fingerprints, Seen
from bot.checks.ports import Channels
from bot.errors import SlackError
from bot.model import Check, Problem, ProblemKind
from bot.model.fingerprint import Fingerprint

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reuse:
    """Finds the report that a picture has already."""

    fingerprints: Fingerprints
    channels: Channels

    async def of_file(self, check: Check) -> Fingerprint | None:
        """The fingerprint of a picture that need not be read again, as it is at Patsnap; None if none is kept."""
        return await self.fingerprints.of_file(check) if _is_of_one_file(check) else None

    async def known(self, check: Check, fingerprint: Fingerprint | None, posted_sha256: str) -> Problem | None:
        """Where the answer stands already; None if there is none, or somebody has said to check anyway."""
        if check.insisted or fingerprint is None or not _is_of_one_file(check):
            return None
        found = await self.fingerprints.seen(check, fingerprint, posted_sha256)
        here = check.post.channel_id
        for seen in [one for one in found if one.channel_id == here] or found:
            if seen.channel_id == here or await self._is_open(here, seen):
                details = {"at": f"{seen.ended_at.timestamp():.0f}", "channel_id": seen.channel_id}
                details |= {"thread_ts": seen.thread_ts, "reply_ts": seen.reply_ts, "check_id": seen.check_id}
                return Problem(ProblemKind.CHECKED_BEFORE, details)
        return None

    async def _is_open(self, here: str, seen: Seen) -> bool:
        """Whether everybody in a channel may see a report of another: that one is public, and no guests are here."""
        try:
            return not await self.channels.is_shared(here) and await self.channels.is_public(seen.channel_id)
        except SlackError as error:
            logger.info("who sees a channel is not known", extra={"error": str(error)})
            return False


def _is_of_one_file(check: Check) -> bool:
    return len(check.views) == 1 and bool(check.views[0].file_id) and check.options.against is None
