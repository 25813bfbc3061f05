"""Links to patents in public registers, and the marks that Slack puts around links.

Links are read, never opened. What a rule makes of one is text as a person would type it; the rules for typed numbers
then apply to it. A link that no rule knows is refused: no digits are read out of it.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

PLACE = "\ue000"
"""Stands in a text for a link; cleaned text holds none of its own."""

_URL_CHARACTERS = r"[^\s<>\"'`\\^{|}\ue000]"
_AFTER_URL = ".,;:!?)]*_~"
_MAX_FIELDS = 50
_NUMBER = r"(?:\W*US)?\W*([A-Z]{0,2}[0-9][0-9,]*(?:\W?[A-Z][0-9]?(?![A-Z]))?)"


class Link(NamedTuple):
    """One link in a text."""

    url: str

    @property
    def shown(self) -> str:
        """Host and path: a query, or a name before the host, may hold what is nobody else's business."""
        return re.sub(r"^(?:https?://)?(?:[^/?#@]*@)?|[?#].*$", "", self.url, flags=re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rule:
    """How the pages of one register lead to a number.

    Attributes:
        site: the host, or what it ends with.
        path: pattern of the whole path with its fragment, without the slash in front.
        query: names of the query's fields that hold the number, the first that is there; all their values match
            ``value``.
        typed: the text that a person would type, with the groups of path and value put in, in this order; and with
            further fields of the query by name.
    """

    site: str
    path: str = r".*"
    query: tuple[str, ...] = ()
    value: str = r"(.+)"
    typed: str = "{0}"
    more: dict[str, tuple[str, ...]] = field(default_factory=dict)


_ESPACENET = {"cc": ("cc",), "kc": ("kc", "ki")}
_JPLATPAT = r"c18\d\d/{right}/JP-([0-9-]+)/(?:[0-9A-F]{{9,}}/)?{kind}(?:/.*)?"

RULES: tuple[Rule, ...] = (
    Rule("google.com", r"patents?/([A-Z0-9]+)(?:/.*)?"),
    Rule("google.com", query=("oq",)),
    Rule("patentimages.storage.googleapis.com", r"(?:.*/)?([A-Z0-9]+)\.pdf"),
    # Espacenet's two generations, and the register; NR may end in the kind code that KC repeats.
    *(
        Rule(site, query=("nr", "pn", "number"), value=r"(.+)", typed="{cc} {0} {kc}", more=_ESPACENET)
        for site in ("espacenet.com", "epo.org")
    ),
    Rule("espacenet.com", r"(?:.*/)?publication/([^/#]+)(?:/.*)?"),
    Rule("espacenet.com", query=("q",), value=r"(?:.*\b(?:pn|num|ap)\s*[=:]\s*\"?)?([A-Z0-9./-]+)\"?"),
    # A result list (#basic, #advanced) leads to no single design.
    Rule("euipo.europa.eu", r"eSearch/?#details/designs/([0-9]{9}-?[0-9]{4})/?", typed="EU {0}"),
    Rule("j-platpat.inpit.go.jp", _JPLATPAT.format(right="DE", kind="15"), typed="意匠登録{0}"),
    Rule("j-platpat.inpit.go.jp", _JPLATPAT.format(right="DE", kind="30"), typed="意願{0}"),
    Rule("j-platpat.inpit.go.jp", _JPLATPAT.format(right="PU", kind="10"), typed="特願{0}"),
    Rule("j-platpat.inpit.go.jp", _JPLATPAT.format(right="PU", kind="11"), typed="特開{0}"),
    Rule("j-platpat.inpit.go.jp", _JPLATPAT.format(right="PU", kind="15"), typed="特許{0}"),
    Rule("uspto.gov", r"(?:.*/)?applications/([0-9]{8})(?:/.*)?", typed="US application {0}"),
    Rule("uspto.gov", r"(?:.*/)?downloadPdf/([A-Z0-9]+)", typed="US {0}"),
    Rule("uspto.gov", query=("q", "s1", "patentnumber", "pn", "docid"), value=_NUMBER + r".*", typed="US {0}"),
    Rule("wipo.int", query=("id",), value=r"HAGUE\.D(?:M/?)?([0-9]+)", typed="DM/{0}"),
    Rule("wipo.int", query=("id",), value=r"([A-Z]{2})ID\.(.+)", typed="{0} design {1}"),
    Rule("wipo.int", query=("docid",), value=r"(WO[0-9]+)"),
    Rule("justia.com", r"patent/(?:grant/)?([A-Z]*[0-9]+)", typed="US {0}"),
    Rule("uspto.report", r"patent/(?:grant|app)/([A-Z]*[0-9,]+)", typed="US {0}"),
    Rule("freepatentsonline.com", r"y?([0-9][0-9/]*)\.html", typed="US {0}"),
    Rule("freepatentsonline.com", r"([A-Z]+[0-9]+[A-Z]?[0-9]?)\.html"),
    Rule("registered-design.service.gov.uk", r"find/([0-9]+)(?:/.*)?", typed="GB {0}"),
    Rule("epub.cnipa.gov.cn", r"patent/([A-Z0-9]+)"),
    Rule("search.ipaustralia.gov.au", r"designs/search/details/([0-9]+)", typed="AU {0}"),
    Rule(
        "register.dpma.de", r"DPMAregister/gsm/register", query=("dnr",), value=r"([0-9]{12}-?[0-9]{4})", typed="DE {0}"
    ),
    Rule(
        "register.dpma.de",
        r"DPMAregister/gsm/registerhabm",
        query=("dnr",),
        value=r"([0-9]{9}-?[0-9]{4})",
        typed="EU {0}",
    ),
    Rule("doi.org", r"10\.8080/([123]0(?:19|20)[0-9]{9})", typed="KR application {0}"),  # KIPRIS
    Rule("kipris.or.kr", query=("applno",), value=r"([123]0(?:19|20)[0-9]{9})", typed="KR application {0}"),
    Rule("data.inpi.fr", r"dessins_modeles/(FR[0-9]{8}-?[0-9]{3})"),
    Rule("data.inpi.fr", r"brevets/((?:FR|EP|WO)[0-9]+)"),
    Rule("ic.gc.ca", r"opic-cipo/cpd/(?:eng|fra)/(?:patent|brevet)/([0-9]+)/.*", typed="CA {0}"),
    Rule("lens.org", r"lens/patent/([A-Z]{2})_([A-Z0-9]+)_([A-Z][0-9]?)(?:/.*)?", typed="{0}{1}{2}"),
)
"""In this order. Registers whose addresses hold no number (Patsnap, DesignView, KIPRIS's lists) have none."""

_SITES = sorted({rule.site for rule in RULES})
_MARKED = (
    r"<(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>"
    rf"|https?://(?:(?!,https?:|;https?:){_URL_CHARACTERS})+"
)
_MARKUP = re.compile(_MARKED, re.IGNORECASE)
_MARKUP_AND_SITES = re.compile(
    rf"{_MARKED}|(?<![\w./-])(?:[a-z0-9-]+\.)*(?:{'|'.join(map(re.escape, _SITES))})/{_URL_CHARACTERS}+", re.IGNORECASE
)
"""Also of the registers' sites without https://, which takes longer."""


def take_out_links(text: str) -> tuple[str, list[Link]]:
    """A cleaned text with ``PLACE`` for each of its links and without Slack's markup; and the links."""
    links: list[Link] = []
    lowered = text.lower()
    pattern = _MARKUP_AND_SITES if any(site in lowered for site in _SITES) else _MARKUP
    if pattern is _MARKUP and "<" not in text and "://" not in text:
        return text, links

    def place(match: re.Match[str]) -> str:
        if match["target"] is None:
            url = match[0].rstrip(_AFTER_URL)
            links.append(Link(url))
            return PLACE + match[0][len(url) :]
        target, label = match["target"], match["label"] or ""
        if re.match(r"https?://", target, re.IGNORECASE):
            if _says_a_number(label) and not read_link(Link(target)):
                return label
            links.append(Link(target))
            return PLACE
        if target[:4].lower() == "tel:":
            return label or target[4:]
        return "" if re.match(r"mailto:|[@#!]", target, re.IGNORECASE) else f" {target} "

    return pattern.sub(place, text), links


def read_link(link: Link) -> str:
    """The number a link leads to, as typed text; empty if the link is none that is known."""
    url = link.url if "://" in link.url else f"https://{link.url}"
    try:
        split = urlsplit(url)
        query = {name.lower(): values[0] for name, values in parse_qs(split.query, max_num_fields=_MAX_FIELDS).items()}
        host = (split.hostname or "").lower()
    except ValueError:
        return ""
    path = unquote(split.path).strip("/") + ("#" + unquote(split.fragment) if split.fragment else "")
    return next(
        (
            typed
            for rule in RULES
            if (host == rule.site or host.endswith(f".{rule.site}")) and (typed := _apply(rule, path, query))
        ),
        "",
    )


def _apply(rule: Rule, path: str, query: dict[str, str]) -> str:
    matched = re.fullmatch(rule.path + r"(?:#.*)?", path, re.IGNORECASE | re.DOTALL)
    if matched is None:
        return ""
    groups = list(matched.groups())
    if rule.query:
        asked = next((query[name] for name in rule.query if name in query), "")
        value = re.fullmatch(rule.value, asked.strip(), re.IGNORECASE | re.DOTALL)
        if value is None:
            return ""
        groups += value.groups()
    more = {key: next((query[name] for name in names if name in query), "") for key, names in rule.more.items()}
    if more.get("kc") and groups[0].endswith(more["kc"]):
        more["kc"] = ""
    return rule.typed.format(*groups, **more)


def _says_a_number(label: str) -> bool:
    return any(map(str.isdigit, label)) and not re.match(r"https?://|www\.", label, re.IGNORECASE)
