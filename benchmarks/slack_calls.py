"""How often Slack is called for the answer to one picture, counted at Slack, with nothing else going on."""

import asyncio
from collections import Counter

from benchmarks.processes import connected_app
from benchmarks.rows import Row, figure
from benchmarks.sandboxes import SeparateSandbox, post_picture, separate_sandbox
from bot.sandbox.app import Sandbox
from bot.sandbox.slack import PRODUCT_DESIGN

_TASK_S = 8.0
_UPLOADS = ("files.getUploadURLExternal", "upload", "files.completeUploadExternal")
_COLOUR = "_circle"


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    async with separate_sandbox(task_s=(_TASK_S, _TASK_S)) as sandbox, connected_app(sandbox):
        first = await _calls_of_a_post(sandbox, 1)
        single = await _calls_of_a_post(sandbox, 1)
        several = await _calls_of_a_post(sandbox, 5)
    uploads = sum(first[method] for method in _UPLOADS)
    return [
        figure(
            "calls to Slack for the answer to a picture",
            _without_edits(single),
            "calls",
            at_most=5,
            note=f"its download counted; beside them {single['chat.update']} edits in a check of {_TASK_S:g} s, "
            f"and {uploads} calls for {first['upload']} drawings that Slack did not have yet",
        ),
        figure("the same, each of five pictures of a post", _without_edits(several) / 5, "calls", at_most=5),
    ]


async def _calls_of_a_post(sandbox: SeparateSandbox, pictures: int) -> Counter[str]:
    before = await sandbox.run(_counted)
    ts = await sandbox.run(post_picture, pictures)
    await sandbox.run(_answered, ts)
    return await sandbox.run(_counted) - before


def _without_edits(calls: Counter[str]) -> int:
    return sum(calls.values()) - sum(calls[method] for method in ("chat.update", *_UPLOADS))


async def _counted(sandbox: Sandbox) -> Counter[str]:
    return Counter(sandbox.slack.calls)


async def _answered(sandbox: Sandbox, ts: str) -> None:
    """Wait for the reaction that says how a post ended: the last thing that happens to it."""

    def has_ended() -> bool:
        return any(reaction.name.endswith(_COLOUR) for reaction in sandbox.slack.message(PRODUCT_DESIGN, ts).reactions)

    await sandbox.slack.wait_for(has_ended, 60)
