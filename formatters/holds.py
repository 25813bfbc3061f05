"""What ``/lookalike hold`` and ``/lookalike release`` say, to one person and in the thread."""

from collections.abc import Mapping, Sequence

from bot.languages import Translator
from bot.model import Check, Message
from bot.model.hold import Held, MayHold
from formatters.actions import REPORT_EXPORT
from formatters.blocks import actions, button, context, section
from formatters.text import link, shorten_line

_LISTED = 10
_LINES = 5
_REASON = 300


def format_hold_usage(tr: Translator) -> Message:
    """How a check is named, for one that was not."""
    return _said(tr("hold-usage"))


def format_hold_refused(tr: Translator, may: MayHold) -> Message:
    """Why this person may not, and who may."""
    return _said(tr(f"hold-refused-{may.replace('_', '-')}"))


def format_hold_elsewhere(tr: Translator) -> Message:
    """Nothing is known here of what was named. Says the same of checks that are elsewhere and that are nowhere."""
    return _said(tr("hold-not-here"))


def format_not_on_hold(tr: Translator) -> Message:
    return _said(tr("release-not-on-hold"))


def format_placed(tr: Translator, new: Sequence[Held], before: Sequence[Held]) -> Message:
    """The answer to a hold. Args: before: what was on hold already."""
    lines = [tr("hold-placed", name=_name(tr, held), id=held.hold.check_id) for held in new]
    lines += [
        tr("hold-known", name=_name(tr, held), person=_person(tr, held.hold.held_by), day=tr.day(held.hold.held_at))
        for held in before
    ]
    return _said("\n".join(lines[:_LISTED]))


def format_released(tr: Translator, released: Sequence[Held]) -> Message:
    """The answer to a release."""
    ids = {True: "release-deleted", False: "release-done"}
    lines = [tr(ids[held.hold.deleted_with is not None], name=_name(tr, held)) for held in released]
    return _said("\n".join(lines[:_LISTED]))


def format_record(tr: Translator, record: Sequence[Held], links: Mapping[str, str]) -> Message:
    """The holds of a workspace, those that stand first.

    Args:
        links: check id -> the address of its reply, for those that have one.
    """
    usage = tr("hold-usage")
    if not record:
        return _said(f"{tr('hold-none')}\n{usage}")
    lines = [_line(tr, held, links.get(held.hold.check_id, "")) for held in record[:_LISTED]]
    title = tr("hold-title", count=sum(held.hold.released_at is None for held in record))
    if len(record) > _LISTED:
        lines.append(tr("hold-more", count=len(record) - _LISTED))
    parts = [section("\n".join(lines[at : at + _LINES])) for at in range(0, len(lines), _LINES)]
    # Without the reasons: a text is to be short.
    short = [line.partition("\n")[0] for line in lines]
    return Message(text="\n".join((title, *short, usage)), blocks=(section(f"*{title}*"), *parts, context(usage)))


def format_hold_note(tr: Translator, held: Sequence[Held]) -> Message:
    """What the thread is told of checks of one post that one person held, or released, at once."""
    hold = held[0].hold
    is_released = hold.released_at is not None
    person = _person(tr, hold.released_by if is_released else hold.held_by)
    names = tr.join([_name(tr, each) for each in held])
    text = tr("release-note" if is_released else "hold-note", person=person, names=names)
    reason = shorten_line(hold.release_reason if is_released else hold.reason, _REASON)
    if reason:
        text = f"{text}\n{tr('hold-reason', reason=reason)}"
    return _said(text)


def format_kept(tr: Translator, exported_check_id: str) -> Message:
    """What is left of a reply once its picture has been deleted, while a hold keeps its data.

    Args:
        exported_check_id: the check, if it has a report to export.
    """
    text = tr("reply-kept")
    if not exported_check_id:
        return Message(text=text, blocks=(context(text),))
    export = button(tr("report-export"), action_id=REPORT_EXPORT, value=exported_check_id)
    return Message(text=text, blocks=(context(text), actions(export)))


def _line(tr: Translator, held: Held, address: str) -> str:
    hold = held.hold
    name = link(address, _name(tr, held)) if address else _name(tr, held)
    values = {"name": name, "id": hold.check_id, "person": _person(tr, hold.held_by), "day": tr.day(hold.held_at)}
    if hold.released_at is None:
        text = tr("hold-line", **values)
        if hold.deleted_with:
            text = f"{text} {tr(f'hold-deleted-{hold.deleted_with}')}"
    else:
        by = {"releaser": _person(tr, hold.released_by), "until": tr.day(hold.released_at)}
        text = tr("hold-line-released", **values, **by)
    reasons = [shorten_line(reason, 80) for reason in (hold.reason, hold.release_reason) if reason]
    return f"• {text}" + "".join(f"\n    {tr('hold-reason', reason=reason)}" for reason in reasons)


def _name(tr: Translator, held: Held) -> str:
    return _check_name(tr, held.check)


def _check_name(tr: Translator, check: Check | None) -> str:
    return shorten_line(check.name, 60) if check and check.name else tr("hold-unnamed")


def _person(tr: Translator, user_id: str) -> str:
    return f"<@{user_id}>" if user_id else tr("hold-operator")


def _said(text: str) -> Message:
    return Message(text=text, blocks=(section(text),))
