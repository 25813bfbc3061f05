"""The look for a picture that has been checked, beside 100,000 pictures of one workspace, on SQLite.

Their hashes are those of the catalogue's line drawings on white, the likest kind of picture there is, each with some of
its bits changed, in another grey and in another contrast. Baseline: one check read by its id, in the same database and
the same run. CPU time, so that what else the machine does falls on neither.
"""

import asyncio
import random
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from benchmarks.rows import Row, figure
from bot.checks.fingerprints import Fingerprints, fingerprint_row
from bot.checks.queries import CheckQueries
from bot.images.likeness import fingerprint
from bot.model import Check, CheckOptions, Engine, Post, Stage
from bot.model.fingerprint import Fingerprint
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.patsnap.drawings.linework import render_lines
from bot.storage.clock import clock_of
from bot.storage.database import create_engine, migrate
from bot.storage.tables import checks, fingerprints, posts, views

_PICTURES = 100_000
_AT_ONCE = 5_000
_LOOKS = 200
_BIT_CHANGES = 0.15
_TONES, _CONTRASTS = 15.0, 5.0
_SIDE = 300


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    dice = random.Random("likeness")
    with tempfile.TemporaryDirectory() as directory:
        engine = create_engine(f"sqlite:///{Path(directory) / 'lookalike.db'}")
        await migrate(engine)
        drawn = [_known_by(design.parts()) for design in load_catalogue().designs]
        known = [_varied(dice.choice(drawn), dice) for _ in range(_PICTURES)]
        for start in range(0, _PICTURES, _AT_ONCE):
            await _fill(engine, start, known[start : start + _AT_ONCE])
        queries, clock = CheckQueries(engine, clock_of(engine)), clock_of(engine)
        looked_for = Fingerprints(engine, clock, days=30)
        [asked] = await queries.checks_on(team_id="T1", channel_id="C1", message_ts="0") or ()
        fresh = replace(asked, id="f" * 32)
        again = dice.sample(known, _LOOKS)
        others = [_varied(dice.choice(drawn), dice) for _ in range(_LOOKS)]
        taken: dict[str, list[float]] = {"again": [], "new": [], "row": []}
        for before, other in zip(again, others, strict=True):
            taken["again"].append(await _timed(looked_for.seen(fresh, before, "")))
            taken["new"].append(await _timed(looked_for.seen(fresh, other, "")))
            taken["row"].append(await _timed(queries.find_check(f"{7:032x}", team_id="T1", channel_id="C1")))
        await engine.dispose()
    return [
        figure(
            f"the look for a picture {words} beside {_PICTURES:,}, median CPU time",
            statistics.median(taken[kind]) * 1000,
            "ms",
            baseline=statistics.median(taken["row"]) * 1000,
            against="one check read by its id",
            at_most=5,
            note=f"95 % within {sorted(taken[kind])[int(_LOOKS * 0.95)] * 1000:.1f} ms",
        )
        for kind, words in (("again", "that has been checked"), ("new", "that has not"))
    ]


async def _timed(look: Any) -> float:
    started = time.process_time()
    await look
    return time.process_time() - started


def _known_by(parts: Any) -> Fingerprint:
    pixels = render_lines(parts, _SIDE)
    return fingerprint(pixels, pixels.size)


def _varied(known: Fingerprint, dice: random.Random) -> Fingerprint:
    """Another picture of its kind: where the hash is empty, on the plain ground, it stays so as a rule."""
    changed = known.hash
    for bit in range(64):
        if dice.random() < (_BIT_CHANGES if known.hash >> bit & 1 else _BIT_CHANGES / 3):
            changed ^= 1 << bit
    tone = min(max(round(known.tone + dice.gauss(0, _TONES)), 0), 255)
    contrast = max(round(known.contrast + dice.gauss(0, _CONTRASTS)), 1)
    return replace(known, hash=changed, tone=tone, contrast=contrast, small=dice.randbytes(len(known.small)))


async def _fill(engine: AsyncEngine, start: int, known: list[Fingerprint]) -> None:
    """Posts with a check each that has ended, and whose reply stands."""
    now = time.time()
    ids = [f"{start + number:032x}" for number in range(len(known))]
    of_posts = [
        {
            "id": one, "team_id": "T1", "channel_id": "C1", "message_ts": str(start + number),
            "thread_ts": str(start + number), "user_id": "U1", "created_at": now,
        }
        for number, one in enumerate(ids)
    ]  # fmt: skip
    of_checks = [
        {
            "id": one, "key": one, "post_id": one, "position": 0, "engine": Engine.V2, "stage": Stage.FINISHED,
            "options": '{"countries": ["US", "CN"]}', "created_at": now, "ended_at": now, "reply_ts": "1.0",
        }
        for one in ids
    ]  # fmt: skip
    of_views = [{"check_id": one, "position": 0, "file_id": one, "name": "a.png"} for one in ids]
    async with engine.begin() as connection:
        for table, rows in ((posts, of_posts), (checks, of_checks), (views, of_views)):
            await connection.execute(insert(table), rows)
        rows = [fingerprint_row(_check(one, post), mark) for one, post, mark in zip(ids, of_posts, known, strict=True)]
        await connection.execute(insert(fingerprints), rows)


def _check(check_id: str, post: dict[str, Any]) -> Check:
    moment = datetime.fromtimestamp(post["created_at"], UTC)
    return Check(
        id=check_id,
        post=Post(**{**post, "created_at": moment}),
        position=0,
        views=(),
        options=CheckOptions(countries=("US", "CN")),
        engine=Engine.V2,
        stage=Stage.FINISHED,
        created_at=moment,
    )
