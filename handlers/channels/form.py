"""The form with the settings of a channel: ``/lookalike settings``, the button under the welcome, and what is sent."""

import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncRespond

from bot.channels import ChannelService, Notices, Outcome
from bot.errors import OptionError, SlackError
from bot.languages import Translator
from bot.model import ChannelSettings, CheckOptions, Message
from bot.options import read_fields
from bot.slack.messages import SlackMessages
from formatters.actions import SETTINGS_FORM, SETTINGS_OPEN
from formatters.problems import describe, format_refusal
from formatters.settings_form import (
    Overtaken,
    SettingsState,
    Typed,
    format_settings_form,
    parse_settings_state,
    parse_settings_values,
)
from handlers.answers import tell_presser
from handlers.channels.access import ChannelAccess
from handlers.locales import translator_of
from handlers.origin import Origin

logger = logging.getLogger(__name__)

Body = Mapping[str, Any]


def read_settings(typed: Typed, *, today: date) -> dict[str, Any]:
    """What a form says, by the fields of ``ChannelSettings``, and by the rules of the typed options.

    Raises:
        OptionError: the first wrong value.
    """
    fields = {name: text for name, text in typed.fields.items() if text or name == "countries"}
    options = read_fields(fields, defaults=CheckOptions(countries=()), today=today)
    return {
        "mode": typed.mode,
        "countries": options.countries,
        "lang": typed.lang,
        "filed_after": options.filed_after,
        "locarno": options.locarno,
        "keyword": options.keyword,
        "reviewers": typed.reviewers,
        "admins_only": typed.admins_only,
    }


class SettingsHandlers:
    """
    Args:
        today: the day by which *filed since* is judged.
    """

    def __init__(
        self,
        channels: ChannelService,
        notices: Notices,
        access: ChannelAccess,
        messages: SlackMessages,
        *,
        today: Callable[[], date],
    ) -> None:
        self._channels = channels
        self._notices = notices
        self._access = access
        self._messages = messages
        self._today = today

    def register(self, app: AsyncApp) -> None:
        app.action(SETTINGS_OPEN)(self.handle_open)
        app.view(SETTINGS_FORM)(ack=self.handle_submit, lazy=[self.announce])

    async def open(self, tr: Translator, origin: Origin) -> Message | None:
        """Show the form; what to tell instead, if it cannot be shown here, or not to this person."""
        if refusal := await self._access.refusal(tr, origin):
            return refusal
        shown = await self._channels.shown(origin.team_id, origin.channel_id)
        state = SettingsState(channel_id=origin.channel_id, revision=shown.revision)
        try:
            await self._messages.open_view(origin.trigger_id, format_settings_form(tr, state, shown.settings))
        except SlackError as error:
            logger.warning("a form was not opened", extra={"code": error.code})
            return format_refusal(tr, error.problem)
        return None

    async def handle_open(self, ack: AsyncAck, body: Body, respond: AsyncRespond, context: AsyncBoltContext) -> None:
        """The button under the welcome."""
        await ack()
        if answer := await self.open(translator_of(context), Origin.of(body, context)):
            await tell_presser(self._messages, respond, body, answer)

    async def handle_submit(self, ack: AsyncAck, body: Body, view: Body, context: AsyncBoltContext) -> None:
        """What is wrong is said beside its field; who comes second sees the first's change, and is asked."""
        tr, origin = translator_of(context), Origin.of(body, context)
        state = parse_settings_state(str(view.get("private_metadata") or ""))
        typed = parse_settings_values((view.get("state") or {}).get("values") or {})
        if state is None or typed.mode is None:
            await ack(response_action="errors", errors={"mode": tr("settings-unreadable")})
            return
        if refusal := await self._access.refusal(tr, origin):
            await ack(response_action="errors", errors={"mode": refusal.text})
            return
        try:
            values = read_settings(typed, today=self._today())
        except OptionError as error:
            block = str(error.problem.details["option"])
            await ack(response_action="errors", errors={block: describe(tr, error.problem)})
            return
        asked = ChannelSettings(**values)
        if not await self._access.may_change(asked, origin.user_id):
            await ack(response_action="errors", errors={"who": tr("settings-locked-out")})
            return
        change = await self._channels.change(
            values,
            team_id=origin.team_id,
            channel_id=state.channel_id,
            user_id=origin.user_id,
            revision=state.revision,
        )
        if change.outcome is Outcome.OVERTAKEN:
            seen = SettingsState(channel_id=state.channel_id, revision=change.revision)
            overtaken = Overtaken(user_id=change.changed_by, settings=change.settings)
            form = format_settings_form(tr, seen, asked, overtaken=overtaken)
            await ack(response_action="update", view=form)
        else:
            await ack()

    async def announce(self, body: Body, context: AsyncBoltContext) -> None:
        """Tell the channel of what has changed, if anything has."""
        origin = Origin.of(body, context)
        if origin.channel_id:
            await self._notices.run(team_id=origin.team_id, channel_id=origin.channel_id)
