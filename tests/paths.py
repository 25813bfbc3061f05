"""Where the repository and the fixtures of the tests lie."""

from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
TESTS = REPOSITORY / "tests"
FIXTURES = TESTS / "fixtures"
