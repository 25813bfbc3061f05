"""What is wrong with a catalogue is said with its line."""

from pathlib import Path

import pytest

from bot.languages import Catalogue, CatalogueError, read_catalogue

HEAD = "locale = en-GB\n"


def read(tmp_path: Path, text: str, name: str = "xx.ftl") -> Catalogue:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_catalogue(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one = { $count\n", "xx.ftl, line 2: Expected token"),
        ("one = { $count ->\n    [one] a\n    [other] b\n }\n", "xx.ftl, line"),
        ("fine = yes\n\none = {unknown}\n", "xx.ftl, line 4: unknown is not there"),
        ("one = { -product }\n", "xx.ftl, line 2: -product is not there"),
        ("one = a\none = b\n", "xx.ftl, line 3: one stands there twice"),
        ("one = a \u202eb\n", "xx.ftl, line 2: a mark that turns the direction of writing"),
        ("one = \u200fa\n", "xx.ftl, line 2: a mark that turns the direction of writing"),
        ("one =\n    .label = x\n", "xx.ftl, line 2: one says nothing"),
    ],
)
def test_read_catalogue_that_is_broken_names_the_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        read(tmp_path, HEAD + text)
    assert said in str(refused.value)


def test_read_catalogue_with_several_faults_names_each_in_order(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as refused:
        read(tmp_path, HEAD + "one = { $count\n\ntwo = a\n\ntwo = b\n")
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == ["xx.ftl, line 2", "xx.ftl, line 6"]


@pytest.mark.parametrize("head", ["", "locale = xx-nowhere\n", "locale = { $a }\n"])
def test_read_catalogue_without_a_known_locale_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(CatalogueError, match="locale"):
        read(tmp_path, head + "one = a\n")


def test_read_catalogue_lists_the_parameters_of_each_message(tmp_path: Path) -> None:
    text = "one = { $count ->\n    [one] { $name }\n   *[other] { NUMBER($total) }\n }\n"
    assert read(tmp_path, HEAD + text).parameters["one"] == {"count", "name", "total"}


def test_differences_name_missing_surplus_and_other_parameters(tmp_path: Path) -> None:
    english = read(tmp_path, HEAD + "one = { $count }\ntwo = b\n", "en.ftl")
    other = read(tmp_path, HEAD + "one = { $number }\nthree = c\n")
    assert list(other.differences(english)) == [
        "xx.ftl: two is missing",
        "xx.ftl, line 2: one does not have the parameters of en.ftl ($count, $number)",
        "xx.ftl, line 3: three is not in en.ftl",
    ]


def test_read_catalogue_of_another_encoding_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "zh.ftl").write_bytes("locale = zh-Hans-CN\none = 中文\n".encode("gb18030"))
    with pytest.raises(CatalogueError, match=r"^zh\.ftl: is not UTF-8 text"):
        read_catalogue(tmp_path / "zh.ftl")
