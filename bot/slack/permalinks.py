"""Links to messages."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

_PERMALINK = re.compile(
    r"https?://[^/\s]+/archives/(?P<channel>[A-Z0-9]{1,32})/p(?P<seconds>[0-9]{10})(?P<micros>[0-9]{6})(?=[?#|]|$)"
)


@dataclass(frozen=True, slots=True)
class Permalinks:
    """Made here rather than asked of Slack: one for each line of a list would be one call each.

    Attributes:
        home: the workspace's own address as ``auth.test`` gives it.
    """

    home: str

    def to(self, channel_id: str, ts: str, *, thread_ts: str = "") -> str:
        """The address of a message, in its thread if it stands in one."""
        link = f"{self.home.rstrip('/')}/archives/{channel_id}/p{ts.replace('.', '')}"
        if not thread_ts or thread_ts == ts:
            return link
        return f"{link}?{urlencode({'thread_ts': thread_ts, 'cid': channel_id})}"


def read_permalink(text: str) -> tuple[str, str] | None:
    """The channel and the ts of the message that a link leads to, as people copy it; None for anything else."""
    found = _PERMALINK.match(text.strip("<>"))
    return (found["channel"], f"{found['seconds']}.{found['micros']}") if found else None
