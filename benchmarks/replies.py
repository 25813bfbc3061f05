"""A report of 200 comparisons to blocks, beside turning the same blocks into JSON."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.rows import Row, figure
from bot.model import Check, CheckOptions, Comparison, Engine, Patent, Post, Report, Risk, Stage, View
from formatters.report import format_report

_NOW = datetime(2026, 1, 12, tzinfo=UTC)
_SENTENCE = "Both have a cylindrical body, a wide rim and an ear-shaped handle on the right. "


def run() -> list[Row]:
    comparison = Comparison(
        patent=Patent(
            patent_id="p",
            publication_number="USD1055174S1",
            title="Mug",
            country="US",
            current_assignee="Acme Homeware",
        ),
        risk=Risk.HIGH,
        score=0.85,
        similar=_SENTENCE * 3,
        difference=_SENTENCE * 3,
        confusion=_SENTENCE * 2,
        risk_description=_SENTENCE * 2,
        suggestion=_SENTENCE * 3,
    )
    report = Report(
        comparisons=tuple(
            replace(comparison, patent=replace(comparison.patent, patent_id=f"p{number}")) for number in range(200)
        ),
        countries=("US", "CN", "EU"),
        high_risk_countries=("US",),
        operated_at=_NOW,
        total_found=318,
    )
    check = _check()
    message = format_report(check, report)
    rungs = (message.blocks, *message.fallbacks)
    formatting_s = _best_s(lambda: format_report(check, report))
    dumping_s = _best_s(lambda: json.dumps(rungs))
    return [
        figure(
            "a 200-comparison report to blocks",
            formatting_s * 1000,
            "ms",
            baseline=dumping_s * 1000,
            ratio_at_most=20,
            against="json.dumps of the same blocks",
        )
    ]


def _check() -> Check:
    post = Post(
        id="0" * 32, team_id="T", channel_id="C", message_ts="1.0", thread_ts="1.0", user_id="U", created_at=_NOW
    )
    return Check(
        id="1" * 32,
        post=post,
        position=0,
        views=(View(position=0, file_id="F", name="mug.png"),),
        options=CheckOptions(countries=("US", "CN", "EU")),
        engine=Engine.V2,
        stage=Stage.FINISHED,
        created_at=_NOW,
    )


def _best_s(action: Callable[[], object]) -> float:
    times = []
    for _ in range(30):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return min(times)
