import math

import pytest

from bot.errors import BadResponse, Rejected, Unavailable
from bot.model import Problem, ProblemKind, Stage
from bot.monitoring.metrics import Metrics
from bot.monitoring.queue import Backlog
from bot.patsnap.error_codes import code_label


@pytest.fixture
def metrics():
    return Metrics()


def outcomes(metrics):
    (family,) = metrics.slack_calls.collect()
    return {sample.labels["outcome"] for sample in family.samples}


def test_slacks_codes_are_labels_and_whatever_else_stands_there_is_none(metrics):
    for outcome in ("ok", "ratelimited", "U0ADA00001", "no such thing", "xoxb-1", "", "a" * 61):
        metrics.observe_slack("chat.update", outcome)
    assert outcomes(metrics) == {"ok", "ratelimited", "other"}


def test_codes_that_somebody_makes_up_do_not_fill_the_memory(metrics):
    for number in range(1000):
        metrics.observe_slack("chat.update", f"code_{number}")
    assert len(outcomes(metrics)) <= 101
    assert "other" in outcomes(metrics)


@pytest.mark.parametrize(
    ("code", "label"), [(67200005, "67200005"), (503, "503"), (None, "none"), (42, "other"), (10**12, "other")]
)
def test_patsnaps_codes_are_labels_where_they_are_known(code, label):
    problem = Problem(ProblemKind.UNAVAILABLE)
    for kind in (Unavailable, Rejected, BadResponse):
        assert code_label(kind(problem, code=code)) == label


def test_no_error_has_no_code():
    assert code_label(None) == "none"


def test_a_queue_of_which_nothing_is_known_shows_nothing_old(metrics):
    metrics.observe_backlog(Backlog({(Stage.RECEIVED, "due"): 3}, 12.0))
    assert metrics.registry.get_sample_value("lookalike_queue_checks", {"stage": "received", "state": "due"}) == 3
    metrics.observe_backlog(None)
    assert metrics.registry.get_sample_value("lookalike_queue_checks", {"stage": "received", "state": "due"}) is None
    assert math.isnan(metrics.registry.get_sample_value("lookalike_queue_oldest_due_seconds"))
