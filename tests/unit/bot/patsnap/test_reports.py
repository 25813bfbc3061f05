from datetime import UTC, date, datetime

import pytest

from bot.errors import BadResponse, Rejected
from bot.model import LegalStatus, ProblemKind, Report, Risk
from bot.patsnap.patents import parse_risk
from bot.patsnap.reports import parse_task_v1, parse_task_v2


@pytest.fixture
def v2(data):
    return lambda name: parse_task_v2(data(name))


@pytest.fixture
def v1(data):
    return lambda name: parse_task_v1(data(name))


def test_every_field_of_the_v2_example_arrives(v2):
    report = v2("report_v2")

    assert report.countries == ("US", "CN", "JP", "KR", "AU", "EU")
    assert report.locarno[1] == "03 其他类未列入的旅行用品、箱包、阳伞和个人用品"
    assert len(report.locarno) == 7
    assert report.filed_after == date(2020, 1, 1)
    assert report.operated_at == datetime(2026, 1, 12, 5, 19, 36, 553000, tzinfo=UTC)
    assert (report.suspected_count, report.suspected_countries) == (0, ("KR",))
    assert (report.total_found, report.fusion_k, report.rerank_count, report.traditional_count) == (156, 60, 200, 200)
    assert report.line_drawing.startswith("data:image/png;base64,iVBOR")

    [comparison] = report.comparisons
    assert (comparison.risk, comparison.risk_level, comparison.score) == (Risk.LOW, "Low", 0.45)
    assert comparison.legal_status is LegalStatus.VALID
    assert comparison.similar == "主体均为圆柱形结构,且在圆柱面上分布有面部特征。"
    assert comparison.difference.startswith("专利图顶部")
    assert comparison.confusion.startswith("虽然基础形状")
    assert comparison.risk_description.startswith("JP标准")
    assert comparison.suggestion.startswith("保持当前")
    assert (comparison.patent.publication_number, comparison.patent.country) == ("JP1747893S", "JP")
    assert (comparison.patent.title, comparison.patent.image_id) == ("人形", "0001747893000002")

    [ranked] = report.ranked
    assert (ranked.patent_id, ranked.publication_number) == ("3fad2c19-8d3d-4f72-b5ae-f2de96787bc0", "USD1055174S1")
    assert (ranked.title, ranked.country, ranked.risk) == ("Inflatable Santa", "US", Risk.HIGH)
    assert (ranked.score, ranked.locarno, ranked.locarno_match) == (0.875770605053453, ("21-01",), True)
    assert (ranked.filed, ranked.published) == (date(2020, 1, 15), date(2021, 3, 20))
    assert (ranked.application_number, ranked.inventors) == ("US29/961259", ("张三", "李四"))
    assert ranked.current_assignee == ranked.original_assignee == "某某科技有限公司"
    assert ranked.image_url.endswith("full/0001747893000002.jpg")
    assert ranked.thumbnail_url.endswith("thumb/0001747893000002_120.jpg")
    assert ranked.image_id == "USD1055174-D00000_ABST"

    [fused] = report.fused
    assert (fused.rrf_score, fused.rerank_rank, fused.rerank_score) == (0.030158730158730156, 10, 0.55)
    assert (fused.traditional_rank, fused.traditional_score) == (3, 0.875770605053453)
    assert fused.country == "US"  # the fused list names no authority


def test_a_country_named_high_and_medium_is_high_only(v2):
    report = v2("report_v2")

    assert report.high_risk_countries == ("KR",)
    assert report.medium_risk_countries == ()


def test_countries_of_comparisons_join_those_named_each_once_in_order(v2):
    report = v2("country_in_both_lists")

    assert report.high_risk_countries == ("KR", "JP", "US")
    assert report.medium_risk_countries == ("AU", "CN", "EU")


def test_a_rated_comparison_without_country_takes_that_of_its_list_or_its_number(v2):
    report = v2("high_without_country")

    assert report.high_risk_countries == ("JP",)
    assert report.medium_risk_countries == ("CN",)
    assert report.verdict is Risk.HIGH
    assert len(report.comparisons) == 3


def test_comparisons_stand_by_risk_then_score_with_unknown_levels_first(v2):
    report = v2("unsorted_comparisons")

    assert [(item.risk, item.score) for item in report.comparisons] == [
        (Risk.UNRATED, 0.1),
        (Risk.HIGH, 0.9),
        (Risk.HIGH, 0.5),
        (Risk.HIGH, None),
        (Risk.MEDIUM, 0.71),
        (Risk.MEDIUM, 0.7),
        (Risk.LOW, 0.99),
    ]


def test_comparisons_are_joined_by_id_then_by_number(v2):
    by_id, by_number, neither, by_fused = v2("joined_by_id_then_number").comparisons

    assert by_id.patent.image_url == "https://img.example.com/full/us.jpg"
    assert by_id.patent.publication_number == "OTHER1"  # what the report says stands
    assert by_id.patent.title == "Inflatable Santa"  # what it does not say comes from the list
    assert (by_id.patent.rerank_rank, by_id.patent.current_assignee) == (10, "Acme Toys Ltd")
    assert by_number.patent.thumbnail_url == "https://img.example.com/thumb/cn.jpg"
    assert by_number.patent.patent_id == "unknown"
    assert neither.patent.image_url == ""  # an absent id is not the same as another absent id
    assert by_fused.patent.image_url == "https://img.example.com/full/eu.jpg"


def test_numbers_as_strings_and_strings_as_numbers_are_read(v2):
    report = v2("numbers_as_strings")
    [comparison], [ranked], [fused] = report.comparisons, report.ranked, report.fused

    assert (comparison.score, comparison.legal_status) == (0.85, LegalStatus.VALID)
    assert comparison.patent.title == "12345"
    assert report.filed_after == date(2020, 1, 1)
    assert report.operated_at is not None
    assert report.suspected_count == 2
    assert (ranked.score, ranked.filed, ranked.published) == (0.87, date(2020, 1, 15), date(2021, 3, 20))
    assert (ranked.locarno_match, ranked.application_number) == (True, "29961259")
    assert (fused.rerank_score, fused.rerank_rank, fused.rrf_score) == (0.55, 10, 0.03)


def test_scores_come_to_a_fraction_whatever_scale_was_sent(v2):
    report = v2("scores_in_percent")

    scores = {item.patent.patent_id: item.score for item in report.comparisons}
    assert scores == {"p-us": 0.85, "p-2": 0.935, "p-3": 1.0, "p-4": 1.0, "p-5": None, "p-6": None}
    assert report.ranked[0].score == 0.87
    assert report.fused[0].traditional_score == 0.87
    assert report.fused[0].rerank_score == 0.01  # always sent in percent


def test_risk_levels_are_read_in_any_case_and_wording(v2):
    report = v2("risk_level_in_any_case")

    assert report.high_risk_countries == ("US", "CN", "DE", "FR")
    assert report.medium_risk_countries == ("JP", "KR")
    assert report.count(Risk.LOW) == 1


def test_unknown_enumerations_lose_nothing(v2):
    report = v2("unknown_enumerations")

    assert [item.risk for item in report.comparisons] == [Risk.UNRATED, Risk.UNRATED, Risk.UNRATED, Risk.LOW]
    assert [item.risk_level for item in report.comparisons] == ["Critical", "3", "", "Low"]
    assert [item.legal_status for item in report.comparisons] == [
        LegalStatus.UNKNOWN,
        LegalStatus.PENDING,
        LegalStatus.UNKNOWN,
        LegalStatus.VALID,
    ]
    assert report.verdict is Risk.UNRATED
    assert report.ranked[0].risk is Risk.UNRATED


@pytest.mark.parametrize("name", ["lists_null", "lists_missing"])
def test_a_list_that_is_null_or_missing_counts_as_empty(v2, name):
    report = v2(name)

    assert len(report.comparisons) == 1
    assert report.countries == report.ranked == report.fused == report.locarno == ()
    assert report.high_risk_countries == ("US",)
    assert report.total_found is None


def test_garbage_among_items_is_counted_and_the_rest_kept(v2):
    report = v2("garbage_items")

    assert [item.risk for item in report.comparisons] == [Risk.HIGH, Risk.HIGH]  # of one, nothing but the level
    assert report.unreadable == 5
    assert report.countries == ("US", "CN")
    [ranked] = report.ranked
    assert (ranked.image_url, ranked.filed, ranked.published, ranked.inventors) == ("", None, None, ())
    assert len(report.fused) == 1


def test_texts_stay_whole_but_for_what_no_database_takes(v2):
    [comparison] = v2("hostile_texts").comparisons

    assert comparison.similar.startswith("<b>&amp; *bold* @channel <!here> <@U1>\nline two\tx")
    assert len(comparison.similar) > 5000
    assert comparison.suggestion == "half a pair \ufffd here"
    comparison.suggestion.encode()


def test_lists_in_one_text_are_taken_apart(v2):
    report = v2("inventors_and_classes_in_one_text")

    assert report.countries == ("US", "CN", "JP")
    assert report.locarno == ("21-01", "21-03")
    assert [patent.inventors for patent in report.ranked] == [
        ("Ann Lee", "Bo Chan"),
        ("Ann Lee", "Bo Chan"),
        ("张三", "李四"),
    ]
    assert [patent.locarno for patent in report.ranked] == [
        ("21-01", "14-02"),
        ("10 钟、表及其他测量仪器,检测仪器,信号仪器",),
        ("2101",),
    ]


def test_a_line_drawing_in_bare_base64_becomes_a_data_url(v2):
    assert v2("line_drawing_without_prefix").line_drawing == "data:image/png;base64,iVBORw0KGgo="


def test_a_line_drawing_that_is_no_picture_is_left_out(v2):
    assert v2("line_drawing_is_no_picture").line_drawing == ""


@pytest.mark.parametrize(
    "name",
    [
        "running_bare",
        "running_with_half_a_report",
        "task_status_absent",
        "task_status_unknown",
        "task_status_unknown_with_empty_report",
    ],
)
def test_there_is_no_report_while_the_task_runs(v2, name):
    assert v2(name) is None


@pytest.mark.parametrize("name", ["task_status_absent_with_report", "task_status_unknown_with_report"])
def test_a_report_is_not_lost_to_an_absent_or_unknown_status(v2, name):
    report = v2(name)

    assert isinstance(report, Report)
    assert report.high_risk_countries == ("US",)


@pytest.mark.parametrize("name", ["task_failed", "task_failed_as_string"])
def test_a_failed_task_is_final(v2, name):
    with pytest.raises(Rejected) as caught:
        v2(name)
    assert caught.value.problem.kind is ProblemKind.TASK_FAILED


@pytest.mark.parametrize(
    "name",
    [
        "no_report",
        "report_null",
        "report_of_another_type",
        "report_empty",
        "report_with_nothing_in_it",
        "report_without_markets",
        "counts_below_zero",
    ],
)
def test_a_report_with_nothing_in_it_is_no_clean_result(v2, name):
    with pytest.raises(BadResponse) as caught:
        v2(name)
    assert caught.value.problem.kind is ProblemKind.EMPTY_REPORT


@pytest.mark.parametrize(
    ("name", "unreadable"),
    [
        ("comparisons_unreadable", 2),
        ("comparisons_of_another_type", 1),
        ("comparisons_in_a_broken_json_string", 1),
        ("suspected_with_unreadable_comparisons", 1),
    ],
)
def test_report_of_unreadable_comparisons_counts_them_and_is_unrated(v2, name, unreadable):
    report = v2(name)

    assert (report.comparisons, report.unreadable) == ((), unreadable)
    assert report.verdict is Risk.UNRATED


@pytest.mark.parametrize(
    "name",
    [
        "comparisons_as_a_json_string",
        "comparisons_each_a_json_string",
        "comparisons_one_level_deeper",
        "comparisons_each_one_level_deeper",
        "comparison_keys_in_another_case",
        "comparison_level_of_another_type",
    ],
)
def test_comparisons_in_an_odd_shape_are_read(v2, name):
    report = v2(name)

    assert [(item.risk, item.patent.publication_number) for item in report.comparisons] == [
        (Risk.HIGH, "USD1055174S1"),
        (Risk.LOW, "CN303948524S"),
    ]
    assert report.unreadable == 0
    assert report.high_risk_countries == ("US",)


def test_comparisons_of_only_score_and_picture_are_counted_beside_those_shown(v2, caplog):
    report = v2("comparisons_with_only_score_and_picture")

    assert (len(report.comparisons), report.unreadable) == (1, 2)
    assert report.verdict is Risk.UNRATED  # never "nothing found"
    [warning] = caplog.records
    assert (warning.message, warning.unreadable) == ("comparisons of a report could not be read", 2)


def test_unknown_levels_keep_their_words_and_stand_first(v2):
    report = v2("risk_levels_unknown")

    assert [(item.risk, item.risk_text) for item in report.comparisons] == [
        (Risk.UNRATED, "HIGH-RISK!"),
        (Risk.UNRATED, "Very High"),
        (Risk.UNRATED, "Critical"),
        (Risk.HIGH, ""),
        (Risk.UNRATED, ""),
        (Risk.LOW, ""),
    ]
    assert report.count(Risk.UNRATED) == 4
    assert report.unreadable == 0


def test_legal_status_is_read_in_words_of_either_language_and_what_has_lapsed_stands_last(v2):
    assert [item.legal_status for item in v2("legal_status_in_words").comparisons] == [
        LegalStatus.VALID,
        LegalStatus.PENDING,
        LegalStatus.VALID,
        LegalStatus.VALID,
        LegalStatus.UNKNOWN,
        LegalStatus.INVALID,
        LegalStatus.INVALID,
    ]


def test_booleans_as_strings_are_read_and_fused_patents_have_a_country(v2):
    report = v2("booleans_as_strings")

    assert [patent.locarno_match for patent in report.ranked] == [True, False, True, False, True, False, None]
    assert {patent.score for patent in report.ranked} == {0.875}
    assert report.total_found == 156
    assert [patent.country for patent in report.fused] == ["EU", "JP"]


@pytest.mark.parametrize("name", ["clean_result", "clean_result_comparisons_null"])
def test_a_search_that_counted_designs_and_found_none_alike_is_a_clean_result(v2, name):
    report = v2(name)

    assert report.comparisons == ()
    assert report.countries == ("US", "CN", "JP")
    assert report.total_found == 156
    assert report.verdict is Risk.LOW


def test_countries_named_without_comparisons_are_a_finding(v2):
    assert v2("countries_named_without_comparisons").verdict is Risk.HIGH


def test_infringements_suspected_without_a_comparison_are_never_low_risk(v2):
    report = v2("suspected_without_comparisons")

    assert (report.suspected_count, report.suspected_countries) == (3, ("KR",))
    assert report.verdict is Risk.UNRATED


@pytest.mark.parametrize("name", ["data_null", "data_a_list"])
def test_data_that_is_no_object_is_no_answer(v2, v1, name):
    for parse in (v2, v1):
        with pytest.raises(BadResponse) as caught:
            parse(name)
        assert caught.value.problem.kind is ProblemKind.BAD_RESPONSE


def test_every_field_of_the_v1_example_arrives(v1):
    report = v1("report_v1")

    [comparison] = report.comparisons
    assert (comparison.risk, comparison.score, comparison.legal_status) == (Risk.HIGH, 0.93, LegalStatus.VALID)
    assert comparison.patent.image_url.endswith("/00000001_0001.png")
    assert comparison.patent.publication_number == "EU0040356240003S"
    assert comparison.similar.startswith("两款产品均为白色")
    assert (report.countries, report.locarno) == (("US",), ("14-03",))
    assert report.high_risk_countries == ("US", "EU")
    assert report.medium_risk_countries == ()
    assert (report.suspected_count, report.suspected_countries) == (1, ("US",))


def test_v1_takes_strings_for_numbers_and_text_for_lists(v1):
    report = v1("v1_strings")

    assert report.suspected_count == 3
    assert report.medium_risk_countries == ("US",)
    assert report.comparisons[0].score == 0.85
    assert report.comparisons[0].patent.image_url == "https://img.example.com/us.png"


def test_v1_has_no_report_while_the_task_runs(v1):
    assert v1("v1_running") is None


def test_v1_is_clean_only_when_it_counted_the_infringements(v1):
    assert v1("v1_clean_result").verdict is Risk.LOW
    with pytest.raises(BadResponse) as caught:
        v1("v1_nothing_in_it")
    assert caught.value.problem.kind is ProblemKind.EMPTY_REPORT


@pytest.mark.parametrize(
    ("level", "risk"),
    [
        ("High", Risk.HIGH),
        ("HIGH_RISK", Risk.HIGH),
        ("Middle", Risk.MEDIUM),
        ("medium risk", Risk.MEDIUM),
        ("中风险", Risk.MEDIUM),
        ("low", Risk.LOW),
        ("Very high", Risk.UNRATED),
        ("not high", Risk.UNRATED),
        ("", Risk.UNRATED),
    ],
)
def test_parse_risk_knows_its_levels_and_guesses_none(level, risk):
    assert parse_risk(level) is risk
