"""What is said of a channel's settings: a change, the welcome, why somebody may not change them."""

from collections.abc import Callable, Iterator, Mapping

from bot.languages import Translator, translator
from bot.model import ChannelSettings, Message, Mode
from bot.model.channel import SETTINGS
from formatters.actions import CHANNEL_MODES, SETTINGS_OPEN
from formatters.blocks import Element, actions, button, context, section
from formatters.countries import list_codes
from formatters.text import shorten_line

_VALUE = 300


def format_welcome(tr: Translator, settings: ChannelSettings, *, calls: int) -> Message:
    """What the app does with pictures, for a channel that it has come into.

    Args:
        calls: paid calls of one check.
    """
    text = f"{tr('welcome-what')} {tr('welcome-where')} {tr('welcome-cost', calls=calls)}"
    modes = "\n".join(tr("welcome-mode", name=mode_name(tr, mode), about=mode_about(tr, mode)) for mode in Mode)
    return Message(
        text="\n".join((tr("welcome-title"), text)),
        blocks=(
            section(f"*{tr('welcome-title')}*\n{text}"),
            section(f"*{tr('welcome-ask')}*\n{modes}"),
            actions(*(_mode(tr, mode, settings) for mode in Mode), _open(tr)),
            context(tr("welcome-who")),
        ),
    )


def format_changed(tr: Translator, user_id: str, before: ChannelSettings, after: ChannelSettings) -> Message | None:
    """One line for the channel; None if nothing that people see is different.

    Args:
        user_id: who changed something; empty for an operator.
    """
    changes = list_changes(tr, before, after)
    if not changes:
        return None
    if user_id:
        text = tr("settings-changed", person=f"<@{user_id}>", changes=changes)
    else:
        text = tr("settings-changed-by-operator", changes=changes)
    return Message(text=text, blocks=(context(text),))


def format_settings_refused(tr: Translator, why: str) -> Message:
    """Why the settings cannot be changed here, or by this person. Args: why: ``direct``, ``shared``, ``rights``."""
    text = tr(f"settings-refused-{why}")
    return Message(text=text, blocks=(section(text),))


def list_changes(tr: Translator, before: ChannelSettings, after: ChannelSettings) -> str:
    """``*When to look:* ask first · *Countries:* 🇩🇪 DE``; empty if nothing differs."""
    return " · ".join(_changes(tr, before, after))


def describe_setting(tr: Translator, settings: ChannelSettings, name: str) -> str:
    """The value of one setting, escaped."""
    return _SAID[name](tr, settings)


def setting_name(tr: Translator, name: str) -> str:
    return tr(f"settings-name-{name.replace('_', '-')}")


def mode_name(tr: Translator, mode: Mode) -> str:
    return tr(f"mode-{mode}")


def mode_about(tr: Translator, mode: Mode) -> str:
    return tr(f"mode-{mode}-about")


def _changes(tr: Translator, before: ChannelSettings, after: ChannelSettings) -> Iterator[str]:
    for name in SETTINGS:
        if getattr(before, name) != getattr(after, name):
            yield tr("settings-change", name=setting_name(tr, name), value=describe_setting(tr, after, name))


def _mode(tr: Translator, mode: Mode, settings: ChannelSettings) -> Element:
    is_set = mode is settings.mode
    label = tr("welcome-mode-set" if is_set else "welcome-mode-label", name=mode_name(tr, mode))
    return button(
        mode_name(tr, mode),
        action_id=CHANNEL_MODES[mode],
        value=mode.value,
        label=label,
        style="primary" if is_set else "",
    )


def _open(tr: Translator) -> Element:
    return button(tr("welcome-settings"), action_id=SETTINGS_OPEN, value="settings")


_SAID: Mapping[str, Callable[[Translator, ChannelSettings], str]] = {
    "mode": lambda tr, own: mode_name(tr, own.mode),
    "countries": lambda tr, own: list_codes(tr, own.countries, limit=_VALUE),
    "lang": lambda tr, own: translator(own.lang)("language-name") if own.lang else tr("settings-lang-own"),
    "filed_after": lambda tr, own: tr.day(own.filed_after) if own.filed_after else tr("settings-any-day"),
    "locarno": lambda tr, own: shorten_line(", ".join(own.locarno), _VALUE) or tr("settings-any-class"),
    "keyword": lambda tr, own: shorten_line(own.keyword, _VALUE) or tr("settings-no-keyword"),
    "reviewers": lambda tr, own: (
        tr("list-separator").join(f"<@{user_id}>" for user_id in own.reviewers) or tr("settings-nobody")
    ),
    "admins_only": lambda tr, own: tr("settings-who-admins" if own.admins_only else "settings-who-members"),
}
"""How the value of each setting is said."""
