"""``lookalike doctor``'s look at Slack: both tokens, the scopes, the WebSocket, and how far the clocks are apart."""

from collections.abc import AsyncIterator, Callable
from email.utils import parsedate_to_datetime

from pydantic import SecretStr

from bot.commands.doctor_network import describe_unreachable
from bot.commands.finding import Finding
from bot.languages import Translator
from bot.manifest import bot_scopes, optional_scopes
from bot.net.certificates import DISTRUSTED
from bot.slack.clients import SlackClients
from bot.slack.trial import Trial, opens_socket, try_token
from formatters.text import plain


class SlackExamination:
    """By the clients that ``lookalike run`` uses.

    Args:
        clock: Unix time, as this machine sees it.

    Attributes:
        skew_s: how far this clock is ahead of Slack's; None while Slack has not said.
    """

    def __init__(self, tr: Translator, clients: SlackClients, clock: Callable[[], float]) -> None:
        self._tr = tr
        self._clients = clients
        self._clock = clock
        self.skew_s: float | None = None

    async def examine_bot(self, token: SecretStr) -> AsyncIterator[Finding]:
        what = self._tr("doctor-bot-token")
        trial = await self._try("auth.test", token)
        if not trial.is_ok:
            yield self._refused(what, trial)
            return
        name, team = plain(str(trial.data.get("user", ""))), plain(str(trial.data.get("team", "")))
        yield Finding(what=what, works=True, sentence=self._tr("doctor-bot-user", name=name, team=team))
        yield _compare_scopes(self._tr, trial.scopes)

    async def examine_app(self, token: SecretStr) -> AsyncIterator[Finding]:
        what = self._tr("doctor-app-token")
        trial = await self._try("apps.connections.open", token)
        if not trial.is_ok:
            yield self._refused(what, trial)
            return
        yield Finding(what=what, works=True, sentence=self._tr("doctor-app-token-works"))
        yield await self._examine_socket(str(trial.data.get("url", "")))

    async def _examine_socket(self, address: str) -> Finding:
        what, proxy = self._tr("doctor-socket"), self._clients.route.proxy
        if await opens_socket(self._clients, address):
            return Finding(what=what, works=True, sentence=self._tr("doctor-socket-opens"))
        sentence = self._tr("doctor-socket-closed")
        if proxy:
            sentence = self._tr("doctor-socket-closed-proxy", place=proxy.place, variable=proxy.variable)
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
            is_distrusted = code == DISTRUSTED
            sentence = describe_unreachable(self._tr, "Slack", route, "SLACK_API_URL", is_distrusted=is_distrusted)
        else:
            sentence = self._tr("doctor-slack-refuses", code=code)
        return Finding(what=what, works=False, sentence=sentence)


def _compare_scopes(tr: Translator, granted: frozenset[str]) -> Finding:
    what, asked = tr("doctor-scopes"), bot_scopes()
    if not granted:
        return Finding(what=what, works=None, sentence=tr("doctor-scopes-not-listed"))
    if missing := sorted(asked - granted):
        sentence = tr("doctor-scopes-missing", scopes=tr("list-separator").join(missing))
        return Finding(what=what, works=False, sentence=sentence)
    sentence = tr("doctor-scopes-complete", count=len(asked))
    if more := [plain(scope) for scope in sorted(granted - asked - optional_scopes())]:
        sentence = tr("doctor-scopes-needless", count=len(asked), scopes=tr("list-separator").join(more))
    return Finding(what=what, works=True, sentence=sentence)
