import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass

import pytest

from bot import __main__, logs
from bot.errors import LookalikeError, SettingsError
from bot.languages import CatalogueError
from bot.model import Problem, ProblemKind
from bot.settings import Settings
from tests.paths import REPOSITORY

SETTINGS = {field.alias for field in Settings.model_fields.values()}


@dataclass(frozen=True)
class Ended:
    """What a command that ran in this process left behind."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def lookalike(monkeypatch, capsys, tmp_path):
    """The command, in an empty directory and with no setting but those given; a process for each would cost seconds."""

    def run(*arguments, **settings):
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        given = {"DATABASE_URL": f"sqlite:///{tmp_path / 'lookalike.db'}", "NO_COLOR": "1", "COLUMNS": "120"}
        for name, value in (given | settings).items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["lookalike", *arguments])
        monkeypatch.setattr(logs, "configure", lambda *_, **__: None)  # logging stays as pytest had it
        with pytest.raises(SystemExit) as ended:
            __main__.main()
        return Ended(ended.value.code, *capsys.readouterr())

    return run


@pytest.fixture
def process(tmp_path):
    """The same as a process of its own."""

    def run(*arguments, program=("-m", "bot"), **settings):
        inherited = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        environment = {
            **inherited,
            "PYTHONPATH": str(REPOSITORY),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'lookalike.db'}",
            "NO_COLOR": "1",
            "COLUMNS": "120",
            **settings,
        }
        return subprocess.run(
            [sys.executable, *program, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            encoding=settings.get("PYTHONIOENCODING", "utf-8"),
            timeout=120,  # for a machine that is busy with something else
            check=False,
        )

    return run


def test_help_lists_the_commands(process):
    result = process("--help")
    assert result.returncode == 0
    for command in ("run", "demo", "check", "doctor", "statement", "manifest"):
        assert f" {command} " in result.stdout


def test_help_waits_for_no_library(process):
    heavy = "{'aiohttp', 'bot.sandbox', 'httpx', 'PIL', 'pydantic', 'slack_bolt', 'slack_sdk', 'sqlalchemy'}"
    result = process(program=("-c", f"import sys, bot.cli; print(sorted({heavy} & set(sys.modules)))"))
    assert result.stdout == "[]\n"


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        ("demo", "bot.sandbox"),
        pytest.param("demo", "numpy", marks=pytest.mark.slow),
        pytest.param("demo", "sse_starlette", marks=pytest.mark.slow),
        pytest.param("check --sandbox mug.png", "bot.sandbox", marks=pytest.mark.slow),
        ("check --sandbox mug.png", "numpy"),
        pytest.param("check --sandbox mug.png", "sse_starlette", marks=pytest.mark.slow),
    ],
)
def test_a_demo_that_is_not_installed_is_one_sentence_and_exit_code_2(process, command, missing):
    main = f"import sys; sys.modules['{missing}'] = None; from bot.__main__ import main; main()"
    result = process(*command.split(), program=("-c", main))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("The demo is not part of this installation: in a checkout")
    assert result.stderr.count("\n") == 1


def test_the_version_is_that_of_the_project(lookalike):
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    result = lookalike("--version")
    assert (result.returncode, result.stdout) == (0, f"{project['version']}\n")


def test_settings_that_are_missing_are_a_sentence_each_and_exit_code_2(lookalike):
    result = lookalike("run")
    assert result.returncode == 2
    assert result.stdout == ""
    first, *others = result.stderr.splitlines()
    assert first == "SLACK_BOT_TOKEN is not set: put the token that starts with xoxb- there."
    assert [line.split()[0] for line in others] == ["SLACK_APP_TOKEN", "PATSNAP_CLIENT_ID", "PATSNAP_CLIENT_SECRET"]


def test_a_wrong_setting_of_the_env_file_is_one_sentence(lookalike, tmp_path):
    (tmp_path / ".env").write_text("PATSNAP_QPS=fast\n")
    result = lookalike("run")
    assert result.returncode == 2
    assert result.stderr.startswith("PATSNAP_QPS is wrong: ")
    assert result.stderr.count("\n") == 1


def test_swapped_tokens_are_one_sentence_without_the_token(lookalike):
    result = lookalike("run", SLACK_BOT_TOKEN="xapp-1-s3cr3t", SLACK_APP_TOKEN="xoxb-1-s3cr3t")
    assert result.returncode == 2
    assert result.stderr.startswith("SLACK_BOT_TOKEN does not start with xoxb-")
    assert "s3cr3t" not in result.stderr


def test_check_without_credentials_is_exit_code_2(lookalike):
    result = lookalike("check", "mug.png", "--json")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("PATSNAP_CLIENT_ID is not set")


def test_check_with_a_wrong_option_names_it(lookalike):
    result = lookalike("check", "mug.png", "--countries", "XX", PATSNAP_API_KEY="key")
    assert result.returncode == 2
    assert result.stderr.startswith("--countries: it does not know “XX”; it takes codes or names")
    assert result.stderr.count("\n") == 1


def test_check_of_a_missing_file_is_a_sentence_and_exit_code_2(lookalike):
    result = lookalike("check", "mug.png", PATSNAP_API_KEY="key")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "mug.png does not exist: check the name.\n"


def test_check_without_a_file_says_so(lookalike):
    result = lookalike("check")
    assert result.returncode == 2
    assert "FILE" in result.stderr


def test_doctor_without_settings_is_exit_code_2(lookalike):
    result = lookalike("doctor")
    assert result.returncode == 2
    assert result.stdout.startswith("✗ Settings: SLACK_BOT_TOKEN is not set")
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("encoding", "command", "said"),
    [
        ("ascii", ["doctor"], "x Settings: SLACK_BOT_TOKEN is not set"),
        ("cp936", ["check", "b\udcffd\U0001f534.png"], "bd**.png does not exist: check the name."),
    ],
    ids=["a sign", "a file's name"],
)
def test_sign_that_the_terminal_lacks_is_replaced(process, encoding, command, said):
    credentials = {} if command == ["doctor"] else {"PATSNAP_API_KEY": "key"}
    result = process(*command, PYTHONIOENCODING=encoding, **credentials)
    assert result.returncode == 2
    assert (result.stdout + result.stderr).startswith(said)


@pytest.fixture
def failing(monkeypatch):
    """``lookalike``, whose command fails with an error; the exit code."""

    def run(error, *arguments):
        def fail(**_):
            raise error

        monkeypatch.setattr(__main__, "app", fail)
        monkeypatch.setattr(sys, "argv", ["lookalike", *arguments])
        with pytest.raises(SystemExit) as caught:
            __main__.main()
        return caught.value.code

    return run


@pytest.mark.parametrize(
    ("command", "error", "code", "said"),
    [
        ("run", SettingsError.of("setting-unknown", name="X"), 2, "X is no setting of Lookalike: take it out.\n"),
        ("doctor", LookalikeError(Problem(ProblemKind.DAILY_LIMIT)), 1, "Today's limit of Patsnap calls is used up"),
        ("check", LookalikeError(Problem(ProblemKind.DAILY_LIMIT)), 2, "Today's limit of Patsnap calls is used up"),
    ],
    ids=["a setting", "anything else", "a check, whose 1 says something else"],
)
def test_what_a_person_can_mend_is_a_sentence(failing, capsys, command, error, code, said):
    assert failing(error, command) == code
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize(
    ("arguments", "code"), [(["doctor"], 1), (["run"], 1), (["check", "mug.png"], 2), (["--debug", "check"], 2)]
)
def test_unforeseen_error_is_a_sentence_with_an_id_and_never_the_code_of_high_risk(failing, capsys, arguments, code):
    assert failing(KeyError("s3cr3t"), *arguments) == code
    last = capsys.readouterr().err.splitlines()[-1]
    assert re.match(
        r"Lookalike stopped: something went wrong that nobody foresaw \(KeyError, error [0-9a-f]{8}\)", last
    )
    assert "s3cr3t" not in last


BROKEN = """
from bot.commands import check
from bot.__main__ import main
def fail(*_, **__):
    raise KeyError("token=s3cr3t")
check.run = fail
main()
"""


def test_traceback_of_an_unforeseen_error_is_shown_by_debug_alone(process):
    quiet = process("check", "mug.png", program=("-c", BROKEN))
    assert (quiet.returncode, quiet.stdout, quiet.stderr.count("\n")) == (2, "", 1)
    loud = process("--debug", "check", "mug.png", program=("-c", BROKEN))
    assert loud.returncode == 2
    assert "Traceback" in loud.stderr
    assert re.search(r"error_id=([0-9a-f]{8})\n(.|\n)*error \1\)", loud.stderr)
    assert "s3cr3t" not in loud.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "zh", "--help"], "用法：lookalike [选项] 命令 ……"),
        (["check", "--help", "--lang", "zh"], "用法：lookalike check [选项] FILE…"),
        (["manifest", "--lang", "zh"], "# 用此文件创建应用："),
    ],
)
def test_help_and_manifest_are_in_the_language_that_was_typed(lookalike, arguments, said):
    result = lookalike(*arguments)
    assert (result.returncode, result.stdout.startswith(said)) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "没有“chek”这个命令（是否想输入 check？）。用法见 lookalike --help。"),
        (["run", "--foo"], "没有 --foo 这个选项。用法见 lookalike run --help。"),
        (["check"], "缺少 FILE…。用法见 lookalike check --help。"),
        (["demo", "--port", "x"], "--port 不接受这个取值。用法见 lookalike demo --help。"),
        (["demo", "--port"], "--port 缺少取值，或者它不接受取值。用法见 lookalike demo --help。"),
        (["run", "more"], "无法理解这行命令。用法见 lookalike run --help。"),
    ],
)
def test_wrong_command_line_is_one_sentence_in_the_language_of_the_shell(lookalike, arguments, said):
    result = lookalike(*arguments, LC_ALL="zh_CN.UTF-8")
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"{said}\n")


def test_language_that_there_is_none_of_is_told(lookalike):
    result = lookalike("doctor", "--lang", "klingon")
    assert result.returncode == 2
    assert result.stderr.startswith("--lang: it does not know “klingon”; it takes")


def test_terminal_without_chinese_signs_is_spoken_to_in_english(process):
    result = process("chek", "--lang", "zh", PYTHONIOENCODING="cp1252")
    assert result.stderr.startswith("There is no command “chek” (did you mean check?).")
    result = process("chek", "--lang", "zh", PYTHONIOENCODING="gbk")
    assert result.stderr.startswith("没有“chek”这个命令")


@pytest.mark.parametrize(("command", "asks"), [("run", "open_catalogues"), ("doctor", "check_catalogues")])
def test_broken_catalogue_stops_the_start_and_doctor_with_its_line(failing, monkeypatch, capsys, command, asks):
    def fail():
        raise CatalogueError("zh.ftl, line 3: risk-high says nothing")

    monkeypatch.setattr(__main__, asks, fail)
    assert failing(AssertionError("it ran"), command) == 2
    assert capsys.readouterr().err == "zh.ftl, line 3: risk-high says nothing\n"
