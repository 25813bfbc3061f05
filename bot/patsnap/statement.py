"""Patsnap's statement of account: what the calls of some days cost, by API."""

import re
from datetime import date
from typing import Any

from pydantic import SecretStr

from bot.errors import BadResponse, SettingsError
from bot.model import ProblemKind
from bot.model.statement import CallUsage, PlanUsage, Statement
from bot.patsnap.client import PatsnapClient
from bot.patsnap.endpoints import STATEMENT
from bot.patsnap.http import Content
from bot.patsnap.payloads import CallUsagePayload, PlanUsagePayload, StatementPayload

_SERIAL = re.compile(r"\s*\[([^\[\]]{1,20})\]\s*")


class StatementLookup:
    """Asks with the client's id and secret, which stand in the body: nothing keeps or shows that."""

    def __init__(self, client: PatsnapClient, client_id: str | None, client_secret: SecretStr | None) -> None:
        self._client = client
        self._client_id = client_id
        self._client_secret = client_secret

    async def read(self, first_day: date, last_day: date) -> Statement:
        """
        Raises:
            SettingsError: there is no client id and secret to ask with.
            PatsnapError: the call failed; ``BadCredentials`` for an account that may not ask.
        """
        if self._client_id is None or self._client_secret is None:
            raise SettingsError.of("statement-needs-client")
        content = Content(
            json={
                "apikey": self._client_id.strip(),
                "client_secret": self._client_secret.get_secret_value().strip(),
                "time_start": f"{first_day:%Y%m%d}",
                "time_end": f"{last_day:%Y%m%d}",
            }
        )
        return await self._client.call(STATEMENT, content, lambda data: _parse(data, first_day, last_day))


def _parse(data: Any, first_day: date, last_day: date) -> Statement:
    if not isinstance(data, dict) or not data.keys() & StatementPayload.model_fields.keys():
        raise BadResponse.of(ProblemKind.BAD_RESPONSE, api=STATEMENT.api, cause="no data")
    payload = StatementPayload.model_validate(data)
    return Statement(
        first_day=first_day,
        last_day=last_day,
        usage=tuple(map(_call_usage, payload.usage)),
        plan_usage=tuple(map(_plan_usage, payload.combo_usage)),
        money=payload.usage_money,
    )


def _call_usage(item: CallUsagePayload) -> CallUsage:
    api, name = _read_name(item.request_path_name)
    return CallUsage(
        path=item.request_path,
        api=item.serial_number or api,
        name=name,
        calls=item.usage_times,
        billed_calls=item.fee_times,
        money=item.used_money,
    )


def _plan_usage(item: PlanUsagePayload) -> PlanUsage:
    api, name = _read_name(item.url_name)
    calls = item.usage_num if item.used_num is None else item.used_num
    return PlanUsage(path=item.url, api=api, name=name, calls=calls)


def _read_name(text: str) -> tuple[str, str]:
    """``<cn>[P042]全文附图</cn><us>[P042]Fulltext Image</us>`` -> ``P042`` and ``Fulltext Image``."""
    english = re.search(r"<(us|en)>(.+?)</\1>", text)
    name = english[2] if english else re.sub(r"</?\w+>", " ", text)
    serial = _SERIAL.search(name)
    return (serial[1] if serial else ""), " ".join(_SERIAL.sub(" ", name).split())
