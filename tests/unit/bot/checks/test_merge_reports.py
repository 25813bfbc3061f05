"""Reports on several views of one product become one."""

from bot.checks.merge_reports import merge_reports
from bot.model import Comparison, Patent, Report, Risk


def comparison(patent_id, risk, level="", score=0.5):
    patent = Patent(patent_id=patent_id, publication_number=f"US{patent_id}")
    return Comparison(patent=patent, risk=risk, risk_level=level, score=score)


def test_unreadable_comparisons_of_all_views_are_added_up():
    merged = merge_reports({0: Report(unreadable=2), 1: Report(unreadable=3)})

    assert merged.unreadable == 5
    assert merged.verdict is Risk.UNRATED


def test_unknown_level_and_a_known_one_of_the_same_patent_both_stay_the_unknown_one_first():
    unknown, high = comparison("1", Risk.UNRATED, "Critical"), comparison("2", Risk.HIGH, "High")
    merged = merge_reports(
        {0: Report(comparisons=(unknown, high)), 1: Report(comparisons=(comparison("2", Risk.UNRATED, "Extreme"),))}
    )

    assert [(item.patent.patent_id, item.risk_level, item.views) for item in merged.comparisons] == [
        ("1", "Critical", (0,)),
        ("2", "Extreme", (1,)),
        ("2", "High", (0,)),
    ]
    assert merged.verdict is Risk.HIGH
