"""Pictures are decoded in child processes; whatever becomes of a child, the app gets an answer and goes on."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from bot.errors import ImageError
from bot.images import DecoderError, ImageNormaliser, decoder_child, normalise
from bot.images.decoder_process import DecoderProcess
from bot.model import ProblemKind
from tests.pictures import encoded, exif, photo, png, png_header, quarters

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


DECODER = f"""
import json, sys
while line := sys.stdin.buffer.readline():
    request = json.loads(line)
    data = sys.stdin.buffer.read(request["bytes"])
    image = {{"content_type": "image/png", "width": 120, "height": 80, "passed_through": True}}
    problem = {{"kind": "{ProblemKind.BROKEN_IMAGE}", "details": {{"name": request["name"]}}}}
    print(json.dumps({{"problem": problem}} if len(data) == {len(BROKEN)} else {{"image": image}}), flush=True)
"""
"""Answers as the decoder does, and starts ten times as fast: what counts here is what becomes of a child."""


@pytest.fixture
def children(monkeypatch) -> Children:
    started = Children()
    answer = DecoderProcess.normalise

    async def start(**_limits):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-S", "-c", DECODER, stdin=PIPE, stdout=PIPE, start_new_session=True
        )
        started.append(DecoderProcess(process))
        return started[-1]

    async def give(child, data, *, name, blank_too=False):
        started.given.set()
        return await answer(child, data, name=name, blank_too=blank_too)

    monkeypatch.setattr(DecoderProcess, "start", start)
    monkeypatch.setattr(DecoderProcess, "normalise", give)
    return started


@pytest.fixture
async def normaliser(children):
    async with ImageNormaliser() as normaliser:
        yield normaliser
    await children.ended()


@pytest.fixture
async def decoding():
    """A normaliser whose child really decodes."""
    async with ImageNormaliser(concurrency=1) as normaliser:
        yield normaliser


async def kind_of(problem) -> ProblemKind:
    with pytest.raises(ImageError) as caught:
        await problem
    return caught.value.problem.kind


async def test_normaliser_any_format_answers_as_normalise_does(decoding):
    for data in (PICTURE, encoded(photo(), "JPEG", exif=exif(orientation=6)), encoded(photo(), "HEIF")):
        assert await decoding.normalise(data, name="x") == normalise(data, name="x")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<html>", id="no-picture"),
        pytest.param(Image.new("RGB", (80, 80)), id="blank"),
        pytest.param(png(png_header(20_000, 20_000)), id="bomb"),
        pytest.param(bytes(50 * 1024 * 1024 + 1), id="large"),
    ],
)
async def test_normaliser_file_that_is_refused_is_refused_as_normalise_does(decoding, data):
    data = encoded(data, "PNG") if isinstance(data, Image.Image) else data
    name = '图片 "1"\n.png'
    with pytest.raises(ImageError) as refused:
        normalise(data, name=name)

    with pytest.raises(ImageError) as caught:
        await decoding.normalise(data, name=name)

    assert caught.value.problem == refused.value.problem


async def test_normaliser_file_that_is_no_picture_starts_no_child(normaliser, children):
    await kind_of(normaliser.normalise(b"<html>", name="x"))

    assert children == []


async def test_normaliser_picture_after_picture_goes_to_one_child(normaliser, children):
    for _ in range(3):
        await normaliser.normalise(PICTURE, name="x")

    assert len(children) == 1


async def test_normaliser_child_that_met_a_broken_picture_gets_no_other(normaliser, children):
    await kind_of(normaliser.normalise(BROKEN, name="x"))
    assert not children[0].is_running

    assert (await normaliser.normalise(PICTURE, name="x")).passed_through
    assert len(children) == 2


async def test_normaliser_many_pictures_at_once_start_no_more_children_than_it_may(children):
    async with ImageNormaliser(concurrency=3) as normaliser:
        images = await asyncio.gather(*(normaliser.normalise(PICTURE, name=str(number)) for number in range(30)))

    assert len(children) == 3
    assert all(image.data == PICTURE for image in images)


async def test_normaliser_large_picture_leaves_the_event_loop_free(decoding):
    large = asyncio.create_task(decoding.normalise(encoded(quarters((2200, 1500)), "BMP"), name="x"))
    turns = 0
    while not large.done():
        await asyncio.sleep(0)
        turns += 1

    assert turns > 10
    assert (await large).width == 2048


@posix
async def test_normaliser_child_that_hangs_is_given_up(normaliser, children, monkeypatch):
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
async def test_normaliser_child_that_crashed_means_a_broken_picture(normaliser, children, number):
    await normaliser.normalise(PICTURE, name="x")
    children.hold()
    check = asyncio.create_task(normaliser.normalise(PICTURE, name="x"))
    await children.given.wait()
    children.end(number)

    assert await kind_of(check) is ProblemKind.BROKEN_IMAGE
    assert (await normaliser.normalise(PICTURE, name="x")).passed_through


@posix
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_normaliser_child_ended_from_outside_says_nothing_of_the_picture(normaliser, children, number):
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
async def test_normaliser_child_that_ended_while_idle_is_replaced(normaliser, children):
    await normaliser.normalise(PICTURE, name="x")
    os.kill(children[0].pid, signal.SIGKILL)
    await children.ended()

    assert (await normaliser.normalise(PICTURE, name="x")).passed_through
    assert len(children) == 2


async def test_normaliser_child_that_has_been_idle_is_ended(children):
    async with ImageNormaliser(idle_s=0) as normaliser:
        await normaliser.normalise(PICTURE, name="x")

        await children.ended()

        assert (await normaliser.normalise(PICTURE, name="x")).passed_through
        assert len(children) == 2


@posix
async def test_normaliser_call_that_was_cancelled_ends_its_child(normaliser, children):
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
async def test_normaliser_closed_during_a_picture_ends_every_child(children):
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


def test_answer_to_what_nobody_foresaw_is_its_traceback(monkeypatch):
    def fail(data, *, name, blank_too):
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(decoder_child, "normalise_picture", fail)

    head, payload = decoder_child._answer(PICTURE, {"name": "x"})

    assert "ZeroDivisionError: of ours" in head["fault"]
    assert payload == b""


async def test_decoder_process_told_of_what_nobody_foresaw_raises_its_traceback():
    script = 'import sys; sys.stdin.buffer.readline(); print(\'{"fault": "ZeroDivisionError: of ours"}\', flush=True)'
    child = DecoderProcess(await asyncio.create_subprocess_exec(sys.executable, "-c", script, stdin=PIPE, stdout=PIPE))
    try:
        with pytest.raises(DecoderError, match="ZeroDivisionError: of ours"):
            await child.normalise(PICTURE, name="x")
    finally:
        await child.stop()


@linux
async def test_child_started_by_an_app_with_secrets_sees_none_and_yields(monkeypatch):
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


async def test_child_whose_app_has_gone_ends_by_itself():
    child = await DecoderProcess.start(cpu_limit_s=60)
    child._requests.write(b'{"name": "x", "bytes": 1000}\nand then nothing')
    child._requests.close()

    assert await child._process.wait() == 0
    await child.stop()


async def test_child_whose_libraries_print_keeps_it_out_of_its_answers(decoding):
    """libtiff comments on broken fax lines on standard error, which must not be the app's either."""
    data = bytearray(encoded(photo((200, 200)).convert("1"), "TIFF", compression="group4"))
    data[100:400] = b"\x5a" * 300

    await asyncio.gather(*(decoding.normalise(PICTURE, name="x") for _ in range(3)))
    with suppress(ImageError):
        await decoding.normalise(bytes(data), name="x")
    assert (await decoding.normalise(PICTURE, name="x")).passed_through
