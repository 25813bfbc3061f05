"""The button under a reply that exports its report."""

from bot.languages import Translator
from bot.model import Check
from formatters.actions import REPORT_EXPORT
from formatters.blocks import Element, button


def export_button(tr: Translator, check: Check) -> Element:
    return button(tr("report-export"), action_id=REPORT_EXPORT, value=check.id)
