"""What Ctrl+C says of the checks that it ended."""

import pytest

from bot.commands.check_stop import Paid, StoppedError, describe_stop
from bot.model import Stage
from tests.languages import EN


@pytest.mark.parametrize(
    ("stage", "paid"),
    [
        (Stage.RECEIVED, Paid.NO),
        (Stage.PREPARED, Paid.NO),
        (Stage.SUBMITTING, Paid.PERHAPS),
        (Stage.SUBMITTED, Paid.YES),
    ],
)
def test_stage_says_whether_it_was_paid(stage, paid):
    assert StoppedError(stage).paid is paid


def test_paid_pictures_are_named_and_the_others_counted():
    stages = {
        "a.png": Stage.SUBMITTED,
        "b.png": Stage.SUBMITTING,
        "c.png": Stage.RECEIVED,
        "d.png": Stage.SUBMITTED,
        "e.png": Stage.PREPARED,
    }
    assert describe_stop(EN, [(name, StoppedError(stage)) for name, stage in stages.items()]) == [
        "Searched for and paid, without waiting for the report: a.png, d.png. Checking again is another paid call.",
        "On its way when it was stopped, and perhaps paid: b.png.",
        "Not searched for, and not paid: 2 pictures.",
    ]
    assert describe_stop(EN, []) == []
