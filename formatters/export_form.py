"""The form that asks which file to export, the message that brings it, and why there is none."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.languages import Translator
from bot.model import Check, Message, Report
from bot.model.evidence import ExportFormat
from formatters.actions import EXPORT_FORM
from formatters.blocks import Element, context, plain_text, section
from formatters.report import headline
from formatters.text import shorten_line, shorten_plain

REPORT = "report"
FORMAT = "format"
VALUE = "value"
"""action_id of the element in each of these two blocks."""

MAX_REPORTS = 10
_OPTION = 75


@dataclass(frozen=True, slots=True)
class ExportState:
    """What a form knows. Attributes: check_id: empty if the form asks which report."""

    channel_id: str
    check_id: str


def format_export_form(tr: Translator, check: Check) -> dict[str, Any]:
    """The view under one report."""
    state = {"channel": check.post.channel_id, "check": check.id}
    return _view(tr, state, [context(tr("export-form-about")), _formats(tr)])


def format_recent_form(tr: Translator, channel_id: str, reports: Sequence[tuple[Check, Report]]) -> dict[str, Any]:
    """The view that asks which of a channel's reports, the newest first: at least one, ``MAX_REPORTS`` at most."""
    options = [
        {"text": plain_text(_named(tr, check, report)), "value": check.id} for check, report in reports[:MAX_REPORTS]
    ]
    asked = _input(
        REPORT,
        tr("export-form-report"),
        {"type": "static_select", "options": options, "initial_option": options[0]},
    )
    state = {"channel": channel_id, "check": ""}
    return _view(tr, state, [context(tr("export-form-about-recent")), asked, _formats(tr)])


def parse_export_state(private_metadata: str) -> ExportState | None:
    """What the forms put there; None for anything else."""
    try:
        state = json.loads(private_metadata)
    except (ValueError, RecursionError):
        return None
    match state:
        case {"channel": str(channel_id), "check": str(check_id)}:
            return ExportState(channel_id, check_id)
    return None


def parse_export_choice(state: ExportState, values: Mapping[str, Any]) -> tuple[str, ExportFormat] | None:
    """The check's id and the format that were chosen; None if either is none."""
    chosen = _chosen(values, FORMAT)
    check_id = state.check_id or _chosen(values, REPORT)
    if not check_id or chosen not in set(ExportFormat):
        return None
    return check_id, ExportFormat(chosen)


def format_export_comment(tr: Translator, check: Check, file_format: ExportFormat, *, user_id: str) -> str:
    """mrkdwn beside the file: who asked, and of what it is."""
    person, name = f"<@{user_id}>", shorten_line(check.name, 120)
    kind = tr(f"export-format-{file_format}")
    if not name:
        return tr("export-posted-unnamed", person=person, format=kind)
    return tr("export-posted", person=person, name=name, format=kind)


def format_no_export(tr: Translator) -> Message:
    """There is nothing to be exported here."""
    return _said(tr("export-none-here"))


def format_export_under_way(tr: Translator) -> Message:
    return _said(tr("export-under-way"))


def format_export_gone(tr: Translator) -> Message:
    return _said(tr("export-gone"))


def format_export_unknown(tr: Translator) -> Message:
    return _said(tr("export-unknown-outcome"))


def format_export_refused(tr: Translator, code: str) -> Message:
    """Slack did not take the file. Args: code: Slack's."""
    match code:
        case "missing_scope" | "not_allowed_token_type" | "no_permission":
            return _said(tr("export-no-scope"))
        case "not_in_channel" | "channel_not_found" | "is_archived":
            return _said(tr("export-not-here"))
        case "thread_not_found" | "message_not_found":
            return _said(tr("export-thread-gone"))
    return _said(tr("export-failed", code=shorten_line(code, 60)))


def _formats(tr: Translator) -> Element:
    options = [
        {
            "text": plain_text(tr(f"export-format-{each}")),
            "description": plain_text(tr(f"export-format-{each}-about")),
            "value": each.value,
        }
        for each in ExportFormat
    ]
    element: Element = {"type": "radio_buttons", "options": options, "initial_option": options[0]}
    return _input(FORMAT, tr("export-form-format"), element)


def _input(block_id: str, label: str, element: Element) -> Element:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label),
        "element": {**element, "action_id": VALUE},
    }


def _view(tr: Translator, state: Mapping[str, str], blocks: list[Element]) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": EXPORT_FORM,
        "title": plain_text(tr("export-form-title")),
        "submit": plain_text(tr("export-form-submit")),
        "close": plain_text(tr("export-form-close")),
        "private_metadata": json.dumps(state, separators=(",", ":")),
        "blocks": blocks,
    }


def _named(tr: Translator, check: Check, report: Report) -> str:
    day, verdict = tr.day(check.created_at), headline(tr, report)
    name = shorten_plain(check.name, _OPTION - len(day) - min(len(verdict), 30) - 6) or tr("export-unnamed")
    return shorten_plain(tr("export-form-option", day=day, name=name, verdict=verdict), _OPTION)


def _chosen(values: Mapping[str, Any], block_id: str) -> str:
    element = (values.get(block_id) or {}).get(VALUE) or {}
    return str((element.get("selected_option") or {}).get("value") or "")


def _said(text: str) -> Message:
    return Message(text=text, blocks=(section(text),))
