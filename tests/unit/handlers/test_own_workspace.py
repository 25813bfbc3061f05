"""What another workspace sent is ignored, and what comes out of a shared channel of ours is not lost."""

from types import SimpleNamespace
from unittest import mock

import pytest

from handlers.own_workspace import OwnWorkspace

OURS, PARTNER, OTHER, ORG = "T0OURS", "T0PARTNER", "T0OTHER", "E0OURS"
ON, OFF = "C0ON", "C0OFF"


def event(*, by, happened=OURS, context=OURS, **fields):
    authorizations = [{"team_id": team, "enterprise_id": None, "is_enterprise_install": False} for team in by]
    return {
        "type": "event_callback",
        "team_id": happened,
        "context_team_id": context,
        "authorizations": authorizations,
        "event": {"type": "message", "channel": ON},
        **fields,
    }


def press(*, team, channel=None, view=None, **fields):
    body = {"type": "block_actions", "team": {"id": team}, "user": {"id": "U1", "team_id": team}, **fields}
    return body | ({"channel": {"id": channel}} if channel else {}) | ({"view": view} if view else {})


def view(*, team, channel=ON):
    return {"app_installed_team_id": team, "private_metadata": f'{{"check": "c", "channel": "{channel}", "page": 0}}'}


def org(team):
    return {"team_id": team, "enterprise_id": ORG, "is_enterprise_install": True}


FOREIGN = {
    "event of another installation": ("event", event(by=[OTHER], happened=OTHER, context=OTHER)),
    "the same in a shared channel": (
        "event",
        event(by=[OTHER], happened=OTHER, context=OTHER, is_ext_shared_channel=True),
    ),
    "event that happened elsewhere, in no shared channel": ("event", event(by=[OURS], happened=OTHER)),
    "event in the context of another": ("event", event(by=[OURS], context=OTHER)),
    "event that names no installation": ("event", event(by=[], happened=OTHER, context=None)),
    "event of an installation in another organisation": (
        "event",
        event(by=[]) | {"authorizations": [org(OURS) | {"enterprise_id": "E0OTHER"}]},
    ),
    "button": ("interaction", press(team=OTHER)),
    "button in a channel of ours": ("interaction", press(team=OTHER, channel=OFF)),
    "button in a view of ours": ("interaction", press(team=OTHER, view=view(team=OURS, channel=OFF))),
    "view of another installation": ("interaction", press(team=OURS, view=view(team=OTHER))),
    "view of another installation, in a channel that is on": ("interaction", press(team=OTHER, view=view(team=OTHER))),
    "view whose state is none": (
        "interaction",
        press(team=OTHER, view={"app_installed_team_id": OURS, "private_metadata": "\x00[["}),
    ),
    "shortcut": ("interaction", press(team=OTHER, channel=OFF, type="message_action")),
    "command": ("command", {"command": "/lookalike", "team_id": OTHER, "channel_id": OFF}),
    "command in a channel that is on": ("command", {"command": "/patent", "team_id": OTHER, "channel_id": ON}),
}

OWN = {
    "event": event(by=[OURS]),
    "event of a partner in a shared channel": event(
        by=[OURS], happened=PARTNER, context=PARTNER, is_ext_shared_channel=True
    ),
    "event of another workspace of the organisation": event(by=[OURS], happened=OTHER, enterprise_id=ORG),
    "event by an installation of the whole organisation": event(by=[]) | {"authorizations": [org(OTHER)]},
    "uninstalled, without an installation that sees it": event(by=[], context=None),
    "button": press(team=OURS, channel=OFF),
    "button pressed by a partner where the app is on": press(team=PARTNER, channel=ON),
    "modal of a partner where the app is on": press(team=PARTNER, view=view(team=OURS)),
    "button of another workspace of the organisation": press(team=OTHER, channel=OFF, enterprise={"id": ORG}),
    "button with an installation of the whole organisation": press(team=OURS) | {"team": None},
    "form": press(team=OURS, view=view(team=OURS), type="view_submission"),
    "command": {"command": "/lookalike", "team_id": OURS, "channel_id": OFF},
}


@pytest.fixture
def switches():
    async def is_on(*, team_id, channel_id):
        return (team_id, channel_id) == (OURS, ON)

    return SimpleNamespace(is_on=is_on)


async def filtered(switches, body):
    """Whether it passed, under which workspace, and what was counted."""
    counted, passed, context = [], [], {"team_id": "whatever Bolt read"}

    async def next_():
        passed.append(context["team_id"])

    identity = SimpleNamespace(team_id=OURS, enterprise_id=ORG)
    ack = mock.AsyncMock()
    await OwnWorkspace(identity, switches, counted.append).filter(body, context, ack, next_)
    assert ack.await_count == 1 - len(passed)
    return passed, counted


@pytest.mark.parametrize("what", FOREIGN)
async def test_what_names_another_workspace_is_acked_counted_and_goes_no_further(switches, what):
    kind, body = FOREIGN[what]
    assert await filtered(switches, body) == ([], [kind])


@pytest.mark.parametrize("what", OWN)
async def test_what_is_ours_passes_under_our_workspace_whoever_spoke(switches, what):
    assert await filtered(switches, OWN[what]) == ([OURS], [])
