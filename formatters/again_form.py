"""The form that asks an earlier check's question otherwise: its options, to be changed."""

import json
from dataclasses import dataclass
from typing import Any

from bot.languages import LANGUAGES, Translator, translator
from bot.model import Check
from bot.model.option import MAX_TEXT
from formatters.actions import AGAIN_FORM, REPORT_AGAIN
from formatters.blocks import Element, button, context, plain_text
from formatters.fields import countries, day, field, select, typed
from formatters.text import shorten_line, shorten_plain

FIELDS = ("countries", "since", "loc", "keyword", "lang")
"""The options that it has fields for; a field's block_id is its option's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainState:
    """What the form knows: which check's picture is meant."""

    check_id: str
    channel_id: str


def again_button(tr: Translator, check: Check) -> list[Element]:
    """The button under a report; none for a picture on the web whose address has not been kept."""
    if any(view.is_out_of_reach for view in check.views):
        return []
    name = shorten_plain(", ".join(view.name for view in check.views if view.name), 80)
    label = tr("again-label", name=name) if name else ""
    return [button(tr("again-button"), action_id=REPORT_AGAIN, value=check.id, label=label)]


def format_again_form(tr: Translator, check: Check) -> dict[str, Any]:
    """The view for ``views.open``, filled with what was asked before."""
    options, name = check.options, shorten_line(check.name, 100)
    languages = [(str(language), translator(language)("language-name")) for language in LANGUAGES]
    chosen = select(countries(tr), options.countries, several=True)
    return {
        "type": "modal",
        "callback_id": AGAIN_FORM,
        "title": plain_text(tr("again-title")),
        "submit": plain_text(tr("again-submit")),
        "close": plain_text(tr("again-close")),
        "private_metadata": json.dumps({"check": check.id, "channel": check.post.channel_id}, separators=(",", ":")),
        "blocks": [
            context(tr("again-about", name=name) if name else tr("again-about-unnamed")),
            field("countries", tr("again-name-countries"), chosen, optional=False),
            field("since", tr("again-name-since"), day(options.filed_after)),
            field("loc", tr("again-name-loc"), typed(", ".join(options.locarno), MAX_TEXT), tr("again-loc-hint")),
            field("keyword", tr("again-name-keyword"), typed(options.keyword, MAX_TEXT)),
            field("lang", tr("again-name-lang"), select(languages, [options.lang]), optional=False),
            context(tr("again-cost")),
        ],
    }


def parse_again_state(private_metadata: str) -> AgainState | None:
    """What ``format_again_form`` put there; None for anything else."""
    try:
        state = json.loads(private_metadata)
    except (ValueError, RecursionError):
        return None
    match state:
        case {"check": str(check_id), "channel": str(channel_id)}:
            return AgainState(check_id=check_id, channel_id=channel_id)
    return None
