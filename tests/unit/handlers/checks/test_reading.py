"""What of a message is taken for a picture, and what is said if none is."""

from datetime import date

import pytest

from bot.model import ENGLISH, CheckOptions, Problem, ProblemKind
from handlers.checks.reading import PostReader, pictures_of, why_no_picture

PNG = {"id": "F1", "name": "mug.png", "mimetype": "image/png", "url_private": "https://files.slack.com/mug.png"}
OLD = {"id": "F9", "mode": "hidden_by_limit"}
PDF = {"id": "F2", "name": "brief.pdf", "mimetype": "application/pdf"}


def forwarding(*files, **fields):
    return {"is_share": True, "is_msg_unfurl": True, "channel_id": "C2", "text": "look", "files": list(files), **fields}


@pytest.fixture
def reader():
    return PostReader(options=CheckOptions(countries=("US",)), today=lambda: date(2026, 11, 28))


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"files": [PNG, PDF]}, ["F1"]),
        ({"attachments": [forwarding(PNG, PDF)]}, ["F1"]),
        ({"files": [PNG | {"id": "F3"}], "attachments": [forwarding(PNG), forwarding(PNG | {"id": "F4"})]}, None),
        ({"files": [PNG], "attachments": [forwarding(PNG)]}, ["F1"]),
        ({"attachments": [forwarding(PNG, is_share=False)]}, []),
        ({"attachments": [{"is_share": True, "text": "no files at all"}]}, []),
        ({"text": "hello", "files": None, "attachments": None}, []),
    ],
)
def test_pictures_of_a_message_are_its_own_and_those_it_forwards(message, expected):
    found = [file["id"] for file in pictures_of(message)]
    assert found == (["F3", "F1", "F4"] if expected is None else expected)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ({"text": "this one"}, ProblemKind.NO_IMAGE),
        ({"files": [PDF]}, ProblemKind.NO_IMAGE),
        ({"attachments": [{"is_share": True, "text": "from a private channel"}]}, ProblemKind.NO_FORWARDED_IMAGE),
        ({"files": [OLD, OLD]}, ProblemKind.FILE_BEYOND_LIMIT),
        ({"attachments": [forwarding(OLD)]}, ProblemKind.FILE_BEYOND_LIMIT),
    ],
)
def test_message_without_a_picture_says_why(reader, message, kind):
    assert why_no_picture(message) == Problem(kind)
    _, (check,) = reader.read(message.get("text", ""), message, lang=ENGLISH)
    assert check.problem == Problem(kind)


def test_forwarded_picture_is_a_check_like_any_other(reader):
    options, (check,) = reader.read("countries:JP", {"attachments": [forwarding(PNG)]}, lang=ENGLISH)
    assert options.countries == ("JP",)
    assert [(view.file_id, view.name, view.source_url) for view in check.views] == [
        ("F1", "mug.png", "https://files.slack.com/mug.png")
    ]
