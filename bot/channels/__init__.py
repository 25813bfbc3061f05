"""What channels settle for themselves: when the app looks at pictures, what a check searches, who may change that.

``ChannelService.settings_of`` is the one place in which settings are put together: environment < workspace < channel.
What a post says itself comes on top, see ``bot.model.ChannelSettings.options_for``. ``Notices`` tells a channel of
changes, and of the app when it is invited.
"""

from bot.channels.notices import Notices
from bot.channels.service import Change, ChannelService, Outcome, defaults_of
from bot.channels.store import ChannelStore, Listed
from bot.settings import Settings
from bot.storage import Database, clock_of

__all__ = ["Change", "ChannelService", "ChannelStore", "Listed", "Notices", "Outcome", "build", "defaults_of"]


def build(settings: Settings, database: Database) -> ChannelService:
    """The settings of this installation's channels."""
    return ChannelService(store=ChannelStore(database, clock_of(database)), defaults=defaults_of(settings))
