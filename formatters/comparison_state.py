"""Where somebody is among the comparisons of a report, as the modal's ``private_metadata`` and its buttons carry it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Self

from bot.model import Check, Comparison, Design, Report, designs_of
from bot.model.selection import Facet, Order, Selection, select

PAGE_SIZE: Final = 8

MOST_CHOSEN: Final = 50
"""What can be chosen of one facet: four times this has room in a modal's state, and in the form itself."""

_MOST_PLACES: Final = 10_000
_LIST, _ONE = "page", "at"


@dataclass(frozen=True, slots=True)
class ComparisonsState:
    """
    Attributes:
        channel_id: of the report's reply.
        page: of the list, from 0.
        at: the place among the report's comparisons of the one that is shown by itself; None for the list.
    """

    check_id: str
    channel_id: str
    page: int = 0
    at: int | None = None
    selection: Selection = field(default_factory=Selection)

    def dump(self) -> str:
        """Under 3,000 characters, whatever is chosen."""
        state: dict[str, Any] = {"check": self.check_id, "channel": self.channel_id, _LIST: self.page}
        if self.at is not None:
            state[_ONE] = self.at
        chosen = self.selection.chosen
        state |= {facet.value: list(places[:MOST_CHOSEN]) for facet, places in chosen.items() if places}
        if self.selection.order is not Order.RISK:
            state["order"] = self.selection.order
        return json.dumps(state, separators=(",", ":"))

    def turned(self, value: str) -> Self:
        """The state behind a button with this value; as it was for a value that is none of ours."""
        where, _, number = value.partition(" ")
        if not (number.isascii() and number.isdigit() and len(number) < 6):
            return self
        match where:
            case "page":
                return replace(self, page=int(number), at=None)
            case "at":
                return replace(self, at=int(number))
        return self


def turn_to_page(page: int) -> str:
    """The value of a button that leads to a page of the list."""
    return f"{_LIST} {page}"


def turn_to(place: int) -> str:
    """The value of a button that shows one comparison by itself."""
    return f"{_ONE} {place}"


def parse_comparisons_state(private_metadata: str) -> ComparisonsState | None:
    """What ``ComparisonsState.dump`` made, in this version or an older one; None for anything else."""
    try:
        state = json.loads(private_metadata)
    except (ValueError, RecursionError):
        return None
    match state:
        case {"check": str(check_id), "channel": str(channel_id), "page": int(page)} if not isinstance(page, bool):
            at, order = state.get(_ONE), str(state.get("order"))
            chosen = {facet: places_in(state.get(facet.value)) for facet in Facet}
            selection = Selection(
                chosen={facet: places for facet, places in chosen.items() if places},
                order=Order(order) if order in set(Order) else Order.RISK,
            )
            return ComparisonsState(check_id, channel_id, page, at if _is_place(at) else None, selection)
    return None


def places_in(value: Any) -> tuple[int, ...]:
    """The places in a list; none for anything else."""
    return tuple(filter(_is_place, value))[:MOST_CHOSEN] if isinstance(value, list) else ()


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST_PLACES


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The comparisons of a report as one modal lists them; what its state asks for and the report has not is left out.

    Attributes:
        places: of all that is chosen, among the report's comparisons, in order.
        expiries: patent_id -> the day it expires, of what has been looked up.
    """

    check: Check
    report: Report
    state: ComparisonsState
    places: tuple[int, ...]
    expiries: Mapping[str, date]

    @classmethod
    def of(cls, check: Check, report: Report, state: ComparisonsState, expiries: Mapping[str, date]) -> Self:
        """The page that is shown is the nearest one, or that of the comparison which is shown by itself."""
        places = select(report, state.selection, expiries)
        at = state.at if state.at is not None and state.at < len(report.comparisons) else None
        page = places.index(at) // PAGE_SIZE if at in places else state.page
        page = min(max(page, 0), _pages(places) - 1)
        return cls(check=check, report=report, state=replace(state, page=page, at=at), places=places, expiries=expiries)

    @property
    def pages(self) -> int:
        return _pages(self.places)

    @property
    def opened(self) -> Comparison | None:
        """The comparison that is shown by itself."""
        return None if self.state.at is None else self.report.comparisons[self.state.at]

    @property
    def on_page(self) -> tuple[int, ...]:
        """The places of those on the page."""
        return self.places[self.state.page * PAGE_SIZE : (self.state.page + 1) * PAGE_SIZE]

    @property
    def shown(self) -> tuple[Comparison, ...]:
        """What is to be seen now."""
        return (self.opened,) if self.opened else self.at_places(self.on_page)

    @property
    def is_narrowed(self) -> bool:
        return len(self.places) < len(self.report.comparisons)

    def at_places(self, places: Iterable[int]) -> tuple[Comparison, ...]:
        return tuple(self.report.comparisons[place] for place in places)

    def designs(self) -> Mapping[Comparison, Design]:
        """The design that each comparison is a registration of."""
        return {comparison: design for design in designs_of(self.report) for comparison in design.comparisons}


def _pages(places: tuple[int, ...]) -> int:
    return max(1, -(-len(places) // PAGE_SIZE))
