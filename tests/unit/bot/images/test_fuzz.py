"""Damaged, doubled and crossed files of every format, through the very process that decodes in the app."""

import random
import struct
from collections import Counter
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import settings

from bot.errors import ImageError
from bot.images import ImageNormaliser
from bot.images.decoder_process import MEMORY_LIMIT_BYTES, DecoderProcess
from bot.model import Problem, ProblemKind
from formatters.problems import describe
from tests.languages import EN
from tests.pictures import PNG_SIGNATURE, encoded, photo, png_chunk, png_header, quarters, with_jpeg_segment
from tests.unit.bot.images.test_hostile import KINDS, mended, seeds

FILES = max(24, settings.default.max_examples * 3 // 5)
CPU_LIMIT_S = 20.0
WORDS = (b"\0" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"\0\0\xff\xff", b"\xff\xff\0\0")


class Child:
    """One decoder after another, and the most memory that any of them took."""

    def __init__(self) -> None:
        self._process: DecoderProcess | None = None
        self.peak_bytes = 0
        self.started = 0

    async def outcome(self, data: bytes) -> Problem | None:
        """The problem with a file; None for a picture."""
        if self._process is None or not self._process.is_running:
            await self.stop()
            self._process = await DecoderProcess.start(cpu_limit_s=CPU_LIMIT_S)
            self.started += 1
        try:
            image = await self._process.normalise(data, name="x.png")
        except ImageError as error:
            return error.problem
        finally:
            self.peak_bytes = max(self.peak_bytes, _peak(self._process.pid))
        assert 0 < max(image.width, image.height) <= 2048
        assert len(image.data) <= 4096 * 1024
        return None

    async def stop(self) -> None:
        if self._process is not None:
            await self._process.stop()


def _peak(pid: int) -> int:
    """The most address space a process ever had, in bytes; 0 for one that has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    lines = [line.split() for line in status.splitlines() if line.startswith("VmPeak:")]
    return int(lines[0][1]) * 1024 if lines else 0


@pytest.fixture
async def child() -> AsyncIterator[Child]:
    running = Child()
    yield running
    await running.stop()


def mutated(dice: random.Random) -> bytes:
    """A file with some bytes changed, cut off, doubled, or crossed with another format."""
    data = bytearray(dice.choice(seeds()))
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        at = dice.randrange(min(len(data), dice.choice((64, 512, len(data)))))
        match dice.randrange(7):
            case 0:
                data[at] ^= 1 << dice.randrange(8)
            case 1:
                data[at : at + 4] = dice.choice(WORDS)
            case 2:
                data[at:at] = dice.randbytes(dice.randrange(1, 64))
            case 3:
                del data[at : at + dice.randrange(1, 64)]
            case 4:
                other = dice.choice(seeds())
                start = dice.randrange(len(other))
                data[at : at + 256] = other[start : start + 256]
            case 5:
                data += dice.choice(seeds())
            case _:
                data[at:] = data[at : at + dice.randrange(1, len(data))]
        if not data:
            data = bytearray(b"\0")
    made = bytes(data)
    return mended(made) if made.startswith(PNG_SIGNATURE) and dice.random() < 0.5 else made


async def test_child_any_damaged_file_is_a_picture_or_a_problem_within_its_memory(child):
    dice = random.Random(20260112)
    outcomes: Counter[str] = Counter()
    for _ in range(FILES):
        problem = await child.outcome(mutated(dice))
        assert problem is None or problem.kind in KINDS
        outcomes[problem.kind if problem else "picture"] += 1
    # It neither refuses everything nor takes everything, and it is not a new child for each of them.
    assert outcomes["picture"] > FILES // 30
    assert outcomes[ProblemKind.BROKEN_IMAGE] > FILES // 30
    assert child.started < FILES // 10
    assert 0 < child.peak_bytes <= MEMORY_LIMIT_BYTES


def archive() -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as packed:
        packed.writestr("mug.png", encoded(quarters(), "PNG"))
    return buffer.getvalue()


def endless_animation(form: str) -> bytes:
    frames = [quarters((64, 64)).rotate(number) for number in range(100)]
    return encoded(frames[0], form, save_all=True, append_images=frames[1:])


def exif_of(entries: int, *, offset: int = 8, count: int = 0xFFFFFFFF) -> bytes:
    """An EXIF block whose entries all point far away, and whose next block is itself."""
    entry = struct.pack(">HHII", 0x010E, 2, count, 0x7FFFFFF0)
    block = b"MM\0*" + struct.pack(">I", offset) + struct.pack(">H", entries) + entry * min(entries, 4000)
    return b"Exif\0\0" + block + struct.pack(">I", 8)


NOT_PICTURES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "svg with a prologue": b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa">]><svg/>',
    "pdf": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n(x) run\n",
    "windows metafile": b"\xd7\xcd\xc6\x9a" + bytes(100),
    "zip": archive(),
    "program": b"\x7fELF" + bytes(100),
    "script": b"#!/bin/sh\nrm -rf /\n",
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "video": b"\0\0\0\x20ftypisom\0\0\0\0isomiso2avc1mp41" + bytes(100),
    "nothing": b"",
    "zeros": bytes(10_000),
    "pdf with a picture behind it": b"%PDF-1.7\n" + encoded(quarters(), "PNG"),
}


@pytest.mark.parametrize("name", NOT_PICTURES)
async def test_normaliser_file_of_another_kind_named_as_a_picture_gets_one_sentence(name):
    async with ImageNormaliser() as normaliser:
        with pytest.raises(ImageError) as caught:
            await normaliser.normalise(NOT_PICTURES[name], name="x.png")
    assert caught.value.problem.kind is ProblemKind.NOT_AN_IMAGE
    assert describe(EN, caught.value.problem).startswith("“x.png” is not a picture that Lookalike can read.")


async def test_child_polyglot_is_the_picture_it_begins_with(child):
    """What is said behind the picture never leaves the decoder: it is encoded anew."""
    for form in ("PNG", "JPEG", "GIF", "WEBP", "BMP"):
        for tail in (archive(), b"<script>alert(1)</script>", b"%PDF-1.7\n"):
            assert await child.outcome(encoded(quarters(), form) + tail) is None


async def test_child_endless_animation_costs_its_first_frame(child):
    for form in ("GIF", "PNG", "WEBP"):
        assert await child.outcome(endless_animation(form)) is None
    assert child.peak_bytes <= MEMORY_LIMIT_BYTES // 2


async def test_child_wild_exif_costs_nothing(child):
    for entries in (1, 500, 4000, 65535):
        for block in (
            exif_of(entries)[:65_000],
            exif_of(entries, offset=0xFFFFFFF0)[:65_000],
            exif_of(entries, count=2**31)[:65_000],
        ):
            assert await child.outcome(with_jpeg_segment(encoded(quarters(), "JPEG"), 0xE1, block)) is None
        assert (await child.outcome(exif_of(entries)[6:])).kind is ProblemKind.BROKEN_IMAGE
    assert child.peak_bytes <= MEMORY_LIMIT_BYTES // 2


async def test_child_chunk_that_says_it_is_huge_is_refused_before_it_is_read(child):
    for length in (2**31 - 1, 2**32 - 1):
        for name in (b"IDAT", b"tEXt", b"iCCP", b"eXIf", b"zTXt"):
            data = PNG_SIGNATURE + png_header(64, 64) + struct.pack(">I", length) + name + bytes(1000)
            assert (await child.outcome(data)).kind is ProblemKind.BROKEN_IMAGE
    many = PNG_SIGNATURE + png_header(64, 64) + png_chunk(b"IDAT", b"") * 50_000
    assert (await child.outcome(many)).kind is ProblemKind.BROKEN_IMAGE
    assert child.peak_bytes <= MEMORY_LIMIT_BYTES // 2


@pytest.mark.parametrize("form", ["HEIF", "AVIF"])
async def test_child_picture_of_a_telephone_cut_off_anywhere_gets_one_sentence(child, form):
    whole = encoded(photo(), form)
    for tenth in range(1, 20):
        problem = await child.outcome(whole[: len(whole) * tenth // 20])
        if problem is not None:
            assert problem.kind in KINDS
            assert describe(EN, problem).startswith("“x.png” is ")
