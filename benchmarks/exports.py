"""An evidence pack of fifty comparisons with all their drawings, from the words to the file.

The whole way counts, the start of the child included, in CPU time of both processes: on a machine with nothing else to
do it takes less on the clock, since the child uses two cores. Five times in one run; the best counts, because whatever
else the machine does only ever adds to it.
"""

import asyncio
import io
import resource
import time
from dataclasses import replace
from datetime import UTC, date, datetime

from benchmarks.rows import Row, figure
from bot.languages import translator
from bot.model import Check, CheckOptions, Comparison, Engine, LegalStatus, Patent, Post, Report, Risk, Stage, View
from bot.model.evidence import Evidence, EvidencePictures
from bot.model.language import ENGLISH

COMPARISONS = 50
ROUNDS = 5
NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
_SENTENCE = (
    "Both have a round body, a handle on one side and a flat base; the rim of the one is wider than the other's. "
)


def run() -> list[Row]:
    from bot.exports.comma_separated import write_csv
    from bot.exports.document import write_json
    from bot.exports.spreadsheet import write_xlsx

    tr, evidence = translator(ENGLISH), make_evidence()
    pdf_s, clock_s, size = asyncio.run(measure_pdf(evidence))
    ways = {
        "XLSX": lambda: write_xlsx(tr, evidence),
        "CSV": lambda: write_csv(tr, evidence),
        "JSON": lambda: write_json(evidence),
    }
    slowest_s, slowest = max((min(timed(write) for _ in range(ROUNDS)), name) for name, write in ways.items())
    return [
        figure(
            f"PDF of {COMPARISONS} comparisons and {COMPARISONS + 1} pictures",
            pdf_s,
            "s",
            at_most=2.0,
            note=f"CPU time, the child's start included; {clock_s:.1f} s on the clock",
        ),
        figure(f"the size of that PDF, {COMPARISONS} drawings in it", size / 1e6, "MB", at_most=5.0),
        figure(
            f"the slowest of XLSX, CSV and JSON of {COMPARISONS} comparisons",
            slowest_s,
            "s",
            at_most=0.5,
            note=f"{slowest}, in a thread",
        ),
    ]


def timed(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def cpu_s() -> float:
    """Of this process and of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


async def measure_pdf(evidence: Evidence) -> tuple[float, float, int]:
    """The best CPU time and the best time on the clock in seconds, and the bytes of the file."""
    from bot.pdf import make_pdf
    from formatters.export_document import drawing_name, format_evidence, posted_name

    tr = translator(ENGLISH)
    drawings = {item.patent.patent_id: b"there" for item in evidence.report.comparisons}
    named = {drawing_name(index): draw(index, (900, 700)) for index in range(COMPARISONS)}
    named[posted_name(0)] = draw(0, (2048, 1536))
    pictures = EvidencePictures(posted={0: b"there"}, drawings=drawings)
    cpu, clock, data = [], [], b""
    for _ in range(ROUNDS):
        used, started = cpu_s(), time.perf_counter()
        data = await make_pdf(format_evidence(tr, evidence, pictures), named, at=NOW)
        cpu.append(cpu_s() - used)
        clock.append(time.perf_counter() - started)
    return min(cpu), min(clock), len(data)


def draw(number: int, size: tuple[int, int]) -> bytes:
    """A line drawing, as PNG."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    for line in range(12):
        box = (60 + 9 * line + number, 40 + 7 * line, size[0] - 60 - 11 * line, size[1] - 40 - 5 * line)
        pen.ellipse(box, outline="black", width=2)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def make_evidence() -> Evidence:
    post = Post(
        id="post",
        team_id="T1",
        channel_id="C1",
        message_ts="1.0",
        thread_ts="1.0",
        user_id="U1",
        created_at=NOW,
    )
    check = Check(
        id="0123456789abcdef" * 2,
        post=post,
        position=0,
        views=(View(position=0, file_id="F1", name="mug.png", posted_sha256="a" * 64, sent_sha256="b" * 64),),
        options=CheckOptions(countries=("US", "CN", "EU")),
        engine=Engine.V2,
        stage=Stage.FINISHED,
        created_at=NOW,
        ended_at=NOW,
    )
    first = Comparison(
        patent=Patent(
            patent_id="p-0",
            publication_number="CN300000000S",
            title="Mug 马克杯",
            country="CN",
            filed=date(2020, 1, 15),
            published=date(2021, 3, 20),
            current_assignee="某某科技有限公司",
            locarno=("07-01",),
        ),
        risk=Risk.MEDIUM,
        risk_level="Medium",
        score=0.6,
        legal_status=LegalStatus.VALID,
        similar=_SENTENCE * 3,
        difference=_SENTENCE * 2,
        confusion=_SENTENCE,
        risk_description=_SENTENCE * 2,
        suggestion=_SENTENCE,
    )
    comparisons = tuple(
        replace(
            first,
            patent=replace(first.patent, patent_id=f"p-{number}", publication_number=f"CN30{number:07}S"),
        )
        for number in range(COMPARISONS)
    )
    return Evidence(
        check=check,
        report=Report(comparisons=comparisons, countries=("US", "CN", "EU"), total_found=156),
        parameters={"country": '["US", "CN", "EU"]', "lang": '"en"'},
        default_countries=("US", "CN", "JP", "KR", "AU", "EU"),
        retention_days=365,
        version="0.1.0",
        exported_at=NOW,
    )
