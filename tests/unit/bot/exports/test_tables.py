"""CSV and XLSX as a spreadsheet reads them."""

import csv
import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.exports.comma_separated import write_csv
from bot.exports.spreadsheet import write_xlsx
from bot.model import LegalStatus
from bot.model.evidence import FamilyLookedUp
from bot.model.patent_details import FamilyMember
from tests.languages import EN, ZH
from tests.unit.bot.exports.evidences import EXPORTED, evidence_of, many
from tests.unit.formatters.builders import CHINESE, HIGH, SANTA, nasty_report

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "  =1+1", "＝1+1", '=HYPERLINK("https://evil.example")')
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def titled(title):
    return replace(HIGH, comparisons=(replace(SANTA, patent=replace(SANTA.patent, title=title), similar=title),))


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return ET.fromstring(book.read(name))


def strings(data):
    return ["".join(item.itertext()) for item in part(data, "xl/sharedStrings.xml").iter(f"{S}si")]


def test_csv_has_a_row_for_each_comparison_and_a_bom():
    data = write_csv(EN, evidence_of(many(200)))
    assert data.startswith(b"\xef\xbb\xbf")
    header, *rows = read(data)
    assert len(rows) == 200
    first = dict(zip(header, rows[0], strict=True))
    assert first["Publication number"] == "USD1055174S1"
    assert first["Rated by Patsnap"] == "High"
    assert first["Similarity (0 to 1)"] == "0.8500"
    assert (first["Filed"], first["Status as of"]) == ("2020-01-15", "2026-01-12")
    assert first["Legal status looked up"] == "No longer in force (as of 2026-02-03)"
    assert (first["Expiry, estimated by Patsnap"], first["Expiry looked up"]) == ("2035-01-15", "2026-02-04")
    assert first["Family"].splitlines() == [
        "Same priorities (simple family), 2: EU EU0040356240003S, US USD1055174S1",
        "Shared priorities (INPADOC family), 1 more: CN CN307654321S",
        "Patsnap's wider family, 1 more: JP1700001S",
    ]
    assert first["Family looked up"] == "2026-02-04"
    assert first["Overall impression"] == SANTA.confusion
    second, third = (dict(zip(header, row, strict=True)) for row in rows[1:3])
    assert (second["Expiry, estimated by Patsnap"], second["Expiry looked up"]) == ("", "2026-02-05")
    assert (second["Family"], second["Family looked up"]) == ("Patsnap has none on record", "2026-02-05")
    assert {third[name] for name in third if "looked up" in name or name == "Family"} == {""}


def test_csv_in_chinese_has_chinese_headings_and_texts():
    (header, row) = read(write_csv(ZH, evidence_of(CHINESE)))
    assert dict(zip(header, row, strict=True))["整体印象"] == CHINESE.comparisons[0].confusion


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_formula_becomes_a_text(formula):
    cells = read(write_csv(EN, evidence_of(titled(formula))))[1]
    assert not [cell for cell in cells if cell.lstrip(" \t\r\n").startswith(("=", "+", "-", "@", "＝"))]
    assert f"'{formula.strip()}" in cells


@pytest.mark.parametrize("formula", FORMULAS)
def test_xlsx_formula_stays_a_text(formula):
    data = write_xlsx(EN, evidence_of(titled(formula)))
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert not list(sheet.iter(f"{S}f"))
    assert not list(sheet.iter(f"{S}hyperlink"))
    assert formula.strip() in strings(data)


def test_xlsx_holds_the_comparisons_and_the_facts_of_the_check():
    data = write_xlsx(EN, evidence_of(many(200)))
    assert len(list(part(data, "xl/worksheets/sheet1.xml").iter(f"{S}row"))) == 201
    said = strings(data)
    assert "South Korea (KR), Australia (AU)" in said, "default markets that were not searched"
    assert {"ab" * 32, "cd" * 32, "task-1", "2026-11-28 08:00:00 UTC"} <= set(said)


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_same_check_gives_the_same_bytes(write):
    assert write(EN, evidence_of()) == write(EN, evidence_of())


def test_date_of_the_export_changes_no_csv_and_one_text_of_an_xlsx():
    later = evidence_of(exported_at=EXPORTED + timedelta(days=9))
    assert write_csv(EN, later) == write_csv(EN, evidence_of())
    first, second = (strings(write_xlsx(EN, one)) for one in (evidence_of(), later))
    assert len(set(first) ^ set(second)) == 2


@pytest.mark.parametrize("tr", [EN, ZH])
def test_hostile_texts_neither_break_a_file_nor_start_a_formula(tr):
    evidence = evidence_of(nasty_report(3, size=40_000))
    rows = read(write_csv(tr, evidence))
    assert len(rows) == 4
    assert max(len(cell) for row in rows for cell in row) < 32_768
    said = strings(write_xlsx(tr, evidence))
    assert max(map(len, said)) < 32_767, "what Excel takes"
    assert not any("\u202e" in text or "\x1b" in text for text in said)


def test_report_without_comparisons_has_a_heading_alone():
    evidence = evidence_of(replace(HIGH, comparisons=()))
    assert len(read(write_csv(EN, evidence))) == 1
    assert zipfile.is_zipfile(io.BytesIO(write_xlsx(EN, evidence)))


def test_score_that_is_no_number_leaves_an_empty_cell():
    report = replace(HIGH, comparisons=(replace(SANTA, score=float("nan"), legal_status=LegalStatus.UNKNOWN),))
    header, row = read(write_csv(EN, evidence_of(report)))
    assert row[header.index("Similarity (0 to 1)")] == ""
    assert write_xlsx(EN, evidence_of(report))


@pytest.mark.parametrize("tr", [EN, ZH])
def test_family_of_thousands_is_counted_and_fits_a_cell(tr):
    members = tuple(FamilyMember(country="CN", number=f"CN3{number:08}S") for number in range(5_000))
    families = {"p-1": FamilyLookedUp(members=members, at=EXPORTED)}
    header, *rows = read(write_csv(tr, evidence_of(families=families)))
    cell = rows[0][header.index(tr("export-family"))]
    assert len(cell) < 32_767
    assert "4,700" in cell, "how many are not named"
