"""docs/operations.md and docs/alerts.yml name what the app exports, all of it and nothing else."""

import re

import pytest
import yaml

from bot.model import ProblemKind, Stage
from bot.monitoring.metrics import Metrics
from bot.slack.http_mode import Refusal
from tests.paths import REPOSITORY

DOCS = REPOSITORY / "docs"
NAME = re.compile(r"\b(?:lookalike|process)_[a-z_]+\b")
SELECTOR = re.compile(r"\b((?:lookalike|process)_[a-z_]+)\{([^}]*)\}")
OF_PROMETHEUS = {"job", "instance", "le"}


@pytest.fixture(scope="module")
def exported():
    """Every name that a scrape may show -> its labels."""
    metrics = Metrics()
    labels = {
        collector._name: set(collector._labelnames)
        for collector in vars(metrics).values()
        if hasattr(collector, "_labelnames")
    }
    found = {}
    for family in metrics.registry.collect():
        suffixes = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count", "")}.get(family.type, ("",))
        for suffix in suffixes:
            found[family.name + suffix] = labels.get(family.name, {"version"} if "build" in family.name else set())
    return found


@pytest.fixture(scope="module")
def rules():
    (group,) = yaml.safe_load((DOCS / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    return group["rules"]


@pytest.fixture(scope="module")
def guide():
    return (DOCS / "operations.md").read_text(encoding="utf-8")


def test_every_metric_of_the_guide_is_exported(guide, exported):
    assert set(NAME.findall(guide)) - exported.keys() == set()


def test_every_metric_that_is_exported_is_in_the_guide(guide, exported):
    section = guide[guide.index("## Metrics") : guide.index("## Alerts")]
    shown = set(NAME.findall(section))
    histograms = re.compile(r"_(bucket|sum|count)$")
    assert {name for name in exported if not histograms.search(name)} - shown == set()


def test_the_guide_names_every_label(guide, exported):
    for row in re.findall(r"^\| `(lookalike_\w+)` \| \w+ \| ([^|]*) \|", guide, re.MULTILINE):
        assert set(re.findall(r"`(\w+)`", row[1])) == exported[row[0]], row[0]


def test_every_rule_speaks_of_metrics_and_labels_that_exist(rules, exported):
    for rule in rules:
        names = set(NAME.findall(rule["expr"]))
        assert names or rule["expr"].startswith("up{"), rule["alert"]
        assert names - exported.keys() == set(), rule["alert"]
        for name, matchers in SELECTOR.findall(rule["expr"]):
            used = set(re.findall(r"(\w+)\s*=~?", matchers))
            assert used <= exported[name] | OF_PROMETHEUS, rule["alert"]


@pytest.mark.parametrize(
    ("label", "known"),
    [
        ("stage", set(Stage)),
        ("problem", set(ProblemKind)),
        ("reason", set(Refusal)),
        ("part", {"database", "schedule", "slack", "slack_token", "slack_scopes", "patsnap"}),
    ],
)
def test_every_rule_asks_for_values_that_there_are(rules, label, known):
    asked = {
        value
        for rule in rules
        for values in re.findall(rf'\b{label}=~?"([^"]*)"', rule["expr"])
        for value in values.split("|")
    }
    assert asked
    assert asked <= known


def test_every_rule_can_be_read_and_is_explained(rules, guide):
    section = guide[guide.index("## Alerts") :]
    explained = re.findall(r"^\| `(Lookalike\w+)` \|", section, re.MULTILINE)
    assert explained == [rule["alert"] for rule in rules]
    for rule in rules:
        expression = rule["expr"]
        assert all(expression.count(left) == expression.count(right) for left, right in ("()", "{}", "[]"))
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"].endswith(".")


def test_every_link_of_the_guide_leads_somewhere(guide):
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", guide):
        assert (DOCS / link).exists(), link


def test_the_parts_of_the_guide_are_those_that_are_asked(guide):
    source = (DOCS.parent / "bot" / "app.py").read_text(encoding="utf-8")
    parts = set(re.findall(r'vitals\.add\("(\w+)"', source))
    (row,) = re.findall(r"^\| `lookalike_part_up` .*$", guide, re.MULTILINE)
    assert parts == set(re.findall(r"`(\w+)`", row)) - {"lookalike_part_up", "part"}
