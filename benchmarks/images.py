"""A 48-megapixel JPEG to its upload form, against decoding it in full and then resizing it.

Each figure is taken in a fresh process, the two ways in turn, in the same run; the best of each counts, because
whatever else the machine does only ever adds to it. Time is CPU time: both ways have one thread. Memory is the peak
of the resident set, less what the process had after its imports and with the file in memory. The way against which
we measure resizes with Lanczos, which decoding in full calls for; ours, from a scaled decode, with Hamming.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.rows import Row, figure

SIZE = (8064, 6048)  # a phone's 48 megapixels
ROUNDS = 5


def run() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        apart("draw", path)
        measured = {"ours": [], "full": []}
        for _ in range(ROUNDS):
            for way, rounds in measured.items():
                rounds.append(json.loads(apart(way, path)))
        blank = json.loads(apart("blank", path))
    ours, full = (
        {unit: min(one[unit] for one in rounds) for unit in ("s", "mb")}
        for rounds in (measured["ours"], measured["full"])
    )
    return [
        figure(
            "48-megapixel JPEG to upload form, CPU time",
            ours["s"],
            "s",
            baseline=full["s"],
            ratio=full["s"] / ours["s"],
            against="decoding in full, then resizing",
            ratio_at_least=3,
            target="≥ 3 times faster",
        ),
        figure(
            "48-megapixel JPEG to upload form, peak memory",
            ours["mb"],
            "MB",
            baseline=full["mb"],
            ratio_at_most=0.4,
            against="the same",
        ),
        _blank_check(blank),
    ]


def _blank_check(measured: dict[str, dict[str, float]]) -> Row:
    """The dearest of several pictures; nothing but decoding is done for those that fit already."""
    name, worst = max(measured.items(), key=lambda item: item[1]["check_s"] / item[1]["all_s"])
    return figure(
        "the look whether a picture is blank, CPU time",
        worst["check_s"] * 1000,
        "ms",
        baseline=worst["all_s"] * 1000,
        against="preparing the picture",
        ratio_at_most=0.05,
        target="≤ 5 % of preparing a picture",
        note=f"the dearest of {len(measured)} pictures: {name}",
    )


def draw_photo() -> bytes:
    """Gradients under fine grain, at the bytes per pixel of a phone's JPEG: about 12 MB."""
    from PIL import Image

    across = Image.linear_gradient("L").rotate(90).resize(SIZE)
    down = Image.linear_gradient("L").resize(SIZE)
    light = Image.radial_gradient("L").resize(SIZE)
    half = SIZE[0] // 2, SIZE[1] // 2
    grain = Image.merge("RGB", [Image.effect_noise(half, 60).resize(SIZE, Image.Resampling.BICUBIC) for _ in range(3)])
    buffer = BytesIO()
    Image.blend(Image.merge("RGB", (across, down, light)), grain, 0.18).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def apart(task: str, path: Path) -> str:
    """Run one task in a process of its own.

    Drawing too: a process starts with its parent's peak memory as its own, so the parent has to stay small.
    """
    command = [sys.executable, "-m", "benchmarks.images", task, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def measure(way: str, path: Path) -> dict[str, float]:
    """CPU time and peak memory of one way, in this process."""
    import resource
    import time

    from PIL import Image

    from bot.images.convert import normalise_picture

    def decode_in_full(data: bytes) -> None:
        picture = Image.open(BytesIO(data), formats=("JPEG",))
        long_side = max(picture.size)
        size = tuple(round(side * 2048 / long_side) for side in picture.size)
        picture.resize(size, Image.Resampling.LANCZOS).save(BytesIO(), "JPEG", quality=92)

    data = path.read_bytes()
    ways = {
        "ours": lambda: normalise_picture(data, name="photo.jpg"),
        "full": lambda: decode_in_full(data),
    }
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    ways[way]()
    seconds = time.process_time() - started
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"s": seconds, "mb": kilobytes / (1024 if sys.platform == "linux" else 1024**2)}


def measure_blank_check(photo: bytes) -> dict[str, dict[str, float]]:
    """CPU time of the whole way of each picture, and of the look alone at what comes out of it."""
    from PIL import Image, ImageDraw

    from bot.images.blank import is_blank
    from bot.images.convert import normalise_picture

    def encoded(picture: Image.Image, form: str) -> bytes:
        buffer = BytesIO()
        picture.save(buffer, form, quality=85)
        return buffer.getvalue()

    with Image.open(BytesIO(photo)) as opened:
        opened.draft(None, (2016, 1512))
        smaller = opened.resize((2048, 1536))
    drawing = Image.new("L", (2048, 1536), "white")
    ImageDraw.Draw(drawing).ellipse((500, 300, 1500, 1200), outline="black", width=3)
    pictures = {
        "48-megapixel JPEG": photo,
        "JPEG of 2,048 pixels": encoded(smaller, "JPEG"),
        "JPEG of 640 pixels": encoded(smaller.resize((640, 480)), "JPEG"),
        "PNG of a drawing": encoded(drawing, "PNG"),
        "WEBP of a drawing": encoded(drawing.convert("RGB"), "WEBP"),
    }
    measured = {}
    for name, data in pictures.items():
        pixels = Image.open(BytesIO(normalise_picture(data, name=name).data))
        pixels.load()
        measured[name] = {
            "all_s": quickest(lambda data=data, name=name: normalise_picture(data, name=name)),
            "check_s": quickest(lambda pixels=pixels: is_blank(pixels), tries=200),
        }
    return measured


def quickest(work: Callable[[], object], *, tries: int = 5 * ROUNDS) -> float:
    """The best CPU time of several tries, in seconds."""
    import time

    seconds = []
    for _ in range(tries):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["draw", path]:
            Path(path).write_bytes(draw_photo())
        case ["blank", path]:
            print(json.dumps(measure_blank_check(Path(path).read_bytes())))
        case [way, path]:
            print(json.dumps(measure(way, Path(path))))
        case _:
            raise SystemExit(__doc__)
