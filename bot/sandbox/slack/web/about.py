"""auth, apps.connections, users, bots, team."""

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.payloads import bot_profile, team_info, user_payload
from bot.sandbox.slack.records import JSON
from bot.sandbox.slack.seed import APP_ID, BOT_ID, BOT_USER_ID, TEAM_ID, TEAM_NAME
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.web.method import Method
from bot.sandbox.slack.workspace import Workspace


async def auth_test(workspace: Workspace, _: Arguments) -> JSON:
    return {
        "url": f"{workspace.state.home}/",
        "team": TEAM_NAME,
        "user": workspace.state.user(BOT_USER_ID).name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER_ID,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


async def open_connection(workspace: Workspace, _: Arguments) -> JSON:
    host = workspace.state.home.removeprefix("http")
    return {"url": f"ws{host}/slack/socket/?ticket={workspace.tickets.socket()}&app_id={APP_ID}"}


async def user_info(workspace: Workspace, arguments: Arguments) -> JSON:
    user = workspace.state.users.get(arguments.required("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": user_payload(user, has_locale=arguments.flag("include_locale"))}


async def bot_info(_: Workspace, arguments: Arguments) -> JSON:
    if arguments.text("bot", BOT_ID) != BOT_ID:
        raise ApiError("bot_not_found")
    return {"bot": bot_profile()}


async def team_information(_: Workspace, __: Arguments) -> JSON:
    return {"team": team_info()}


METHODS = {
    "auth.test": Method(auth_test),
    "apps.connections.open": Method(open_connection, token="app"),  # noqa: S106 - a kind of token
    "users.info": Method(user_info, ("users:read",)),
    "bots.info": Method(bot_info, ("users:read",)),
    "team.info": Method(team_information, ("team:read",)),
}
