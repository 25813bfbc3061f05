"""Moments, for readers in any time zone."""

from datetime import datetime

from bot.languages import Translator


def local_time(tr: Translator, moment: datetime) -> str:
    """mrkdwn that Slack shows in each reader's own time, such as ``tomorrow at 00:02``, and in UTC if it cannot.

    Args:
        moment: aware.
    """
    shown = tr("format-local-time", day="{date_short_pretty}", time="{time}")
    return f"<!date^{moment.timestamp():.0f}^{shown}|{tr.utc_time(moment)}>"
