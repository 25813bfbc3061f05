"""A child that decodes has limits on memory and CPU time, which it takes a large picture to reach."""

import struct
import sys
import zlib
from pathlib import Path

import pytest

from bot.errors import ImageError
from bot.images.decoder_process import DecoderProcess
from bot.model import ProblemKind
from tests.pictures import encoded, png, png_chunk, png_header, quarters

PICTURE = encoded(quarters(), "PNG")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc")


async def kind_of(problem) -> ProblemKind:
    with pytest.raises(ImageError) as caught:
        await problem
    return caught.value.problem.kind


def peak_address_space_bytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmPeak:")[2].split()[0]) * 1024


@linux
async def test_child_asked_for_more_memory_than_its_limit_refuses_the_picture():
    """Twelve kilobytes that unfold to 95 megabytes."""
    rows = zlib.compress((b"\0" + b"\xff" * 600 + bytes(619)) * 9750)
    bomb = png(png_header(9750, 9750, depth=1, colour=0), png_chunk(b"IDAT", rows))
    free = await DecoderProcess.start(cpu_limit_s=60)
    try:
        await free.normalise(PICTURE, name="x")
        used_bytes = peak_address_space_bytes(free.pid)
        assert (await free.normalise(bomb, name="x")).width == 2048
    finally:
        await free.stop()

    bound = await DecoderProcess.start(cpu_limit_s=60, memory_limit_bytes=used_bytes + 50_000_000)
    try:
        assert (await bound.normalise(PICTURE, name="x")).passed_through
        assert await kind_of(bound.normalise(bomb, name="x")) is ProblemKind.BROKEN_IMAGE
        assert bound.is_running
    finally:
        await bound.stop()


@posix
async def test_child_at_its_limit_of_cpu_time_is_ended():
    """Runs of one pixel, which Pillow unfolds in Python: seconds for a few megabytes."""
    header = struct.pack("<IiiHHIIiiII", 40, 9000, 9000, 1, 8, 1, 0, 0, 0, 256, 0)
    palette = bytes(byte for grey in range(256) for byte in (grey, 255 - grey, 0, 0))
    slow = b"BM" + struct.pack("<IHHI", 0, 0, 0, 54 + 1024) + header + palette + b"\1\5" * 15_000_000
    child = await DecoderProcess.start(cpu_limit_s=1)
    try:
        assert await kind_of(child.normalise(slow, name="x")) is ProblemKind.BROKEN_IMAGE
        assert not child.is_running
    finally:
        await child.stop()
