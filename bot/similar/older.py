"""Older look-alikes of a patent: designs filed before it that resemble its own drawing."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.errors import PatsnapError
from bot.lookups.details import DetailService
from bot.lookups.service import DRAWING_FRESH_S
from bot.model import Language, Problem, ProblemKind
from bot.model.lookup import SearchFilters, Younger
from bot.model.patent_details import DetailPart, PatentDetails
from bot.model.similar import SimilarPage
from bot.similar.service import NewSearch


class Searches(Protocol):
    async def start(self, new: NewSearch) -> SimilarPage:
        """Raises LookalikeError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderLookAlikes:
    details: DetailService
    searches: Searches

    async def search(
        self, patent_id: str, *, team_id: str, channel_id: str, user_id: str, thread_ts: str, lang: Language
    ) -> SimilarPage | None:
        """The first page; None for a patent that is not kept any more.

        Args:
            thread_ts: where further pages are posted; empty if only the asker sees the first.

        Raises:
            LookalikeError: nothing was found out; without a drawing or a day of filing nothing was paid.
        """
        details = await self.details.known(patent_id, team_id=team_id)
        if details is None:
            return None
        filed = details.patent.filed
        if filed is None:
            raise PatsnapError.of(ProblemKind.NO_FILING_DATE)
        details, file_id, address = await self._picture(details, team_id)
        members = details.family.members if details.family else None
        number = details.patent.publication_number
        younger = Younger(
            patent_id=patent_id,
            publication_number=number,
            filed=filed,
            family=None if members is None else tuple(member.number for member in members),
        )
        fetched = details.fetched.get(DetailPart.FIGURES)
        return await self.searches.start(
            NewSearch(
                team_id=team_id,
                channel_id=channel_id,
                user_id=user_id,
                name=number,
                thread_ts=thread_ts,
                message_ts=thread_ts,
                file_id=file_id,
                web_url="" if file_id else address,
                image_url=address,
                image_expires_at=fetched.timestamp() + DRAWING_FRESH_S if address and fetched else None,
                filters=SearchFilters(filed_to=filed - timedelta(days=1), older_than=younger),
                lang=lang,
            )
        )

    async def _picture(self, details: PatentDetails, team_id: str) -> tuple[PatentDetails, str, str]:
        """The details, Slack's id of the drawing, and an address of it that lives; either may be empty, not both."""
        address = _address(details)
        if not address and not details.file_id and details.may_bring_figures:
            details = await self.details.renew_figures(details.patent.patent_id, team_id=team_id) or details
            if problem := details.problems.get(DetailPart.FIGURES):
                raise PatsnapError(Problem(problem.kind, problem.details))
            address = _address(details)
        file_id = details.file_id
        if not file_id and address:
            # Slack keeps the drawing for as long as the pages are turned, Patsnap for hours.
            file_id = (await self.details.bring_figures(details, [0], team_id=team_id)).get(0, "")
        if not file_id and not address:
            raise PatsnapError.of(ProblemKind.NO_DRAWING)
        return details, file_id, address


def _address(details: PatentDetails) -> str:
    """Of the first figure, while Patsnap keeps it."""
    listed = details.figures.listed if details.figures and not details.reloadable else ()
    return listed[0].url if listed else ""
