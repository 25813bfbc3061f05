"""``lookalike check``: pictures checked in the terminal, progress on stderr, reports on stdout."""

import asyncio
import json
import logging
import os
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from bot import logs
from bot.commands.check_file import Oneshot
from bot.commands.check_sources import UnreadableFileError, find_pictures, label_of
from bot.commands.check_stop import STOPPED, StoppedError, describe_stop
from bot.commands.check_table import render_report
from bot.commands.terminal import say
from bot.errors import LookalikeError, OptionError, SettingsError
from bot.images import ImageNormaliser
from bot.languages import Translator
from bot.model import CheckOptions, ProblemKind, Report, Risk, Stage
from bot.options import read_fields
from bot.patsnap import connect
from bot.settings import Settings
from formatters.problems import describe
from formatters.progress import stage_name
from formatters.report import headline
from formatters.sentences import in_words
from formatters.text import plain, shorten_plain

NO_HIGH_RISK = 0
HIGH_RISK = 1
NOT_CHECKED = 2
"""Also of a report that is not at high risk, as far as it could be read and was rated."""

AT_ONCE = 8
"""Files under way at the same time; Patsnap's own pace is kept by its client."""

_FILE_WIDTH = 140
"""Columns of what goes to a file or a pipe, if nothing says how wide it is."""

COLUMNS = (
    TextColumn("{task.fields[name]}", markup=False),
    BarColumn(),
    TextColumn("{task.description}"),
    TimeElapsedColumn(),
)

_REPORT = TypeAdapter(Report)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the check of one file ended: with a report, or with a sentence that says why not."""

    path: Path
    report: Report | None = None
    error: LookalikeError | UnreadableFileError | StoppedError | None = None


def run(
    tr: Translator,
    files: Sequence[Path],
    *,
    settings: AbstractAsyncContextManager[Settings],
    typed: Mapping[str, str],
    as_json: bool,
) -> int:
    """Check the files and print what came out.

    Args:
        files: a folder stands for the pictures in it, ``-`` for standard input.
        settings: entered for as long as the checks take.
        typed: what was typed, by the option's name; those that were not typed are left out.

    Returns:
        ``STOPPED`` after Ctrl+C; ``HIGH_RISK`` if a file is at high risk, else ``NOT_CHECKED`` if one could not
        be checked, or its report could not be read to its end or has unrated comparisons; else ``NO_HIGH_RISK``.

    Raises:
        SettingsError: a setting or an option is wrong; nothing was sent to Patsnap.
    """
    logs.configure("text", level=logging.ERROR)
    return asyncio.run(_run(tr, files, place=settings, typed=typed, as_json=as_json))


def read_options(typed: Mapping[str, str], *, defaults: CheckOptions, today: date) -> CheckOptions:
    """What was typed, over the defaults.

    Raises:
        SettingsError: names the option, the wrong word and what it takes.
    """
    try:
        return read_fields(typed, defaults=defaults, today=today)
    except OptionError as error:
        option = f"--{error.problem.details['option']}"
        raise SettingsError.of("check-wrong-option", option=option, why=error.problem) from None


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """High risk outweighs a file that could not be checked: it is the news that costs money."""
    reports = [outcome.report for outcome in outcomes if outcome.report is not None]
    if any(report.verdict is Risk.HIGH for report in reports):
        return HIGH_RISK
    all_settled = len(reports) == len(outcomes) and all(report.is_settled for report in reports)
    return NO_HIGH_RISK if all_settled else NOT_CHECKED


async def _run(
    tr: Translator,
    files: Sequence[Path],
    *,
    place: AbstractAsyncContextManager[Settings],
    typed: Mapping[str, str],
    as_json: bool,
) -> int:
    async with AsyncExitStack() as stack:
        settings = await stack.enter_async_context(place)
        settings.require_patsnap()
        today = datetime.now().astimezone().date()
        oneshot = Oneshot(
            patents=await stack.enter_async_context(connect(settings, ledger=None)),
            normaliser=await stack.enter_async_context(ImageNormaliser()),
            engine=settings.patsnap_engine,
            options=read_options(typed, defaults=settings.default_options(), today=today),
            timeout_s=settings.check_timeout_s,
        )
        pictures = find_pictures(files)
        if pictures != list(files):
            say(tr("check-count", count=len(pictures)), is_complaint=True)
        outcomes = await check_files(tr, oneshot, pictures)
    _print(tr, outcomes, oneshot.options, as_json=as_json)
    return STOPPED if any(isinstance(outcome.error, StoppedError) for outcome in outcomes) else exit_code(outcomes)


async def check_files(tr: Translator, oneshot: Oneshot, files: Sequence[Path]) -> list[Outcome]:
    """Each file a check of its own, several at a time; what fails takes none of the others with it.

    Cancelled, as Ctrl+C does, it ends with what is there by then.
    """
    places = asyncio.Semaphore(AT_ONCE)
    stages = dict.fromkeys(files, Stage.RECEIVED)
    console = Console(stderr=True)
    with Progress(*COLUMNS, console=console, transient=True, disable=not console.is_terminal) as progress:

        async def check(path: Path) -> Outcome:
            def on_stage(stage: Stage) -> None:
                stages[path] = stage
                show(tr, progress, bar, stage)

            async with places:
                bar = progress.add_task(stage_name(tr, Stage.RECEIVED), name=label_of(tr, path), total=None)
                outcome = await _check(oneshot, path, on_stage=on_stage)
                show(tr, progress, bar, Stage.FINISHED if outcome.report else Stage.FAILED)
                return outcome

        checks = {path: asyncio.create_task(check(path)) for path in files}
        try:
            await asyncio.wait(checks.values())
        except asyncio.CancelledError:
            if (this := asyncio.current_task()) is not None:
                this.uncancel()
            for task in checks.values():
                task.cancel()
            await asyncio.wait(checks.values())
    return [
        Outcome(path=path, error=StoppedError(stages[path])) if task.cancelled() else task.result()
        for path, task in checks.items()
    ]


async def _check(oneshot: Oneshot, path: Path, *, on_stage: Callable[[Stage], None]) -> Outcome:
    try:
        return Outcome(path=path, report=await oneshot.check(path, on_stage=on_stage))
    except (LookalikeError, UnreadableFileError) as error:
        return Outcome(path=path, error=error)
    except Exception as error:  # the other pictures have been paid for
        error_id = secrets.token_hex(4)
        logger.debug("a check failed", extra={"error_id": error_id}, exc_info=error)
        return Outcome(path=path, error=LookalikeError.of(ProblemKind.INTERNAL, error_id=error_id))


_STEPS_DONE = {Stage.RECEIVED: 0, Stage.SUBMITTING: 1, Stage.FINISHED: 2, Stage.FAILED: 2}


def show(tr: Translator, progress: Progress, bar: TaskID, stage: Stage) -> None:
    """Move a bar to a stage. How long the comparison takes nobody knows: its bar runs without an end."""
    done = _STEPS_DONE.get(stage)
    progress.update(bar, description=stage_name(tr, stage), total=None if done is None else 2, completed=done)
    if stage.is_end:
        progress.stop_task(bar)


class _Output(Console):
    """Stdout, which may be closed at the other end, as by ``head``: the exit code is still that of the pictures."""

    def on_broken_pipe(self) -> None:
        with suppress(SystemExit):
            super().on_broken_pipe()


def _print(tr: Translator, outcomes: Sequence[Outcome], chosen: CheckOptions, *, as_json: bool) -> None:
    console = _Output(highlight=False)
    if as_json:
        console.out(json.dumps([_as_json(tr, outcome) for outcome in outcomes], indent=2))
    else:
        _print_reports(tr, console, outcomes, chosen)
    stopped = [
        (label_of(tr, outcome.path), outcome.error) for outcome in outcomes if isinstance(outcome.error, StoppedError)
    ]
    for line in describe_stop(tr, stopped):
        say(line, is_complaint=True)


def _print_reports(tr: Translator, console: Console, outcomes: Sequence[Outcome], chosen: CheckOptions) -> None:
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = max(console.width, _FILE_WIDTH)
    for outcome in outcomes:
        if outcome.report is not None:
            console.print(render_report(tr, label_of(tr, outcome.path), outcome.report, chosen))
            console.print()
        elif outcome.error is not None and not isinstance(outcome.error, StoppedError):
            say(_complaint(tr, outcome.path, outcome.error), is_complaint=True)


def _complaint(tr: Translator, path: Path, error: LookalikeError | UnreadableFileError) -> str:
    """The sentence, which often names the file by itself."""
    said, name = sentence(tr, error), label_of(tr, path)
    return said if name.lower() in said.lower() else tr("check-complaint", name=name, sentence=said)


def sentence(tr: Translator, error: LookalikeError | UnreadableFileError | StoppedError) -> str:
    """Why a file was not checked, for somebody at a terminal."""
    if isinstance(error, StoppedError):
        return tr(f"check-stopped-{error.paid}")
    if isinstance(error, UnreadableFileError):
        return plain(in_words(tr, error.sentence))
    details = error.problem.details
    match error.problem.kind:
        case ProblemKind.EXPIRED:  # nothing is kept here that a second try could look up
            return tr("check-expired", seconds=details.get("timeout_s") or "unknown")
        case ProblemKind.INTERNAL:
            return tr("check-internal", error_id=details["error_id"])
        case ProblemKind.NOT_AN_IMAGE if details.get("name"):
            return tr("check-not-an-image", name=shorten_plain(details["name"], 120))
    return describe(tr, error.problem)


def _as_json(tr: Translator, outcome: Outcome) -> dict[str, Any]:
    report, error = outcome.report, outcome.error
    problem: dict[str, Any] | None = None
    if isinstance(error, UnreadableFileError):
        problem = {"kind": "unreadable_file", "details": {}, "sentence": sentence(tr, error)}
    elif isinstance(error, StoppedError):
        problem = {"kind": "stopped", "details": {"paid": error.paid.value}, "sentence": sentence(tr, error)}
    elif error is not None:
        details = dict(error.problem.details)
        problem = {"kind": error.problem.kind.value, "details": details, "sentence": sentence(tr, error)}
    return {
        "file": str(outcome.path),
        "verdict": report.verdict.value if report else None,
        "headline": headline(tr, report) if report else None,
        "report": _REPORT.dump_python(report, mode="json") if report else None,
        "problem": problem,
    }
