"""The child process that decodes: pictures in on standard input, answers out on standard output, until the input ends.

A request is a line of JSON, ``{"name", "blank_too", "bytes"}``, and so many bytes; or ``{"sheet": {…}, "parts",
"bytes"}`` for a sheet to be drawn, with the sizes of its pictures, one after the other. An answer is a line of JSON
and maybe bytes: ``{"image": {…}, "bytes"}``, ``{"bytes"}`` of a sheet, ``{"problem": {"kind", "details"}}``, or
``{"fault"}``, a traceback, for what nobody foresaw. JSON and not pickle: a decoder that a hostile file took over must
not reach into the app.
"""

import base64
import itertools
import json
import os
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from bot.errors import ImageError
from bot.images.convert import normalise_picture
from bot.model.fingerprint import Fingerprint
from bot.model.sheet import Sheet

if sys.platform != "win32":
    import resource

_OOM_SCORE = Path("/proc/self/oom_score_adj")
_MAX_FAULT_CHARACTERS = 8000


def main() -> None:
    """Arguments: the most memory in bytes, and the most CPU time for one picture in seconds."""
    memory_bytes, cpu_s = int(sys.argv[1]), int(sys.argv[2])
    answers = _own_standard_output()
    _yield_to_the_app()
    _limit_memory(memory_bytes)
    while line := sys.stdin.buffer.readline():
        request = json.loads(line)
        data = sys.stdin.buffer.read(request["bytes"])
        if len(data) < request["bytes"]:
            return  # the app has gone
        _limit_cpu(cpu_s)
        head, payload = _answer(data, request)
        answers.write(json.dumps(head).encode() + b"\n" + payload)
        answers.flush()


def _answer(data: bytes, request: dict[str, Any]) -> tuple[dict[str, object], bytes]:
    try:
        if "sheet" in request:
            drawn = _draw(data, request)
            return {"bytes": len(drawn)}, drawn
        image = normalise_picture(data, name=request["name"], blank_too=request.get("blank_too", False))
    except ImageError as error:
        return {"problem": {"kind": error.problem.kind, "details": dict(error.problem.details)}}, b""
    except Exception:  # noqa: BLE001 - handed to the app, which raises it
        return {"fault": traceback.format_exc()[-_MAX_FAULT_CHARACTERS:]}, b""
    payload = b"" if image.passed_through else image.data
    head = {
        "content_type": image.content_type,
        "width": image.width,
        "height": image.height,
        "passed_through": image.passed_through,
        "fingerprint": _as_json(image.fingerprint),
    }
    return {"image": head, "bytes": len(payload)}, payload


def _as_json(fingerprint: Fingerprint | None) -> dict[str, object] | None:
    if fingerprint is None:
        return None
    return {**asdict(fingerprint), "small": base64.b64encode(fingerprint.small).decode()}


def _draw(data: bytes, request: dict[str, Any]) -> bytes:
    # Fonts take time to load, and most children never draw.
    from bot.images.sheet import draw_sheet  # noqa: PLC0415

    ends = list(itertools.accumulate(request["parts"]))
    pictures = [data[end - size : end] for end, size in zip(ends, request["parts"], strict=True)]
    return draw_sheet(Sheet.from_json(request["sheet"]), pictures)


def _own_standard_output() -> BinaryIO:
    """Standard output for the answers alone; what native libraries print about odd files goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def _yield_to_the_app() -> None:
    """Decoding waits for the event loop, never the other way round; and if memory runs out, this is what goes."""
    if sys.platform != "win32":
        os.nice(10)
    if sys.platform == "linux":
        with suppress(OSError):  # read-only in some containers
            _OOM_SCORE.write_text("1000")


def _limit_memory(memory_bytes: int) -> None:
    if sys.platform == "linux":  # macOS has the call, and refuses it
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_lower(memory_bytes, hard), hard))


def _limit_cpu(cpu_s: int) -> None:
    """So much more than was used so far. It also ends a decoder whose app was killed."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + 1 + cpu_s
        resource.setrlimit(resource.RLIMIT_CPU, (_lower(soft, hard), hard))


def _lower(soft: int, hard: int) -> int:
    return soft if hard == resource.RLIM_INFINITY else min(soft, hard)


if __name__ == "__main__":
    main()
