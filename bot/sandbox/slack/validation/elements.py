"""Block elements: what people can click, pick and type into. Limits from docs.slack.dev/reference/block-kit."""

from bot.sandbox.slack.validation.objects import (
    ACTION_ID,
    CONFIRM,
    OPTION_GROUP,
    STYLE,
    initial_is_an_option,
    option,
    plain_text,
)
from bot.sandbox.slack.validation.schema import (
    Rule,
    any_of,
    boolean,
    fields,
    integer,
    listed,
    one_at_most,
    one_of,
    text,
    typed,
    web_address,
)

_COMMON: dict[str, Rule] = {"action_id": ACTION_ID, "confirm": CONFIRM, "focus_on_load": boolean}
_PLACEHOLDER: dict[str, Rule] = {"placeholder": plain_text(150)}
_MENU = _COMMON | _PLACEHOLDER
_MULTI: dict[str, Rule] = {"max_selected_items": integer(1, 100)}
_OPTIONS: dict[str, Rule] = {"options": listed(option(), 1, 100), "option_groups": listed(OPTION_GROUP, 1, 100)}
_ONE_KIND_OF_OPTIONS = (any_of(_OPTIONS), one_at_most(_OPTIONS), initial_is_an_option)
_FILTER = fields(
    {},
    {
        "include": listed(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_DISPATCH = fields({}, {"trigger_actions_on": listed(one_of("on_enter_pressed", "on_character_entered"), 1, 2)})
_TYPING: dict[str, Rule] = {
    **_PLACEHOLDER,
    "action_id": ACTION_ID,
    "focus_on_load": boolean,
    "dispatch_action_config": _DISPATCH,
}
_IDS = listed(text(255), 1, 100)
_FEEDBACK_BUTTON = fields({"text": plain_text(75), "value": text(2000)}, {"accessibility_label": text(75)})

_BUTTON = fields(
    {"text": plain_text(75)},
    {
        "action_id": ACTION_ID,
        "url": web_address,
        "value": text(2000),
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": text(75),
    },
)

_CLICKED: dict[str, Rule] = {
    "button": _BUTTON,
    "overflow": fields({"options": listed(option(with_url=True), 1, 5)}, {"action_id": ACTION_ID, "confirm": CONFIRM}),
}

_PICKED: dict[str, Rule] = {
    "checkboxes": fields(
        {"options": listed(option(rich=True), 1, 10)},
        _COMMON | {"initial_options": listed(option(rich=True), 1, 10)},
        initial_is_an_option,
    ),
    "radio_buttons": fields(
        {"options": listed(option(rich=True), 1, 10)},
        _COMMON | {"initial_option": option(rich=True)},
        initial_is_an_option,
    ),
    "static_select": fields({}, _MENU | _OPTIONS | {"initial_option": option()}, *_ONE_KIND_OF_OPTIONS),
    "users_select": fields({}, _MENU | {"initial_user": text(255)}),
    "channels_select": fields({}, _MENU | {"initial_channel": text(255), "response_url_enabled": boolean}),
    "conversations_select": fields(
        {},
        _MENU
        | {
            "initial_conversation": text(255),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": _FILTER,
        },
    ),
    "datepicker": fields({}, _MENU | {"initial_date": text(10, shortest=10)}),
    "timepicker": fields({}, _MENU | {"initial_time": text(5, shortest=5), "timezone": text(255)}),
    "datetimepicker": fields({}, _COMMON | {"initial_date_time": integer(1_000_000_000, 9_999_999_999)}),
}

_PICKED_MANY: dict[str, Rule] = {
    "multi_static_select": fields(
        {}, _MENU | _OPTIONS | _MULTI | {"initial_options": listed(option(), 1, 100)}, *_ONE_KIND_OF_OPTIONS
    ),
    "multi_users_select": fields({}, _MENU | _MULTI | {"initial_users": _IDS}),
    "multi_channels_select": fields({}, _MENU | _MULTI | {"initial_channels": _IDS}),
    "multi_conversations_select": fields(
        {},
        _MENU | _MULTI | {"initial_conversations": _IDS, "default_to_current_conversation": boolean, "filter": _FILTER},
    ),
}

_TYPED: dict[str, Rule] = {
    "plain_text_input": fields(
        {},
        _TYPING
        | {
            "initial_value": text(3000, shortest=0),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
    ),
    "email_text_input": fields({}, _TYPING | {"initial_value": text(3000, shortest=0)}),
    "url_text_input": fields({}, _TYPING | {"initial_value": text(3000, shortest=0)}),
    "number_input": fields(
        {"is_decimal_allowed": boolean},
        _TYPING | {"initial_value": text(255), "min_value": text(255), "max_value": text(255)},
    ),
}

_FEEDBACK: dict[str, Rule] = {
    "feedback_buttons": fields(
        {"positive_button": _FEEDBACK_BUTTON, "negative_button": _FEEDBACK_BUTTON}, {"action_id": ACTION_ID}
    ),
    "icon_button": fields(
        {"icon": one_of("trash"), "text": plain_text(75)},
        {
            "action_id": ACTION_ID,
            "value": text(2000),
            "confirm": CONFIRM,
            "accessibility_label": text(75),
            "visible_to_user_ids": _IDS,
        },
    ),
}

IN_ACTIONS = typed(_CLICKED | _PICKED | _PICKED_MANY)
AS_ACCESSORY: dict[str, Rule] = _CLICKED | _PICKED | _PICKED_MANY
IN_INPUT = typed(_PICKED | _PICKED_MANY | _TYPED)
IN_CONTEXT_ACTIONS = typed(_FEEDBACK)
