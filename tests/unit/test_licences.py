"""Shared libraries inside the wheels that the app runs on, of which a package's own metadata says nothing."""

import importlib.metadata
import re
import tomllib

import pytest

from tests.paths import REPOSITORY

ROW = re.compile(r"^\| (lib\w+) \| (\S+) \| (.+) \|$", re.MULTILINE)
PACKAGE = re.compile(r"^([\w.-]+)==", re.MULTILINE)


def read(name):
    return (REPOSITORY / name).read_text(encoding="utf-8")


def bundled():
    """Pairs of library and package, of what is installed from the lock here."""
    for package in PACKAGE.findall(read("requirements.lock")):
        try:
            files = importlib.metadata.files(package) or []
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system
        for path in files:
            if any(part.endswith((".libs", ".dylibs")) for part in path.parts[:-1]):
                yield re.split(r"[-.]", path.name)[0], package


@pytest.fixture(scope="module")
def listed():
    return {library: (package, licence) for library, package, licence in ROW.findall(read("docs/licences.md"))}


def test_libraries_inside_the_wheels_are_all_listed(listed):
    found = dict(bundled())
    assert found, "no wheel with a library in it"
    assert {library: listed.get(library, ("", ""))[0] for library in found} == found


def test_library_under_the_gpl_is_named_in_both_readmes(listed):
    under_gpl = {library for library, (_, licence) in listed.items() if re.search(r"(?<!L)GPL", licence)}
    assert under_gpl == {"libx265"}
    for readme in ("README.md", "README.zh-CN.md"):
        assert "x265" in read(readme)
        assert "docs/licences.md" in read(readme)


def test_licence_of_the_gpl_family_is_allowed_for_no_package():
    allowed = tomllib.loads(read("pyproject.toml"))["tool"]["pip-licenses"]["allow-only"].split(";")
    assert not [licence for licence in allowed if "GPL" in licence.upper() or "UNKNOWN" in licence.upper()]
