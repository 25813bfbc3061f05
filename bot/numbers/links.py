"""Links to patents on public sites, and the marks that Slack puts around links.

Links are read, never opened. What a reader returns is text as a person would type it; the rules for typed numbers
then apply to it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

_URL_CHARACTERS = r"[^\s<>\"'`\\^{|}]"
_SITES = (
    r"google\.com|espacenet\.com|epo\.org|europa\.eu|inpit\.go\.jp|uspto\.gov|wipo\.int|justia\.com|uspto\.report"
    r"|freepatentsonline\.com|cnipa\.gov\.cn|service\.gov\.uk|googleapis\.com"
)
_MARKUP = re.compile(
    r"<(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>"
    rf"|(?P<url>https?://(?:(?!,https?:|;https?:){_URL_CHARACTERS})+)"
    rf"|(?P<site>(?<![\w./-])(?:[a-z0-9-]+\.)*(?:{_SITES})/{_URL_CHARACTERS}+)",
    re.IGNORECASE,
)
_AFTER_URL = ".,;:!?)]*_~"
_MAX_FIELDS = 50


@dataclass(frozen=True, slots=True)
class Link:
    """One link in a text."""

    url: str

    @property
    def shown(self) -> str:
        """Host and path: a query, or a name before the host, may hold what is nobody else's business."""
        return re.sub(r"^(?:https?://)?(?:[^/?#@]*@)?|[?#].*$", "", self.url, flags=re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Address:
    host: str
    path: tuple[str, ...]
    query: dict[str, str]
    fragment: str


def find_links(text: str) -> list[str | Link]:
    """A cleaned text as its plain parts and its links, in order, without Slack's markup."""
    parts: list[str | Link] = []
    plain = ""
    end = 0
    for match in _MARKUP.finditer(text):
        plain += text[end : match.start()]
        end = match.end()
        if match["target"] is None:
            url = match[0].rstrip(_AFTER_URL)
            parts += [plain, Link(url)]
            plain = match[0][len(url) :]
            continue
        target, label = match["target"], match["label"] or ""
        if re.match(r"https?://", target, re.IGNORECASE):
            if _says_a_number(label) and not read_link(Link(target)):
                plain += label
            else:
                parts += [plain, Link(target)]
                plain = ""
        elif target[:4].lower() == "tel:":
            plain += label or target[4:]
        elif not re.match(r"mailto:|[@#!]", target, re.IGNORECASE):
            plain += f" {target} "
    return [*parts, plain + text[end:]]


def read_link(link: Link) -> str:
    """The number a link leads to, as typed text; empty where the link is none that is known."""
    url = link.url if "://" in link.url else f"https://{link.url}"
    try:
        split = urlsplit(url)
        query = parse_qs(split.query, max_num_fields=_MAX_FIELDS)
        host = split.hostname or ""
    except ValueError:
        return ""
    address = _Address(
        host=host.lower(),
        path=tuple(filter(None, unquote(split.path).split("/"))),
        query={name.lower(): values[0] for name, values in query.items()},
        fragment=unquote(split.fragment),
    )
    for site, reader in _READERS.items():
        if address.host == site or address.host.endswith(f".{site}"):
            return reader(address)
    return ""


def _says_a_number(label: str) -> bool:
    return any(map(str.isdigit, label)) and not re.match(r"https?://|www\.", label, re.IGNORECASE)


def _behind(address: _Address, *names: str) -> str:
    """The part of the path behind one of these names; empty where there is none."""
    lowered = [part.lower() for part in address.path]
    for name in names:
        if name in lowered[:-1]:
            return address.path[lowered.index(name) + 1]
    return ""


def _read_google(address: _Address) -> str:
    return _behind(address, "patent", "patents") or address.query.get("oq", "")


def _read_stored_pdf(address: _Address) -> str:
    name = address.path[-1] if address.host.startswith("patentimages.") and address.path else ""
    return name.removesuffix(".pdf")


def _read_epo(address: _Address) -> str:
    """Espacenet's two generations, and the register; ``NR`` may end in the kind code that ``KC`` repeats."""
    query = address.query
    country = query.get("cc", "")
    number = query.get("nr") or query.get("pn") or query.get("number") or ""
    if number:
        kind = query.get("kc") or query.get("ki") or ""
        return f"{country} {number}" + ("" if number.endswith(kind) else f" {kind}")
    published = re.search(r"\b(?:pn|num|ap)\s*[=:]\s*\"?([A-Z0-9./-]+)", query.get("q", ""), re.IGNORECASE)
    return _behind(address, "publication") or (published[1] if published else query.get("q", ""))


def _read_euipo(address: _Address) -> str:
    design = re.search(r"designs/([0-9/-]+)", f"{'/'.join(address.path)}/{address.fragment}")
    return f"EU {design[1]}" if design else ""


def _read_jplatpat(address: _Address) -> str:
    """``/c1801/DE/JP-1747893/15/ja``: design or patent, number, what the number is."""
    number = next((part[3:] for part in address.path if part[:3].upper() == "JP-"), "")
    announced = {
        ("DE", "15"): "意匠登録",
        ("DE", "30"): "意願",
        ("PU", "10"): "特願",
        ("PU", "11"): "特開",
        ("PU", "15"): "特許",
    }
    right = address.path[1].upper() if len(address.path) > 4 else ""
    word = announced.get((right, address.path[-2] if right else ""), "")
    return f"{word}{number}" if number and word else ""


def _read_uspto(address: _Address) -> str:
    """Patent Public Search, its PDF files, Patent Center, and the search pages before them."""
    application = _behind(address, "applications")
    if application:
        return f"US application {application}"
    query = address.query
    asked = next((query[name] for name in ("q", "s1", "patentnumber", "pn", "docid") if name in query), "")
    number = re.match(r"(?:\W*US)?\W*([A-Z]{0,2}[0-9][0-9,]*(?:\W?[A-Z][0-9]?(?![A-Z]))?)", asked, re.IGNORECASE)
    found = _behind(address, "downloadpdf") or (number[1] if number else "")
    return f"US {found}" if found else ""


def _read_wipo(address: _Address) -> str:
    """Design database (``ID=HAGUE.D212345``, ``ID=USID.D1055174``) and Patentscope (``docId=WO2020123456``)."""
    source, _, number = address.query.get("id", "").upper().partition(".")
    if source == "HAGUE" and number.startswith("D"):
        return f"DM/{number.lstrip('DM')}"
    if re.fullmatch(r"[A-Z]{2}ID", source) and number:
        return f"{source[:2]} {number}"
    document = address.query.get("docid", "").upper()
    return document if document.startswith("WO") else ""


def _read_justia(address: _Address) -> str:
    number = _behind(address, "patent", "grant")
    return f"US {number}" if number[:1].isdigit() else number


def _read_uspto_report(address: _Address) -> str:
    number = _behind(address, "grant", "patent")
    return f"US {number}" if number else ""


def _read_freepatentsonline(address: _Address) -> str:
    name = "/".join(address.path).removesuffix(".html")
    return f"US {name.removeprefix('y')}" if re.match(r"y?[0-9]", name) else name


def _read_uk(address: _Address) -> str:
    number = _behind(address, "find") if address.host.endswith("registered-design.service.gov.uk") else ""
    return f"GB {number}" if number else ""


def _read_cnipa(address: _Address) -> str:
    return _behind(address, "patent")


_READERS: dict[str, Callable[[_Address], str]] = {
    "google.com": _read_google,
    "storage.googleapis.com": _read_stored_pdf,
    "espacenet.com": _read_epo,
    "epo.org": _read_epo,
    "europa.eu": _read_euipo,
    "j-platpat.inpit.go.jp": _read_jplatpat,
    "uspto.gov": _read_uspto,
    "wipo.int": _read_wipo,
    "justia.com": _read_justia,
    "uspto.report": _read_uspto_report,
    "freepatentsonline.com": _read_freepatentsonline,
    "service.gov.uk": _read_uk,
    "epub.cnipa.gov.cn": _read_cnipa,
}
