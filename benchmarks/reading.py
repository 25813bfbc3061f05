"""Reading a post's options and a command's numbers, in texts of 4,000 characters, beside one pass of a plain pattern.

Each figure is the p99 of the text that takes longest. Every text is read many times, all of them in turn, so that what
else the machine does falls on all alike; CPU time, for the same reason.
"""

import re
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from benchmarks.rows import Row, figure
from bot.errors import LookalikeError
from bot.model import CheckOptions
from bot.numbers import parse_numbers
from bot.options import read_post

_CHARACTERS = 4_000
_ROUNDS = 200
_WORD = re.compile(r"\w+")
_TODAY = date(2026, 11, 27)
_WHY = "what stands near a number is weighed word by word"
_DEFAULTS = CheckOptions(countries=("US", "CN"))

_POSTS = {
    "prose": "We would like to know whether this mug, in the colour of Anna's choice, is close to any. Note: see it. ",
    "lines": "The new mug: a bit taller than last year's.\nMood: good. Friday, 10:30 at https://example.com/room?x=1\n",
    "Chinese": "请检查这个新杯子，颜色由安娜在星期一提出：好看吗？我们想知道它是否与已有外观设计专利相似。谢谢。",
    "Japanese": "この新しいマグカップは、既存の意匠と似ていますか。第12号を参照：お願いします。",
    "log": "2026-11-24 10:00:00,123 INFO bot.app: started id=17 took=12ms\n",
    "table": "1\tUSD1055174S1\tInflatable Santa\tUS\tActive\t2024-12-24\n",
}
_HOSTILE_POSTS = {
    "misspelt": "sense: x langwich: y ",
    "colons": ":",
    "brackets": "(a:",
    "spaces": " ",
    "options": "countries:US ",
    "full width": "ｃｏｕｎｔｒｉｅｓ：ＵＳ，",
    "words of names": "word: ",
    "Chinese options": "国家：美",
    "ligatures": "ﷺ",
}
_NUMBERS = {
    "prose": _POSTS["prose"],
    "Chinese": _POSTS["Chinese"],
    "lines": _POSTS["lines"],
    "log": _POSTS["log"],
    "table": _POSTS["table"],
    "list": "USD1055174S1\nCN307654321S\nJP1747893S\n",
    "links": "https://patents.google.com/patent/USD1055174S1/en ",
    "thousands": "US D1,055,174, US D1,055,175 and ",
    "Japanese": "意匠登録第1747893号を参照してください、お願いします。",
}
_HOSTILE_NUMBERS = {
    "dates": "24.12.2024 ",
    "digits": "1 ",
    "spaces": " ",
    "letters and digits": "D1",
    "marks": "1.2,3/",
    "marked links": "<|",
    "ligatures": "1ﷺ",
}
_FIVE_IN_PROSE = "\n".join(
    f"{_POSTS['prose'] * 6}\n{number}"
    for number in ("USD1055174S1", "JP 1747893", "EU 004035624-0003", "CN307654321S", "DM/212345")
)


def run() -> list[Row]:
    numbers = _filled(_NUMBERS) | {"five numbers in prose": _FIVE_IN_PROSE}
    return [
        _figure("the options of a post of 4,000 characters, p99", _filled(_POSTS), _read_options),
        _figure("the options of a post made to be slow, p99", _filled(_HOSTILE_POSTS), _read_options),
        _figure("the numbers of a command of 4,000 characters, p99", numbers, _read_numbers, why=_WHY),
        _figure("the numbers of a command made to be slow, p99", _filled(_HOSTILE_NUMBERS), _read_numbers),
    ]


def _figure(name: str, texts: dict[str, str], read: Callable[[str], object], *, why: str = "") -> Row:
    taken: dict[str, list[float]] = {text: [] for text in texts}
    baseline: list[float] = []
    prose = _filled(_POSTS)["prose"]
    for text in texts.values():
        read(text)  # what is remembered of words is there in daily work, too
    for _ in range(_ROUNDS):
        for label, text in texts.items():
            taken[label].append(_seconds(read, text))
        baseline.append(_seconds(_WORD.findall, prose))
    slowest = max(taken, key=lambda label: _p99(taken[label]))
    return figure(
        name,
        _p99(taken[slowest]) * 1000,
        "ms",
        baseline=_p99(baseline) * 1000,
        against="one pass of a pattern for words over prose",
        at_most=1,
        note=f"the slowest of {len(texts)} kinds of text: {slowest}",
        why=why,
    )


def _seconds(read: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


def _p99(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.99)]


def _filled(texts: dict[str, str]) -> dict[str, str]:
    return {name: (text * (_CHARACTERS // len(text) + 1))[:_CHARACTERS] for name, text in texts.items()}


def _read_options(text: str) -> None:
    with suppress(LookalikeError):
        read_post(text, defaults=_DEFAULTS, today=_TODAY)


def _read_numbers(text: str) -> None:
    with suppress(LookalikeError):
        parse_numbers(text)
