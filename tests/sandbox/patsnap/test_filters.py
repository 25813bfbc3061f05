import pytest

from bot.sandbox.patsnap.filters import parse_classes, parse_day


@pytest.mark.parametrize(
    ("expression", "accepted"),
    [
        ("14-03", {"14-03"}),
        ("14", {"14-03", "14-02"}),
        ("(14-03 OR 14-02)", {"14-03", "14-02"}),
        ("14 AND NOT 14-02", {"14-03"}),
        ("14 NOT 14-02", {"14-03"}),
        ("NOT 14", {"21-01", "06-01"}),
        ("21 or (14 and not 14-03)", {"21-01", "14-02"}),
        ("06-01 OR 14-02 AND 14-03", {"06-01"}),
        ("((21-01))", {"21-01"}),
        ("14-0" + "3", {"14-03"}),
    ],
)
def test_classes_are_tested_as_written(expression, accepted):
    test = parse_classes(expression)
    assert {locarno for locarno in ("14-03", "14-02", "21-01", "06-01") if test(locarno)} == accepted


@pytest.mark.parametrize(
    "expression",
    ["", "(", "(14-03", "14-03)", "14-03 14-02", "OR 14", "14 AND", "NOT", "mugs", "14-3", "ORDER", "14-03 OR14"],
)
def test_classes_that_cannot_be_read_are_refused(expression):
    with pytest.raises(ValueError, match=r"has|ends|lacks|cannot"):
        parse_classes(expression)


@pytest.mark.parametrize("text", ["2020", "2020-01-01", "20200230", "20201301", "abcdefgh", "２０２００１０１"])
def test_day_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        parse_day(text)
