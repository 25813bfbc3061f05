"""A document in words, ready to be laid out on pages: sections of facts, texts, tables and pictures."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, a row each. A value of ``code`` is a number or a digest, and set as such."""

    rows: tuple[tuple[str, str], ...]
    kind: Literal["facts", "code"] = "facts"


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    kind: Literal["paragraph", "note"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody else's words, verbatim, under a label that says whose."""

    label: str
    text: str
    kind: Literal["quote"] = "quote"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``widths`` are shares of the line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    kind: Literal["grid"] = "grid"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its name among those that come along; without a name, a gap that says why.

    Attributes:
        is_wide: as wide as the page, in all its detail: a JPEG of the app's own.
    """

    name: str
    alt: str
    caption: str
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures beside each other."""

    pictures: tuple[Picture, ...]
    kind: Literal["pictures"] = "pictures"


Part = Facts | Paragraph | Quote | Grid | Pictures


@dataclass(frozen=True, slots=True)
class Section:
    """``level`` 1 begins a chapter; 2 stands within one."""

    title: str
    parts: tuple[Part, ...]
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    Attributes:
        lang: of its words, such as ``zh``.
        footer: beside the page's number.
        contents: the heading of the table of contents.
    """

    lang: str
    title: str
    subtitle: str
    intro: tuple[Part, ...]
    contents: str
    footer: str
    sections: tuple[Section, ...]

    def to_json(self) -> Mapping[str, Any]:
        return asdict(self)
