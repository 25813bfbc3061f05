"""The pages: what they hold, what an archive asks of them, and what cannot break them."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader

from bot import pdf
from bot.images.sheet import draw_sheet
from bot.model import Risk, View
from bot.model.evidence import EvidencePictures
from bot.model.sheet import Sheet, SheetCard, SheetPanel
from bot.pdf import PdfError, make_pdf
from formatters.export_document import SHEET, drawing_name, format_evidence, posted_name
from tests.languages import EN, ZH
from tests.unit.bot.exports.evidences import EXPORTED, evidence_of, in_chinese, many
from tests.unit.formatters.builders import CHECK, CHINESE, HIGH, SANTA, nasty_report

_MB = 1_000_000


def drawn(number, size=(640, 480)):
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).ellipse((40 + number, 40, size[0] - 40, size[1] - 40), outline="black", width=3)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def alternative_texts(reader):
    """Of all that is tagged."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if "/Alt" in node:
            found.append(node["/Alt"])
        children = node.get("/K", [])
        children = children if isinstance(children, list) else [children]
        waiting += [child for child in children if not isinstance(child, int) and hasattr(child.get_object(), "get")]
    return found


async def made(tr, evidence, pictures=EvidencePictures(), named=None):  # noqa: B008 - frozen
    return await make_pdf(format_evidence(tr, evidence, pictures), named or {}, at=evidence.exported_at)


def text_of(data, pages=slice(None)):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages[pages])


async def test_chinese_report_is_an_archive_whose_text_can_be_found():
    evidence = in_chinese(evidence_of(CHINESE))
    data = await made(ZH, evidence)
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert re.search(rb"<pdfaid:conformance>A<", data), "archival, tagged, with findable text"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    reader = PdfReader(io.BytesIO(data))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh"
    assert next(entry["/Title"] for entry in reader.outline if isinstance(entry, dict)).endswith("检测内容")
    said = "".join(text_of(data).split())
    (item,) = CHINESE.comparisons
    for text in (item.patent.title, item.similar, item.difference, item.suggestion, "由Patsnap的人工智能撰写"):
        assert "".join(text.split()) in said
    assert "韩国（KR）、澳大利亚（AU）" in said, "default markets that were not searched"


async def test_japanese_and_korean_can_be_found_too():
    title = "マグカップ（陶器） 머그컵"
    report = replace(HIGH, comparisons=(replace(SANTA, patent=replace(SANTA.patent, title=title)),))
    assert "".join(title.split()) in "".join(text_of(await made(EN, evidence_of(report))).split())


async def test_fifty_comparisons_with_all_their_drawings_stay_under_five_megabytes():
    evidence = evidence_of(many(50))
    drawings = {item.patent.patent_id: b"there" for item in evidence.report.comparisons}
    sheet = sheet_of(12)
    named = {posted_name(0): drawn(0, (3000, 2000)), **{drawing_name(index): drawn(index) for index in range(50)}}
    pictures = EvidencePictures(posted={0: b"there"}, drawings=drawings, sheet=sheet)
    data = await made(EN, evidence, pictures, {**named, SHEET: sheet})
    assert len(data) < 5 * _MB
    reader = PdfReader(io.BytesIO(data))
    assert sum(len(page.images) for page in reader.pages) == 52
    said = text_of(data, slice(2, 8))
    assert f"3 / {len(reader.pages)}" in said
    for fact in ("ab" * 32, "cd" * 32, "task-1", "U1", "2026-01-12 09:30:00 UTC", "Written by Patsnap's AI"):
        assert fact in said


def sheet_of(count):
    """A sheet of so many cards, as a reply shows it."""
    panel = SheetPanel(label="Posted picture", name="mug.png", gap="no picture")
    card = SheetCard(
        number="USD1055174S1", country="US", risk=Risk.HIGH, rating="High", score="85%", title="Mug", gap="no drawing"
    )
    sheet = Sheet(panels=(panel, panel), heading="Nearest designs", cards=(card,) * count, note="By Patsnap.")
    return draw_sheet(sheet, [drawn(number) for number in range(count + 2)])


async def test_sheet_stands_in_full_detail_on_a_page_with_a_text_that_says_what_is_on_it():
    sheet = sheet_of(12)
    data = await made(EN, evidence_of(), EvidencePictures(sheet=sheet), {SHEET: sheet})
    reader = PdfReader(io.BytesIO(data))
    (image,) = [image for page in reader.pages for image in page.images]
    assert image.image.size == Image.open(io.BytesIO(sheet)).size
    said = text_of(data)
    assert "The sheet of the reply" in said
    assert "As the reply in Slack shows it" in said
    assert "below them the nearest designs: USD1055174S1" in "".join(alternative_texts(reader))
    assert await made(EN, evidence_of(), EvidencePictures(sheet=sheet), {SHEET: sheet}) == data


@pytest.mark.parametrize(
    ("pictures", "named", "said"),
    [
        (EvidencePictures(), {}, "There is no sheet of this report in Slack: none was made, or it has been deleted."),
        (EvidencePictures(were_sought=False), {}, "Pictures are left out of this copy."),
        (EvidencePictures(sheet=b"there"), {SHEET: b"no picture"}, "below them the nearest designs"),
    ],
    ids=["none", "not_sought", "broken"],
)
async def test_sheet_that_is_not_there_leaves_a_line_that_says_so(pictures, named, said):
    assert said in " ".join(text_of(await made(EN, evidence_of(), pictures, named)).split())


async def test_expiry_and_family_stand_with_the_day_of_their_look_up():
    said = " ".join(text_of(await made(EN, evidence_of(), EvidencePictures())).split())
    assert "2035-01-15 (as of 2026-02-04)" in said
    assert "Same priorities (simple family), 2: EU EU0040356240003S, US USD1055174S1" in said
    assert "Patsnap gives no date (as of 2026-02-05)" in said
    assert "Patsnap has none on record (as of 2026-02-05)" in said


async def test_same_check_gives_the_same_bytes_but_for_the_date():
    evidence = evidence_of()
    named = {posted_name(0): drawn(0)}
    pictures = EvidencePictures(posted={0: b"there"})
    first = await made(EN, evidence, pictures, named)
    assert await made(EN, evidence, pictures, named) == first
    later = await made(EN, replace(evidence, exported_at=EXPORTED + timedelta(days=9)), pictures, named)
    assert later != first
    assert text_of(later) == text_of(first).replace("2026-11-28", "2026-12-07")


async def test_hostile_texts_are_said_and_never_obeyed():
    markup = '#import "x" $x$ *bold* = Heading @label <label> \\ #{panic()} https://evil.example'
    report = nasty_report(2)
    report = replace(report, comparisons=(replace(report.comparisons[0], similar=markup), *report.comparisons[1:]))
    data = await made(EN, evidence_of(report))
    assert "".join(markup.split()) in "".join(text_of(data).split())
    assert b"/URI" not in data


async def test_signs_that_no_font_has_are_written_by_their_code_points():
    title = "Mug 😀 \ue000 \U0010fffd \u1240 \u0627\u0644\u0639 \U0001f469\u200d\U0001f680"
    report = replace(HIGH, comparisons=(replace(SANTA, patent=replace(SANTA.patent, title=title)),))
    said = text_of(await made(EN, evidence_of(report)))
    assert "[U+1F600]" in said
    assert "[U+E000]" in said


async def test_word_that_is_wider_than_the_page_stays_on_it():
    report = replace(HIGH, comparisons=(replace(SANTA, similar="x" * 5_000),))
    page = PdfReader(io.BytesIO(await made(EN, evidence_of(report))))
    assert "".join(filter("x".__eq__, "".join(each.extract_text() for each in page.pages))).count("x") > 4_990


async def test_picture_that_cannot_be_read_leaves_a_gap_that_says_what_it_would_show():
    pictures = EvidencePictures(posted={0: b"there"}, drawings={"p-1": b"there"})
    named = {posted_name(0): b"no picture", drawing_name(0): drawn(0)[:-200]}
    said = text_of(await made(EN, evidence_of(), pictures, named))
    assert "The picture mug.png as it was posted" in said
    assert "Drawing of USD1055174S1" in said


async def test_older_check_says_that_its_digests_were_not_recorded():
    old = replace(CHECK, views=(View(position=0, file_id="F1", name="mug.png"),))
    said = text_of(await made(EN, evidence_of(check=old), EvidencePictures(were_sought=False)))
    assert said.count("not recorded: an earlier version of Lookalike") == 2
    assert "Pictures are left out of this copy." in said


async def test_two_hundred_comparisons_are_all_there():
    data = await made(EN, evidence_of(many(200)))
    assert "200. CN300000200S · Mug 200" in text_of(data, slice(0, 6)), "the table of contents"
    assert "CN300000200S" in text_of(data, slice(-3, None))


async def test_child_that_dies_is_an_error_and_no_half_file(monkeypatch):
    monkeypatch.setattr(pdf, "MEMORY_LIMIT_BYTES", 40 * _MB)
    with pytest.raises(PdfError):
        await made(EN, evidence_of())
