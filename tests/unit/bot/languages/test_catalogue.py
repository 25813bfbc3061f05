"""What is wrong with a catalogue is said with its line."""

from pathlib import Path

import pytest

from bot.languages import Catalogue, CatalogueError, Translator

HEAD = "locale = en-GB\n"


def open_text(tmp_path: Path, text: str, name: str = "xx.ftl") -> Catalogue:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return Catalogue(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one = a\none = b\n", "xx.ftl, line 3: one stands there twice"),
        ("one = a \u202eb\n", "xx.ftl, line 2: a mark that turns the direction of writing"),
        ("one = \u200fa\n", "xx.ftl, line 2: a mark that turns the direction of writing"),
        ("# two\none\n", "xx.ftl, line 3: this line begins no message, and is not indented"),
        ("one = a\nb = c = d\n2nd = e\n", "xx.ftl, line 4: this line begins no message, and is not indented"),
    ],
)
def test_catalogue_that_cannot_be_opened_names_the_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        open_text(tmp_path, HEAD + text)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one = { $count\n", "xx.ftl, line 2: Expected token"),
        ("one = { $count ->\n    [one] a\n    [other] b\n }\n", "xx.ftl, line 2: Expected"),
        ("one = a\n\n# two\n    b\n", "xx.ftl, line 5: Expected an entry start"),
        ("fine = yes\n\none = {unknown}\n", "xx.ftl, line 4: unknown is not there"),
        ("one = { -product }\n", "xx.ftl, line 2: -product is not there"),
        ("-one = { -product }\n", "xx.ftl, line 2: -product is not there"),
        ("one =\n    .label = x\n", "xx.ftl, line 2: one says nothing"),
    ],
)
def test_check_of_a_broken_message_names_the_line(tmp_path: Path, text: str, said: str) -> None:
    catalogue = open_text(tmp_path, HEAD + text)
    with pytest.raises(CatalogueError) as refused:
        catalogue.check()
    assert str(refused.value).startswith(said)


def test_catalogue_with_several_faults_names_each_in_order(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as refused:
        open_text(tmp_path, HEAD + "two = a\n\ntwo = b\n\nthree = \u200fa\ntwo = c\n")
    assert lines_of(refused.value) == ["xx.ftl, line 4", "xx.ftl, line 6", "xx.ftl, line 7"]
    catalogue = open_text(tmp_path, HEAD + "one = { $count\n\ntwo = { three }\n")
    with pytest.raises(CatalogueError) as refused:
        catalogue.check()
    assert lines_of(refused.value) == ["xx.ftl, line 2", "xx.ftl, line 4"]


def lines_of(error: CatalogueError) -> list[str]:
    return [line.split(":")[0] for line in str(error).splitlines()]


def test_broken_message_stops_none_but_itself(tmp_path: Path) -> None:
    open_text(tmp_path, HEAD + "one = { $count\ntwo = { three }\nthree = b\n")
    tr = Translator(tmp_path / "xx.ftl")
    assert (tr("two"), tr("three")) == ("b", "b")
    with pytest.raises(CatalogueError, match=r"xx\.ftl, line 2: Expected token"):
        tr("one")


def test_message_comes_with_all_that_it_refers_to(tmp_path: Path) -> None:
    catalogue = open_text(tmp_path, HEAD + "one = { -two }\n-two = { three }\nthree = { one }\nfour = d\n")
    assert {entry.id.name for entry in catalogue.message("one")} == {"one", "two", "three"}
    assert catalogue.message("five") == []


@pytest.mark.parametrize("head", ["", "locale = xx-nowhere\n", "locale = { $a }\n"])
def test_catalogue_without_a_known_locale_is_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(CatalogueError, match="locale"):
        open_text(tmp_path, head + "one = a\n")


def test_catalogue_lists_the_parameters_of_each_message(tmp_path: Path) -> None:
    text = "one = { $count ->\n    [one] { $name }\n   *[other] { NUMBER($total) }\n }\n"
    assert open_text(tmp_path, HEAD + text).parameters("one") == {"count", "name", "total"}


def test_differences_name_missing_surplus_and_other_parameters(tmp_path: Path) -> None:
    english = open_text(tmp_path, HEAD + "one = { $count }\ntwo = b\n", "en.ftl")
    other = open_text(tmp_path, HEAD + "one = { $number }\nthree = c\n")
    assert list(other.differences(english)) == ["xx.ftl: two is missing", "xx.ftl, line 3: three is not in en.ftl"]
    assert list(other.other_parameters(english)) == [
        "xx.ftl, line 2: one does not have the parameters of en.ftl ($count, $number)"
    ]


def test_catalogue_of_another_encoding_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "zh.ftl").write_bytes("locale = zh-Hans-CN\none = 中文\n".encode("gb18030"))
    with pytest.raises(CatalogueError, match=r"^zh\.ftl: is not UTF-8 text"):
        Catalogue(tmp_path / "zh.ftl")
