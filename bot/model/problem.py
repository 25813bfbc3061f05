"""Why something could not be done: data only. The sentence a person reads is made in ``formatters``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ProblemKind(StrEnum):
    """Every way a check can end without a report. The comment names the details that come with it."""

    # The post
    INVALID_OPTION = "invalid_option"  # option, takes, fault, value, nearest, place; the faults are OptionFault's
    UNKNOWN_OPTION = "unknown_option"  # option, nearest, accepted, place; accepted is the names that there are
    TOO_MANY_IMAGES = "too_many_images"  # count, limit
    NO_IMAGE = "no_image"  # a picture was meant, and there is none
    HELP = "help"  # somebody spoke to the app and meant no picture: what it can do
    NO_FORWARDED_IMAGE = "no_forwarded_image"  # the same of a forwarded message, whose files Slack may keep back
    POSTED_BY_APP = "posted_by_app"  # by a workflow or another app, which mentioned this one
    CHECKED_BEFORE = "checked_before"  # name, at, channel_id, thread_ts, reply_ts, check_id; where the report stands
    ALREADY_CHECKED = "already_checked"  # the answer stands, or will stand, in the same thread
    THREAD_UNREADABLE = "thread_unreadable"  # Slack did not show what stands above a mention
    THREAD_TOO_LONG = "thread_too_long"  # too much stands between a mention and the picture above it
    NOT_IN_CHANNEL = "not_in_channel"
    INVALID_ADDRESS = "invalid_address"  # address, fault; the faults are AddressFault's
    ADDRESS_NOT_KEPT = "address_not_kept"  # another try needs what followed the "?", and that has been deleted
    # The number
    INVALID_NUMBER = "invalid_number"  # typed, fault, country, expected; the faults are NumberFault's
    TOO_MANY_NUMBERS = "too_many_numbers"  # count, limit
    UNSURE_NUMBER = "unsure_number"  # typed, numbers; the numbers as which it can be read
    NO_SUCH_PATENT = "no_such_patent"  # typed
    SEVERAL_PATENTS = "several_patents"  # numbers; those that bear the number that was typed
    # The file
    NOT_AN_IMAGE = "not_an_image"  # name
    BROKEN_IMAGE = "broken_image"  # name
    UNSUPPORTED_IMAGE = "unsupported_image"  # name, form; a sound file: "raw" of a camera, or a rare kind of "bmp", …
    BLANK_IMAGE = "blank_image"  # name; one colour within noise
    IMAGE_TOO_LARGE = "image_too_large"  # name, limit_mb
    TOO_MANY_PIXELS = "too_many_pixels"  # name, limit_megapixels
    IMAGE_TOO_SMALL = "image_too_small"  # name, width, height, min_side
    FILE_DELETED = "file_deleted"  # name
    FILE_NOT_SHOWN = "file_not_shown"  # name; deleted, or in a conversation that the app is not in
    FILE_BEYOND_LIMIT = "file_beyond_limit"  # older than what the workspace's plan shows
    FILE_EXTERNAL = "file_external"  # name
    FILE_FORBIDDEN = "file_forbidden"  # name; the app may not read the file (a scope, a channel)
    FILE_UNAVAILABLE = "file_unavailable"  # name; Slack did not hand it out in time
    # Slack
    SILENT_HERE = "silent_here"  # the channel is shared with another organisation, and nobody has let the app speak
    CHANNEL_UNKNOWN = "channel_unknown"  # Slack did not say whether it is shared
    SLACK_REFUSED = "slack_refused"  # code, method
    # Patsnap
    IMAGE_REFUSED = "image_refused"  # name
    REJECTED = "rejected"  # code, reason
    UNAVAILABLE = "unavailable"
    BAD_RESPONSE = "bad_response"
    BAD_CREDENTIALS = "bad_credentials"  # code
    NO_PERMISSION = "no_permission"  # api
    QUOTA_EXCEEDED = "quota_exceeded"
    CLIENT_EXPIRED = "client_expired"
    DAILY_LIMIT = "daily_limit"  # api, until; seconds since the epoch
    CAP_REACHED = "cap_reached"  # scope, counted, period, limit, setting, until; a cap of the app's own
    TASK_FAILED = "task_failed"
    EMPTY_REPORT = "empty_report"
    SUBMIT_UNKNOWN = "submit_unknown"  # whether the paid call went through is not known
    NO_FILING_DATE = "no_filing_date"  # of the patent whose older look-alikes are asked for
    NO_DRAWING = "no_drawing"  # of the same
    # The check
    EXPIRED = "expired"  # timeout_s
    CANCELLED = "cancelled"  # user_id
    RESTARTING = "restarting"  # the process stopped before it had the answer to a look-up
    INTERNAL = "internal"  # error_id


NOT_WORTH_A_CALL: frozenset[ProblemKind] = frozenset({ProblemKind.BLANK_IMAGE, ProblemKind.CHECKED_BEFORE})
"""Pictures of which nothing was sent, and that a person may have checked anyway."""

NO_TROUBLE: frozenset[ProblemKind] = NOT_WORTH_A_CALL | {ProblemKind.HELP}
"""Ends that are an answer, and nobody's fault."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem and its details (JSON scalars as text)."""

    kind: ProblemKind
    details: Mapping[str, str] = field(default_factory=dict)
