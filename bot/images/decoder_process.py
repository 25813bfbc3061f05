"""The app's end of the child process that decodes; see ``bot.images.decoder_child`` for what they say to each other."""

import asyncio
import base64
import json
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, Self, cast

from bot.errors import ImageError
from bot.images.upload_form import NormalisedImage
from bot.model import Problem, ProblemKind
from bot.model.fingerprint import Fingerprint
from bot.model.sheet import Sheet

MEMORY_LIMIT_BYTES = 2 * 1024**3
"""Address space of the child. 100 megapixels took up to 1.6 GB (WEBP with transparency), Python included."""

_CHUNK_BYTES = 256 * 1024
_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
"""All that the child inherits: what the loader of native libraries needs, and none of the app's secrets."""

_FAULTS_OF_THE_FILE = frozenset(
    -number
    for name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE", "SIGXCPU")
    if (number := getattr(signal, name, None))
)
"""Exit codes that a picture brings about: a crashed decoder, or one that ran out of its CPU time.

Not SIGKILL and SIGTERM: those come from the machine, and the next try may go well.
"""


class DecoderError(RuntimeError):
    """The decoder failed in a way that says nothing about the picture."""


class DecoderProcess:
    """One child process; takes one picture at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._requests = cast("asyncio.StreamWriter", process.stdin)
        self._answers = cast("asyncio.StreamReader", process.stdout)

    @classmethod
    async def start(cls, *, cpu_limit_s: float, memory_limit_bytes: int = MEMORY_LIMIT_BYTES) -> Self:
        """Start a child in a session of its own, so that Ctrl+C in a terminal leaves steps under way alone.

        Raises:
            OSError: the machine starts no more processes.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # the working directory is no place to import from
            "-S",  # the path is handed down complete
            "-m",
            "bot.images.decoder_child",
            str(memory_limit_bytes),
            str(max(1, round(cpu_limit_s))),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=_environment(),
            start_new_session=True,
        )
        return cls(process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.returncode is None

    async def normalise(self, data: bytes, *, name: str, blank_too: bool = False) -> NormalisedImage:
        """Hand a picture over and wait for the answer.

        Raises:
            ImageError: the child's verdict, or BROKEN_IMAGE if the picture brought the child down.
            DecoderError: the child ended for another reason, or met what nobody foresaw.
        """
        try:
            await self._send({"name": name, "blank_too": blank_too}, data)
            head, payload = await self._receive()
        except (BrokenPipeError, ConnectionResetError, asyncio.IncompleteReadError):
            await self._explain_end(name)
        if problem := head.get("problem"):
            raise ImageError(Problem(ProblemKind(problem["kind"]), problem["details"]))
        _raise_fault(head)
        image = head["image"]
        known_by = _fingerprint(image.pop("fingerprint", None))
        return NormalisedImage(data=data if image["passed_through"] else payload, fingerprint=known_by, **image)

    async def draw(self, sheet: Sheet, pictures: Sequence[bytes]) -> bytes:
        """Hand a sheet over and wait for it.

        Raises:
            ImageError: it brought the child down.
            DecoderError: as for a picture.
        """
        try:
            parts = [len(data) for data in pictures]
            await self._send({"sheet": sheet.to_json(), "parts": parts}, b"".join(pictures))
            head, payload = await self._receive()
        except (BrokenPipeError, ConnectionResetError, asyncio.IncompleteReadError):
            await self._explain_end("")
        _raise_fault(head)
        return payload

    def kill(self) -> None:
        """End the child at once, whatever it is doing. ``stop`` is still to be called."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def stop(self) -> None:
        """End the child and let go of its pipes; nobody may be waiting for an answer."""
        self.kill()
        # Reads what is left in the pipe as well, without which the transport would never close.
        await self._process.communicate()

    async def _send(self, head: dict[str, Any], data: bytes) -> None:
        self._requests.write(json.dumps({**head, "bytes": len(data)}).encode() + b"\n")
        view = memoryview(data)
        for start in range(0, len(data), _CHUNK_BYTES):
            self._requests.write(view[start : start + _CHUNK_BYTES])
            await self._requests.drain()

    async def _receive(self) -> tuple[dict[str, Any], bytes]:
        head: dict[str, Any] = json.loads(await self._answers.readuntil(b"\n"))
        return head, await self._answers.readexactly(head.get("bytes", 0))

    async def _explain_end(self, name: str) -> NoReturn:
        code = await self._process.wait()
        if code in _FAULTS_OF_THE_FILE:
            raise ImageError.of(ProblemKind.BROKEN_IMAGE, name=name)
        raise DecoderError(f"the decoder ended with exit code {code}")


def _fingerprint(found: dict[str, Any] | None) -> Fingerprint | None:
    return Fingerprint(**{**found, "small": base64.b64decode(found["small"])}) if found else None


def _raise_fault(head: dict[str, Any]) -> None:
    if fault := head.get("fault"):
        raise DecoderError(f"the decoder met what nobody foresaw:\n{fault}")


def _environment() -> dict[str, str]:
    inherited = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return {**inherited, "PYTHONPATH": os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)}
