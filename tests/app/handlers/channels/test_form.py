"""``/lookalike settings``: the form, what it stores, what it says to whom, and what the channel is told."""

import pytest

from bot.model.countries import COUNTRIES
from bot.sandbox.slack import ADA, BEN, CHEN, DM, PRODUCT_DESIGN, RANDOM
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


async def open_form(world, user=ADA, channel=PRODUCT_DESIGN):
    outcome = await world.slack.command(user, channel, "/lookalike", "settings")
    assert outcome.status == "ok", outcome
    return await world.wait_for(lambda: world.slack.view(user))


async def save(world, view, user=ADA, **values):
    """Submit the form with some fields changed; those of the grammar by the option's name."""
    typed = {block: {"value": value} for block, value in values.items()}
    return await world.slack.submit_view(user, view.id, typed)


def announced(world, channel=PRODUCT_DESIGN):
    return [
        message.text
        for message in world.slack.messages(channel)
        if (message.metadata or {}).get("event_type") == "lookalike_settings"
    ]


def told(world, user=ADA, channel=PRODUCT_DESIGN):
    return [message.text for message in world.slack.state.messages(channel) if message.ephemeral_to == user]


async def test_form_shows_what_counts_and_offers_every_country_that_patsnap_takes(world, app):
    view = await open_form(world)
    countries = next(block["element"] for block in view.blocks if block.get("block_id") == "countries")
    assert {option["value"] for option in countries["options"]} == set(COUNTRIES)
    assert [option["value"] for option in countries["initial_options"]] == ["AU", "CN", "EU", "JP", "KR", "US"]


async def test_saved_settings_are_announced_in_one_line_and_count_from_the_next_post_on(world, app):
    view = await open_form(world)
    outcome = await save(world, view, countries=["DE", "FR"], since="2020", keyword="mug")
    assert outcome.ok, outcome
    (line,) = await world.wait_for(lambda: announced(world))
    assert line.startswith(f"<@{ADA}> changed")
    assert "\n" not in line
    assert "DE" in line
    assert "When to look" not in line
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    footer = str(reply.blocks[-1])
    assert "DE" in footer
    assert "FR" in footer
    again = await open_form(world)
    assert again.values["since"]["value"]["value"] == "2020-01-01"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("since", "3020", "still to come"),
        ("since", "soon", "soon"),
        ("loc", "99-99", "99-99"),
        ("keyword", "a b c d e f", "keyword"),
    ],
)
async def test_wrong_value_is_told_beside_its_field_and_nothing_is_saved(world, app, field, value, words):
    view = await open_form(world)
    outcome = await save(world, view, **{field: value})
    assert words in outcome.errors[field].lower()
    assert world.slack.view(ADA) is not None
    assert announced(world) == []


async def test_form_without_a_country_is_not_taken(world, app):
    outcome = await save(world, await open_form(world), countries=[])
    assert "countries" in outcome.errors


async def test_second_person_sees_the_first_s_change_and_is_asked(world, app):
    first, second = await open_form(world, ADA), await open_form(world, BEN)
    assert (await save(world, first, ADA, keyword="mug")).ok
    await world.wait_for(lambda: announced(world))
    await save(world, second, BEN, keyword="lamp")
    asked = await world.wait_for(lambda: world.slack.view(BEN))
    assert f"<@{ADA}> has changed" in str(asked.blocks[0])
    assert asked.values["keyword"]["value"]["value"] == "lamp"
    assert len(announced(world)) == 1
    assert (await save(world, asked, BEN)).ok
    await world.wait_for(lambda: len(announced(world)) == 2)
    assert "lamp" in announced(world)[1]


async def test_form_that_is_closed_or_submitted_without_a_change_says_nothing(world, app):
    view = await open_form(world)
    await world.slack.close_view(ADA, view.id)
    assert (await save(world, await open_form(world))).ok
    assert (await save(world, await open_form(world), keyword="mug")).ok  # what comes after it is told
    assert len(await world.wait_for(lambda: announced(world))) == 1


async def test_same_form_submitted_by_two_says_it_once(world, app):
    first, second = await open_form(world, ADA), await open_form(world, BEN)
    assert (await save(world, first, ADA, keyword="mug")).ok
    assert (await save(world, second, BEN, keyword="mug")).ok
    await world.wait_for(lambda: announced(world))
    assert (await save(world, await open_form(world), keyword="lamp")).ok
    await world.wait_for(lambda: len(announced(world)) == 2)
    assert world.slack.view(BEN) is None


async def test_only_admins_and_reviewers_change_what_is_kept_for_them(world, app):
    assert (await save(world, await open_form(world), who="admins", reviewers=[CHEN])).ok
    await world.slack.command(BEN, PRODUCT_DESIGN, "/lookalike", "settings")
    assert "Only admins" in told(world, BEN)[-1]
    assert world.slack.view(BEN) is None
    assert await open_form(world, CHEN)
    assert await open_form(world, ADA)


async def test_rights_that_went_while_the_form_was_open_are_gone(world, app):
    late = await open_form(world, BEN)
    assert (await save(world, await open_form(world), who="admins")).ok
    outcome = await save(world, late, BEN, keyword="lamp")
    assert "Only admins" in outcome.errors["mode"]


async def test_nobody_locks_themselves_out(world, app):
    outcome = await save(world, await open_form(world, BEN), BEN, who="admins")
    assert "change this back" in outcome.errors["who"]
    assert (await save(world, world.slack.view(BEN), BEN, who="admins", reviewers=[BEN])).ok


async def test_direct_message_has_no_settings_and_says_so(world, app):
    await world.slack.command(ADA, DM, "/lookalike", "settings")
    assert "direct message has no settings" in told(world, channel=DM)[-1]


async def test_shared_channel_and_one_without_the_app_are_told_why_there_is_no_form(world, app):
    world.slack.set_connect_channel(PRODUCT_DESIGN)
    await world.slack.command(ADA, PRODUCT_DESIGN, "/lookalike", "settings")
    assert "shared with another organisation" in told(world)[-1]
    await world.slack.command(ADA, RANDOM, "/lookalike", "settings")
    assert "not in this" in told(world, channel=RANDOM)[-1]
    assert world.slack.view(ADA) is None


async def test_channel_that_has_been_archived_meanwhile_keeps_its_settings_and_is_not_told(world, app):
    view = await open_form(world)
    world.slack.archive(PRODUCT_DESIGN)
    assert (await save(world, view, keyword="mug")).ok
    world.slack.unarchive(PRODUCT_DESIGN)
    again = await open_form(world)
    assert again.values["keyword"]["value"]["value"] == "mug"


async def test_form_speaks_the_reader_s_language_and_the_line_the_channel_s(world, app):
    view = await open_form(world, CHEN)
    assert view.content["title"]["text"] == "频道设置"
    assert (await save(world, view, CHEN, lang="zh")).ok
    (line,) = await world.wait_for(lambda: announced(world))
    assert "更改了此频道" in line
