"""Settings of all levels put together, and changed; on both databases."""

import asyncio
from datetime import date

import pytest

from bot.channels import ChannelService, ChannelStore, Outcome
from bot.channels.store import WORKSPACE
from bot.model import CHINESE, ChannelSettings, Mode
from bot.storage.clock import clock_of
from bot.storage.deletion import Deletion

DEFAULTS = ChannelSettings(countries=("US", "CN"), filed_after=date(2015, 1, 1))
HERE = {"team_id": "T1", "channel_id": "C1", "user_id": "U1"}
EVERYWHERE = {**HERE, "channel_id": WORKSPACE}


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
def service(engine):
    return ChannelService(store=ChannelStore(engine, clock_of(engine)), defaults=DEFAULTS)


async def test_what_nobody_has_settled_comes_from_the_environment(service):
    assert await service.settings_of("T1", "C1") == DEFAULTS


async def test_channel_counts_before_workspace_and_workspace_before_environment(service):
    await service.change({"mode": Mode.ASK, "countries": ("DE",), "lang": CHINESE}, **EVERYWHERE)
    await service.change({"countries": ("FR",)}, **HERE)
    here, elsewhere = await service.settings_of("T1", "C1"), await service.settings_of("T1", "C2")
    assert (here.mode, here.countries, here.lang, here.filed_after) == (Mode.ASK, ("FR",), CHINESE, date(2015, 1, 1))
    assert elsewhere.countries == ("DE",)
    assert (await service.settings_of("T2", "C1")).countries == ("US", "CN")


async def test_nothing_can_be_settled_where_beneath_it_there_is_something(service):
    await service.change({"filed_after": None, "keyword": "mug"}, **HERE)
    settings = await service.settings_of("T1", "C1")
    assert (settings.filed_after, settings.keyword) == (None, "mug")
    assert settings.chosen == {"filed_after", "keyword"}
    await service.change({"filed_after": date(2015, 1, 1), "keyword": ""}, **HERE)
    assert (await service.settings_of("T1", "C1")).chosen == frozenset()


async def test_change_of_settings_that_somebody_else_has_changed_is_not_made(service):
    shown = await service.shown("T1", "C1")
    assert (await service.change({"keyword": "mug"}, **HERE, revision=shown.revision)).outcome is Outcome.CHANGED
    second = {**HERE, "user_id": "U2"}
    change = await service.change({"keyword": "lamp"}, **second, revision=shown.revision)
    assert (change.outcome, change.changed_by, change.settings.keyword) == (Outcome.OVERTAKEN, "U1", "mug")
    assert (await service.change({"keyword": "lamp"}, **second, revision=change.revision)).outcome is Outcome.CHANGED


async def test_same_change_again_changes_nothing(service):
    first = await service.change({"keyword": "mug"}, **HERE, revision=0)
    again = await service.change({"keyword": "mug"}, **HERE, revision=0)
    assert (again.outcome, again.revision) == (Outcome.SAME, first.revision)


async def test_changes_at_once_all_count_and_none_is_lost(service):
    values = [{"keyword": "mug"}, {"mode": Mode.ASK}, {"countries": ("DE",)}, {"locarno": ("07-01",)}]
    made = await asyncio.gather(*(service.change(value, **HERE) for value in values))
    assert {change.outcome for change in made} == {Outcome.CHANGED}
    settings = await service.settings_of("T1", "C1")
    assert settings.chosen == {"keyword", "mode", "countries", "locarno"}


@pytest.mark.parametrize("stored", ["", "[]", "null", "{", '{"mode": "never"}', '{"countries": 7}'])
async def test_row_that_cannot_be_read_counts_as_not_settled(service, stored):
    assert await service.store.save(stored, **HERE, revision=0)
    assert await service.settings_of("T1", "C1") == DEFAULTS


async def test_settings_of_a_newer_version_are_read_as_far_as_they_are_known(service):
    await service.store.save('{"keyword": "mug", "digest": "monday"}', **HERE, revision=0)
    assert (await service.settings_of("T1", "C1")).keyword == "mug"


async def test_channel_that_is_gone_takes_its_settings_along_and_takes_no_more(service, engine):
    await service.change({"keyword": "mug"}, **HERE)
    await Deletion(engine, clock_of(engine)).forget_channel(team_id="T1", channel_id="C1")
    assert await service.settings_of("T1", "C1") == DEFAULTS
    assert (await service.change({"keyword": "lamp"}, **HERE)).outcome is Outcome.SAME


async def test_workspace_that_is_gone_takes_all_settings_along(service, engine):
    await service.change({"keyword": "mug"}, **HERE)
    await service.change({"keyword": "mug"}, **EVERYWHERE)
    await Deletion(engine, clock_of(engine)).forget_team(team_id="T1")
    assert await service.store.listed() == []


async def test_invitation_is_due_once_a_day(engine):
    now = [1_800_000_000.0]
    store = ChannelStore(engine, lambda: now[0])
    here = {"team_id": "T1", "channel_id": "C1"}
    for _ in range(2):
        await store.invite(**here)
    (pending,) = await store.pending()
    await store.note_welcomed(pending)
    now[0] += 86_000
    await store.invite(**here)
    assert await store.pending() == []
    now[0] += 86_000
    await store.invite(**here)
    assert len(await store.pending(**here)) == 1
