"""What Slack's ``blocks.validate`` says of the app's messages, read and put into a line each."""

import json
from functools import cache
from urllib.parse import parse_qs

import httpx
import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.commands import slack_blocks
from bot.commands.example_messages import examples
from tests.languages import EN

FAULT = {"pointer": "/blocks/0/text", "code": "failed_constraint", "message": "too long", "constraint": {"max": 3000}}


@cache
def known():
    """All examples: made once, since making them takes longer than any of these tests."""
    return tuple(examples())


@pytest.fixture(autouse=True)
def made_once(monkeypatch):
    monkeypatch.setattr(slack_blocks, "examples", known)


class Slack:
    """Takes every example that is right, unless a test has another answer ready."""

    def __init__(self):
        self.asked = []
        self.ready = []

    def __call__(self, request):
        self.asked.append(request)
        if self.ready:
            answer = self.ready.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        ((kind, (text,)),) = parse_qs(request.content.decode()).items()
        payload = json.loads(text)
        is_right = any(example.payload == payload and example.is_right for example in known())
        return httpx.Response(200, json={"ok": True} if is_right else refusal(kind))


def refusal(kind="message"):
    return {"ok": False, "error": f"invalid_{kind}", "errors": [FAULT]}


@pytest.fixture
def slack():
    return Slack()


@pytest.fixture
def waits(monkeypatch):
    """The seconds that were waited, which pass at once."""
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    monkeypatch.setattr(slack_blocks.asyncio, "sleep", sleep)
    return waited


async def answers_of(slack):
    async with httpx.AsyncClient(transport=httpx.MockTransport(slack), base_url="https://slack.example/api/") as client:
        return [answer async for answer in slack_blocks.ask(client)]


async def test_every_example_is_asked_about_without_a_token(slack):
    answers = await answers_of(slack)
    assert len(answers) == len(slack.asked) == len(known())
    assert {request.url.path for request in slack.asked} == {"/api/blocks.validate"}
    assert not any("authorization" in request.headers for request in slack.asked)
    assert all(answer.is_as_expected for answer in answers)
    assert {answer.example.is_right for answer in answers} == {True, False}


async def test_refusal_of_a_message_of_ours_is_named_with_its_place(slack):
    slack.ready = [httpx.Response(200, json=refusal())]
    first, *others = await answers_of(slack)
    assert not first.is_as_expected
    assert first.line(EN) == "✗ report, rung 1, en: Slack refuses it: /blocks/0/text failed_constraint: too long"
    assert all(answer.is_as_expected for answer in others)


async def test_message_that_slack_should_refuse_and_takes_is_told(slack):
    slack.ready = [httpx.Response(200, json={"ok": True})] * len(known())
    *_, last = await answers_of(slack)
    assert not last.is_as_expected
    assert last.line(EN).endswith("Slack takes it, which it was thought to refuse.")


async def test_limited_call_is_made_again_when_slack_says(slack, waits):
    slack.ready = [httpx.Response(429, headers={"Retry-After": "7"})]
    first, *_ = await answers_of(slack)
    assert first.is_as_expected
    assert waits == [7.0]


@pytest.mark.parametrize(
    "answer",
    [
        httpx.ConnectError("no route"),
        httpx.Response(502, text="<html>"),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"ok": False, "error": "internal_error"}),
        httpx.Response(429, headers={"Retry-After": "soon"}),
    ],
)
async def test_answer_that_is_no_verdict_is_told_as_none(slack, answer):
    slack.ready = [answer]
    first, *_ = await answers_of(slack)
    assert first.faults is None
    assert first.line(EN).startswith("– report, rung 1, en: no verdict (")


async def test_answers_are_kept_as_cases_one_a_line_without_those_that_are_no_verdict(slack):
    slack.ready = [httpx.Response(200, json=refusal()), httpx.ConnectError("no route")]
    answers = await answers_of(slack)
    text = slack_blocks.as_cases(answers)
    cases = json.loads(text)
    assert len(cases) == len(answers) - 1 == len(text.splitlines()) - 2
    assert cases[0] == {"name": "report, rung 1, en", "message": answers[0].example.payload, "errors": [FAULT]}
    assert cases[1]["errors"] == []


def test_doctor_asks_slack_prints_a_line_for_each_and_keeps_the_answers(slack, monkeypatch, tmp_path):
    def make_client(**options):
        return httpx.AsyncClient(transport=httpx.MockTransport(slack), **options)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(slack_blocks, "make_client", make_client)
    kept = tmp_path / "slack.json"
    done = CliRunner().invoke(app, ["doctor", "--slack-blocks", "--save", str(kept)], obj=EN)
    assert done.exit_code == slack_blocks.AS_EXPECTED
    assert [line[0] for line in done.output.splitlines()] == ["✓"] * len(known())
    assert len(json.loads(kept.read_text(encoding="utf-8"))) == len(known())
    slack.ready = [httpx.Response(200, json=refusal())]
    assert CliRunner().invoke(app, ["doctor", "--slack-blocks"], obj=EN).exit_code == slack_blocks.OTHERWISE
