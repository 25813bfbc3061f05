"""The child process that makes a PDF: one request on standard input, one answer on standard output.

A request is a line of JSON, ``{"document", "pictures": [{"name", "bytes"}], "at", "memory_bytes", "cpu_s"}``,
and the pictures' bytes behind it. An answer is a line of JSON, ``{"bytes"}`` or ``{"fault"}``, and the PDF.
"""

import base64
import io
import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import manimgx_fonts_cjk
import typst
from PIL import Image, ImageOps

if sys.platform != "win32":
    import resource

_TEMPLATE = Path(__file__).with_name("document.typ")
_STANDARDS: Any = ["a-2a", "ua-1"]
"""For archives, with every letter findable as text, and for who has a page read aloud."""

_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Whatever a font shows there means nothing to who reads it, and no archive takes it."""

_ROUNDS = 8
_SIDES = {1: 900, 2: 480}
"""Pixels on the long side of a picture by itself, and of one beside its facts: by the level of the section."""

_WHOLE = 0
"""For a picture that stays the file it is, a JPEG of the app's own."""

_QUALITY = 72
_MAX_FAULT_CHARACTERS = 4000

JSON = dict[str, Any]


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print is no answer
    request = json.loads(sys.stdin.buffer.readline())
    _limit(request["memory_bytes"], request["cpu_s"])
    try:
        pdf = _make(request, {each["name"]: sys.stdin.buffer.read(each["bytes"]) for each in request["pictures"]})
        head: JSON = {"bytes": len(pdf)}
    except Exception:  # noqa: BLE001 - handed to the app, which raises it
        pdf, head = b"", {"fault": traceback.format_exc()[-_MAX_FAULT_CHARACTERS:]}
    answers.write(json.dumps(head).encode() + b"\n" + pdf)
    answers.flush()


def _make(request: JSON, pictures: Mapping[str, bytes]) -> bytes:
    document = request["document"]
    sides = {
        each["name"]: _WHOLE if each["is_wide"] else _SIDES[section["level"]]
        for section in document["sections"]
        for each in _pictures_of(section)
        if each["name"] in pictures
    }
    # Pillow lets go of the interpreter while it decodes.
    with ThreadPoolExecutor() as threads:
        found = threads.map(shrink, (pictures[name] for name in sides), sides.values())
        small = {name: picture for name, picture in zip(sides, found, strict=True) if picture}
    files = {f"{name}.svg": picture.as_svg() for name, picture in small.items()}
    return compose(_with_sizes(document, small), files, at=request["at"])


def compose(data: JSON, files: Mapping[str, bytes], *, at: int) -> bytes:
    """The PDF. What no font has is written by its code point: an archive must hold no empty boxes."""
    # The fonts of a package, and no others: the same document gives the same bytes on any machine.
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[Path(manimgx_fonts_cjk.__file__).parent])
    data = _mapped(data, lambda text: _PRIVATE.sub(lambda match: _code_points(match[0]), text))
    for _ in range(_ROUNDS):
        text = json.dumps(data, ensure_ascii=False).encode(errors="replace")
        source: Any = {"main.typ": _TEMPLATE.read_bytes(), "data.json": text, **files}
        try:
            return typst.compile(source, format="pdf", font_paths=fonts, pdf_standards=_STANDARDS, timestamp=at)
        except typst.TypstError as error:
            found = {_ESCAPED.sub(_letter, letters) for letters in _MISSING.findall(error.diagnostic)}
            if not found:
                raise
            # The longest first: one may be a part of another.
            missing = re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))
            data = _mapped(data, partial(missing.sub, lambda match: _code_points(match[0])))
    raise RuntimeError("there is still text that no font has")


@dataclass(frozen=True, slots=True)
class Small:
    """A JPEG, and its width and height."""

    data: bytes
    size: tuple[int, int]

    def as_svg(self) -> bytes:
        """The same as a text: the engine takes no others without a file on a disk, where a crash would leave them."""
        (width, height), data = self.size, base64.b64encode(self.data).decode()
        size = f'width="{width}" height="{height}"'
        image = f'<image {size} href="data:image/jpeg;base64,{data}"/>'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{image}</svg>'.encode()


def shrink(data: bytes, side: int) -> Small | None:
    """A picture no larger than it shows; None for one that cannot be read."""
    try:
        if side == _WHOLE:
            with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
                picture.load()
                return Small(data, picture.size)
        with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as picture:
            picture.draft("RGB", (side, side))
            picture.thumbnail((side, side), Image.Resampling.HAMMING)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    small = io.BytesIO()
    upright.save(small, "JPEG", quality=_QUALITY)
    return Small(small.getvalue(), upright.size)


def _pictures_of(section: JSON) -> Iterator[JSON]:
    for part in section["parts"]:
        yield from part.get("pictures", ())


def _with_sizes(document: JSON, small: Mapping[str, Small]) -> JSON:
    """Each picture with its size; one that could not be read leaves a gap that says what it would show."""
    for picture in chain.from_iterable(map(_pictures_of, document["sections"])):
        if picture["name"] in small:
            picture["size"] = small[picture["name"]].size
        elif picture["name"]:
            picture |= {"name": "", "caption": picture["alt"]}
    return document


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The same data with each text changed."""
    if isinstance(value, dict):
        return {name: _mapped(item, change) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(item, change) for item in value]
    return change(value) if isinstance(value, str) else value


def _code_points(letters: str) -> str:
    return "".join(f"[U+{ord(letter):04X}]" for letter in letters)


def _letter(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def _limit(memory_bytes: int, cpu_s: int) -> None:
    """The pages wait for the event loop, never the other way round; and nothing that comes in may take the machine."""
    if sys.platform != "win32":
        os.nice(10)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


if __name__ == "__main__":
    main()
