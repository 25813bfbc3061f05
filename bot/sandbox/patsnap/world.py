"""A local Patsnap: what it knows, and what its calls do. The HTTP around it is in ``routes``."""

import asyncio
import random
import time
import uuid
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

from bot.sandbox.patsnap.catalogue import Filing, Right, load_catalogue
from bot.sandbox.patsnap.envelope import Code, Refusal, invalid
from bot.sandbox.patsnap.filters import Filter, speaks_of
from bot.sandbox.patsnap.pictures import figures_of, full_png
from bot.sandbox.patsnap.report import Voice, classes_shown, report_v1, report_v2, search_item
from bot.sandbox.patsnap.requests import (
    Creation,
    ImageSearch,
    LineDrawingSearch,
    OneToOne,
    Results,
    SearchId,
    SimilarDesigns,
    Submit,
)
from bot.sandbox.patsnap.search import Hit, Likeness, find, load_index
from bot.sandbox.patsnap.sketch import as_data_url, draw_lines
from bot.sandbox.patsnap.tasks import PictureLost, Tasks
from bot.sandbox.patsnap.tokens import Tokens
from bot.sandbox.patsnap.uploads import Uploads, open_image

SEARCH_LIFE_S = 20 * 60
_MAX_SEARCHES = 200
_REMEMBERED = 16
"""Pictures whose search is remembered: people and tests check the same one again, in other countries."""
_FULL = "/images/full/"
_FIGURE = "/images/figure/"
_IMAGE_SEARCH, _SHAPE_ALONE = 2, 3
"""Models of P060 and P061; the other two rank as a check does."""

_UPLOADED = "/images/uploads/"


@dataclass(frozen=True, slots=True)
class _Search:
    """What P009 found for an image, before filters."""

    likenesses: tuple[Likeness, ...]
    ends_at: float


class PatsnapWorld:
    """One local Patsnap.

    Args:
        task_s: the shortest and the longest time that a task takes, in seconds.
        seed: of the times that tasks take.
        qps: business calls a second before one is refused; None for any number.

    Attributes:
        task_s: the times that tasks take from now on.
        base_url: where the sandbox is served, without a trailing slash; empty: as each call says.
        calls: how many calls reached each endpoint.
        checked: how many requests were compared with the vendor's document.
        violations: what was wrong with those that it does not know; each starts with the path.
        submitted: the addresses of the images of each task that was started, in order.
        enveloped_tokens: whether tokens come in the envelope, the other of the two shapes in the wild.
        resolve: what else is served on this host: an address -> the bytes of an image, None for none.
    """

    def __init__(
        self,
        *,
        task_s: tuple[float, float] = (2.0, 6.0),
        seed: int = 0,
        clock: Callable[[], float] = time.time,
        qps: float | None = None,
    ) -> None:
        self.base_url = ""
        self.calls: Counter[str] = Counter()
        self.checked = 0
        self.violations: list[str] = []
        self.submitted: list[tuple[str, ...]] = []
        self.enveloped_tokens = False
        self.resolve: Callable[[str], bytes | None] | None = None
        self.tokens = Tokens(clock=clock)
        self.uploads = Uploads(clock=clock)
        self.tasks = Tasks(clock=clock)
        self.qps = qps
        self.clock = clock
        self.task_s = task_s
        self._dice = random.Random(seed)  # noqa: S311 - dice, not secrets
        self._recent: deque[float] = deque()
        self._searches: OrderedDict[str, _Search] = OrderedDict()

    def finish_tasks(self) -> None:
        """Every task under way is due now."""
        self.tasks.finish()

    def forget_tasks(self) -> None:
        """Patsnap knows none of the tasks that were started so far."""
        self.tasks.forget_all()

    def check_rate(self) -> None:
        """Raises Refusal for a business call over ``qps``."""
        if self.qps is None:
            return
        now = self.clock()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= self.qps:
            raise Refusal(Code.TOO_FAST, "too many calls a second")
        self._recent.append(now)

    def submit(self, request: Submit, base: str) -> str:
        """AI39-1 (V2): start a check and return its task id."""
        self.submitted.append((request.url,))
        return self.tasks.start("v2", self._check(request, base), takes_s=self._duration())

    def create(self, request: Creation, base: str) -> str:
        """AI39-1 (V1): start a comparison and return its task id."""
        self.submitted.append(tuple(request.urls))
        return self.tasks.start("v1", self._compare(request, base), takes_s=self._duration())

    def compare_one(self, request: OneToOne, base: str) -> str:
        """AI67-1: start a comparison with one patent and return its task id.

        Raises:
            Refusal: no patent of the catalogue bears the number.
        """
        filing = load_catalogue().by_number.get(request.patent_number.upper())
        if filing is None:  # what the vendor says to one is not documented
            raise invalid("patent_number: there is no such patent")
        self.submitted.append((request.url,))
        return self.tasks.start("1v1", self._compare_one(request, filing, base), takes_s=self._duration())

    async def report(self, kind: str, task_id: str) -> dict[str, Any]:
        """AI39-2 or AI67-2, by the kind ("v1", "v2" or "1v1") of the task: the data as it stands now."""
        status, found = await self.tasks.result(kind, task_id)
        return {**found, "task_id": task_id, "task_status": status.value}

    async def search_images(self, request: ImageSearch, base: str) -> dict[str, Any]:
        """P060, in both of its versions, and P061."""
        likenesses = await self._likenesses(request.addresses(), base, by_lines=isinstance(request, LineDrawingSearch))
        hits = _found(likenesses, request.filter(), request.main_field, Right(request.patent_type))
        if request.model == _SHAPE_ALONE:
            hits = sorted(hits, key=lambda hit: -hit.likeness.overlap)
        elif request.model == _IMAGE_SEARCH:
            hits = sorted(hits, key=lambda hit: hit.traditional_rank)
        hits = _ordered(hits, request.field, request.order)
        shown = classes_shown(hits)
        matches = request.classes() or shown.__contains__
        page = hits[request.offset : request.offset + request.limit]
        voice = Voice(request.lang, base)
        return {
            "patent_messages": [search_item(hit, voice, matches=matches) for hit in page],
            "total_search_result_count": len(hits),
        }

    async def search_designs(self, request: SearchId, base: str) -> dict[str, Any]:
        """P009, the first page; what was found stays for the next ones."""
        likenesses = await self._likenesses([request.url], base)
        now = self.clock()
        search_id = f"{uuid.uuid4().hex.upper()}-1-D"
        self._searches[search_id] = _Search(likenesses, now + SEARCH_LIFE_S)
        while len(self._searches) > _MAX_SEARCHES or next(iter(self._searches.values())).ends_at <= now:
            self._searches.popitem(last=False)
        return _page(search_id, likenesses, request, base, offset=0)

    def next_designs(self, request: Results, base: str) -> dict[str, Any]:
        """P009, the pages after the first.

        Raises:
            Refusal: there is no such search, or no more.
        """
        search = self._searches.get(request.search_id)
        if search is None or search.ends_at <= self.clock():
            raise invalid("search_id: there is no such search, or it is older than 20 minutes")
        return _page(request.search_id, search.likenesses, request, base, offset=request.offset)

    def _duration(self) -> float:
        return self._dice.uniform(*self.task_s)

    async def _check(self, request: Submit, base: str) -> dict[str, Any]:
        data = self._fetch(request.url, base)
        started_ms = int(self.clock() * 1000)

        def work() -> dict[str, Any]:
            hits = find(
                _compared((data,)),
                accepts=request.filter().accepts,
                prefers=lambda filing: bool(request.main_field) and speaks_of(filing, request.main_field),
            )
            return report_v2(
                hits,
                Voice(request.lang, base),
                countries=list(dict.fromkeys(request.country)),
                locarno=request.loc_items,
                apply_start_time=request.apply_start_time,
                operate_date=started_ms,
                line_drawing=_line_drawing(data),
            )

        return await asyncio.to_thread(work)

    async def _compare(self, request: Creation, base: str) -> dict[str, Any]:
        likenesses = await self._likenesses(request.urls, base)
        wanted = {message["patent_id"] for message in request.patent_messages}
        hits = [
            hit
            for hit in _found(likenesses, Filter(countries=frozenset(request.country)), "")
            if hit.filing.patent_id in wanted
        ]
        return report_v1(
            hits,
            Voice(request.report_lang, base),
            countries=list(dict.fromkeys(request.country or [hit.filing.country for hit in hits])),
            user_image=request.urls[0],
        )

    async def _compare_one(self, request: OneToOne, filing: Filing, base: str) -> dict[str, Any]:
        likenesses = await self._likenesses([request.url], base)
        [hit] = find(likenesses, accepts=lambda other: other.patent_id == filing.patent_id, prefers=lambda _: False)
        return report_v1([hit], Voice(request.report_lang, base), countries=[filing.country], user_image=request.url)

    async def _likenesses(self, addresses: Sequence[str], base: str, *, by_lines: bool = False) -> tuple[Likeness, ...]:
        views = tuple(self._fetch(address, base) for address in addresses)
        return await asyncio.to_thread(_compared, views, by_lines=by_lines)

    def _fetch(self, address: str, base: str) -> bytes:
        """The bytes behind an address of this host; nothing is asked of any other.

        Raises:
            PictureLost: there is nothing there, or no more.
        """
        parts, own = urlsplit(address), urlsplit(base)
        if parts.netloc != own.netloc:
            raise PictureLost
        if parts.path.startswith(f"{own.path.rstrip('/')}{_UPLOADED}"):
            upload = self.uploads.get(parts.path.rpartition("/")[2])
            if upload:
                return upload.data
        elif parts.path.startswith(f"{own.path.rstrip('/')}{_FULL}"):
            filing = load_catalogue().by_number.get(parts.path.rpartition("/")[2].removesuffix(".png"))
            if filing:
                return full_png(filing)
        elif parts.path.startswith(f"{own.path.rstrip('/')}{_FIGURE}"):
            number, _, figure = parts.path.rpartition("/")[2].removesuffix(".png").partition("_")
            filing = load_catalogue().by_number.get(number)
            if filing and figure in map(str, range(1, figures_of(filing) + 1)):
                return full_png(filing, int(figure))
        elif self.resolve and (found := self.resolve(address)) is not None:
            return found
        raise PictureLost


@lru_cache(maxsize=_REMEMBERED)
def _compared(views: tuple[bytes, ...], *, by_lines: bool = False) -> tuple[Likeness, ...]:
    """The likeness of every design to these pictures of one product, or to line drawings of them."""
    opened = [_opened(view) for view in views]
    return load_index().compare([draw_lines(view) for view in opened] if by_lines else opened)


@lru_cache(maxsize=_REMEMBERED)
def _line_drawing(data: bytes) -> str:
    return as_data_url(draw_lines(_opened(data)))


def _opened(data: bytes) -> Image.Image:
    image = open_image(data)
    image.draft("RGB", (600, 600))  # a JPEG is read no larger than it is looked at
    try:
        image.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise PictureLost from error
    return image


def _found(likenesses: Sequence[Likeness], allowed: Filter, keyword: str, right: Right = Right.DESIGN) -> list[Hit]:
    return find(
        likenesses,
        accepts=allowed.accepts,
        prefers=lambda filing: bool(keyword) and speaks_of(filing, keyword),
        right=right,
    )


def _ordered(hits: list[Hit], field: str, order: str | None) -> list[Hit]:
    """By likeness as found, or by a day: of filing, or of publication (which stands for the day of grant too)."""
    if field == "SCORE":
        return hits[::-1] if order == "asc" else hits

    def day(filing: Filing) -> int:
        return (filing.filed if field == "APD" else filing.published).toordinal()

    return sorted(hits, key=lambda hit: day(hit.filing), reverse=order != "asc")


def _page(
    search_id: str, likenesses: Sequence[Likeness], request: SimilarDesigns, base: str, *, offset: int
) -> dict[str, Any]:
    hits = _ordered(_found(likenesses, request.filter(), request.main_field), request.field or "SCORE", request.order)
    voice = Voice("original", base)
    return {
        "search_id": search_id,
        "patent_messages": [
            {
                "url": voice.image(hit.filing),
                "score": hit.likeness.traditional,
                "title": voice.say(hit.filing.title, hit.filing.country),
                "patent_id": hit.filing.patent_id,
                "patent_pn": hit.filing.number,
            }
            for hit in hits[offset : offset + request.limit]
        ],
        "total_search_result_count": len(hits),
    }
