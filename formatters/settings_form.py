"""The form with the settings of a channel."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.languages import Translator, translators
from bot.model import ChannelSettings, Language, Mode
from bot.model.channel import MAX_REVIEWERS
from bot.model.countries import COUNTRIES, country_flag
from bot.model.option import MAX_TEXT
from formatters.actions import SETTINGS_FORM
from formatters.blocks import Element, context, plain_text, section
from formatters.channels import list_changes, mode_about, mode_name

VALUE = "value"
"""action_id of the element in every block; the block_id tells the fields apart."""

OWN_LANGUAGE = "own"
MEMBERS, ADMINS = "members", "admins"

_CLASSES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsState:
    """What the form knows. Attributes: revision: of the settings that it shows."""

    channel_id: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """Somebody else has changed the settings while the form was open.

    Attributes:
        user_id: who; empty for an operator.
        settings: as they are now.
    """

    user_id: str
    settings: ChannelSettings


def format_settings_form(
    tr: Translator, state: SettingsState, settings: ChannelSettings, *, overtaken: Overtaken | None = None
) -> dict[str, Any]:
    """The view for ``views.open``.

    Args:
        settings: what the fields hold.
        overtaken: what the person has to know before this is saved over it.
    """
    about = [section(_overtaken(tr, overtaken, settings))] if overtaken else []
    return {
        "type": "modal",
        "callback_id": SETTINGS_FORM,
        "title": plain_text(tr("settings-title")),
        "submit": plain_text(tr("settings-save-over" if overtaken else "settings-save")),
        "close": plain_text(tr("settings-close")),
        "private_metadata": json.dumps(
            {"channel": state.channel_id, "revision": state.revision}, separators=(",", ":")
        ),
        "blocks": [*about, context(tr("settings-about", channel=f"<#{state.channel_id}>")), *_fields(tr, settings)],
    }


def parse_settings_state(private_metadata: str) -> SettingsState | None:
    """What ``format_settings_form`` put there; None for anything else."""
    try:
        state = json.loads(private_metadata)
    except (ValueError, RecursionError):
        return None
    match state:
        case {"channel": str(channel_id), "revision": int(revision)} if channel_id and 0 <= revision < 2**31:
            return SettingsState(channel_id=channel_id, revision=revision)
    return None


def _fields(tr: Translator, settings: ChannelSettings) -> list[Element]:
    modes = [(mode.value, mode_name(tr, mode), mode_about(tr, mode)) for mode in Mode]
    who = [(MEMBERS, tr("settings-who-members"), ""), (ADMINS, tr("settings-who-admins"), "")]
    named = [(one.language, one("language-name")) for one in translators()]
    languages = [(OWN_LANGUAGE, tr("settings-lang-own")), *named]
    countries = [
        (code, f"{country_flag(code)} {tr('list-country', name=tr.country(code), code=code)}") for code in COUNTRIES
    ]
    since, classes = settings.filed_after.isoformat() if settings.filed_after else "", ", ".join(settings.locarno)
    may_change = ADMINS if settings.admins_only else MEMBERS
    return [
        _field("mode", tr("settings-name-mode"), _radio(modes, settings.mode), is_optional=False),
        _field("countries", tr("settings-name-countries"), _several(countries, settings.countries), is_optional=False),
        _field("lang", tr("settings-name-lang"), _one(languages, settings.lang or OWN_LANGUAGE), is_optional=False),
        _field("since", tr("settings-name-filed-after"), _typed(since, MAX_TEXT), tr("settings-since-hint")),
        _field("loc", tr("settings-name-locarno"), _typed(classes, _CLASSES), tr("settings-loc-hint")),
        _field("keyword", tr("settings-name-keyword"), _typed(settings.keyword, MAX_TEXT)),
        _field("who", tr("settings-name-admins-only"), _radio(who, may_change), is_optional=False),
        _field("reviewers", tr("settings-name-reviewers"), _people(settings.reviewers), tr("settings-reviewers-hint")),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in a submitted form, unread.

    Attributes:
        fields: of the grammar of options, by the option's name; an empty one was left empty.
    """

    mode: Mode | None
    lang: Language | None
    admins_only: bool
    reviewers: tuple[str, ...]
    fields: Mapping[str, str]


def parse_settings_values(values: Mapping[str, Any]) -> Typed:
    """The state of a submitted form."""
    elements = {block: (inputs or {}).get(VALUE) or {} for block, inputs in values.items() if isinstance(inputs, dict)}

    def picked(block: str) -> str:
        return str((elements.get(block, {}).get("selected_option") or {}).get("value") or "")

    def typed(block: str) -> str:
        return str(elements.get(block, {}).get("value") or "").strip()

    mode, lang = picked("mode"), picked("lang")
    countries = elements.get("countries", {}).get("selected_options") or ()
    reviewers = elements.get("reviewers", {}).get("selected_users") or ()
    return Typed(
        mode=Mode(mode) if mode in set(Mode) else None,
        lang=Language(lang) if any(lang == one.language for one in translators()) else None,
        admins_only=picked("who") == ADMINS,
        reviewers=tuple(dict.fromkeys(map(str, reviewers)))[:MAX_REVIEWERS],
        fields={
            "countries": ",".join(str(option.get("value") or "") for option in countries),
            **{name: typed(name) for name in ("since", "loc", "keyword")},
        },
    )


def _overtaken(tr: Translator, overtaken: Overtaken, settings: ChannelSettings) -> str:
    changes = list_changes(tr, overtaken.settings, settings)
    if overtaken.user_id:
        return tr("settings-overtaken", person=f"<@{overtaken.user_id}>", changes=changes)
    return tr("settings-overtaken-by-operator", changes=changes)


def _field(block_id: str, label: str, element: Element, hint: str = "", *, is_optional: bool = True) -> Element:
    block: Element = {
        "type": "input",
        "block_id": block_id,
        "optional": is_optional,
        "label": plain_text(label),
        "element": {**element, "action_id": VALUE},
    }
    return {**block, "hint": plain_text(hint)} if hint else block


def _radio(options: Sequence[tuple[str, str, str]], chosen: str) -> Element:
    shown = [
        {"text": plain_text(text), "value": value, **({"description": plain_text(about)} if about else {})}
        for value, text, about in options
    ]
    return {"type": "radio_buttons", "options": shown, "initial_option": _among(shown, [chosen])[0]}


def _one(options: Sequence[tuple[str, str]], chosen: str) -> Element:
    shown = _options(options)
    return {"type": "static_select", "options": shown, "initial_option": (_among(shown, [chosen]) or shown)[0]}


def _several(options: Sequence[tuple[str, str]], chosen: Sequence[str]) -> Element:
    shown = _options(options)
    initial = _among(shown, chosen)
    element: Element = {"type": "multi_static_select", "options": shown}
    return {**element, "initial_options": initial} if initial else element


def _people(chosen: Sequence[str]) -> Element:
    element: Element = {"type": "multi_users_select", "max_selected_items": MAX_REVIEWERS}
    return {**element, "initial_users": list(chosen)} if chosen else element


def _typed(text: str, longest: int) -> Element:
    element: Element = {"type": "plain_text_input", "max_length": longest}
    return {**element, "initial_value": text[:longest]} if text else element


def _options(options: Sequence[tuple[str, str]]) -> list[Element]:
    return [{"text": plain_text(text), "value": value} for value, text in options]


def _among(shown: Sequence[Element], chosen: Sequence[str]) -> list[Element]:
    return [option for option in shown if option["value"] in chosen]
