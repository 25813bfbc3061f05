import math
from datetime import date

import pytest

from bot.model.statement import CallUsage, PlanUsage, Statement
from formatters.statement import money, summarise
from tests.languages import EN, ZH

DAY = date(2026, 11, 26)
SUBMITS = CallUsage(path="/ai/image-search/submit", api="AI39-1", name="Submit", calls=2, billed_calls=2, money=40.0)
POLLS = CallUsage(path="/x", calls=31)
PLANNED = PlanUsage(path="/search/patent/image-single", api="P060", calls=1)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            Statement(first_day=DAY, last_day=DAY, usage=(SUBMITS, POLLS), plan_usage=(PLANNED,), money=1040.5),
            "on 26 Nov 2026 Patsnap charged 1,040.50: AI39-1 40.00 (2 calls), /x – (31 calls), P060 by plan (1 call).",
        ),
        (Statement(first_day=DAY, last_day=DAY), "no calls are listed on 26 Nov 2026."),
        (
            Statement(first_day=date(2026, 11, 1), last_day=DAY, usage=(SUBMITS,) * 10),
            "from 1 Nov 2026 to 26 Nov 2026 Patsnap charged an unknown sum: "
            + ", ".join(["AI39-1 40.00 (2 calls)"] * 8)
            + " and 2 more.",
        ),
    ],
)
def test_statement_is_one_sentence_that_claims_no_more_than_came(statement, said):
    assert summarise(EN, statement) == said


def test_statement_is_said_in_chinese():
    whole = Statement(first_day=DAY, last_day=DAY, usage=(SUBMITS, POLLS), plan_usage=(PLANNED,), money=1040.5)
    assert summarise(ZH, whole) == (
        "2026年11月26日，Patsnap 计费：1,040.50；"
        "明细：AI39-1 40.00（2 次调用）、/x –（31 次调用）、P060 按套餐（1 次调用）。"
    )
    assert summarise(ZH, Statement(first_day=date(2026, 11, 1), last_day=DAY)) == (
        "2026年11月1日至2026年11月26日没有调用记录。"
    )
    assert summarise(ZH, Statement(first_day=DAY, last_day=DAY, usage=(SUBMITS,) * 10)).endswith(
        "（2 次调用），另有 2 项。"
    )


@pytest.mark.parametrize("amount", [math.nan, math.inf, -0.001, 1e300])
def test_odd_amounts_are_said(amount):
    assert money(EN, amount)
