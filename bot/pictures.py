"""Drawings of patents, kept in Slack: Patsnap's own addresses of them live nine hours, a reply lives for years."""

import asyncio
import ipaddress
import logging
import socket
import time
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

import httpx

from bot.checks.archive import Archive
from bot.checks.ports import Normaliser
from bot.errors import LookalikeError
from bot.model import Patent
from bot.slack.files import SlackFiles

logger = logging.getLogger(__name__)

_MAX_BYTES = 5 * 1024 * 1024
_BUDGET_S = 4.0
"""A reply does not wait longer than this for its pictures; it comes without them instead."""


class PatentPictures:
    """Fetches drawings by the addresses in a report, and uploads each once per workspace.

    Args:
        http: a client that does not follow redirects.
        trusted_host: Patsnap's own host, which may be anywhere; any other must be on the public internet.
    """

    def __init__(
        self, *, archive: Archive, files: SlackFiles, normaliser: Normaliser, http: httpx.AsyncClient, trusted_host: str
    ) -> None:
        self._archive = archive
        self._files = files
        self._normaliser = normaliser
        self._http = http
        self._trusted_host = trusted_host

    async def known(self, team_id: str, patents: Iterable[Patent]) -> Mapping[str, str]:
        """Patent id -> Slack's file id, for those uploaded before."""
        return await self._archive.pictures_of(team_id, [patent.patent_id for patent in patents])

    async def ensure(self, team_id: str, patents: Iterable[Patent]) -> Mapping[str, str]:
        """Patent id -> Slack's file id, for those whose drawing could be had in time."""
        wanted = {patent.patent_id: patent for patent in patents if patent.patent_id and patent.image_url}
        known = await self._archive.pictures_of(team_id, list(wanted))
        missing = [patent for patent_id, patent in wanted.items() if patent_id not in known]
        if not missing:
            return known
        try:
            async with asyncio.timeout(_BUDGET_S):
                added = await self._upload(team_id, missing)
        except (TimeoutError, LookalikeError) as error:
            logger.warning("a reply goes without its pictures", extra={"error": type(error).__name__})
            return known
        except Exception:
            # Addresses from outside, a decoder, a disk: whatever it was, a reply never waits for its pictures.
            logger.exception("a reply goes without its pictures")
            return known
        return {**known, **added}

    async def _upload(self, team_id: str, patents: list[Patent]) -> dict[str, str]:
        fetched = await asyncio.gather(*(self._fetch(patent) for patent in patents))
        pictures = [(patent, data) for patent, data in zip(patents, fetched, strict=True) if data]
        if not pictures:
            return {}
        names = [(f"{patent.publication_number or patent.patent_id}{_suffix(data)}", data) for patent, data in pictures]
        file_ids = await self._files.upload(names)
        added = {patent.patent_id: file_id for (patent, _), file_id in zip(pictures, file_ids, strict=True)}
        await self._archive.keep_pictures(team_id, added, now=time.time())
        return added

    async def _fetch(self, patent: Patent) -> bytes | None:
        """One drawing, or None where it is not to be had."""
        try:
            data = await self._get(patent.image_url)
            return (await self._normaliser.normalise(data, name=patent.publication_number)).data if data else None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, LookalikeError) as error:
            logger.info("a drawing could not be fetched", extra={"error": type(error).__name__})
            return None

    async def _get(self, url: str) -> bytes | None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in {"http", "https"} or not host:
            return None
        request = self._http.build_request("GET", url)
        if host != self._trusted_host:
            # The address that was checked is the one that is called: a name can resolve differently the next time.
            address = await _public_address(host, parts.port or (443 if parts.scheme == "https" else 80))
            if address is None:
                return None
            headers = {"Host": parts.netloc.rpartition("@")[2]}
            request = self._http.build_request(
                "GET", httpx.URL(url).copy_with(host=address), headers=headers, extensions={"sni_hostname": host}
            )
        response = await self._http.send(request, stream=True, follow_redirects=False)
        try:
            if not response.is_success:
                return None
            data = bytearray()
            async for chunk in response.aiter_bytes():
                data += chunk
                if len(data) > _MAX_BYTES:
                    return None
            return bytes(data)
        finally:
            await response.aclose()


async def _public_address(host: str, port: int) -> str | None:
    """An address of a host all of whose addresses are on the public internet; None for any other host."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(info[4][0]) for info in found]
    if not addresses or not all(ipaddress.ip_address(address).is_global for address in addresses):
        return None
    return addresses[0]


def _suffix(data: bytes) -> str:
    return ".png" if data.startswith(b"\x89PNG") else ".jpg"
