"""``lookalike costs`` on a database with calls in it, beside a statement by script."""

import json
from datetime import UTC, date, datetime

import pytest

from bot.commands import costs
from bot.commands.costs import Compared, compare, read_month
from bot.costs import Ledger, paid_by
from bot.errors import BadCredentials, SettingsError
from bot.languages import translator
from bot.languages.choice import LANGUAGES
from bot.model import ENGLISH, ProblemKind
from bot.model.costs import CallSum, Cost, Payer, Payment
from bot.model.statement import CallUsage, PlanUsage, Statement
from bot.settings import Settings
from tests.sentences import words_of

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
STATEMENT = Statement(
    first_day=date(2026, 11, 1),
    last_day=date(2026, 11, 27),
    usage=(
        CallUsage(path="/basic-patent-data/simple-bibliography", api="P011", calls=3),
        CallUsage(path="/image-search/image-upload", api="P010", calls=9),
    ),
    plan_usage=(PlanUsage(path="/search/patent/image-single", api="P060", calls=2),),
    money=12.5,
)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
def settings(database_url):
    return Settings(_env_file=None, DATABASE_URL=database_url, PATSNAP_CLIENT_ID="id", PATSNAP_CLIENT_SECRET="secret")


@pytest.fixture
async def filled(engine):
    """Three look-ups of two people in two channels, one of them with a lost answer, and one a month earlier."""
    ada, bo = (Payer(team_id="T1", channel_id=f"C{name}", user_id=f"U{name}") for name in ("ADA", "BO"))
    for day, payer, payment in (
        (1, ada, Payment.PAID),
        (20, ada, Payment.UNKNOWN),
        (27, bo, Payment.PAID),
        (-5, bo, Payment.PAID),
    ):
        at = BEGIN.timestamp() + (day - 1) * 86_400 + 3600
        ledger = Ledger(database=engine, clock=lambda at=at: at)
        with paid_by(payer):
            call_id = await ledger.announce("simple-bibliography", Cost.LOOKUP)
            await ledger.settle(call_id, "simple-bibliography", payment)


@pytest.fixture
def stated(monkeypatch):
    """What Patsnap's statement is, or why it gives none; the days that it was asked for."""

    def script(answer):
        asked = []

        async def ask(_settings, first, last):
            asked.append((first, last))
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.setattr(costs, "ask", ask)
        return asked

    return script


async def show(settings, capsys, *, lang=ENGLISH, as_json=False, now=NOW, begin=BEGIN):
    assert await costs._run(translator(lang), settings, begin, now=now, as_json=as_json) == costs.SHOWN
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_costs_of_a_month_beside_a_statement_that_differs(settings, filled, stated, capsys, lang, snapshot):
    asked = stated(STATEMENT)
    assert await show(settings, capsys, lang=lang) == snapshot
    assert asked == [(date(2026, 11, 1), date(2026, 11, 27))]


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_costs_without_calls_and_without_a_statement(settings, engine, stated, capsys, lang, snapshot):
    stated(BadCredentials.of(ProblemKind.NO_PERMISSION, api="Statement of account V2", code="67200004"))
    assert await show(settings, capsys, lang=lang) == snapshot


async def test_costs_as_json(settings, filled, stated, capsys):
    stated(STATEMENT)
    said = json.loads(await show(settings, capsys, as_json=True))
    assert said["by_endpoint"] == [{"endpoint": "simple-bibliography", "counted": "lookup", "calls": 3, "unknown": 1}]
    assert [(one["channel"], one["calls"]) for one in said["by_channel"]] == [("CADA", 2), ("CBO", 1)]
    assert [(one["person"], one["calls"]) for one in said["by_person"]] == [("UADA", 2), ("UBO", 1)]
    assert said["statement"]["services"] == [
        {"endpoint": "image-single", "stated": 2, "ledger": 0},
        {"endpoint": "simple-bibliography", "stated": 3, "ledger": 3},
    ]


async def test_costs_on_the_first_of_a_month_ask_for_no_statement(settings, engine, stated, capsys):
    asked = stated(STATEMENT)
    said = await show(settings, capsys, now=datetime(2026, 11, 1, 15, tzinfo=UTC))
    assert "No day of this month is over by Patsnap's calendar" in said
    assert asked == []


async def test_costs_of_a_month_that_is_over_ask_for_all_of_its_days(settings, engine, stated, capsys):
    asked = stated(STATEMENT)
    await show(settings, capsys, begin=datetime(2026, 2, 1, tzinfo=UTC))
    assert asked == [(date(2026, 2, 1), date(2026, 2, 28))]


def test_what_agrees_is_no_difference_and_what_is_not_counted_is_left_out():
    written = [CallSum(name="simple-bibliography", cost=Cost.LOOKUP, calls=3)]
    assert compare(STATEMENT, written) == [Compared("image-single", 2, 0), Compared("simple-bibliography", 3, 3)]


@pytest.mark.parametrize(
    ("typed", "begin"),
    [(None, "2026-11-01"), ("2026-11", "2026-11-01"), (" 2025-02 ", "2025-02-01")],
)
def test_month_is_the_one_typed_or_the_one_that_runs(typed, begin):
    assert f"{read_month(typed, now=NOW):%Y-%m-%d}" == begin


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("november", "--month: “november” is no month; it takes one such as 2026-11."),
        ("2026-13", "--month: “2026-13” is no month; it takes one such as 2026-11."),
        ("2026-12", "--month: 2026-12 has not begun yet."),
    ],
)
def test_month_that_is_none_is_a_sentence(typed, why):
    with pytest.raises(SettingsError) as caught:
        read_month(typed, now=NOW)
    assert words_of(caught.value) == why
