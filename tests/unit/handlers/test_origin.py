"""Where something was asked for, and by whom, whatever asks."""

import json

import pytest
from slack_bolt.async_app import AsyncBoltContext

from handlers.origin import Origin

CONTEXT = AsyncBoltContext(team_id="T1")
MODAL = {"private_metadata": json.dumps({"channel": "C1"})}


@pytest.mark.parametrize(
    ("body", "channel_id"),
    [
        ({"command": "/patent", "team_id": "T1", "channel_id": "C1", "user_id": "U1"}, "C1"),
        ({"team": {"id": "T9"}, "channel": {"id": "C1"}, "user": {"id": "U1"}}, "C1"),
        ({"team": {"id": "T1"}, "view": MODAL, "user": {"id": "U1"}}, "C1"),
        ({"team": {"id": "T1"}, "view": {"private_metadata": "none"}, "user": {"id": "U1"}}, ""),
    ],
)
def test_origin_names_the_own_workspace_the_channel_and_the_person(body, channel_id):
    origin = Origin.of({**body, "trigger_id": "1.a"}, CONTEXT)
    assert origin == Origin(team_id="T1", channel_id=channel_id, user_id="U1", trigger_id="1.a")
