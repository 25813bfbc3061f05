"""Pictures are decoded in child processes; whatever becomes of a child, the app gets an answer and goes on."""

import asyncio
import os
import signal
import struct
import sys
import zlib
from asyncio.subprocess import PIPE
from contextlib import suppress
from pathlib import Path

import pytest

from bot.errors import ImageError
from bot.images import DecoderError, ImageNormaliser, decoder_child, normalise
from bot.images.decoder_process import DecoderProcess
from bot.model import ProblemKind
from tests.pictures import encoded, exif, photo, png, png_chunk, png_header, quarters

PICTURE = encoded(quarters(), "PNG")
BROKEN = PICTURE[:100]

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc")


class Children(list[DecoderProcess]):
    """Every child that was started, the last one last; that can be held, so that it is busy for as long as it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.given = asyncio.Event()
        """Set by the next picture that is handed to a child."""

    async def ended(self) -> None:
        for child in self:
            await child._process.wait()

    def hold(self) -> None:
        self.given.clear()
        os.kill(self[-1].pid, signal.SIGSTOP)

    def end(self, number: signal.Signals) -> None:
        """End the child that was held; all but SIGKILL wait for it to go on."""
        os.kill(self[-1].pid, number)
        with suppress(ProcessLookupError):
            os.kill(self[-1].pid, signal.SIGCONT)


@pytest.fixture
def children(monkeypatch) -> Children:
    started = Children()
    start, answer = DecoderProcess.start, DecoderProcess.normalise

    async def record(**limits):
        child = await start(**limits)
        started.append(child)
        return child

    async def give(child, data, *, name):
        started.given.set()
        return await answer(child, data, name=name)

    monkeypatch.setattr(DecoderProcess, "start", record)
    monkeypatch.setattr(DecoderProcess, "normalise", give)
    return started


@pytest.fixture
async def normaliser(children):
    async with ImageNormaliser() as normaliser:
        yield normaliser
    await children.ended()


async def kind_of(problem) -> ProblemKind:
    with pytest.raises(ImageError) as caught:
        await problem
    return caught.value.problem.kind


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PICTURE, id="passed-on"),
        pytest.param(encoded(photo(), "JPEG", exif=exif(orientation=6)), id="jpeg"),
        pytest.param(encoded(photo(), "HEIF"), id="heif"),
    ],
)
async def test_normaliser_answers_as_normalise_does(normaliser, data):
    assert await normaliser.normalise(data, name="x") == normalise(data, name="x")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<html>", id="no-image"),
        pytest.param(BROKEN, id="broken"),
        pytest.param(encoded(quarters((63, 80)), "GIF"), id="small"),
        pytest.param(png(png_header(20_000, 20_000)), id="bomb"),
        pytest.param(bytes(50 * 1024 * 1024 + 1), id="large"),
    ],
)
async def test_normaliser_refuses_as_normalise_does(normaliser, data):
    name = '图片 "1"\n.png'
    with pytest.raises(ImageError) as refused:
        normalise(data, name=name)

    with pytest.raises(ImageError) as caught:
        await normaliser.normalise(data, name=name)

    assert caught.value.problem == refused.value.problem


async def test_normaliser_starts_no_child_for_what_is_no_image(normaliser, children):
    await kind_of(normaliser.normalise(b"<html>", name="x"))

    assert children == []


async def test_normaliser_gives_one_child_picture_after_picture(normaliser, children):
    for _ in range(3):
        await normaliser.normalise(PICTURE, name="x")

    assert len(children) == 1


async def test_normaliser_gives_a_child_that_met_a_broken_picture_no_other(normaliser, children):
    await kind_of(normaliser.normalise(BROKEN, name="x"))
    assert not children[0].is_running

    assert (await normaliser.normalise(PICTURE, name="x")).passed_through
    assert len(children) == 2


async def test_normaliser_decodes_no_more_at_once_than_it_may(children):
    async with ImageNormaliser(concurrency=3) as normaliser:
        images = await asyncio.gather(*(normaliser.normalise(PICTURE, name=str(number)) for number in range(30)))

    assert len(children) == 3
    assert all(image.data == PICTURE for image in images)


async def test_normaliser_leaves_the_event_loop_free(normaliser):
    large = asyncio.create_task(normaliser.normalise(encoded(quarters((3000, 2500)), "BMP"), name="x"))
    turns = 0
    while not large.done():
        await asyncio.sleep(0)
        turns += 1

    assert turns > 10
    assert (await large).width == 2048


@posix
async def test_normaliser_gives_up_on_a_child_that_hangs(normaliser, children, monkeypatch):
    await normaliser.normalise(PICTURE, name="x")
    children.hold()

    with monkeypatch.context() as patch:
        patch.setattr(normaliser, "_timeout_s", 0.05)
        with pytest.raises(DecoderError, match=r"no answer .* in 0\.05 s"):
            await normaliser.normalise(PICTURE, name="x")

    assert not children[0].is_running
    assert (await normaliser.normalise(PICTURE, name="x")).passed_through


@posix
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGXCPU])
async def test_normaliser_blames_the_picture_for_a_crash(normaliser, children, number):
    await normaliser.normalise(PICTURE, name="x")
    children.hold()
    check = asyncio.create_task(normaliser.normalise(PICTURE, name="x"))
    await children.given.wait()
    children.end(number)

    assert await kind_of(check) is ProblemKind.BROKEN_IMAGE
    assert (await normaliser.normalise(PICTURE, name="x")).passed_through


@posix
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_normaliser_does_not_blame_the_picture_for_a_child_ended_from_outside(normaliser, children, number):
    """The kernel ends the child when memory runs out, whoever used it up: another try may go well."""
    await normaliser.normalise(PICTURE, name="x")
    children.hold()
    check = asyncio.create_task(normaliser.normalise(PICTURE, name="x"))
    await children.given.wait()
    children.end(number)

    with pytest.raises(DecoderError, match=f"exit code -{number.value}"):
        await check
    assert (await normaliser.normalise(PICTURE, name="x")).passed_through


@posix
async def test_normaliser_replaces_a_child_that_ended_while_it_was_idle(normaliser, children):
    await normaliser.normalise(PICTURE, name="x")
    os.kill(children[0].pid, signal.SIGKILL)
    await children.ended()

    assert (await normaliser.normalise(PICTURE, name="x")).passed_through
    assert len(children) == 2


async def test_normaliser_ends_a_child_that_has_been_idle(children):
    async with ImageNormaliser(idle_s=0) as normaliser:
        await normaliser.normalise(PICTURE, name="x")

        await children.ended()

        assert (await normaliser.normalise(PICTURE, name="x")).passed_through
        assert len(children) == 2


@posix
async def test_normaliser_ends_the_child_of_a_call_that_was_cancelled(normaliser, children):
    await normaliser.normalise(PICTURE, name="x")
    children.hold()
    check = asyncio.create_task(normaliser.normalise(PICTURE, name="x"))
    await children.given.wait()

    check.cancel()
    with pytest.raises(asyncio.CancelledError):
        await check

    assert not children[0].is_running
    assert (await normaliser.normalise(PICTURE, name="x")).passed_through


@posix
async def test_normaliser_closed_during_a_picture_ends_everything(children):
    normaliser = ImageNormaliser(concurrency=1)
    await normaliser.normalise(PICTURE, name="x")
    children.hold()
    busy = asyncio.create_task(normaliser.normalise(PICTURE, name="x"))
    waiting = asyncio.create_task(normaliser.normalise(PICTURE, name="x"))
    await children.given.wait()

    await asyncio.gather(normaliser.aclose(), normaliser.aclose())

    for call in (busy, waiting, normaliser.normalise(PICTURE, name="x")):
        with pytest.raises(DecoderError):
            await call
    assert [child.is_running for child in children] == [False]


async def test_normaliser_closed_while_a_child_starts_ends_it(children):
    normaliser = ImageNormaliser()
    check = asyncio.create_task(normaliser.normalise(PICTURE, name="x"))
    await asyncio.sleep(0)

    await normaliser.aclose()

    with pytest.raises(DecoderError, match="closed"):
        await check
    assert not any(child.is_running for child in children)


def test_worker_hands_on_what_nobody_foresaw(monkeypatch):
    def fail(data, *, name):
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(decoder_child, "normalise_picture", fail)

    head, payload = decoder_child._answer(PICTURE, "x")

    assert "ZeroDivisionError: of ours" in head["fault"]
    assert payload == b""


async def test_child_that_met_what_nobody_foresaw_raises_it_with_its_traceback():
    script = 'import sys; sys.stdin.buffer.readline(); print(\'{"fault": "ZeroDivisionError: of ours"}\', flush=True)'
    child = DecoderProcess(await asyncio.create_subprocess_exec(sys.executable, "-c", script, stdin=PIPE, stdout=PIPE))
    try:
        with pytest.raises(DecoderError, match="ZeroDivisionError: of ours"):
            await child.normalise(PICTURE, name="x")
    finally:
        await child.stop()


def peak_address_space_bytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmPeak:")[2].split()[0]) * 1024


@linux
async def test_child_is_kept_from_more_memory_than_its_limit():
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
async def test_child_is_kept_from_more_cpu_time_than_its_limit():
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


@linux
async def test_child_sees_no_secrets_and_leaves_the_app_its_turn(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-secret")
    child = await DecoderProcess.start(cpu_limit_s=60)
    try:
        await child.normalise(PICTURE, name="x")
        process = Path(f"/proc/{child.pid}")

        assert b"secret" not in (process / "environ").read_bytes()
        assert {(process / "fd" / number).readlink() for number in ("1", "2")} == {Path(os.devnull)}
        assert os.getsid(child.pid) != os.getsid(0)
        assert os.getpriority(os.PRIO_PROCESS, child.pid) > os.getpriority(os.PRIO_PROCESS, 0)
        assert (process / "oom_score_adj").read_text().strip() == "1000"
    finally:
        await child.stop()


async def test_child_ends_by_itself_when_the_app_has_gone():
    child = await DecoderProcess.start(cpu_limit_s=60)
    child._requests.write(b'{"name": "x", "bytes": 1000}\nand then nothing')
    child._requests.close()

    assert await child._process.wait() == 0
    await child.stop()


async def test_child_keeps_what_libraries_print_out_of_its_answers(normaliser):
    """libtiff comments on broken fax lines on standard error, which must not be the app's either."""
    data = bytearray(encoded(photo((200, 200)).convert("1"), "TIFF", compression="group4"))
    data[100:400] = b"\x5a" * 300

    await asyncio.gather(*(normaliser.normalise(PICTURE, name="x") for _ in range(3)))
    with suppress(ImageError):
        await normaliser.normalise(bytes(data), name="x")
    assert (await normaliser.normalise(PICTURE, name="x")).passed_through
