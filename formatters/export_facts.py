"""The facts of a check in words, as rows of label and value: for the pages of a PDF and for a sheet of a table."""

import math
from datetime import UTC, datetime

from bot.languages import Translator
from bot.model import Comparison, LegalStatus, Patent, Risk, View
from bot.model.address import without_query
from bot.model.evidence import Evidence
from bot.model.patent_details import FamilyKind
from formatters.locarno import locarno_name
from formatters.patents import legal_status_name
from formatters.risk import risk_name
from formatters.text import shorten_plain, verbatim

Row = tuple[str, str]

_MEMBERS = 300
"""Of one kind of family that are named; JSON has them all."""

_SERVICES = {"v2": "V2 (AI39-1, AI39-2)", "v1": "V1 (P060, P061, AI39-1, AI39-2)", "1v1": "AI67-1, AI67-2"}
"""The services behind each engine, by Patsnap's names for them."""


def utc(moment: datetime | None) -> str:
    """``2026-11-27 16:02:05 UTC``, the same in every language; empty for none."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if moment else ""


def one_line(text: str) -> str:
    """A name or a number from outside on one line, otherwise as it came."""
    return " ".join(verbatim(text).split())


def asked(tr: Translator, evidence: Evidence) -> list[Row]:
    """Who asked what, where and when."""
    check, post = evidence.check, evidence.check.post
    return _known(
        (tr("export-check-id"), check.id),
        (tr("export-retry-of"), check.retry_of),
        (tr("export-asked-by"), tr("export-slack-user", id=post.user_id)),
        (tr("export-asked-in"), tr("export-slack-place", team=post.team_id, channel=post.channel_id)),
        (tr("export-message"), post.message_ts),
        (tr("export-asked-at"), utc(check.created_at)),
        (tr("export-submitted-at"), utc(check.submitted_at)),
        (tr("export-ended-at"), utc(check.ended_at)),
        (tr("export-delivered-at"), utc(check.delivered_at)),
    )


def picture(tr: Translator, view: View) -> list[Row]:
    """A picture's name, where it came from, and its digests."""
    if view.is_on_web:
        return _known(
            (tr("export-file-name"), one_line(view.name)),
            (tr("export-address"), one_line(without_query(view.upload_url))),
            (tr("export-sha-posted"), tr("export-sha-on-web")),
        )
    missing = tr("export-sha-missing")
    return _known(
        (tr("export-file-name"), one_line(view.name)),
        (tr("export-file-id"), view.file_id),
        (tr("export-sha-posted"), view.posted_sha256 or missing),
        (tr("export-sha-sent"), view.sent_sha256 or missing),
    )


def search(tr: Translator, evidence: Evidence) -> list[Row]:
    """With what Patsnap was asked to search."""
    check = evidence.check
    return _known(
        (tr("export-engine"), _SERVICES.get(check.engine, check.engine)),
        (tr("export-task-ids"), tr("list-separator").join(view.task_id for view in check.views if view.task_id)),
        *_scope(tr, evidence),
        *((tr("export-parameter", name=name), one_line(value)) for name, value in evidence.parameters.items()),
    )


def _scope(tr: Translator, evidence: Evidence) -> list[Row]:
    options, none = evidence.check.options, tr("export-none")
    if options.against:
        return [(tr("export-against"), one_line(options.against.typed))]
    filed_after = evidence.report.filed_after or options.filed_after
    return [
        (tr("export-markets"), _countries(tr, evidence.searched) or none),
        (tr("export-markets-left"), _countries(tr, evidence.not_searched) or none),
        (
            tr("export-window"),
            tr("export-filed-after", day=f"{filed_after}") if filed_after else tr("export-filed-any"),
        ),
        (tr("export-class-filter"), tr("list-separator").join(options.locarno) or none),
        (tr("export-keyword"), one_line(options.keyword) or none),
        (tr("export-together"), tr("export-yes" if options.views_together else "export-no")),
    ]


def found(tr: Translator, evidence: Evidence) -> list[Row]:
    """What Patsnap reported: its counts, its ratings by country, its classes."""
    report = evidence.report
    risks = sorted(Risk, key=lambda risk: -risk.severity)
    none, unknown = tr("export-none"), tr("export-unknown")
    suspected = tr.number(report.suspected_count)
    if report.suspected_countries:
        suspected = tr("export-flagged-in", count=suspected, countries=_countries(tr, report.suspected_countries))
    return _known(
        (tr("export-reported-at"), utc(report.operated_at)),
        (tr("export-total-found"), unknown if report.total_found is None else tr.number(report.total_found)),
        (tr("export-compared"), tr.number(report.compared)),
        (tr("export-unreadable"), tr.number(report.unreadable)),
        *((tr("export-rated", risk=risk_name(tr, risk)), tr.number(report.count(risk))) for risk in risks),
        (tr("export-countries-high"), _countries(tr, report.high_risk_countries) or none),
        (tr("export-countries-medium"), _countries(tr, report.medium_risk_countries) or none),
        (tr("export-flagged"), suspected),
        (tr("export-classes-found"), _classes(tr, report.locarno) or none),
    )


def comparison(tr: Translator, evidence: Evidence, item: Comparison) -> list[Row]:
    """What is known of one compared patent, and who says so."""
    patent = item.patent
    return _known(
        (tr("export-number"), one_line(patent.publication_number)),
        (tr("export-patent-title"), one_line(patent.title)),
        (tr("export-country"), _countries(tr, (patent.country,))),
        (tr("export-rating"), rating(tr, item)),
        (tr("export-similarity"), tr.percent(score(item)) or tr("export-unknown")),
        (tr("export-status"), status(tr, evidence, item)),
        (tr("export-status-looked-up"), looked_up(tr, evidence, patent)),
        (tr("export-expiry"), expiry(tr, evidence, patent)),
        (tr("export-family"), _family_as_of(tr, evidence, patent)),
        (tr("export-owner"), one_line(patent.current_assignee)),
        (tr("export-first-owner"), one_line(patent.original_assignee)),
        (tr("export-inventors"), one_line(tr("list-separator").join(patent.inventors))),
        (tr("export-application"), one_line(patent.application_number)),
        (tr("export-filed"), f"{patent.filed}" if patent.filed else ""),
        (tr("export-published"), f"{patent.published}" if patent.published else ""),
        (tr("export-classes"), _classes(tr, patent.locarno)),
        (tr("export-found-with"), views(tr, evidence, item)),
        (tr("export-patent-id"), one_line(patent.patent_id)),
    )


def texts(tr: Translator, item: Comparison) -> list[Row]:
    """What Patsnap wrote, verbatim, under neutral labels."""
    said = (
        (tr("export-similar"), item.similar),
        (tr("export-different"), item.difference),
        (tr("export-impression"), item.confusion),
        (tr("export-note"), item.risk_description),
        (tr("export-consider"), item.suggestion),
    )
    return [(label, text) for label, raw in said if (text := verbatim(raw))]


def rating(tr: Translator, item: Comparison) -> str:
    """``High``, and the level as it was sent, should that be another word."""
    level, name = one_line(item.risk_level), risk_name(tr, item.risk)
    return tr("export-rating-sent", rating=name, level=level) if level and level.lower() != name.lower() else name


def score(item: Comparison) -> float | None:
    """The comparison's own score, or else that of the search which found the patent."""
    known = item.patent.score if item.score is None else item.score
    return known if known is not None and math.isfinite(known) else None


def status(tr: Translator, evidence: Evidence, item: Comparison) -> str:
    """The legal status in the report, with the day of the report."""
    name = legal_status_name(tr, item.legal_status)
    if item.legal_status is LegalStatus.UNKNOWN or evidence.reported_at is None:
        return name
    return tr("export-status-as-of", status=name, day=f"{evidence.reported_at.astimezone(UTC):%Y-%m-%d}")


def looked_up(tr: Translator, evidence: Evidence, patent: Patent) -> str:
    """The legal state as a look-up gave it, with the day; empty if nobody looked."""
    known = evidence.status_of(patent)
    if known is None:
        return ""
    names = [tr(f"patent-state-{state.replace('_', '-')}") for state in known.state.states]
    named = tr("list-separator").join(names or map(one_line, known.state.sent)) or tr("export-unknown")
    return tr("export-status-as-of", status=named, day=f"{known.at.astimezone(UTC):%Y-%m-%d}")


def expiry(tr: Translator, evidence: Evidence, patent: Patent) -> str:
    """The day of expiry, or that Patsnap gives none, with the day of the look-up; empty if nobody looked."""
    known = evidence.expiry_of(patent)
    if known is None:
        return ""
    named = f"{known.expires}" if known.expires else tr("export-expiry-none")
    return tr("export-status-as-of", status=named, day=day_of(known.at))


def family(tr: Translator, evidence: Evidence, patent: Patent) -> str:
    """The family as it was looked up, a line for each kind, the closest first; empty if nobody looked."""
    known = evidence.family_of(patent)
    if known is None:
        return ""
    lines = []
    for kind in FamilyKind:
        listed = sorted(
            (one_line(member.country), one_line(member.number)) for member in known.members if member.kind is kind
        )
        if listed:
            numbers = tr("list-separator").join(" ".join(filter(None, member)) for member in listed[:_MEMBERS])
            if (more := len(listed) - _MEMBERS) > 0:
                numbers = tr("list-more", listed=numbers, more=more)
            lines.append(tr(f"export-family-{kind}", count=len(listed), numbers=numbers))
    return "\n".join(lines) or tr("export-family-none")


def _family_as_of(tr: Translator, evidence: Evidence, patent: Patent) -> str:
    known = evidence.family_of(patent)
    named = family(tr, evidence, patent)
    return tr("export-status-as-of", status=named, day=day_of(known.at)) if known else ""


def day_of(moment: datetime) -> str:
    """``2026-02-03``, in UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d}"


def views(tr: Translator, evidence: Evidence, item: Comparison) -> str:
    """Which of several pictures found it; empty if there is only one."""
    known = evidence.check.views
    if len(known) < 2:
        return ""
    return tr("list-separator").join(
        one_line(known[place].name) or str(place + 1) for place in item.views if 0 <= place < len(known)
    )


def limits(tr: Translator, evidence: Evidence) -> list[str]:
    """What a screening cannot see, a sentence each."""
    if evidence.check.options.against:
        scope = [tr("export-limit-one-patent")]
    else:
        scope = [
            tr("export-limit-recall"),
            tr("export-limit-unpublished"),
            tr("export-limit-rights"),
            tr("export-limit-markets"),
        ]
    return [*scope, tr("export-limit-status"), tr("export-limit-ai")]


def kept(tr: Translator, evidence: Evidence) -> list[str]:
    """How long the check's data is kept, and what this copy is."""
    if hold := evidence.hold:
        person = tr("export-slack-user", id=hold.held_by) if hold.held_by else tr("hold-operator")
        held = [tr("export-held", at=utc(hold.held_at), person=person)]
        held += [tr("export-held-reason", reason=one_line(hold.reason))] if hold.reason else []
        return [*held, tr("export-copy")]
    until = f"{evidence.kept_until.astimezone(UTC):%Y-%m-%d}"
    return [tr("export-kept", days=evidence.retention_days, until=until), tr("export-copy")]


def _countries(tr: Translator, codes: tuple[str, ...]) -> str:
    known = dict.fromkeys(filter(None, (shorten_plain(code, 20) for code in codes)))
    return tr("list-separator").join(
        code if (name := tr.country(code)) == code else tr("list-country", name=name, code=code) for code in known
    )


def _classes(tr: Translator, sent: tuple[str, ...]) -> str:
    named = (shorten_plain(locarno_name(tr, text), 200) for text in sent)
    return tr("report-classes-separator").join(dict.fromkeys(filter(None, named)))


def _known(*rows: Row) -> list[Row]:
    return [(label, value) for label, value in rows if value]
