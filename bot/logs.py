"""Logging: one line an event, on stderr, as text or as JSON, with whatever looks like a secret masked.

Callers hand their facts as extras: ``logger.info("check advanced", extra={"check": id, "stage": stage})``.
``with about(check=id):`` gives them to every line of that stretch of work, tasks started in it and libraries included.
No code hands a token or a signed address to a logger; masking is the second net, for messages that libraries word.
"""

import json
import logging
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType, TracebackType
from typing import Literal, TextIO

MASK = "[masked]"

_QUIET = (
    "aiohttp",
    "alembic",
    "apscheduler",
    "asyncio",
    "httpcore",
    "httpx",
    "PIL",
    "slack_bolt",
    "slack_sdk",
    "uvicorn",
)
"""Libraries that are heard from WARNING on."""

_FALSE_ALARM = "As you gave `client` as well, `token` will be unused."
"""Bolt's: it finds SLACK_BOT_TOKEN in the environment by itself, and warns that it did not need it."""

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName", "color_message"}
"""The attributes of a record that are no extras."""

# None of these takes a quote or a backslash, so that a line of JSON stays one.
_SECRETS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:xox[a-z]|xapp)[.-][\w.-]+"), MASK),
    (re.compile(r"\b(Bearer|Basic)\s+[\w.~+/=-]+", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(r"data:[\w/+.-]*;base64,[\w+/=]*"), f"data:{MASK}"),
    (re.compile(r"//[^\s/@\"'\\]+@"), f"//{MASK}@"),
    (re.compile(r"(https?://(?:hooks\.slack\.com|files\.slack\.com/upload)/)[^\s\"'<>\\]+"), rf"\1{MASK}"),
    (re.compile(r"((?:https?|wss?)://[^\s\"'<>?\\]*)\?[^\s\"'<>\\]*"), rf"\1?{MASK}"),
    (
        re.compile(
            r"((?:api_?key|client_?secret|signing_?secret|password|ticket|token)\\?[\"']?\s*[=:]\s*\\?[\"']?)"
            r"[^\s\"'\\&,;)}]+",
            re.IGNORECASE,
        ),
        rf"\1{MASK}",
    ),
)


def show_debug() -> None:
    """Have all logged that the app itself has to say, whatever level a command configures."""
    for name in ("bot", "handlers"):
        logging.getLogger(name).setLevel(logging.DEBUG)


def configure(
    format: Literal["text", "json"],  # noqa: A002 - the setting's name
    *,
    level: int = logging.INFO,
    stream: TextIO | None = None,
) -> None:
    """Send every logger's lines, and the process's last words, to ``stream`` (stderr if it is None)."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_JsonFormatter() if format == "json" else _TextFormatter())
    handler.addFilter(_is_worth_a_line)  # levels alone would not do: Bolt gives its loggers that of the root
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_unforeseen


_about: ContextVar[Mapping[str, str]] = ContextVar("about", default=MappingProxyType({}))


@contextmanager
def about(**facts: str) -> Iterator[None]:
    """Put these facts on every line that is logged from here, and from the tasks that are started here."""
    before = _about.set({**_about.get(), **facts})
    try:
        yield
    finally:
        _about.reset(before)


def redact(text: str) -> str:
    """Mask Slack's and Patsnap's tokens, keys, passwords, the queries of addresses, and inlined images."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    if record.name.partition(".")[0] not in _QUIET:
        return True
    return record.levelno >= logging.WARNING and record.getMessage() != _FALSE_ALARM


class _TextFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        facts = "".join(f" {name}={_quoted(value)}" for name, value in _extras(record).items())
        message = record.getMessage().replace("\n", "\\n")
        line = f"{_time(record)} {record.levelname:<7} {record.name}: {message}{facts}"
        trace = _trace(self, record)
        return redact(f"{line}\n{trace}" if trace else line)


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line = {**_extras(record), **line}
        if trace := _trace(self, record):
            line["exception"] = trace
        return redact(json.dumps(line, ensure_ascii=False, default=str))


def _extras(record: logging.LogRecord) -> Mapping[str, object]:
    return {**_about.get(), **{name: value for name, value in record.__dict__.items() if name not in _STANDARD}}


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def _trace(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    traces = [formatter.formatException(record.exc_info)] if record.exc_info else []
    if record.stack_info:
        traces.append(formatter.formatStack(record.stack_info))
    return "\n".join(traces)


def _quoted(value: object) -> str:
    text = str(value)
    return json.dumps(text, ensure_ascii=False) if not text or re.search(r"[\s=\"]", text) else text


def _log_unforeseen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("bot").critical("stopped by an unforeseen error", exc_info=(kind, error, trace))
