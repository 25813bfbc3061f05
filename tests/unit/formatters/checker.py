"""What Slack would say to a message or a view: every limit by hand, and slack_sdk's own models on top.

It shares no number and no code with the formatters: what they get wrong must show here.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block as SdkBlock
from slack_sdk.models.views import View as SdkView

from bot.model import Message

FORBIDDEN_WORDS = re.compile(
    r"\bsafe\b|clear to use|\bclear(?:ed|ance)\b|risk[- ]free|\bno risk\b|\bguarantee|freedom to operate|"
    r"\blegal to\b|\blawful|\bapproved\b|\ball clear\b|"
    r"\binfring|\bsuspect|"
    r"安全|放心|无风险|没有风险|侵权|侵犯|自由实施|合法|保证",
    re.IGNORECASE,
)
"""A screening promises nothing and judges nothing."""

_COMMAND = re.compile(r"<[!@#]")
_LINK = re.compile(
    r"<(?:https://patents\.google\.com/patent/[0-9A-Z]+/(?:en|zh)|http://epub\.cnipa\.gov\.cn/patent/CN[0-9]+S"
    r"|https://euipo\.europa\.eu/eSearch/#details/designs/[0-9]{9}-[0-9]{4})"
    r"\|(?:[0-9A-Za-z-]+ (?:on|at) |在 )?(?:Google Patents|CNIPA|EUIPO)(?: 查看 [0-9A-Za-z-]+)?>"
    r"|<https://(?:team\.example|[a-z-]+\.slack\.com)/archives/[0-9A-Z]+/p[0-9]+"
    r"(?:\?thread_ts=[0-9.]+&amp;cid=[0-9A-Z]+)?\|[^<>|]+>"
    r"|<https://(?:example\.com/mug\.jpg(?:\?a=1&amp;b=2)?|例え\.jp/图\.png)\|[^<>|]*>"
)
_DATE = re.compile(
    r"<!date\^[0-9]+\^\{date_short_pretty\} (?:at )?\{time\}"
    r"\|(?:[0-9]+ [A-Z][a-z]+ [0-9]{4}, [0-9:]{5} UTC|[0-9]{4}年[0-9]+月[0-9]+日 [0-9:]{5}（UTC）)>"
)
_ACTS = re.compile(r"(?<![\w.+-])@(?:here|channel|everyone)\b|(?<!\w):[\w+'-]+:(?!\w)")
"""Spellings that Slack's own clients turn into mentions and emoji if a message asks for that."""
_ENTITY = re.compile(r"&(?:amp|lt|gt);")
# Characters that show nothing and yet are no format or control characters by Unicode's categories.
_FILLERS = {
    0x034F,
    0x115F,
    0x1160,
    0x17B4,
    0x17B5,
    0x2800,
    0x3164,
    0xFFA0,
    *range(0xFE00, 0xFE10),
    *range(0xE0100, 0xE01F0),
}
_IN_CONTAINER = {"section", "context", "divider", "image", "actions", "header", "table", "video"}
_IN_MODAL = {"section", "context", "divider", "image", "actions", "header", "input"}


def check_message(message: Message, *, asker: str = "") -> None:
    """Every rung of the ladder is one that Slack takes, and nothing in it acts or hides.

    Args:
        asker: the one person whom the app itself names, once, at the beginning.
    """
    if asker:
        message = _without_mention(message, asker)
    assert message.text.strip()
    assert len(message.text) <= 4_000, "what Slack advises; it cuts at 40,000"
    check_mrkdwn(message.text)
    assert json.dumps(message.text, ensure_ascii=False).encode()  # no lone surrogate goes out
    for blocks in (message.blocks, *message.fallbacks):
        assert blocks
        assert len(blocks) + sum(len(block.get("child_blocks", [])) for block in blocks) <= 50
        assert len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) < 12_000
        _check_blocks(blocks, allowed=_IN_CONTAINER | {"container", "data_table"})
        tables = [block for block in blocks if block["type"] == "data_table"]
        assert sum(len(cell["text"]) for table in tables for row in table["rows"] for cell in row) <= 10_000
    shortest = json.dumps((message.blocks, *message.fallbacks)[-1], ensure_ascii=False, separators=(",", ":"))
    if '"button"' in shortest:  # which text alone, the rung below, does not have
        assert len(shortest.encode("utf-8", "surrogatepass")) < 13_000, "should Slack count bytes"
    assert len({json.dumps(blocks) for blocks in (message.blocks, *message.fallbacks)}) == 1 + len(message.fallbacks)


def _without_mention(message: Message, user_id: str) -> Message:
    mention = f"<@{user_id}>"
    assert message.text.startswith(mention)
    blocks = json.loads(json.dumps(message.blocks))
    assert blocks[0]["text"]["text"].startswith(mention)
    blocks[0]["text"]["text"] = blocks[0]["text"]["text"].removeprefix(mention)
    return Message(text=message.text.removeprefix(mention), blocks=tuple(blocks), fallbacks=message.fallbacks)


def check_view(view: dict[str, Any]) -> None:
    assert view["type"] == "modal"
    assert 1 <= len(view["title"]["text"]) <= 24
    assert len(view["close"]["text"]) <= 24
    assert len(view["private_metadata"]) <= 3_000
    assert len(view["callback_id"]) <= 255
    assert 1 <= len(view["blocks"]) <= 100
    assert len(json.dumps(view)) < 250_000
    block_ids = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert len(block_ids) == len(set(block_ids))
    _check_blocks(view["blocks"], allowed=_IN_MODAL)
    SdkView(**view).to_dict()


def check_mrkdwn(text: str) -> None:
    """Nothing but the app's own links and dates stands between angle brackets; every ampersand begins an entity."""
    text = _DATE.sub("", text)
    check_visible(text)
    rest = _LINK.sub("", text)
    assert "<" not in rest, text
    assert ">" not in rest, text
    assert "&" not in _ENTITY.sub("", rest), text
    assert not _ACTS.search(rest), text


def check_visible(text: str) -> None:
    assert not _COMMAND.search(text), text
    for char in text:
        assert char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}, hex(ord(char))
        assert ord(char) not in _FILLERS, hex(ord(char))


def texts_of(value: Any) -> Iterator[str]:
    """Every text that a person can read in blocks or a view."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"text", "alt_text", "accessibility_label"} and isinstance(inner, str):
                yield inner
            else:
                yield from texts_of(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of(inner)


def _check_blocks(blocks: Sequence[Any], *, allowed: set[str]) -> None:
    for block in blocks:
        assert block["type"] in allowed, block["type"]
        _check_block(block)
        if block["type"] == "data_table":
            continue  # slack_sdk has no model for it
        parsed = SdkBlock.parse(json.loads(json.dumps(block)))
        assert parsed is not None
        assert parsed.to_dict() == json.loads(json.dumps(block))


def _check_block(block: Any) -> None:
    match block["type"]:
        case "header":
            _check_plain(block["text"], 150)
        case "section":
            _check_text(block["text"], 3_000)
            if "accessory" in block:
                _check_accessory(block["accessory"])
        case "context":
            assert 1 <= len(block["elements"]) <= 10
            for element in block["elements"]:
                _check_text(element, 2_000)
        case "actions":
            assert 1 <= len(block["elements"]) <= 25
            action_ids = [element["action_id"] for element in block["elements"]]
            assert len(action_ids) == len(set(action_ids))
            for element in block["elements"]:
                _check_button(element)
        case "container" | "input" | "image" | "data_table" as kind:
            checks = {"container": _check_container, "input": _check_input, "image": _check_image_block}
            checks.get(kind, _check_data_table)(block)
        case kind:
            assert kind == "divider", f"nobody makes {kind}"
            assert block == {"type": "divider"}


def _check_input(block: Any) -> None:
    assert 1 <= len(block["block_id"]) <= 255
    _check_plain(block["label"], 2_000)
    if "hint" in block:
        _check_plain(block["hint"], 2_000)
    element = block["element"]
    assert 1 <= len(element["action_id"]) <= 255
    match element["type"]:
        case "plain_text_input":
            assert 1 <= element["max_length"] <= 3_000
            assert 1 <= len(element.get("initial_value", "x")) <= element["max_length"]
        case "static_select" | "multi_static_select" | "radio_buttons" as kind:
            groups = element.get("option_groups") or [{"options": element["options"]}]
            assert ("options" in element) != ("option_groups" in element)
            for group in groups:
                assert 1 <= len(group["options"]) <= (10 if kind == "radio_buttons" else 100)
                _check_plain(group.get("label", block["label"]), 75)
            options = [option for group in groups for option in group["options"]]
            assert len({option["value"] for option in options}) == len(options)
            assert 1 <= element.get("max_selected_items", 1) <= 100
            for option in options:
                _check_plain(option["text"], 75)
                _check_plain(option.get("description", option["text"]), 75)
                assert 1 <= len(option["value"]) <= 150
            chosen = [*element.get("initial_options", ()), *filter(None, [element.get("initial_option")])]
            assert all(option in options for option in chosen)
            assert len(chosen) <= element.get("max_selected_items", 100)
            assert len({option["value"] for option in chosen}) == len(chosen)
            assert element.get("initial_options") != []
        case "datepicker":
            assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", element.get("initial_date", "2020-01-01"))
        case "number_input":
            assert int(element["min_value"]) <= int(element["initial_value"]) <= int(element["max_value"])
        case "multi_users_select":
            assert 1 <= len(element.get("initial_users", "x")) <= element["max_selected_items"]
        case other:
            raise AssertionError(f"nobody makes {other}")


def _check_container(block: Any) -> None:
    _check_plain(block["title"], 150)
    if "subtitle" in block:
        _check_plain(block["subtitle"], 150)
    assert 1 <= len(block["child_blocks"]) <= 10
    assert block["is_collapsible"] is True
    assert block["default_collapsed"] is True
    assert "has_header_divider" not in block
    for child in block["child_blocks"]:
        assert child["type"] in _IN_CONTAINER
        _check_block(child)


def _check_data_table(block: Any) -> None:
    assert block.keys() == {"type", "caption", "rows", "page_size", "row_header_column_index"}
    assert 1 <= len(block["caption"]) <= 3_000
    check_visible(block["caption"])
    assert 2 <= len(block["rows"]) <= 101
    assert 1 <= block["page_size"] <= 100
    (columns,) = {len(row) for row in block["rows"]}
    assert block["row_header_column_index"] < columns <= 20
    assert all(cell["type"] == "raw_text" for cell in block["rows"][0])
    for row in block["rows"]:
        for cell in row:
            assert cell.keys() == ({"type", "text"} if cell["type"] == "raw_text" else {"type", "value", "text"})
            assert cell["type"] in {"raw_text", "raw_number"}
            assert cell["text"]
            check_visible(cell["text"])


def _check_text(text: Any, limit: int) -> None:
    if text["type"] == "plain_text":
        _check_plain(text, limit)
        return
    assert text["type"] == "mrkdwn"
    assert text["verbatim"] is True, "Slack would link what it finds"
    assert 1 <= len(text["text"]) <= limit
    check_mrkdwn(text["text"])


def _check_plain(text: Any, limit: int) -> None:
    assert text["type"] == "plain_text"
    assert text["emoji"] is False
    assert 1 <= len(text["text"]) <= limit
    check_visible(text["text"])


def _check_accessory(element: Any) -> None:
    if element["type"] == "button":
        _check_button(element)
    else:
        _check_image(element)


def _check_image(image: Any) -> None:
    assert image["type"] == "image"
    assert "image_url" not in image, "an address that dies refuses the whole message"
    assert image["slack_file"]["id"]
    assert 1 <= len(image["alt_text"]) <= 2_000
    check_visible(image["alt_text"])


def _check_image_block(block: Any) -> None:
    _check_image(block)
    if "title" in block:
        _check_plain(block["title"], 2_000)


def _check_button(button: Any) -> None:
    assert button["type"] == "button"
    _check_plain(button["text"], 75)
    assert len(button["value"]) <= 2_000
    assert 1 <= len(button["action_id"]) <= 255
    assert 1 <= len(button.get("accessibility_label", "x")) <= 75
    check_visible(button.get("accessibility_label", ""))
    assert button.get("style", "danger") in {"primary", "danger"}
    if "confirm" in button:
        _check_plain(button["confirm"]["title"], 100)
        _check_plain(button["confirm"]["text"], 300)
        _check_plain(button["confirm"]["confirm"], 30)
        _check_plain(button["confirm"]["deny"], 30)
