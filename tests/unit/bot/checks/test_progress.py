"""How often a progress message is edited."""

import pytest

from bot.checks.progress import edit_in_s


def test_an_edit_is_seldom_enough_for_one_post():
    assert edit_in_s(is_first=True, open_posts=1) == 5
    assert edit_in_s(is_first=False, open_posts=1) == 10


@pytest.mark.parametrize("open_posts", [1, 7, 50, 1000])
def test_the_edits_of_a_workspace_stay_within_what_slack_takes(open_posts):
    assert open_posts * 60 / edit_in_s(is_first=False, open_posts=open_posts) <= 45
