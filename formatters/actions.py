"""The ids that buttons and modals carry out to Slack and back to the handlers."""

from typing import Final

from bot.model import Mode

REPORT_COMPARISONS: Final = "report_comparisons"
"""Button under a report; its value is the check's id. Opens the modal with every comparison."""

COMPARISONS_PREVIOUS: Final = "comparisons_previous"
COMPARISONS_NEXT: Final = "comparisons_next"
COMPARISONS_OPEN: Final = "comparisons_open"
COMPARISONS_BACK: Final = "comparisons_back"
COMPARISONS_BEFORE: Final = "comparisons_before"
COMPARISONS_AFTER: Final = "comparisons_after"
COMPARISONS_TURNS: Final = (
    COMPARISONS_PREVIOUS,
    COMPARISONS_NEXT,
    COMPARISONS_OPEN,
    COMPARISONS_BACK,
    COMPARISONS_BEFORE,
    COMPARISONS_AFTER,
)
"""Buttons in the modal; their value is where they lead, such as ``page 2`` or ``at 17``, the rest is in the view's
private_metadata. Previous and next turn pages of the list, before and after lead from one comparison to another."""

COMPARISONS_FILTER: Final = "comparisons_filter"
"""Button in the modal that puts the form with filters and order in its place."""

COMPARISONS_ALL: Final = "comparisons_all"
"""Button in the modal that takes all filters off."""

COMPARISONS_TABLE: Final = "comparisons_table"
"""Button in the modal that posts what it lists into the thread of the report, as a table."""

COMPARISONS_MODAL: Final = "comparisons"
"""callback_id of the modal."""

COMPARISONS_FORM: Final = "comparisons_form"
"""callback_id of the modal while it is the form."""

REPORT_EXPORT: Final = "report_export"
"""Button under a report; its value is the check's id. Opens the form that asks for which file."""

EXPORT_FORM: Final = "export"
"""callback_id of that form."""

REPORT_AGAIN: Final = "report_again"
"""Button under a report; its value is the check's id. Opens the form that asks the same of it with other options."""

AGAIN_FORM: Final = "again_form"
"""callback_id of that form."""

CANCEL_CHECKS: Final = "cancel_checks"
"""Button of the progress message; its value is the post's id."""

ASK_CHECK: Final = "ask_check"
"""Button of the question whether a post is to be checked; its value is the post's id, or that and a check's:
``post/check``.
"""

ASK_NOT: Final = "ask_not"
"""Button of that question that makes it go away; its value is the post's id."""

CHANNEL_MODES: Final = {mode: f"channel_mode_{mode}" for mode in Mode}
"""Buttons of the welcome: when the channel's pictures are checked. They have no value of their own."""

SETTINGS_OPEN: Final = "channel_settings_open"
"""Button of the welcome that opens the form with the channel's settings."""

SETTINGS_FORM: Final = "channel_settings"
"""callback_id of that form."""

RETRY_CHECK: Final = "retry_check"
"""Button under a problem; its value is the check's id."""

CHECK_MESSAGE: Final = "check_message"
"""callback_id of the shortcut that checks the pictures of any message."""

PATENT_LOOK_UP: Final = "patent_look_up"
"""Button beside a patent; its value is the publication number. Only who presses it sees the answer."""

PATENT_READING: Final = "patent_reading"
"""Button beside one way to read a number; its value is the number as text that can be read in that way alone."""

PATENT_MODAL: Final = "patent"
"""callback_id of the modal with a card."""

PATENT_SHARE: Final = "patent_share"
"""Button under a card; its value is the patent's id. Posts the card into the channel."""

PATENT_COMPARE: Final = "patent_compare"
"""Button under a card; its value is the publication number. Opens the form that compares a picture with the patent."""

COMPARE_FORM: Final = "compare_form"
"""callback_id of that form."""

SIMILAR_MESSAGE: Final = "similar_message"
"""callback_id of the shortcut that finds designs similar to the pictures of any message."""

SIMILAR_POST: Final = "similar_post"
"""Button of the progress message; its value is the post's id."""

SIMILAR_MORE: Final = "similar_more"
"""Button under a page of similar designs; its value is the search's id and where the next page begins: ``id/10``."""

SIMILAR_FILTERS: Final = "similar_filters"
"""Button under a page of similar designs; its value is the search's id. Opens the form."""

SIMILAR_FORM: Final = "similar_form"
"""callback_id of the form with the filters of a search."""

PATENT_DETAILS: Final = "patent_details"
"""Button under a card; its value is the patent's id. Opens the modal that tells more, which is paid for."""

REPORT_DETAILS: Final = "report_details"
"""The same beside a comparison; its value is the check's id and the patent's: ``check/patent``."""

DETAILS_MODAL: Final = "patent_details_modal"
"""callback_id of that modal."""

DETAILS_OVERVIEW: Final = "patent_details_overview"
DETAILS_FIGURES: Final = "patent_details_figures"
DETAILS_FAMILY: Final = "patent_details_family"
DETAILS_EVENTS: Final = "patent_details_events"
DETAILS_ENFORCEMENT: Final = "patent_details_enforcement"
DETAILS_PREVIOUS: Final = "patent_details_previous"
DETAILS_NEXT: Final = "patent_details_next"
"""Buttons in it that lead to another page and cost nothing; their value is where they lead, such as ``figures 2``."""

DETAILS_RETRY: Final = "patent_details_retry"
DETAILS_RECORDS: Final = "patent_details_records"
DETAILS_FIGURES_AGAIN: Final = "patent_details_figures_again"
"""Buttons in it that ask Patsnap, which is paid for: for what is missing, for the records of enforcement, and for the
figures' addresses."""

DETAILS_OLDER: Final = "patent_details_older"
DETAILS_OLDER_HERE: Final = "patent_details_older_here"
"""Buttons in it that search for older look-alikes, which is paid for: answered in the thread, or in the modal."""

DETAILS_TURNS: Final = (
    DETAILS_OVERVIEW,
    DETAILS_FIGURES,
    DETAILS_FAMILY,
    DETAILS_EVENTS,
    DETAILS_ENFORCEMENT,
    DETAILS_PREVIOUS,
    DETAILS_NEXT,
)
DETAILS_BUTTONS: Final = (*DETAILS_TURNS, DETAILS_RETRY, DETAILS_RECORDS, DETAILS_FIGURES_AGAIN, DETAILS_OLDER_HERE)
