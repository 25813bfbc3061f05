"""Where somebody is in the modal about one patent, as its ``private_metadata`` and its buttons carry it."""

import json
from dataclasses import dataclass
from enum import StrEnum


class DetailsPage(StrEnum):
    OVERVIEW = "overview"
    FIGURES = "figures"
    FAMILY = "family"
    EVENTS = "events"
    ENFORCEMENT = "enforcement"


@dataclass(frozen=True, slots=True)
class DetailsState:
    """
    Attributes:
        channel_id: of the message that the modal began at; empty for none.
        number: which page of the page, from 0.
        thread_ts: of the thread that the card stands in; empty for none.
    """

    patent_id: str
    channel_id: str
    page: DetailsPage = DetailsPage.OVERVIEW
    number: int = 0
    thread_ts: str = ""

    def dump(self) -> str:
        state = {"patent": self.patent_id, "channel": self.channel_id, "page": self.page, "number": self.number}
        if self.thread_ts:
            state["thread"] = self.thread_ts
        return json.dumps(state, separators=(",", ":"))


def parse_details_state(private_metadata: str) -> DetailsState | None:
    """What ``DetailsState.dump`` made; None for anything else."""
    try:
        state = json.loads(private_metadata)
    except (ValueError, RecursionError):
        return None
    match state:
        case {"patent": str(patent_id), "channel": str(channel_id), "page": str(page), "number": int(number)}:
            turn = parse_turn(f"{page} {number}")
            thread_ts = str(state.get("thread") or "")
            return DetailsState(patent_id, channel_id, *turn, thread_ts) if turn else None
    return None


def turn_to(page: DetailsPage, number: int = 0) -> str:
    """The value of a button that leads to a page."""
    return f"{page} {number}"


def parse_turn(value: str) -> tuple[DetailsPage, int] | None:
    """What ``turn_to`` made; None for anything else."""
    page, _, number = value.partition(" ")
    if page not in set(DetailsPage) or not (number.isascii() and number.isdigit() and len(number) < 6):
        return None
    return DetailsPage(page), int(number)
