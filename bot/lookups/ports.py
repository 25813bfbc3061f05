"""What look-ups need of the world outside."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from bot.model import Patent
from bot.model.lookup import Bibliography, Drawing, LegalState, PatentHits
from bot.model.patent_details import DetailContent, DetailPart


class NumberSource(Protocol):
    """Billed calls; each raises PatsnapError. Implemented by ``bot.patsnap.lookups.Lookups``."""

    async def find_patents(
        self, *, number: str = "", application_number: str = "", countries: Sequence[str] = (), limit: int = 10
    ) -> PatentHits: ...

    async def bibliographies(self, *, patent_ids: Sequence[str]) -> tuple[Bibliography, ...]: ...

    async def legal_states(self, *, patent_ids: Sequence[str]) -> tuple[LegalState, ...]: ...

    async def drawings(self, *, patent_ids: Sequence[str]) -> tuple[Drawing, ...]: ...


class DetailSource(Protocol):
    """Billed calls; each raises PatsnapError. Implemented by ``bot.patsnap.details.DetailCalls``."""

    async def fetch(self, part: DetailPart, *, patent_id: str, number: str) -> DetailContent | None:
        """One part of one patent; None if there is nothing."""
        ...


class Pictures(Protocol):
    """Drawings kept in Slack. Implemented by ``bot.drawings.Drawings``."""

    async def known(self, team_id: str, patents: Iterable[Patent]) -> Mapping[str, str]:
        """Patent id -> Slack's file id, for those that are there already."""
        ...

    async def ensure(self, team_id: str, patents: Iterable[Patent]) -> Mapping[str, str]:
        """The same, fetching by the patents' ``image_url`` what is not there yet."""
        ...
