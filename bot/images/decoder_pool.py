"""Pictures are decoded away from the event loop, a few at a time, in processes that may fail."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Self

from bot.images.decoder_process import DecoderError, DecoderProcess
from bot.images.formats import accept
from bot.images.upload_form import NormalisedImage
from bot.model.sheet import Sheet


class ImageNormaliser:
    """``normalise`` for an event loop.

    Decoding runs in child processes, not in threads. Pillow lets go of the GIL, so threads would do for speed; but
    decoders are large C libraries fed by strangers, and only a process can be given up on. A child has limits on
    memory and CPU time, may hang or crash, sees none of the app's secrets, runs at a lower priority than the event
    loop, and is what the kernel ends first if memory runs out. The app goes on, whatever the picture did.

    And not in ``ProcessPoolExecutor``, which cannot end one task, breaks as a whole with one worker, and keeps its
    workers. Here a child starts with the first picture (about 0.2 s), takes the next ones, and ends when it has been
    idle, so that an idle app pays no memory for it. A child that had trouble with a picture gets no other.
    """

    def __init__(
        self, *, concurrency: int = 2, cpu_limit_s: float = 60.0, timeout_s: float = 240.0, idle_s: float = 30.0
    ) -> None:
        """Start nothing yet.

        Args:
            concurrency: pictures decoded at once; more of them wait their turn, with their bytes in memory.
            cpu_limit_s: the CPU time for one picture. 100 megapixels take up to 12 s of it.
            timeout_s: the time for one picture on the clock, however busy the machine is, its turn not counted.
            idle_s: how long a child waits for the next picture.
        """
        self._concurrency = concurrency
        self._cpu_limit_s = cpu_limit_s
        self._timeout_s = timeout_s
        self._idle_s = idle_s
        self._slots = asyncio.Semaphore(concurrency)
        self._busy: set[DecoderProcess] = set()
        self._idle: dict[DecoderProcess, asyncio.TimerHandle] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self._closing = asyncio.Lock()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def normalise(self, data: bytes, *, name: str, blank_too: bool = False) -> NormalisedImage:
        """Make the upload form of a picture; see :func:`bot.images.normalise`.

        Raises:
            ImageError: also BROKEN_IMAGE for a picture over the limits of CPU time and memory, or that crashed a child.
            DecoderError: the child was ended from outside, or took longer on the clock than it may, or the normaliser
                is closed. It says nothing of the picture: another try may go well.
            OSError: no process can be started.
        """
        accept(data, name=name)
        async with self._slots:
            try:
                async with asyncio.timeout(self._timeout_s), self._decoder() as decoder:
                    return await decoder.normalise(data, name=name, blank_too=blank_too)
            except TimeoutError:
                raise DecoderError(f"no answer from the decoder in {self._timeout_s:g} s") from None

    async def draw(self, sheet: Sheet, pictures: Sequence[bytes]) -> bytes:
        """Draw a sheet, as JPEG; see ``bot.images.sheet``.

        Args:
            pictures: upload forms of the panels and the cards, in order; empty for those that cannot be had.

        Raises:
            ImageError, DecoderError, OSError: as for a picture.
        """
        async with self._slots:
            try:
                async with asyncio.timeout(self._timeout_s), self._decoder() as decoder:
                    return await decoder.draw(sheet, pictures)
            except TimeoutError:
                raise DecoderError(f"no sheet from the decoder in {self._timeout_s:g} s") from None

    async def aclose(self) -> None:
        """End every child. A picture under way fails with DecoderError."""
        async with self._closing:
            self._closed = True
            for decoder in self._busy:
                decoder.kill()
            for _ in range(self._concurrency):  # until whoever was under way has cleaned up
                await self._slots.acquire()
            for decoder in list(self._idle):
                self._end(decoder)
            await asyncio.gather(*self._ending)
            for _ in range(self._concurrency):
                self._slots.release()

    @asynccontextmanager
    async def _decoder(self) -> AsyncIterator[DecoderProcess]:
        self._refuse_if_closed()
        decoder = self._take_idle() or await DecoderProcess.start(cpu_limit_s=self._cpu_limit_s)
        self._busy.add(decoder)
        try:
            self._refuse_if_closed()  # while the child was starting
            yield decoder
        except BaseException:
            await asyncio.shield(self._end(decoder))
            raise
        finally:
            self._busy.discard(decoder)
        loop = asyncio.get_running_loop()
        self._idle[decoder] = loop.call_later(self._idle_s, self._end, decoder)

    def _refuse_if_closed(self) -> None:
        if self._closed:
            raise DecoderError("the image normaliser is closed")

    def _take_idle(self) -> DecoderProcess | None:
        """The one that was busy last, so that those too many come to their end."""
        while self._idle:
            decoder, timer = self._idle.popitem()
            timer.cancel()
            if decoder.is_running:
                return decoder
            self._end(decoder)
        return None

    def _end(self, decoder: DecoderProcess) -> asyncio.Task[None]:
        if timer := self._idle.pop(decoder, None):
            timer.cancel()
        ending = asyncio.get_running_loop().create_task(decoder.stop())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)
        return ending
