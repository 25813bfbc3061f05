"""Pictures of a page, numbered, for people to look at."""

from pathlib import Path

from playwright.async_api import Page

SCROLLS_SIDEWAYS = "document.scrollingElement.scrollWidth > window.innerWidth"
USUAL = {"width": 1280, "height": 800}
NARROW = {"width": 400, "height": 800}


class Screens:
    """Args: folder: for the pictures, PNG."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page = page
        self._folder = folder
        self._count = 0

    async def take(self, name: str) -> None:
        """The page as it is."""
        self._count += 1
        await self._page.screenshot(path=self._folder / f"{self._count:02}-{name}.png")

    async def take_each(self, name: str) -> None:
        """The page in light, in dark, and 400 pixels wide, where it must not scroll sideways."""
        await self.take(f"{name}-light")
        await self._page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        await self.take(f"{name}-dark")
        await self._page.emulate_media(color_scheme="light", reduced_motion="reduce")
        await self._page.set_viewport_size(NARROW)
        await self.take(f"{name}-narrow")
        assert not await self._page.evaluate(SCROLLS_SIDEWAYS), name
        await self._page.set_viewport_size(USUAL)
