import asyncio
import io
import json
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.commands import check
from bot.commands.check import Outcome, check_files, exit_code, read_options, sentence
from bot.commands.check_sources import UnreadableFileError
from bot.commands.check_stop import Paid
from bot.commands.check_table import render_report
from bot.errors import LookalikeError, Rejected, SettingsError
from bot.model import (
    CHINESE,
    CheckOptions,
    Comparison,
    LegalStatus,
    Patent,
    Problem,
    ProblemKind,
    Report,
    Risk,
    Stage,
)
from bot.settings import Settings
from tests.languages import EN, ZH
from tests.sentences import refused, words_of

OPTIONS = CheckOptions(countries=("US", "CN"))
SANTA = Comparison(
    patent=Patent(
        patent_id="p1",
        publication_number="USD1055174S1",
        title="Inflatable [red]Santa[/red] \x1b[31m",
        country="US",
        current_assignee="Northwind",
    ),
    risk=Risk.HIGH,
    score=0.85,
    legal_status=LegalStatus.VALID,
)
UNKNOWN = replace(SANTA, risk=Risk.UNRATED, risk_level="Very High")
HIGH = Report(
    comparisons=(SANTA, replace(SANTA, risk=Risk.LOW, patent=replace(SANTA.patent, title="Lamp"))),
    countries=("US", "CN"),
    high_risk_countries=("US",),
    medium_risk_countries=("CN",),
    suspected_countries=("US",),
    suspected_count=2,
    locarno=("21-01",),
    filed_after=date(2020, 1, 31),
    operated_at=datetime(2026, 1, 1, tzinfo=UTC),
    total_found=1234,
)
OPEN = Report(comparisons=(UNKNOWN,), unreadable=2)
LOW = Report(countries=("US",))
REFUSED = Rejected(Problem(ProblemKind.REJECTED, {"code": "68300004", "reason": "country"}), code=68300004)


def outcome(*, report=None, error=None, name="mug.png"):
    return Outcome(path=Path("pictures") / name, report=report, error=error)


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ([outcome(report=LOW)], 0),
        ([outcome(report=HIGH)], 1),
        ([outcome(error=REFUSED)], 2),
        ([outcome(report=LOW), outcome(error=REFUSED)], 2),
        ([outcome(report=HIGH), outcome(error=REFUSED), outcome(report=LOW)], 1),
        ([outcome(report=Report(medium_risk_countries=("US",)))], 0),
        ([outcome(report=Report(comparisons=(SANTA,)))], 1),
        ([outcome(report=LOW), outcome(report=Report(unreadable=1))], 2),
        ([outcome(report=Report(medium_risk_countries=("US",), comparisons=(UNKNOWN,)))], 2),
        ([outcome(report=Report(suspected_count=1))], 2),
        ([outcome(report=replace(HIGH, unreadable=1))], 1),
    ],
)
def test_the_exit_code_says_what_matters_most(outcomes, code):
    assert exit_code(outcomes) == code


def test_options_stand_over_the_defaults():
    typed = {"countries": "us, korea", "since": "2020", "loc": "21-1", "lang": "zh", "keyword": " smart watch "}
    assert read_options(typed, defaults=OPTIONS, today=date(2026, 1, 1)) == CheckOptions(
        countries=("US", "KR"),
        lang=CHINESE,
        filed_after=date(2020, 1, 1),
        locarno=("21-01",),
        keyword="smart watch",
    )
    assert read_options({}, defaults=OPTIONS, today=date(2026, 1, 1)) == OPTIONS


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("countries", "US,XX", "it does not know “XX”; it takes codes or names"),
        ("countries", "US,Germny", "it does not know “Germny” (did you mean Germany?); it takes codes or names"),
        ("countries", "", "nothing stands behind it; it takes codes or names"),
        ("since", "2027", "“2027” is still to come; it takes a year or a day"),
        ("loc", "99-01", "it does not know “99-01”; it takes Locarno classes"),
        ("lang", "fr", "it does not know “fr”; it takes en or zh"),
        ("keyword", "x" * 101, "“" + "x" * 80 + "” is too long; it takes up to 5 words"),
    ],
)
def test_a_wrong_option_is_named_with_the_wrong_word_and_what_it_takes(name, value, why):
    with pytest.raises(SettingsError) as caught:
        read_options({name: value}, defaults=OPTIONS, today=date(2026, 1, 1))
    assert words_of(caught.value).startswith(f"--{name}: {why}")
    assert words_of(caught.value).endswith("Nothing was sent to Patsnap.")


def render(report, tr=EN, *, width=160):
    console = Console(file=io.StringIO(), width=width)
    console.print(render_report(tr, "mug.png", report, OPTIONS))
    return console.file.getvalue()


def test_a_report_shows_verdict_countries_and_comparisons():
    shown = render(HIGH)
    assert "mug.png  🔴 Rated high by Patsnap in 1 market" in shown
    for row in (
        ("Rated high", "United States (US)"),
        ("Rated medium", "China (CN)"),
        ("Flagged for review", "2 · United States (US)"),
        ("Locarno", "21-01 "),
        ("Searched", "United States (US), China (CN) · designs filed after 31 Jan 2020 · 1,234 similar designs found"),
        ("🔴 High", "US", "USD1055174S1", "85%", "In force", "Northwind"),
    ):
        assert any(all(cell in line for cell in row) for line in shown.splitlines()), row
    assert "not legal advice" in shown


def test_text_from_outside_is_neither_markup_nor_control():
    shown = render(HIGH)
    assert "Inflatable [red]Santa[/red]" in shown
    assert "\x1b" not in shown


def test_a_report_without_findings_never_says_safe():
    shown = render(LOW)
    assert "Nothing rated high or medium by Patsnap" in shown
    assert "safe" not in shown.lower()
    assert "Rated high" not in shown.split("\n", 1)[1]


def test_what_could_not_be_read_or_rated_is_told_in_the_table():
    shown = render(OPEN)
    assert "⚪ 1 comparison unrated, 2 could not be read" in shown
    assert "⚪ Very High" in shown
    assert "2 comparisons, not listed" in shown
    assert "3 compared closely" in shown


def test_every_stage_has_a_place_in_the_bar():
    progress = check.Progress(*check.COLUMNS, console=Console(file=io.StringIO()))
    bar = progress.add_task("", name="mug.png", total=None)
    for stage in Stage:
        check.show(EN, progress, bar, stage)
        assert progress.tasks[0].description
    assert progress.finished


@pytest.mark.parametrize(("details", "time"), [({"timeout_s": "1800"}, " within 1800 s"), ({}, "")])
def test_an_expired_check_promises_no_second_look(details, time):
    said = sentence(EN, LookalikeError(Problem(ProblemKind.EXPIRED, details)))
    assert said == f"Patsnap gave no answer{time}. Checking again makes another paid call."


class FakeOneshot:
    """Ends each file as its name says."""

    def __init__(self):
        self.under_way = self.most = 0

    async def check(self, path, *, on_stage):
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        on_stage(Stage.RECEIVED)
        await asyncio.sleep(0)
        on_stage(Stage.SUBMITTED)
        self.under_way -= 1
        match path.stem:
            case "high":
                return HIGH
            case "open":
                return OPEN
            case "refused":
                raise REFUSED
            case "gone":
                raise UnreadableFileError.of("check-file-missing", file="gone.png")
        return LOW


async def test_each_file_is_a_check_of_its_own(capsys):
    oneshot = FakeOneshot()
    outcomes = await check_files(EN, oneshot, [Path(f"{name}.png") for name in ("low", "refused", "gone", "high")])
    assert [item.report for item in outcomes] == [LOW, None, None, HIGH]
    assert [type(item.error).__name__ for item in outcomes] == [
        "NoneType",
        "Rejected",
        "UnreadableFileError",
        "NoneType",
    ]
    assert oneshot.most == 4
    assert capsys.readouterr().out == ""


async def test_not_all_of_many_files_are_under_way_at_once():
    oneshot = FakeOneshot()
    await check_files(EN, oneshot, [Path(f"low{number}.png") for number in range(40)])
    assert oneshot.most == check.AT_ONCE


async def test_unforeseen_error_of_one_file_is_told_with_an_id_and_the_others_are_checked(caplog):
    class Broken(FakeOneshot):
        async def check(self, path, *, on_stage):
            if path.stem == "broken":
                raise KeyError("s3cr3t")
            return await super().check(path, on_stage=on_stage)

    with caplog.at_level("DEBUG", logger="bot"):
        broken, high = await check_files(EN, Broken(), [Path("broken.png"), Path("high.png")])
    assert high.report is HIGH
    error_id = broken.error.problem.details["error_id"]
    assert sentence(EN, broken.error) == (
        f"Something went wrong that nobody foresaw (error {error_id}). Try again with --debug."
    )
    assert caplog.records[-1].error_id == error_id
    assert caplog.records[-1].exc_info


class StoppedOneshot(FakeOneshot):
    """Checks of which one ends, and the others are stopped at the stages that their names say."""

    def __init__(self):
        super().__init__()
        self.asked = asyncio.Event()

    async def check(self, path, *, on_stage):
        if path.stem == "high":
            return HIGH
        for stage in (Stage.RECEIVED, Stage.PREPARED, Stage.SUBMITTING, Stage.SUBMITTED):
            on_stage(stage)
            if stage.value == path.stem:
                break
        self.asked.set()
        return await asyncio.Event().wait()


async def test_cancelled_checks_end_with_what_is_there_and_say_what_is_paid():
    oneshot = StoppedOneshot()
    files = [Path(f"{name}.png") for name in ("high", "submitted", "submitting", "prepared", *map(str, range(9)))]
    checking = asyncio.create_task(check_files(EN, oneshot, files))
    await oneshot.asked.wait()
    checking.cancel()
    outcomes = await checking
    assert outcomes[0].report is HIGH
    paid = [item.error.paid for item in outcomes[1:]]
    assert paid[:3] == [Paid.YES, Paid.PERHAPS, Paid.NO]
    assert paid[-1] is Paid.NO  # its turn had not come


@pytest.fixture
def run(monkeypatch):
    """``lookalike check`` with its checks replaced; the settings are the test's."""

    @asynccontextmanager
    async def place():
        yield Settings(_env_file=None, PATSNAP_API_KEY="key")

    monkeypatch.setattr(check, "Oneshot", lambda **fields: replace_options(FakeOneshot(), fields["options"]))
    monkeypatch.setattr(check.logs, "configure", lambda *_, **__: None)

    def replace_options(oneshot, options):
        oneshot.options = options
        return oneshot

    def run(*names, tr=EN, as_json=False, **typed):
        files = [Path(f"{name}.png") if isinstance(name, str) else name for name in names]
        return check.run(tr, files, settings=place(), typed=typed, as_json=as_json)

    return run


def test_reports_go_to_stdout_and_complaints_to_stderr(run, capsys):
    assert run("high", "refused", "gone") == 1
    out, err = capsys.readouterr()
    assert "high.png" in out
    assert "refused" not in out
    assert "refused.png: Patsnap turned this check down (code 68300004): country." in err
    assert "gone.png does not exist" in err


def test_json_is_one_document_and_nothing_else(run, capsys):
    assert run("high", "refused", "gone", as_json=True) == 1
    out, err = capsys.readouterr()
    high, refused, gone = json.loads(out)
    assert (high["file"], high["verdict"], high["problem"]) == ("high.png", "high", None)
    assert high["report"]["comparisons"][0]["patent"]["publication_number"] == "USD1055174S1"
    assert high["report"]["filed_after"] == "2020-01-31"
    assert (refused["verdict"], refused["report"]) == (None, None)
    assert refused["problem"]["kind"] == "rejected"
    assert refused["problem"]["details"] == {"code": "68300004", "reason": "country"}
    assert refused["problem"]["sentence"].startswith("Patsnap turned this check down")
    assert gone["problem"]["kind"] == "unreadable_file"
    assert "Traceback" not in err


def test_json_tells_what_could_not_be_read_or_rated(run, capsys):
    assert run("open", as_json=True) == 2
    [told] = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["headline"]) == ("unrated", "1 comparison unrated, 2 could not be read")
    assert told["report"]["unreadable"] == 2
    assert told["report"]["comparisons"][0]["risk_level"] == "Very High"


def test_a_wrong_option_sends_nothing(run):
    with refused("--lang"):
        run("high", lang="fr")


def test_a_folder_is_checked_and_counted_on_stderr(run, capsys, tmp_path):
    for name in ("low.png", "high.png", "notes.txt"):
        (tmp_path / name).touch()
    assert run(tmp_path, as_json=True) == 1
    out, err = capsys.readouterr()
    assert [Path(item["file"]).name for item in json.loads(out)] == ["high.png", "low.png"]
    assert err == "Checking 2 pictures.\n"


def test_format_is_asked_for_in_words_that_fit_a_terminal():
    said = sentence(EN, LookalikeError(Problem(ProblemKind.NOT_AN_IMAGE, {"name": "notes.txt"})))
    assert "post" not in said
    assert "Save it as JPEG" in said


def test_a_report_is_shown_in_chinese():
    shown = render(HIGH, ZH)
    for row in (
        ("评为高风险", "美国（US）"),
        ("需复核", "2 · 美国（US）"),
        ("检索", "2020年1月31日之后申请的外观设计 · 检出 1,234 项相似外观设计 · 详细比对 2 项"),
        ("🔴 高风险", "US", "USD1055174S1", "85%", "有效", "Northwind"),
    ):
        assert any(all(cell in line for cell in row) for line in shown.splitlines()), row
    assert "初步筛查，不构成法律意见。" in shown


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("width", [50, 120])
def test_table_keeps_to_the_columns_of_the_terminal(tr, width):
    assert max(map(cell_len, render(HIGH, tr, width=width).splitlines())) <= width
