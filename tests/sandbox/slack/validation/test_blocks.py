"""Each limit of Slack's blocks: what is exactly at it passes, what is one over is refused with Slack's words."""

from typing import Any

import pytest

from bot.sandbox.slack.validation.blocks import Surface, blocks_too_long, check_blocks
from bot.sandbox.slack.validation.schema import Faults

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def section(**fields: Any) -> Block:
    return {"type": "section", "text": mrkdwn("x")} | fields


def button(**fields: Any) -> Block:
    return {"type": "button", "text": plain("Go")} | fields


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def option(text: str = "One", value: str = "1") -> Block:
    return {"text": plain(text), "value": value}


def select(**fields: Any) -> Block:
    return {"type": "static_select", "options": [option()]} | fields


def image(**fields: Any) -> Block:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"} | fields


def container(**fields: Any) -> Block:
    return {"type": "container", "title": plain("T"), "child_blocks": [section()]} | fields


def confirm(**fields: Any) -> Block:
    return {"title": plain("T"), "text": mrkdwn("x")} | fields


def row(*texts: str) -> list[Block]:
    return [{"type": "raw_text", "text": text} for text in texts]


def data_table(**fields: Any) -> Block:
    return {"type": "data_table", "caption": "C", "rows": [row("A"), row("1")]} | fields


def table(*rows: list[Block], **fields: Any) -> Block:
    return {"type": "table", "rows": list(rows)} | fields


def rich_text(text: str = "x") -> Block:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}],
    }


def faults_of(*blocks: Any, surface: Surface = Surface.MESSAGE, refuse_containers: bool = False) -> list[str]:
    faults = Faults()
    check_blocks(list(blocks), surface, faults, refuse_containers=refuse_containers)
    return faults.sentences


LENGTHS = [
    ("section text", 3000, lambda n: section(text=mrkdwn("x" * n)), "/blocks/0/text/text"),
    ("section field", 2000, lambda n: section(fields=[mrkdwn("x" * n)]), "/blocks/0/fields/0/text"),
    ("block_id", 255, lambda n: section(block_id="x" * n), "/blocks/0/block_id"),
    ("header", 150, lambda n: {"type": "header", "text": plain("x" * n)}, "/blocks/0/text/text"),
    ("context", 2000, lambda n: {"type": "context", "elements": [mrkdwn("x" * n)]}, "/blocks/0/elements/0/text"),
    ("button text", 75, lambda n: actions(button(text=plain("x" * n))), "/blocks/0/elements/0/text/text"),
    ("button value", 2000, lambda n: actions(button(value="x" * n)), "/blocks/0/elements/0/value"),
    ("action_id", 255, lambda n: actions(button(action_id="x" * n)), "/blocks/0/elements/0/action_id"),
    (
        "button url",
        3000,
        lambda n: actions(button(url="https://e.com/" + "x" * (n - 14))),
        "/blocks/0/elements/0/url",
    ),
    (
        "option text",
        75,
        lambda n: actions(select(options=[option("x" * n)])),
        "/blocks/0/elements/0/options/0/text/text",
    ),
    (
        "option value",
        150,
        lambda n: actions(select(options=[option(value="x" * n)])),
        "/blocks/0/elements/0/options/0/value",
    ),
    (
        "placeholder",
        150,
        lambda n: actions(select(placeholder=plain("x" * n))),
        "/blocks/0/elements/0/placeholder/text",
    ),
    ("image alt_text", 2000, lambda n: image(alt_text="x" * n), "/blocks/0/alt_text"),
    ("image title", 2000, lambda n: image(title=plain("x" * n)), "/blocks/0/title/text"),
    ("image_url", 3000, lambda n: image(image_url="https://e.com/" + "x" * (n - 14)), "/blocks/0/image_url"),
    (
        "image element alt_text",
        2000,
        lambda n: section(accessory=image(alt_text="x" * n)),
        "/blocks/0/accessory/alt_text",
    ),
    (
        "confirm title",
        100,
        lambda n: actions(button(confirm=confirm(title=plain("x" * n)))),
        "/blocks/0/elements/0/confirm/title/text",
    ),
    (
        "confirm text",
        300,
        lambda n: actions(button(confirm=confirm(text=plain("x" * n)))),
        "/blocks/0/elements/0/confirm/text/text",
    ),
    (
        "confirm button",
        30,
        lambda n: actions(button(confirm=confirm(confirm=plain("x" * n)))),
        "/blocks/0/elements/0/confirm/confirm/text",
    ),
    (
        "deny button",
        30,
        lambda n: actions(button(confirm=confirm(deny=plain("x" * n)))),
        "/blocks/0/elements/0/confirm/deny/text",
    ),
    ("container title", 150, lambda n: container(title=plain("x" * n)), "/blocks/0/title/text"),
    ("container subtitle", 150, lambda n: container(subtitle=plain("x" * n)), "/blocks/0/subtitle/text"),
]

COUNTS = [
    ("fields", 10, lambda n: section(fields=[mrkdwn("x")] * n), "/blocks/0/fields"),
    ("context elements", 10, lambda n: {"type": "context", "elements": [mrkdwn("x")] * n}, "/blocks/0/elements"),
    ("actions", 25, lambda n: actions(*(button(action_id=f"a{i}") for i in range(n))), "/blocks/0/elements"),
    (
        "options",
        100,
        lambda n: actions(select(options=[option(value=str(i)) for i in range(n)])),
        "/blocks/0/elements/0/options",
    ),
    (
        "overflow",
        5,
        lambda n: section(accessory={"type": "overflow", "options": [option(value=str(i)) for i in range(n)]}),
        "/blocks/0/accessory/options",
    ),
    ("children", 10, lambda n: container(child_blocks=[section()] * n), "/blocks/0/child_blocks"),
    ("data table rows", 101, lambda n: data_table(rows=[row("A")] * n), "/blocks/0/rows"),
    ("data table columns", 20, lambda n: data_table(rows=[row(*"x" * n)] * 2), "/blocks/0/rows/0"),
    ("table rows", 100, lambda n: table(*[row("A")] * n), "/blocks/0/rows"),
]


@pytest.mark.parametrize(("limit", "make", "path"), [case[1:] for case in LENGTHS], ids=[case[0] for case in LENGTHS])
def test_text_is_refused_when_it_is_one_character_too_long(limit: int, make: Any, path: str) -> None:
    assert faults_of(make(limit)) == []
    assert faults_of(make(limit + 1)) == [f"must be less than {limit + 1} characters [json-pointer:{path}]"]


@pytest.mark.parametrize(("limit", "make", "path"), [case[1:] for case in COUNTS], ids=[case[0] for case in COUNTS])
def test_a_list_is_refused_when_it_has_one_item_too_many(limit: int, make: Any, path: str) -> None:
    assert faults_of(make(limit)) == []
    assert f"no more than {limit} items allowed [json-pointer:{path}]" in faults_of(make(limit + 1))


@pytest.mark.parametrize(("surface", "limit"), [(Surface.MESSAGE, 50), (Surface.MODAL, 100), (Surface.HOME, 100)])
def test_a_surface_is_full_at_its_number_of_blocks(surface: Surface, limit: int) -> None:
    assert faults_of(*[section()] * limit, surface=surface) == []
    assert faults_of(*[section()] * (limit + 1), surface=surface) == [
        f"no more than {limit} items allowed [json-pointer:/blocks]"
    ]


REFUSED = [
    ("a type nobody knows", {"type": "hologram"}, "unsupported type: hologram [json-pointer:/blocks/0/type]"),
    ("no type", {"text": "x"}, "missing required field: type [json-pointer:/blocks/0]"),
    ("no object", "x", "must provide an object [json-pointer:/blocks/0]"),
    ("a field nobody knows", section(colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
    (
        "a disabled button",
        actions(button(disabled=True)),
        "invalid additional property: disabled [json-pointer:/blocks/0/elements/0]",
    ),
    ("an empty section", {"type": "section"}, "must define either `text` or `fields` [json-pointer:/blocks/0]"),
    ("an empty text", section(text=mrkdwn("")), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ("text as a string", section(text="x"), "must provide an object [json-pointer:/blocks/0/text]"),
    (
        "a header in mrkdwn",
        {"type": "header", "text": mrkdwn("x")},
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    ("no elements", actions(), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    (
        "an unknown style",
        actions(button(style="loud")),
        "must be a valid enum value [json-pointer:/blocks/0/elements/0/style]",
    ),
    (
        "an image without alt_text",
        {"type": "image", "image_url": "https://e.com"},
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    (
        "an image without a source",
        {"type": "image", "alt_text": "a"},
        "must define `image_url` or `slack_file` [json-pointer:/blocks/0]",
    ),
    (
        "an image with two sources",
        image(slack_file={"id": "F1"}),
        "must define only one of `image_url`, `slack_file` [json-pointer:/blocks/0]",
    ),
    (
        "an image from a file",
        image(image_url="file:///etc/passwd"),
        "must be a valid URL [json-pointer:/blocks/0/image_url]",
    ),
    ("null for a text", section(text=None), "must provide an object [json-pointer:/blocks/0/text]"),
    (
        "an initial option that is none",
        actions(select(initial_option=option("Two", "2"))),
        "initial option must match one of the options exactly [json-pointer:/blocks/0/elements/0]",
    ),
    (
        "a container without a title",
        {"type": "container", "child_blocks": [section()]},
        "must define `title` or `rich_text_title` [json-pointer:/blocks/0]",
    ),
    (
        "a container with a title as a string",
        container(title="T"),
        "must provide an object [json-pointer:/blocks/0/title]",
    ),
    (
        "a container with a title in mrkdwn",
        container(title=mrkdwn("T")),
        "unsupported type: mrkdwn [json-pointer:/blocks/0/title/type]",
    ),
    (
        "a container without children",
        container(child_blocks=[]),
        "no fewer than 1 items allowed [json-pointer:/blocks/0/child_blocks]",
    ),
    ("a container of blocks", container(blocks=[]), "invalid additional property: blocks [json-pointer:/blocks/0]"),
    (
        "a container in a container",
        container(child_blocks=[container()]),
        "unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    (
        "a container with rich text",
        container(child_blocks=[rich_text()]),
        "unsupported type: rich_text [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    (
        "a container with an input",
        container(child_blocks=[{"type": "input"}]),
        "unsupported type: input [json-pointer:/blocks/0/child_blocks/0/type]",
    ),
    (
        "a container collapsed for good",
        container(default_collapsed=True),
        "`default_collapsed` requires `is_collapsible` [json-pointer:/blocks/0]",
    ),
    (
        "a collapsible container with a divider",
        container(is_collapsible=True, has_header_divider=True),
        "`has_header_divider` cannot be used with `is_collapsible` [json-pointer:/blocks/0]",
    ),
    ("a container of no width", container(width="slim"), "must be a valid enum value [json-pointer:/blocks/0/width]"),
    (
        "a data table without a caption",
        {"type": "data_table", "rows": [row("A")] * 2},
        "missing required field: caption [json-pointer:/blocks/0]",
    ),
    (
        "a data table of a header",
        data_table(rows=[row("A")]),
        "no fewer than 2 items allowed [json-pointer:/blocks/0/rows]",
    ),
    (
        "a ragged data table",
        data_table(rows=[row("A"), row("1", "2")]),
        "all rows must have the same number of cells [json-pointer:/blocks/0/rows]",
    ),
    (
        "a data table with a rich header",
        data_table(rows=[[rich_text()], row("1")]),
        "unsupported type: rich_text [json-pointer:/blocks/0/rows/0/0/type]",
    ),
    (
        "a data table with long pages",
        data_table(page_size=101),
        "must be between 1 and 100 [json-pointer:/blocks/0/page_size]",
    ),
    (
        "a data table with empty pages",
        data_table(page_size=0),
        "must be between 1 and 100 [json-pointer:/blocks/0/page_size]",
    ),
    (
        "a block that the page does not draw",
        {"type": "alert", "text": plain("x")},
        "unsupported type: alert [json-pointer:/blocks/0/type]",
    ),
]


@pytest.mark.parametrize(("block", "sentence"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_block_is_refused_for_what_it_is(block: Any, sentence: str) -> None:
    assert faults_of(block) == [sentence]


def test_every_fault_is_named_when_there_are_several() -> None:
    assert faults_of(section(colour="red"), {"type": "header", "text": plain("x" * 151)}) == [
        "invalid additional property: colour [json-pointer:/blocks/0]",
        "must be less than 151 characters [json-pointer:/blocks/1/text/text]",
    ]


@pytest.mark.parametrize(
    "block",
    [
        section(accessory=image(), fields=[plain("x")], expand=True, block_id="b"),
        section(text=plain("x") | {"emoji": True}),
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("x"), image()]},
        actions(button(url="https://e.com", style="danger", value="v", confirm=confirm(style="danger"))),
        actions({"type": "static_select", "option_groups": [{"label": plain("G"), "options": [option()]}]}),
        container(
            subtitle=mrkdwn("x"), width="full", icon=image(), is_collapsible=True, default_collapsed=True, block_id="b"
        ),
        container(title=plain("T"), rich_text_title=rich_text(), has_header_divider=True),
        container(
            child_blocks=[
                section(),
                {"type": "context", "elements": [plain("x")]},
                {"type": "divider"},
                image(),
                actions(button()),
                {"type": "header", "text": plain("x")},
                table(row("A")),
            ]
        ),
        data_table(
            page_size=10,
            row_header_column_index=0,
            rows=[row("A"), [{"type": "raw_number", "value": 0.5, "text": "50%"}], [rich_text()]],
        ),
        table(row("A"), row("1"), column_settings=[{"align": "right", "is_wrapped": True}]),
        rich_text(),
        {"type": "image", "slack_file": {"id": "F0000000001"}, "alt_text": "a"},
    ],
    ids=lambda block: block["type"],
)
def test_a_block_passes_with_all_that_it_may_hold(block: Block) -> None:
    assert faults_of(block) == []


@pytest.mark.parametrize(
    ("block", "surfaces"),
    [
        (section(), {"message", "modal", "home"}),
        (container(), {"message"}),
        (data_table(), {"message"}),
        (table(row("A")), {"message"}),
    ],
    ids=lambda value: value["type"] if isinstance(value, dict) else "",
)
def test_a_block_stands_only_where_slack_has_it(block: Block, surfaces: set[str]) -> None:
    assert {surface.value for surface in Surface if not faults_of(block, surface=surface)} == surfaces


def test_a_container_is_unknown_to_a_workspace_that_refuses_containers() -> None:
    assert faults_of(section(), container(), refuse_containers=True) == [
        "unsupported type: container [json-pointer:/blocks/1/type]"
    ]


def test_a_block_id_is_refused_when_a_child_of_a_container_has_it_too() -> None:
    child = section(block_id="same")
    assert faults_of(section(block_id="same"), container(child_blocks=[child])) == [
        "block_id same already exists [json-pointer:/blocks/1/child_blocks/0/block_id]"
    ]


def test_an_action_id_is_refused_when_its_block_has_it_twice() -> None:
    twice = actions(button(action_id="go"), button(action_id="go"))
    assert faults_of(twice) == [
        "action_id go already exists in this block [json-pointer:/blocks/0/elements/1/action_id]"
    ]
    assert faults_of(actions(button(action_id="go")), actions(button(action_id="go"))) == []


def test_the_tables_of_a_message_share_ten_thousand_characters() -> None:
    half = data_table(rows=[row("A"), row("x" * 4999)])
    assert faults_of(half, half) == []
    assert faults_of(half, half, data_table(rows=[row("A"), row("1")])) == [
        "tables must have no more than 10000 characters in all [json-pointer:/blocks]"
    ]


def test_a_message_takes_one_plain_table() -> None:
    assert faults_of(table(row("A")), table(row("A"))) == ["only_one_table_allowed [json-pointer:/blocks]"]


def test_blocks_are_too_long_when_their_json_passes_the_measured_limit() -> None:
    frame = len('[{"type":"section","text":{"type":"mrkdwn","text":""}}]')
    assert not blocks_too_long([section(text=mrkdwn("汉" * (13_200 - frame)))])
    assert blocks_too_long([section(text=mrkdwn("汉" * (13_200 - frame + 1)))])
