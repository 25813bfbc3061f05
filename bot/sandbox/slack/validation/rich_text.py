"""The rich_text block. Shapes from docs.slack.dev/reference/block-kit/blocks/rich-text-block."""

from bot.sandbox.slack.validation.schema import Rule, boolean, fields, integer, listed, one_of, text, typed, web_address

_MANY = 1000
_STYLE = fields(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    ),
)
_STYLED: dict[str, Rule] = {"style": _STYLE}

_INLINE = typed(
    {
        "text": fields({"text": text(40_000)}, _STYLED),
        "link": fields({"url": web_address}, {**_STYLED, "text": text(40_000), "unsafe": boolean}),
        "emoji": fields({"name": text(255)}, {"unicode": text(255), "skin_tone": integer(1, 6)}),
        "user": fields({"user_id": text(255)}, _STYLED),
        "channel": fields({"channel_id": text(255)}, _STYLED),
        "usergroup": fields({"usergroup_id": text(255)}, _STYLED),
        "broadcast": fields({"range": one_of("here", "channel", "everyone")}),
        "color": fields({"value": text(255)}),
        "date": fields(
            {"timestamp": integer(0, 9_999_999_999), "format": text(255)}, {"url": web_address, "fallback": text(255)}
        ),
    }
)

_SECTION = fields({"elements": listed(_INLINE, 0, _MANY)})
_BORDERED: dict[str, Rule] = {"border": integer(0, 1)}

RICH_TEXT = fields(
    {
        "elements": listed(
            typed(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_preformatted": fields({"elements": listed(_INLINE, 0, _MANY)}, _BORDERED),
                    "rich_text_quote": fields({"elements": listed(_INLINE, 0, _MANY)}, _BORDERED),
                    "rich_text_list": fields(
                        {
                            "elements": listed(typed({"rich_text_section": _SECTION}), 0, _MANY),
                            "style": one_of("bullet", "ordered"),
                        },
                        {**_BORDERED, "indent": integer(0, 8), "offset": integer(0, 1000)},
                    ),
                }
            ),
            1,
            _MANY,
        )
    },
    {"block_id": text(255)},
)
"""Without its ``type``."""
