"""What a check asks otherwise than the earlier one of the same picture."""

from collections.abc import Iterator

from bot.languages import Translator, translator
from bot.model import Check, CheckOptions
from formatters.countries import list_codes
from formatters.text import shorten_line


def what_differs(tr: Translator, check: Check, *, flags: bool = True) -> str:
    """One line of escaped mrkdwn: each option that differs, and what it was before; empty for a first question."""
    before = check.asked_before
    if before is None:
        return ""
    changed = [
        tr("again-changed", what=tr(f"again-name-{name}"), now=now, before=then)
        for name, now, then in _changes(tr, check.options, before, flags=flags)
    ]
    return tr("again-differs", changes=tr("report-classes-separator").join(changed)) if changed else tr("again-same")


def _changes(tr: Translator, now: CheckOptions, before: CheckOptions, *, flags: bool) -> Iterator[tuple[str, str, str]]:
    """The name of each option that differs, its value now, and the one before."""
    pairs = zip(_values(tr, now, flags=flags), _values(tr, before, flags=flags), strict=True)
    for (name, is_now), (_, was) in pairs:
        if is_now != was:
            yield name, is_now, was


def _values(tr: Translator, options: CheckOptions, *, flags: bool) -> Iterator[tuple[str, str]]:
    yield "countries", list_codes(tr, options.countries, limit=240, flags=flags)
    yield "since", tr.day(options.filed_after) if options.filed_after else tr("again-any-time")
    yield "loc", tr.join([shorten_line(number, 20) for number in options.locarno[:10]]) or tr("again-any-class")
    yield "keyword", shorten_line(options.keyword, 100) or tr("again-no-keyword")
    yield "lang", translator(options.lang)("language-name")
    yield "views", tr("again-views-together" if options.views_together else "again-views-apart")
