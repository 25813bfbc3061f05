"""One picture checked here and now: no Slack, no database, nothing kept."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.checks.polling.durations import Durations
from bot.checks.polling.next_poll import Plan, pace_of
from bot.checks.ports import Normaliser, Patents, SearchEngine
from bot.commands.check_sources import UnreadableFileError, name_of, read_picture
from bot.errors import DailyLimit, LookalikeError, Unavailable
from bot.images import DecoderError
from bot.model import CheckOptions, Engine, ProblemKind, Report, Stage

_SUBMIT_RETRIES_S = (5.0, 20.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Oneshot:
    """Checks files with the same options.

    Attributes:
        timeout_s: from the submit until a check is given up.
    """

    patents: Patents
    normaliser: Normaliser
    engine: Engine
    options: CheckOptions
    timeout_s: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def check(self, path: Path, *, on_stage: Callable[[Stage], None]) -> Report:
        """Prepare, upload, submit and wait for the report.

        Raises:
            UnreadableFileError: there is nothing to check.
            LookalikeError: it could not be checked.
        """
        on_stage(Stage.RECEIVED)
        data, name = await asyncio.to_thread(read_picture, path), name_of(path)
        try:
            picture = await self.normaliser.normalise(data, name=name)
        except DecoderError:
            raise UnreadableFileError.of("check-file-unfinished", file=str(path)) from None
        upload = await self.patents.upload_image(picture.data, picture.content_type, name)
        engine = self.patents.engine(self.engine)
        task_id = await self._submit(engine, upload.url, on_stage)
        on_stage(Stage.SUBMITTED)
        return await self._wait(lambda: engine.poll(task_id))

    async def _submit(self, engine: SearchEngine, url: str, on_stage: Callable[[Stage], None]) -> str:
        """Pay for a task; what Patsnap turned down for now, or what never left, is tried again."""
        on_stage(Stage.PREPARED)
        waits_s = iter(_SUBMIT_RETRIES_S)
        while True:
            turn = await self.patents.wait_turn(self.engine)
            on_stage(Stage.SUBMITTING)
            try:
                return await engine.submit([url], self.options, turn=turn)
            except Unavailable as error:
                wait_s = next(waits_s, None)
                if wait_s is None or (error.retry_after_s or 0) > wait_s:
                    raise
                on_stage(Stage.PREPARED)
                await self.sleep(wait_s)

    async def _wait(self, poll: Callable[[], Awaitable[Report | None]]) -> Report:
        submitted = self.clock()
        plan = Plan(durations=Durations(), pace=pace_of(Durations()))
        wait_s = plan.next_poll_in_s(0)
        while True:
            await self.sleep(wait_s)
            elapsed_s = self.clock() - submitted
            try:
                report = await poll()
            except Unavailable as error:
                # The task runs on and is paid for: an outage is waited out.
                if isinstance(error, DailyLimit) or elapsed_s >= self.timeout_s:
                    raise
                wait_s = error.retry_after_s or plan.next_poll_in_s(elapsed_s)
            else:
                if report is not None:
                    return report
                if elapsed_s >= self.timeout_s:
                    raise LookalikeError.of(ProblemKind.EXPIRED, timeout_s=f"{self.timeout_s:g}")
                wait_s = plan.next_poll_in_s(elapsed_s)
            wait_s = max(min(wait_s, self.timeout_s - elapsed_s), 0)
