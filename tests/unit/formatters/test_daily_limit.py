from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model import Problem, ProblemKind, Stage
from formatters.dates import local_time
from formatters.problems import describe, format_refusal
from formatters.progress import format_progress
from tests.languages import EN, ZH
from tests.unit.formatters.builders import CHECK, NOW, POST
from tests.unit.formatters.checker import check_message, texts_of

UNTIL = datetime(2026, 1, 12, 16, 2, tzinfo=UTC)
WAITING = replace(CHECK, stage=Stage.PREPARED, ended_at=None, waits_until=UNTIL)


def progress(*checks, now=NOW):
    return format_progress(EN, POST, checks, now=now, expected_s=45.0)


def joined(message):
    return "\n".join(texts_of(message.blocks))


def test_moment_is_shown_in_each_readers_own_time_and_in_utc_where_it_cannot():
    assert EN.utc_time(UNTIL) == "12 Jan 2026, 16:02 UTC"
    assert local_time(EN, UNTIL) == "<!date^1768233720^{date_short_pretty} at {time}|12 Jan 2026, 16:02 UTC>"


def test_progress_shows_that_all_wait_and_does_not_change_all_night():
    message = progress(WAITING)
    check_message(message)
    assert "Waiting to check the picture" in joined(message)
    assert "mug.png: Waits for Patsnap's next day" in joined(message)
    assert local_time(EN, UNTIL) in joined(message)
    assert "Cancel" in joined(message)
    assert progress(WAITING, now=NOW + timedelta(hours=6)) == message


def test_progress_goes_on_once_the_limit_has_ended_or_while_something_moves():
    assert "Waits" not in joined(progress(WAITING, now=UNTIL))
    moving = replace(CHECK, id="c2", position=1, stage=Stage.SUBMITTED, ended_at=None)
    both = joined(progress(WAITING, moving))
    assert "Checking 2 pictures" in both
    assert "Waits for Patsnap's next day" in both
    assert "Goes on by itself" not in both


def test_sentence_for_who_asked_names_the_service_and_when_its_limit_ends():
    problem = Problem(ProblemKind.DAILY_LIMIT, {"api": "P069", "until": f"{UNTIL.timestamp():.0f}"})
    assert describe(EN, problem).endswith("(service P069). Please try again after 12 Jan 2026, 16:02 UTC.")
    message = format_refusal(EN, problem)
    check_message(message)
    assert local_time(EN, UNTIL) in message.text


def test_limit_without_a_readable_end_ends_tomorrow():
    for until in ("", "soon", "nan", "1e99"):
        problem = Problem(ProblemKind.DAILY_LIMIT, {"api": "P069", "until": until})
        assert describe(EN, problem).endswith("Please try again tomorrow.")


def test_limit_is_said_in_chinese_with_the_moment_in_the_readers_own_time():
    problem = Problem(ProblemKind.DAILY_LIMIT, {"api": "P069", "until": f"{UNTIL.timestamp():.0f}"})
    message = format_refusal(ZH, problem)
    check_message(message)
    assert f"请在此时间之后再试：{local_time(ZH, UNTIL)}。" in message.text
    assert describe(ZH, Problem(ProblemKind.DAILY_LIMIT, {"api": "P069"})).endswith("请明天再试。")
    assert local_time(ZH, UNTIL) in joined(format_progress(ZH, POST, [WAITING], now=NOW, expected_s=45.0))
