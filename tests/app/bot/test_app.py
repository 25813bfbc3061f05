"""The start of the app: what is wrong ends it with one sentence, and nothing stays open."""

from bot.app import started
from tests.sentences import refused


async def test_start_with_a_wrong_database_ends_before_slack_is_connected(world, settings):
    with refused("DATABASE_URL"):
        async with started(settings(DATABASE_URL="sqlite:////dev/null/lookalike.db")):
            pass
    assert not world.slack.delivery.connections


async def test_start_with_a_refused_app_token_ends_with_a_sentence(world, settings):
    with refused("SLACK_APP_TOKEN is refused"):
        async with started(settings(SLACK_APP_TOKEN="xapp-1-nobody")):
            pass
