"""How far a check looked, what Patsnap found, which check it was, and what no such search can see."""

from bot.languages import Translator
from bot.model import Check, Engine, Report
from formatters.countries import list_codes, list_within
from formatters.locarno import locarno_name
from formatters.text import shorten_line


def scope_lines(tr: Translator, check: Check, report: Report, *, flags: bool = True) -> list[str]:
    """Escaped mrkdwn, a line for each of the four."""
    return [
        tr("report-searched", facts=" · ".join(_searched(tr, check, report, flags=flags))),
        tr("report-found", facts=" · ".join(_found(tr, check, report))),
        tr("report-check", facts=" · ".join(_record(tr, check, report))),
        tr("report-limits"),
    ]


def _searched(tr: Translator, check: Check, report: Report, *, flags: bool) -> list[str]:
    """The search as it was sent. If Patsnap names other markets as searched, these count, and the rest is told."""
    options = check.options
    markets = report.countries or options.countries
    left_out = [code for code in options.countries if code not in markets]
    filed_after = report.filed_after or options.filed_after
    keyword = shorten_line(options.keyword, 100)
    classes = tr.join([shorten_line(number, 20) for number in options.locarno[:10]])
    named = list_codes(tr, markets, limit=300, flags=flags)
    facts = (
        tr("report-markets", markets=named) if named else "",
        tr("report-markets-left-out", markets=list_codes(tr, left_out, limit=100, flags=flags)) if left_out else "",
        # The newer of Patsnap's searches takes what was filed after the day, the older one what was filed from it on.
        tr("report-filed-from" if check.engine is Engine.V1 else "report-filed-after", day=tr.day(filed_after))
        if filed_after
        else tr("report-filed-any"),
        tr("report-classes-asked", classes=classes) if classes else tr("report-classes-any"),
        tr("report-keyword", keyword=keyword) if keyword else "",
    )
    return [fact for fact in facts if fact]


def _found(tr: Translator, check: Check, report: Report) -> list[str]:
    found = [
        tr("report-found-compared", compared=report.compared)
        if report.total_found is None
        else tr("report-found-of", found=report.total_found, compared=report.compared)
    ]
    # With classes asked for, Patsnap sends these back as its own.
    if not check.options.locarno and (classes := _classes(tr, report)):
        found.append(tr("report-classes", classes=classes))
    return found


def _classes(tr: Translator, report: Report) -> str:
    named = (shorten_line(locarno_name(tr, text[:200]), 80) for text in report.locarno)
    classes = list(dict.fromkeys(filter(None, named)))
    return list_within(tr, classes, str, limit=240, separator=tr("report-classes-separator"))


def _record(tr: Translator, check: Check, report: Report) -> list[str]:
    """When, by which engine, for whom: by Slack's id, since a mention would ping, and under which id."""
    ended = report.operated_at or check.ended_at
    return [
        *([tr.utc_time(ended)] if ended else []),
        tr("report-engine", engine=check.engine.upper()),
        *([tr("report-asked-by", user=shorten_line(check.post.user_id, 40))] if check.post.user_id else []),
        tr("report-check-id", id=shorten_line(check.id, 40)),
    ]
