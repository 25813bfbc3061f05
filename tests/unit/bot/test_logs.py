import io
import json
import logging
import sys
import warnings

import pytest
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped

from bot import logs

SECRETS = {
    "a bot token": ("calling with xoxb-123-456-AbCdEf now", "xoxb-123"),
    "an app token": ("xapp-1-A0-99-abcdef", "xapp-1"),
    "a rotated token": ("xoxe.xoxb-1-Mi0yLTEx", "Mi0yLTEx"),
    "a bearer": ("{'Authorization': 'Bearer abc.DEF-123_~+/=='}", "abc.DEF"),
    "basic credentials": ("Authorization: Basic aWQ6c2VjcmV0", "aWQ6c2VjcmV0"),
    "Patsnap's key in a query": ("POST https://connect.patsnap.com/ai/submit?apikey=k-123 failed", "k-123"),
    "a key outside an address": ("apikey=k-123, retrying", "k-123"),
    "a token in JSON": ('got {"token": "s3cr3t", "expires_in": 1799}', "s3cr3t"),
    "a secret in a mapping": ("{'client_secret': 's3cr3t'}", "s3cr3t"),
    "a signature": ("GET https://cdn.example/mug.png?Expires=1&Signature=s3cr3t~ 200", "s3cr3t"),
    "a socket's ticket": ("wss://wss.slack.com/link/?ticket=s3cr3t&app_id=1", "s3cr3t"),
    "a response address": ("https://hooks.slack.com/actions/T1/22/s3cr3t gone", "s3cr3t"),
    "an upload address": ("https://files.slack.com/upload/v1/s3cr3t gone", "s3cr3t"),
    "a database's password": ("postgresql://bot:s3cr3t@db/lookalike", "s3cr3t"),
    "an inlined picture": ("line_drawing data:image/png;base64,iVBORw0KGgo= kept", "iVBOR"),
}


@pytest.fixture(autouse=True)
def as_before():
    """Logging is the process's: each test leaves it as pytest had it."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs._QUIET}
    root.handlers.clear()
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:], sys.excepthook = handlers, hook
    root.setLevel(level)
    for name, quiet in levels.items():
        logging.getLogger(name).setLevel(quiet)


def fail(message):
    raise ValueError(message)


def lines(format_, log):
    stream = io.StringIO()
    logs.configure(format_, stream=stream)
    log(logging.getLogger("bot.checks"))
    return stream.getvalue()


def test_text_is_one_line_with_the_facts_behind_the_message():
    written = lines(
        "text", lambda log: log.info("check advanced", extra={"check": "c1", "seconds": 2.5, "reason": "two words"})
    )
    time, rest = written.split(" ", 1)
    assert rest == 'INFO    bot.checks: check advanced check=c1 seconds=2.5 reason="two words"\n'
    assert time.endswith("Z")
    assert "T" in time


def test_text_keeps_a_line_break_from_starting_a_line_of_its_own():
    assert lines("text", lambda log: log.info("name %s", "a\nERROR forged")).count("\n") == 1
    assert lines("text", lambda log: log.info("x", extra={"name_": "a\nERROR forged"})).count("\n") == 1


def test_json_is_one_object_a_line():
    written = lines(
        "json", lambda log: log.warning("check %s", "advanced", extra={"check": "c1", "at": object, "level": "forged"})
    )
    line = json.loads(written)
    assert line["time"].endswith("Z")
    assert (line["level"], line["logger"], line["message"], line["check"]) == (
        "warning",
        "bot.checks",
        "check advanced",
        "c1",
    )
    assert written.count("\n") == 1


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize(("message", "secret"), SECRETS.values(), ids=SECRETS)
def test_secrets_are_masked_wherever_they_stand(format_, message, secret):
    def log(logger):
        logger.info(message)
        logger.info("%s", message)
        logger.info("with a fact", extra={"fact": message})
        try:
            fail(message)
        except ValueError:
            logger.exception("with a trace")

    written = lines(format_, log)
    assert secret not in written
    assert written.count(logs.MASK) >= 4
    if format_ == "json":
        assert len([json.loads(line) for line in written.splitlines()]) == 4


def test_what_is_no_secret_stays():
    message = "check c1: SLACK_BOT_TOKEN is not set: see https://example.org/a/b, 14:02, token_rotation, US10555-S1"
    assert logs.redact(message) == message


def test_libraries_are_heard_from_warnings_on():
    def log(_):
        logging.getLogger("httpx").info("HTTP Request: GET")
        logging.getLogger("apscheduler.scheduler").info("Added job")
        logging.getLogger("slack_bolt.AsyncApp").setLevel(logging.INFO)  # as Bolt itself does
        logging.getLogger("slack_bolt.AsyncApp").info("A new session has been established")
        logging.getLogger("slack_bolt.AsyncApp").warning(warning_client_prioritized_and_token_skipped())
        logging.getLogger("slack_sdk.socket_mode").warning("reconnecting")

    written = lines("text", log)
    assert "reconnecting" in written
    assert written.count("\n") == 1


def test_a_warning_of_python_is_logged():
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        written = lines("text", lambda _: warnings.warn("old call", DeprecationWarning, stacklevel=1))
    assert "py.warnings" in written
    assert "old call" in written


def test_an_unforeseen_error_is_logged_without_its_secrets():
    def log(_):
        try:
            fail("no answer with xoxb-1-2-3")
        except ValueError as error:
            sys.excepthook(ValueError, error, error.__traceback__)

    written = lines("text", log)
    assert "stopped by an unforeseen error" in written
    assert "Traceback" in written
    assert "xoxb-1" not in written
