"""Pictures that have been checked: found, told, checked anyway; and forgotten with what they belong to."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from bot.checks.fingerprints import Fingerprints, question_of
from bot.errors import ImageError
from bot.model import CHINESE, CheckOptions, Engine, ProblemKind, Stage
from bot.model.file import File
from bot.model.fingerprint import Fingerprint
from bot.numbers import parse_number
from bot.storage.tables import checks, fingerprints
from tests.unit.bot.checks.scripted import REPORT, Picture, slack_error

DAY_S = 86_400.0
SMALL = bytes(range(256)) * 12
KNOWN = Fingerprint(hash=0x0123456789ABCDEF, tone=120, contrast=60, small=SMALL, width=480, height=480)
NEAR = replace(KNOWN, hash=KNOWN.hash ^ 0b111, tone=121, small=bytes(min(value + 9, 255) for value in SMALL))
FAR = replace(KNOWN, small=bytes(value ^ 0x20 for value in SMALL))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
def post(store, new_post, outside, run):
    """Post a picture, let its check run to its end, and see what it paid."""

    async def post_one(fingerprint=KNOWN, *, ts="1.0", file="F1", data=b"", **changes):
        outside.calls.clear()
        outside.script = {
            "download": [File(f"{file}.png", data or file.encode())],
            "normalise": [Picture(b"a", fingerprint=fingerprint)],
            "poll": [REPORT] * 3,
        }
        await store.add(new_post(file, message_ts=ts, **changes), engine=Engine.V2)
        await run(20)
        return [call for call in outside.calls if call in {"upload", "submit"}]

    return post_one


PAID = ["upload", "submit"]


@pytest.fixture
async def last(store):
    async def read():
        async with store.database.connect() as connection:
            return (await connection.execute(checks.select().order_by(checks.c.created_at.desc()))).mappings().first()

    return read


async def count(store):
    async with store.database.connect() as connection:
        return (await connection.execute(select(func.count()).select_from(fingerprints))).scalar()


@pytest.mark.parametrize("again", [KNOWN, NEAR])
async def test_same_picture_with_the_same_options_is_told_and_nothing_is_sent(post, last, clock, again):
    assert await post() == PAID
    clock.tick(60)
    assert await post(again, ts="2.0", file="F2") == []
    ended = await last()
    assert ended["stage"] == Stage.FAILED
    assert ProblemKind.CHECKED_BEFORE in ended["problem"]
    assert '"reply_ts": "9.9"' in ended["problem"]


@pytest.mark.parametrize(
    "changes",
    [
        {"options": CheckOptions(countries=("DE",))},
        {"options": CheckOptions(countries=("US", "CN"), lang=CHINESE)},
        {"options": CheckOptions(countries=("US", "CN"), keyword="mug")},
        {"team_id": "T2"},
        {"options": CheckOptions(countries=("US", "CN"), against=parse_number("USD1055174S1"))},
    ],
)
async def test_another_question_or_workspace_is_paid_for(post, changes):
    await post()
    assert await post(ts="2.0", file="F2", **changes) == PAID


async def test_very_same_bytes_are_told_whatever_is_made_of_them(post):
    assert await post(data=b"mug") == PAID
    assert await post(replace(KNOWN, small=FAR.small), ts="2.0", file="F2", data=b"mug") == []


async def test_another_picture_is_paid_for(post):
    await post()
    assert await post(FAR, ts="2.0", file="F2") == PAID
    assert await post(None, ts="3.0", file="F3") == PAID


async def test_report_is_good_for_so_many_days(post, clock):
    await post()
    clock.tick(29 * DAY_S)
    assert await post(ts="2.0", file="F2") == []
    clock.tick(2 * DAY_S)
    assert await post(ts="3.0", file="F3") == PAID


@pytest.mark.parametrize(
    ("script", "paid"),
    [
        ({}, []),
        ({"is_public": [False]}, PAID),
        ({"is_public": [slack_error("ratelimited")]}, PAID),
        ({"is_shared": [True]}, PAID),
    ],
)
async def test_report_of_another_channel_is_told_where_everybody_may_see_it(post, outside, script, paid):
    await post()
    answer = outside.answer

    def scripted(call, default):
        return answer(call, default) if call not in script else _say(script[call][0])

    outside.answer = scripted
    assert await post(ts="2.0", file="F2", channel_id="C2") == paid


def _say(value):
    if isinstance(value, Exception):
        raise value
    return value


async def test_check_anyway_pays_once_however_often_it_is_pressed(service, post, last, outside, run, queries):
    await post()
    await post(ts="2.0", file="F2")
    told = (await last())["id"]
    outside.calls.clear()
    outside.script = {"normalise": [Picture(b"a", fingerprint=KNOWN)] * 3, "poll": [REPORT]}
    for _ in range(3):
        await service.retry(told, team_id="T1", channel_id="C1")
    await run(20)
    assert [call for call in outside.calls if call in {"upload", "submit"}] == PAID
    assert (await last())["stage"] == Stage.FINISHED


async def test_picture_of_one_colour_is_checked_anyway(store, service, new_post, outside, run, last):
    taken = []
    normalise = outside.normalise

    async def noting(data, *, name, blank_too=False):
        taken.append(blank_too)
        return await normalise(data, name=name)

    outside.normalise = noting
    outside.script = {"normalise": [ImageError.of(ProblemKind.BLANK_IMAGE, name="a.png")], "poll": [REPORT]}
    await store.add(new_post("F1"), engine=Engine.V2)
    await run(5)
    assert "submit" not in outside.calls
    await service.retry((await last())["id"], team_id="T1", channel_id="C1")
    await run(20)
    assert taken == [False, True]
    assert outside.calls.count("submit") == 1


async def test_question_asked_otherwise_twice_is_told_the_second_time(service, post, queries, outside, run, last):
    await post()
    first = (await queries.checks_on(team_id="T1", channel_id="C1", message_ts="1.0"))[0]
    await service.ask_again(first, CheckOptions(countries=("DE",)), user_id="U1")
    outside.script["poll"] = [REPORT]
    await run(20)
    assert await post(ts="2.0", file="F2", options=CheckOptions(countries=("DE",))) == []


async def test_fingerprints_go_with_what_they_belong_to(store, post, deletion, clock):
    await post()
    await post(FAR, ts="2.0", file="F2")
    await post(None, ts="3.0", file="F3")
    assert await count(store) == 2
    await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="1.0")
    assert await count(store) == 1
    clock.tick(400 * DAY_S)
    await deletion.forget_older(days=365)
    assert await count(store) == 0


async def test_switched_off_it_finds_nothing(store, post, clock, queries):
    await post()
    (check,) = await queries.checks_on(team_id="T1", channel_id="C1", message_ts="1.0")
    other = replace(check, id="0" * 32)
    assert len(await Fingerprints(store.database, clock, days=30).seen(other, KNOWN, "")) == 1
    assert await Fingerprints(store.database, clock, days=0).seen(other, KNOWN, "") == []


def test_question_is_the_same_in_any_order_and_case():
    asked = CheckOptions(countries=("US", "CN"), locarno=("21-01", "07-01"), keyword="Smart  Watch")
    same = CheckOptions(countries=("CN", "US"), locarno=("07-01", "21-01"), keyword="smart watch")
    assert question_of(asked, Engine.V2) == question_of(same, Engine.V2)
    assert question_of(asked, Engine.V2) != question_of(same, Engine.V1)
