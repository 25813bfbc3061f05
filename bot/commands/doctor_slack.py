"""``lookalike doctor``'s look at Slack: both tokens, the scopes, the WebSocket, and how far the clocks are apart."""

from collections.abc import AsyncIterator, Callable
from email.utils import parsedate_to_datetime

from pydantic import SecretStr

from bot.commands.doctor_network import describe_unreachable, name_proxy
from bot.commands.finding import Finding
from bot.manifest import bot_scopes, optional_scopes
from bot.net.certificates import DISTRUSTED
from bot.slack.clients import SlackClients
from bot.slack.trial import Trial, opens_socket, try_token
from formatters.text import plain

_REMEDIES = {
    "invalid_auth": "Copy it again from your app's page.",
    "not_authed": "Copy it again from your app's page.",
    "account_inactive": "Install the app in the workspace again, and copy the new token.",
    "token_revoked": "Install the app in the workspace again, and copy the new token.",
    "token_expired": "Install the app in the workspace again, and copy the new token.",
    "not_allowed_token_type": "It is another kind of token: copy the right one from your app's page.",
    "missing_scope": "Make a new app-level token with the scope connections:write.",
}
"""What to do about Slack's error codes."""


class SlackExamination:
    """By the clients that ``lookalike run`` uses.

    Args:
        clock: Unix time, as this machine sees it.

    Attributes:
        skew_s: how far this clock is ahead of Slack's; None while Slack has not said.
    """

    def __init__(self, clients: SlackClients, clock: Callable[[], float]) -> None:
        self._clients = clients
        self._clock = clock
        self.skew_s: float | None = None

    async def examine_bot(self, token: SecretStr) -> AsyncIterator[Finding]:
        what = "Slack bot token"
        trial = await self._try("auth.test", token)
        if not trial.is_ok:
            yield self._refused(what, trial)
            return
        name, team = plain(str(trial.data.get("user", ""))), plain(str(trial.data.get("team", "")))
        yield Finding(what=what, works=True, sentence=f"{name} in the workspace {team}.")
        yield _compare_scopes(trial.scopes)

    async def examine_app(self, token: SecretStr) -> AsyncIterator[Finding]:
        what = "Slack app token"
        trial = await self._try("apps.connections.open", token)
        if not trial.is_ok:
            yield self._refused(what, trial)
            return
        yield Finding(what=what, works=True, sentence="Socket Mode lets us in.")
        yield await self._examine_socket(str(trial.data.get("url", "")))

    async def _examine_socket(self, address: str) -> Finding:
        what = "Slack WebSocket"
        if await opens_socket(self._clients, address):
            return Finding(what=what, works=True, sentence="it opens.")
        middle = name_proxy(self._clients.route) or "whatever stands between here and Slack"
        sentence = (
            f"it does not open. Have {middle} let wss://*.slack.com through, or use HTTP mode (docs/operations.md)."
        )
        return Finding(what=what, works=False, sentence=sentence)

    async def _try(self, method: str, token: SecretStr) -> Trial:
        before = self._clock()
        trial = await try_token(self._clients, method, token.get_secret_value())
        self._compare_clocks(trial.date, (before + self._clock()) / 2)
        return trial

    def _compare_clocks(self, date: str, ours: float) -> None:
        try:
            self.skew_s = ours - parsedate_to_datetime(date).timestamp()
        except ValueError:
            return

    def _refused(self, what: str, trial: Trial) -> Finding:
        code = plain(trial.code)
        if not code or code == DISTRUSTED:
            route = self._clients.route
            sentence = describe_unreachable("Slack", route, "SLACK_API_URL", is_distrusted=code == DISTRUSTED)
        else:
            sentence = f"Slack says {code}. {_REMEDIES.get(code, 'See docs.slack.dev for what that means.')}"
        return Finding(what=what, works=False, sentence=sentence)


def _compare_scopes(granted: frozenset[str]) -> Finding:
    what, asked = "Slack scopes", bot_scopes()
    if not granted:
        return Finding(what=what, works=None, sentence="Slack did not list them.")
    if missing := ", ".join(sorted(asked - granted)):
        sentence = f"{missing} missing. Add what manifest.yml asks for to your app, and install it again."
        return Finding(what=what, works=False, sentence=sentence)
    more = ", ".join(plain(scope) for scope in sorted(granted - asked - optional_scopes()))
    needless = f"; {more} would not be needed" if more else ""
    return Finding(what=what, works=True, sentence=f"all {len(asked)} of manifest.yml{needless}.")
