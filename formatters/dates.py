"""Moments, for readers in any time zone."""

from datetime import UTC, datetime

from formatters.text import day


def utc_time(moment: datetime) -> str:
    """``22 Nov 2026, 16:02 UTC``.

    Args:
        moment: aware.
    """
    moment = moment.astimezone(UTC)
    return f"{day(moment)}, {moment:%H:%M} UTC"


def local_time(moment: datetime) -> str:
    """mrkdwn that Slack shows in each reader's own time, such as ``tomorrow at 00:02``, and in UTC where it cannot."""
    return f"<!date^{moment.timestamp():.0f}^{{date_short_pretty}} at {{time}}|{utc_time(moment)}>"
