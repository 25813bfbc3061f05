"""PDF: a document on pages, made in a child process.

By typst, since of the well-kept engines it alone makes archival (PDF/A) and tagged (PDF/UA) files out of one package,
without libraries of the system, and checks both while it writes. It takes some tenths of a second, during which no
thread of the app should stand still, and reads pictures that strangers posted: hence the child, which sees no secret
of the app's, has limits on memory and CPU time, and ends with its file.
"""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.model.document import Document

MEMORY_LIMIT_BYTES = 3 * 1024**3
"""Address space, of which a thousand pages took a third."""

_CPU_S = 60
_TIMEOUT_S = 45.0
_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")


class PdfError(RuntimeError):
    """The pages could not be made, for whatever reason."""


async def make_pdf(document: Document, pictures: Mapping[str, bytes], *, at: datetime) -> bytes:
    """The pages of a document.

    Args:
        pictures: JPEG or PNG, by the names that the document gives them.
        at: the date of the file.

    Raises:
        PdfError: the child failed, or took too long.
        OSError: no process can be started.
    """
    head: dict[str, Any] = {
        "document": document.to_json(),
        "pictures": [{"name": name, "bytes": len(data)} for name, data in pictures.items()],
        "at": int(at.timestamp()),
        "memory_bytes": MEMORY_LIMIT_BYTES,
        "cpu_s": _CPU_S,
    }
    request = b"".join([json.dumps(head).encode(), b"\n", *pictures.values()])
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # the working directory is no place to import from
        "-S",  # the path is handed down complete
        "-m",
        "bot.pdf.child",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(_TIMEOUT_S):
            answer, _ = await process.communicate(request)
    except TimeoutError:
        raise PdfError(f"no pages within {_TIMEOUT_S:g} s") from None
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    return _read(answer, process.returncode)


def _read(answer: bytes, code: int | None) -> bytes:
    line, _, pdf = answer.partition(b"\n")
    try:
        said = json.loads(line)
    except ValueError:
        raise PdfError(f"the child ended with exit code {code}") from None
    if fault := said.get("fault"):
        raise PdfError(f"the child met what nobody foresaw:\n{fault}")
    if len(pdf) != said["bytes"]:
        raise PdfError("the child ended too early")
    return pdf


def _environment() -> dict[str, str]:
    inherited = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return {**inherited, "PYTHONPATH": os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path)}
