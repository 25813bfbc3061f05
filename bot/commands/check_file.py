"""One picture checked here and now: no Slack, no database, nothing kept."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.checks.polling.durations import Durations
from bot.checks.polling.schedule import Plan, pace_of
from bot.checks.ports import Normaliser, Patents, SearchEngine
from bot.errors import DailyLimit, ImageError, LookalikeError, Unavailable
from bot.images import MAX_FILE_BYTES, MAX_FILE_MB, DecoderError
from bot.model import CheckOptions, Engine, ProblemKind, Report, Stage

_SUBMIT_RETRIES_S = (5.0, 20.0)


class UnreadableFileError(Exception):
    """A file of this machine that cannot be read; the message is the sentence that says why."""


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
        data = await asyncio.to_thread(read_picture, path)
        try:
            picture = await self.normaliser.normalise(data, name=path.name)
        except DecoderError:
            raise UnreadableFileError(f"{path} was not read to its end: too little memory? Try again.") from None
        upload = await self.patents.upload_image(picture.data, picture.content_type, path.name)
        on_stage(Stage.SUBMITTING)
        engine = self.patents.engine(self.engine)
        task_id = await self._submit(engine, upload.url)
        on_stage(Stage.SUBMITTED)
        return await self._wait(lambda: engine.poll(task_id))

    async def _submit(self, engine: SearchEngine, url: str) -> str:
        """Pay for a task; what Patsnap turned down for now, or what never left, is tried again."""
        for wait_s in _SUBMIT_RETRIES_S:
            turn = await self.patents.wait_turn(self.engine)
            try:
                return await engine.submit([url], self.options, turn=turn)
            except Unavailable as error:
                if (error.retry_after_s or 0) > wait_s:
                    raise
                await self.sleep(wait_s)
        return await engine.submit([url], self.options, turn=await self.patents.wait_turn(self.engine))

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


def read_picture(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableFileError: it is not there, not a file, or closed to us.
        LookalikeError: it is larger than any picture we take, and was not read.
    """
    try:
        if path.is_dir():
            raise UnreadableFileError(f"{path} is a directory: name the pictures in it.")
        if path.exists() and not path.is_file():
            raise UnreadableFileError(f"{path} is not a file: name a picture.")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ImageError.of(ProblemKind.IMAGE_TOO_LARGE, name=path.name, limit_mb=MAX_FILE_MB)
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFileError(f"{path} does not exist: check the name.") from None
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from None
