"""views.*"""

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.payloads import view_payload
from bot.sandbox.slack.records import JSON
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.web.method import Method
from bot.sandbox.slack.workspace import Workspace


async def open_view(workspace: Workspace, arguments: Arguments) -> JSON:
    content = await _modal(workspace, arguments)
    user_id = workspace.tickets.redeem(arguments.required("trigger_id"))
    return {"view": view_payload(workspace.modals.open(user_id, content))}


async def push(workspace: Workspace, arguments: Arguments) -> JSON:
    content = await _modal(workspace, arguments)
    user_id = workspace.tickets.redeem(arguments.required("trigger_id"))
    return {"view": view_payload(workspace.modals.push(user_id, content))}


async def update(workspace: Workspace, arguments: Arguments) -> JSON:
    content = await workspace.rules.view(arguments.values.get("view"))
    view = workspace.modals.find(
        view_id=arguments.text("view_id") or None, external_id=arguments.text("external_id") or None
    )
    if view is None:
        raise ApiError("not_found")
    if content["type"] != view.type:
        raise ApiError(
            "invalid_arguments", messages=["[ERROR] the type of a view cannot change [json-pointer:/view/type]"]
        )
    updated = workspace.modals.update(view, content, expected_hash=arguments.text("hash") or None)
    return {"view": view_payload(updated)}


async def publish(workspace: Workspace, arguments: Arguments) -> JSON:
    if not workspace.manifest.home_tab:
        raise ApiError("not_enabled")
    user_id = arguments.required("user_id")
    if user_id not in workspace.state.users:
        raise ApiError("user_not_found")
    content = await workspace.rules.view(arguments.values.get("view"))
    if content["type"] != "home":
        raise ApiError("invalid_arguments", messages=["[ERROR] must be a home view [json-pointer:/view/type]"])
    view = workspace.modals.publish(user_id, content, expected_hash=arguments.text("hash") or None)
    return {"view": view_payload(view)}


async def _modal(workspace: Workspace, arguments: Arguments) -> JSON:
    """The view is looked at before the trigger is used up."""
    content = await workspace.rules.view(arguments.values.get("view"))
    if content["type"] != "modal":
        raise ApiError("invalid_arguments", messages=["[ERROR] must be a modal view [json-pointer:/view/type]"])
    return content


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
