"""The settings of channels: put together from all levels, and changed by people and operators."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.channels.store import WORKSPACE, ChannelStore, Row
from bot.model import ChannelSettings
from bot.model.channel import SETTINGS
from bot.settings import Settings

logger = logging.getLogger(__name__)

_SETTINGS = TypeAdapter(ChannelSettings)


class Outcome(Enum):
    """What became of a change."""

    CHANGED = auto()
    SAME = auto()
    """Nothing is different: it has been made before, or says what was there."""
    OVERTAKEN = auto()
    """Somebody else has changed the settings since they were shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a change.

    Attributes:
        settings: as they are now.
        changed_by: who has made the last change; empty for an operator.
    """

    outcome: Outcome
    settings: ChannelSettings
    revision: int
    changed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The settings of a channel as a form shows them. Attributes: revision: by which a later change is noticed."""

    settings: ChannelSettings
    revision: int


def defaults_of(settings: Settings) -> ChannelSettings:
    """What the environment says of every channel.

    The language is that of each person; that of the environment is for those who have none.
    """
    options = settings.default_options()
    return ChannelSettings(countries=options.countries, filed_after=options.filed_after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelService:
    """Attributes: defaults: what the environment says of every channel."""

    store: ChannelStore
    defaults: ChannelSettings

    async def settings_of(self, team_id: str, channel_id: str) -> ChannelSettings:
        """What counts in a channel. One query; never asked before an ack."""
        workspace, channel = await self.store.load(team_id=team_id, channel_id=channel_id)
        return self.resolved(workspace, channel)

    async def shown(self, team_id: str, channel_id: str) -> Shown:
        """The same with what a form needs to notice somebody else's change."""
        workspace, channel = await self.store.load(team_id=team_id, channel_id=channel_id)
        return Shown(settings=self.resolved(workspace, channel), revision=channel.revision)

    async def change(
        self, values: Mapping[str, Any], *, team_id: str, channel_id: str, user_id: str, revision: int | None = None
    ) -> Change:
        """Settle something for a channel, or with ``WORKSPACE`` for all.

        Args:
            values: by the fields' names; what equals the level beneath is left to that.
            user_id: who does it; empty for an operator.
            revision: that was shown; None to change whatever is there.
        """
        while True:
            workspace, channel = await self.store.load(team_id=team_id, channel_id=channel_id)
            row = workspace if channel_id == WORKSPACE else channel
            beneath = self.defaults if channel_id == WORKSPACE else self.resolved(workspace)
            before = over(beneath, row.settings)
            settled = {name: getattr(before, name) for name in before.chosen} | dict(values)
            after = dumped(beneath, settled)
            now = over(beneath, after)
            if now == before:
                return Change(outcome=Outcome.SAME, settings=before, revision=row.revision, changed_by=row.changed_by)
            if revision is not None and revision != row.revision:
                return Change(
                    outcome=Outcome.OVERTAKEN, settings=before, revision=row.revision, changed_by=row.changed_by
                )
            is_saved = await self.store.save(
                after,
                team_id=team_id,
                channel_id=channel_id,
                revision=row.revision,
                user_id=user_id,
                is_told=channel_id == WORKSPACE,
            )
            if is_saved:
                logger.info("settings changed", extra={"channel": channel_id or "all", "revision": row.revision + 1})
                return Change(outcome=Outcome.CHANGED, settings=now, revision=row.revision + 1, changed_by=user_id)
            if not await self._is_kept(team_id, channel_id, row):
                return Change(outcome=Outcome.SAME, settings=before, revision=row.revision, changed_by=row.changed_by)

    def resolved(self, workspace: Row, channel: Row | None = None) -> ChannelSettings:
        """The settings of all levels put together."""
        settings = over(self.defaults, workspace.settings)
        return over(settings, channel.settings if channel else "{}")

    async def _is_kept(self, team_id: str, channel_id: str, before: Row) -> bool:
        """Whether a row that could not be saved was changed by somebody else, and not deleted with its channel."""
        rows = await self.store.load(team_id=team_id, channel_id=channel_id)
        return rows[channel_id != WORKSPACE].revision != before.revision


def over(beneath: ChannelSettings, stored: str) -> ChannelSettings:
    """What one level settles, over the level beneath it. What cannot be read of it counts as not settled."""
    try:
        own = {name: value for name, value in json.loads(stored).items() if name in SETTINGS}
        values = {**_SETTINGS.dump_python(beneath, mode="json"), **own, "chosen": tuple(own)}
        return _SETTINGS.validate_python(values, strict=False)
    except (ValueError, ValidationError, AttributeError):
        logger.warning("settings that cannot be read are left out")
        return replace(beneath, chosen=frozenset())


def dumped(beneath: ChannelSettings, settled: Mapping[str, Any]) -> str:
    """What one level settles, as it is stored: only what differs from the level beneath."""
    own = {name: value for name, value in settled.items() if getattr(beneath, name) != value}
    values = _SETTINGS.dump_python(replace(beneath, **own), mode="json")
    return json.dumps({name: values[name] for name in SETTINGS if name in own}, ensure_ascii=False)
