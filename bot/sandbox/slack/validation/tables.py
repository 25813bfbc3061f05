"""Tables. Limits from docs.slack.dev/reference/block-kit/blocks: table-block, data-table-block."""

from collections.abc import Iterator
from typing import Any

from bot.sandbox.slack.validation.objects import BLOCK_ID, RAW_NUMBER, RAW_TEXT
from bot.sandbox.slack.validation.rich_text import RICH_TEXT
from bot.sandbox.slack.validation.schema import (
    Faults,
    Rule,
    boolean,
    fields,
    integer,
    listed,
    one_of,
    text,
    typed,
)

MAX_TABLE_CHARACTERS = 10_000
_ID: dict[str, Rule] = {"block_id": BLOCK_ID}

_HEADER_CELL = typed({"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER})
_CELL = typed({"raw_text": RAW_TEXT, "raw_number": RAW_NUMBER, "rich_text": RICH_TEXT})


def table_characters(node: Any) -> int:
    """How many characters the cells of a table show."""
    return sum(len(word) for word in _words(node))


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for entry in node:
            yield from _words(entry)
    elif isinstance(node, dict):
        for name, entry in node.items():
            if name == "text" and isinstance(entry, str):
                yield entry
            else:
                yield from _words(entry)


def _equal_rows(value: Any, path: str, faults: Faults) -> None:
    if len({len(row) for row in value["rows"]}) > 1:
        faults.add("all rows must have the same number of cells", f"{path}/rows")


def _header_is_plain(value: Any, path: str, faults: Faults) -> None:
    for index, cell in enumerate(value["rows"][0]):
        _HEADER_CELL(cell, f"{path}/rows/0/{index}", faults)


def _header_column_exists(value: Any, path: str, faults: Faults) -> None:
    if value.get("row_header_column_index", 0) >= len(value["rows"][0]):
        faults.add("must be the index of a column", f"{path}/row_header_column_index")


TABLE = fields(
    {"rows": listed(listed(_CELL, 1, 20), 1, 100)},
    {
        **_ID,
        "column_settings": listed(
            fields({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean}), 0, 20
        ),
    },
)

DATA_TABLE = fields(
    {"rows": listed(listed(_CELL, 1, 20), 2, 101), "caption": text(3000)},
    {**_ID, "page_size": integer(1, 100), "row_header_column_index": integer(0, 19)},
    _equal_rows,
    _header_is_plain,
    _header_column_exists,
)
