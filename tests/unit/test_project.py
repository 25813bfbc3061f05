"""What holds the project together: locks, packaging, and documents that keep up with the code."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile

import pytest
from packaging.requirements import Requirement

from bot.cli import app
from bot.settings import Settings
from tests.paths import REPOSITORY, TESTS

PACKAGES = ("bot", "handlers", "formatters")
MOST_LINES = 350
MIRRORS_NO_PACKAGE = {"browser"}
"""The sandbox's page, in a Chromium."""

LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
REGISTRIES = tuple(
    ".".join(labels)
    for labels in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
    )
)
"""Put together here, so that no file names them, not even this one."""


def read(name):
    return (REPOSITORY / name).read_text(encoding="utf-8")


def own_files():
    """Every text file of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    for name in filter(None, listed):
        path = REPOSITORY / name
        if path.is_file() and b"\0" not in path.read_bytes()[:8000]:
            yield path


def modules():
    return [path for package in PACKAGES for path in sorted((REPOSITORY / package).rglob("*.py"))]


@pytest.fixture(scope="module")
def project():
    return tomllib.loads(read("pyproject.toml"))


def pins(lock):
    """Name -> versions (one for each range of Pythons)."""
    found = {}
    for name, version in re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ;\\]+)", read(lock), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def group(project, name):
    """The requirements of a dependency group, those of the groups in it among them."""
    for entry in project["dependency-groups"][name]:
        yield from group(project, entry["include-group"]) if isinstance(entry, dict) else [entry]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_hashes_and_names_no_address(lock):
    text = read(lock)
    requirements = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(requirements) > 5
    assert all("--hash=sha256:" in requirement for requirement in requirements)
    assert "/" not in text
    assert not re.search(r"^\s*-(?!-hash=)", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_keeps_up_with_the_project(project, lock):
    declared = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-build.lock": [*group(project, "build"), *project["build-system"]["requires"]],
        "requirements-dev.lock": [
            *project["project"]["dependencies"],
            *project["project"]["optional-dependencies"]["demo"],
            *group(project, "dev"),
        ],
    }[lock]
    locked = pins(lock)
    for requirement in map(Requirement, declared):
        versions = locked.get(requirement.name.lower(), set())
        assert versions, f"{requirement.name} is not in {lock}: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), f"{requirement}: run make lock"


def test_the_production_lock_holds_nothing_that_the_sandbox_alone_needs(project):
    demo = {Requirement(line).name for line in project["project"]["optional-dependencies"]["demo"]}
    assert demo
    assert demo & pins("requirements.lock").keys() == set()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-build.lock"])
def test_the_locks_agree_on_versions(lock):
    everything = pins("requirements-dev.lock")
    assert {name: versions for name, versions in pins(lock).items() if everything.get(name) != versions} == {}


def test_no_file_names_a_registry():
    naming = [str(path) for path in own_files() if any(host in path.read_text(errors="replace") for host in REGISTRIES)]
    assert naming == []


@pytest.mark.parametrize("layer", ["unit", "app", "sandbox", "slow"])
def test_layer_of_tests_mirrors_the_packages(layer):
    """The sandbox's own tests begin at ``bot/sandbox``; what is about no package lies at the top of a layer."""
    home = REPOSITORY / "bot" / "sandbox" if layer == "sandbox" else REPOSITORY
    tests = list((TESTS / layer).rglob("test_*.py"))
    assert tests
    folders = {path.parent.relative_to(TESTS / layer) for path in tests}
    without = {folder.as_posix() for folder in folders if not (home / folder / "__init__.py").is_file()}
    assert without - {"."} - MIRRORS_NO_PACKAGE == set()


def test_every_test_lies_in_a_layer():
    layers = {path.relative_to(TESTS).parts[0] for path in TESTS.rglob("test_*.py")}
    assert layers == {"unit", "app", "sandbox", "slow"}


def test_no_module_is_longer_than_a_reader_likes():
    long = {path.relative_to(REPOSITORY).as_posix(): len(path.read_text("utf-8").splitlines()) for path in modules()}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_every_module_says_what_it_is():
    assert [str(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []


@pytest.mark.parametrize("name", [field.alias for field in Settings.model_fields.values()])
def test_setting_of_the_app_is_documented(name):
    assert re.search(rf"^\|.*`{name}`.*\|", read("docs/settings.md"), re.MULTILINE), (
        f"{name} is missing from the table of docs/settings.md"
    )


def test_document_names_no_setting_that_is_none():
    settings = {field.alias for field in Settings.model_fields.values()}
    pages = [read("README.md"), *(path.read_text(encoding="utf-8") for path in (REPOSITORY / "docs").glob("*.md"))]
    named = set(re.findall(r"`((?:SLACK|PATSNAP|LOOKALIKE|DATABASE)_[A-Z_]+)`", "\n".join(pages)))
    assert named - settings == set()


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_of_a_document_exists(document):
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = set(
        re.findall(r"\bmake ([a-z-]+)\b", "\n".join(re.findall(r"`[^`]+`|```.*?```", read(document), re.DOTALL)))
    )
    assert named
    assert named - targets == set()


def test_command_of_a_document_exists():
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    code = "\n".join(re.findall(r"`[^`]+`|```.*?```", read("docs/settings.md"), re.DOTALL))
    named = set(re.findall(r"(?<!/)\blookalike ([a-z]+)", code))
    assert named == commands


def test_the_changelog_has_this_version(project):
    assert f"## [{project['project']['version']}]" in read("CHANGELOG.md")


def test_every_relative_link_of_a_document_leads_somewhere():
    for document in (*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")):
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_every_test_that_the_table_of_faults_names_is_there():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", read("docs/reliability.md"))
    assert len(named) > 20
    assert [(file, test) for file, test in named if f"def {test}(" not in read(file)] == []


def test_ci_can_be_run():
    assert os.access(REPOSITORY / ".ci" / "run", os.X_OK)


def test_a_wheel_holds_what_the_app_reads(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    data = {
        path.relative_to(REPOSITORY).as_posix()
        for package in PACKAGES
        for path in (REPOSITORY / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    left_out = {name for name in data if name.startswith("bot/sandbox/")}
    assert left_out
    assert (data - left_out) | {"bot/manifest.yml"} <= packed
    assert not {name for name in packed if name.startswith(("tests/", "benchmarks/", "bot/sandbox/"))}


def test_readme_in_chinese_has_the_same_commands_settings_and_links():
    """The words are the translator's; what is typed, set and opened is the same."""
    english, chinese = read("README.md"), read("README.zh-CN.md")

    def commands(text):
        blocks = re.findall(r"^ *```\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
        return [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]

    def named(text):
        return set(re.findall(r"`((?:\.venv/bin/)?(?:lookalike|make|/\w+|[A-Z]+_)[^`]*)`", text))

    def links(text):
        return set(re.findall(r"\]\(([^)]+)\)", text)) - {"README.md", "README.zh-CN.md"}

    assert commands(chinese) == commands(english)
    assert named(chinese) == named(english)
    assert links(chinese) == links(english)
    assert len(re.findall(r"^\d+\. ", chinese, re.MULTILINE)) == len(re.findall(r"^\d+\. ", english, re.MULTILINE))
