"""What holds say, as golden lists in both languages."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model.hold import DeletedWith, Held, Hold, MayHold
from formatters.holds import (
    format_hold_elsewhere,
    format_hold_note,
    format_hold_refused,
    format_hold_usage,
    format_kept,
    format_not_on_hold,
    format_placed,
    format_record,
    format_released,
)
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK, NASTY_TEXT
from tests.unit.formatters.checker import check_message, texts_of

HOLD = Hold(
    id="h1",
    team_id="T1",
    channel_id="C1",
    check_id=CHECK.id,
    held_by="U7",
    held_at=datetime(2026, 1, 12, 9, tzinfo=UTC),
    reason="Case 7",
)
HELD = Held(hold=HOLD, check=CHECK)
OPERATORS = replace(HELD, hold=replace(HOLD, held_by="", reason="", deleted_with=DeletedWith.MESSAGE))
RELEASED = Held(
    hold=replace(HOLD, released_by="U8", released_at=datetime(2026, 2, 1, tzinfo=UTC), release_reason="Settled"),
    check=None,
)
LINK = "https://sandbox.example.com/archives/C1/p1?thread_ts=1.0&cid=C1"


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_holds_read_as_their_golden_list(tr, snapshot):
    messages = {
        "usage": format_hold_usage(tr),
        "elsewhere": format_hold_elsewhere(tr),
        "not_on_hold": format_not_on_hold(tr),
        "placed": format_placed(tr, [HELD], [OPERATORS]),
        "released": format_released(tr, [RELEASED, OPERATORS]),
        "record": format_record(tr, [HELD, OPERATORS, RELEASED], {CHECK.id: LINK}),
        "record_none": format_record(tr, [], {}),
        "note": format_hold_note(tr, [HELD, HELD]),
        "note_by_operator": format_hold_note(tr, [OPERATORS]),
        "note_released": format_hold_note(tr, [replace(RELEASED, check=CHECK)]),
        "kept": format_kept(tr, CHECK.id),
        "kept_without_report": format_kept(tr, ""),
        **{f"refused_{may}": format_hold_refused(tr, may) for may in MayHold if may is not MayHold.YES},
    }
    said = {name: [message.text, *texts_of(message.blocks)] for name, message in messages.items()}
    assert said == snapshot(extension_class=JSONSnapshotExtension)


def test_reasons_from_outside_are_harmless_and_a_long_record_fits():
    nasty = Held(hold=replace(HOLD, held_by="", reason=NASTY_TEXT), check=CHECK)
    for message in (format_hold_note(EN, [nasty]), format_record(EN, [nasty] * 100, {})):
        check_message(message)
    assert "and 90 more" in format_record(EN, [nasty] * 100, {}).text
