"""``lookalike doctor --slack-blocks``: what Slack itself says of the app's messages, by its ``blocks.validate``.

It takes no token. It sees neither the total size of a message nor whether its pictures can be shown.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bot import logs
from bot.commands.example_messages import Example, examples
from bot.commands.terminal import say
from bot.languages import Translator
from bot.model.sentence import Sentence
from bot.net.clients import make_client
from bot.settings import load_settings
from formatters.sentences import in_words
from formatters.text import plain

AS_EXPECTED = 0
OTHERWISE = 1

_TIMEOUT_S = 15.0
_TRIES = 3
_LONGEST_WAIT_S = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack said of an example.

    Attributes:
        faults: a pointer, a code and a message each; empty for what it takes; None if it gave no verdict.
        error: why it gave none, in a few words.
    """

    example: Example
    faults: Sequence[Mapping[str, Any]] | None
    error: Sentence | None = None

    @property
    def is_as_expected(self) -> bool:
        return self.faults is not None and (not self.faults) is self.example.is_right

    def line(self, tr: Translator) -> str:
        """As it is printed, with a sign in front."""
        sign = "–" if self.faults is None else "✓" if self.is_as_expected else "✗"
        return tr("doctor-finding", sign=sign, what=self.example.name, sentence=self._verdict(tr))

    def _verdict(self, tr: Translator) -> str:
        if self.faults is None:
            return tr("blocks-no-verdict", why=in_words(tr, self.error) if self.error else tr("blocks-no-reason"))
        if not self.faults:
            return tr("blocks-taken" if self.example.is_right else "blocks-taken-wrongly")
        found = "; ".join(
            plain(f"{fault.get('pointer', '')} {fault.get('code', '')}: {fault.get('message', '')}")
            for fault in self.faults[:3]
        )
        return tr("blocks-refused" if self.example.is_right else "blocks-refused-rightly", faults=found)

    def to_json(self) -> dict[str, Any]:
        """One case of a file of answers, which the sandbox is held to."""
        example = self.example
        return {
            "name": example.name,
            example.kind: example.payload,
            "errors": [dict(fault) for fault in self.faults or ()],
        }


def run(tr: Translator, *, save: Path | None = None) -> int:
    """Ask about every example and print a line for each; the exit code.

    Args:
        save: where to write what was answered, as JSON.

    Raises:
        SettingsError: a setting is wrong.
    """
    logs.configure("text", level=logging.CRITICAL)
    answers = asyncio.run(_ask_all(tr, load_settings().slack_api_url))
    if save is not None:
        save.write_text(as_cases(answers), encoding="utf-8")
    return AS_EXPECTED if all(answer.is_as_expected for answer in answers) else OTHERWISE


def as_cases(answers: Sequence[Answer]) -> str:
    """The file of answers: a list of cases, each on a line of its own."""
    cases = (json.dumps(answer.to_json(), ensure_ascii=False) for answer in answers if answer.faults is not None)
    return "[\n" + ",\n".join(cases) + "\n]\n"


async def _ask_all(tr: Translator, url: str) -> list[Answer]:
    answers = []
    async with make_client(base_url=url, timeout=_TIMEOUT_S) as client:
        async for answer in ask(client):
            say(answer.line(tr))
            answers.append(answer)
    return answers


async def ask(client: httpx.AsyncClient) -> AsyncIterator[Answer]:
    """Slack's answer to each example.

    Args:
        client: whose base URL is that of the Web API.
    """
    for example in examples():
        try:
            yield _read(example, await _post(client, example))
        except (httpx.HTTPError, ValueError):
            yield Answer(example, None, Sentence.of("blocks-unreachable"))


async def _post(client: httpx.AsyncClient, example: Example) -> Any:
    """The body of the answer; asked again if Slack wants it slower."""
    for _ in range(_TRIES):
        response = await client.post("blocks.validate", data={example.kind: json.dumps(example.payload)})
        if response.status_code != httpx.codes.TOO_MANY_REQUESTS:
            break
        await asyncio.sleep(min(float(response.headers.get("retry-after", "1")), _LONGEST_WAIT_S))
    return response.json()


def _read(example: Example, body: Any) -> Answer:
    if not isinstance(body, dict):
        return Answer(example, None, Sentence.of("blocks-something-else"))
    faults = body.get("errors")
    if body.get("ok") is True:
        return Answer(example, ())
    if isinstance(faults, list) and faults and all(isinstance(fault, dict) for fault in faults):
        return Answer(example, faults)
    code = plain(str(body.get("error") or ""))
    return Answer(example, None, Sentence.of("blocks-code", code=code) if code else None)
