"""Settings: each wrong one is named in one sentence, all at once, and no secret is ever part of it."""

import pytest

from bot.errors import SettingsError
from bot.model import CHINESE
from bot.settings import Settings, load_settings
from tests.languages import ZH
from tests.sentences import words_of

GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-1-secret",
    "SLACK_APP_TOKEN": "xapp-1-secret",
    "PATSNAP_CLIENT_ID": "client",
    "PATSNAP_CLIENT_SECRET": "very-secret",
}


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """An environment with nothing of ours in it, in a directory without ``.env``."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.alias), raising=False)
    return monkeypatch


def load(environment, **values):
    for name, value in values.items():
        environment.setenv(name, value)
    return load_settings()


def sentences(environment, *, http=False, **values):
    with pytest.raises(SettingsError) as raised:
        load(environment, **values).require_all(http=http)
    return words_of(raised.value).splitlines()


def test_settings_that_are_complete_are_taken(environment):
    load(environment, **GOOD).require_all()


def test_settings_leave_posts_of_other_apps_alone_unless_they_say_otherwise(environment):
    assert not load(environment, **GOOD).check_app_posts
    assert load(environment, LOOKALIKE_CHECK_APP_POSTS="true").check_app_posts


def test_settings_that_are_missing_are_all_named_at_once(environment):
    named = [sentence.split()[0] for sentence in sentences(environment)]
    assert named == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "PATSNAP_CLIENT_ID", "PATSNAP_CLIENT_SECRET"]


def test_settings_of_http_mode_that_are_missing_are_named(environment):
    values = {name: value for name, value in GOOD.items() if name != "SLACK_APP_TOKEN"}
    (sentence,) = sentences(environment, http=True, **values)
    assert sentence.startswith("SLACK_SIGNING_SECRET is not set")


def test_settings_that_are_wrong_are_all_named_at_once(environment):
    wrong = sentences(environment, **GOOD, PATSNAP_QPS="fast", LOOKALIKE_LANG="klingon", LOOKALIKE_PORT="99999")
    assert sorted(sentence.split()[0] for sentence in wrong) == ["LOOKALIKE_LANG", "LOOKALIKE_PORT", "PATSNAP_QPS"]


def test_tokens_that_are_swapped_are_recognised(environment):
    swapped = GOOD | {"SLACK_BOT_TOKEN": GOOD["SLACK_APP_TOKEN"], "SLACK_APP_TOKEN": GOOD["SLACK_BOT_TOKEN"]}
    bot, app = sentences(environment, **swapped)
    assert bot.startswith("SLACK_BOT_TOKEN")
    assert "belongs into SLACK_APP_TOKEN: are the two swapped?" in bot
    assert "belongs into SLACK_BOT_TOKEN: are the two swapped?" in app


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("placeholder", ["…", "xoxb-…", "xapp-...", "<your token>", "changeme", "your-secret"])
def test_setting_that_holds_a_placeholder_is_named_as_such(environment, name, placeholder):
    (sentence,) = sentences(environment, **GOOD | {name: placeholder})
    assert sentence.startswith(f"{name} still holds a placeholder")


@pytest.mark.parametrize("name", GOOD)
def test_secret_with_white_space_around_it_is_taken_without(environment, name):
    settings = load(environment, **GOOD | {name: f" {GOOD[name]}\r\n"})
    settings.require_all()
    stored = getattr(settings, name.lower())
    assert (stored if isinstance(stored, str) else stored.get_secret_value()) == GOOD[name]


def test_token_with_a_line_break_inside_is_refused_before_it_reaches_a_header(environment):
    (sentence,) = sentences(environment, **GOOD | {"SLACK_APP_TOKEN": "xapp-1\nInjected: yes"})
    assert sentence.startswith("SLACK_APP_TOKEN holds characters")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("LOOKALIKE_COUNTRY", "LOOKALIKE_COUNTRIES"),
        ("LOOKALIKE_LANGUAGE", "LOOKALIKE_LANG"),
        ("PATSNAP_CLIENTID", "PATSNAP_CLIENT_ID"),
        ("SLACK_BOTTOKEN", "SLACK_BOT_TOKEN"),
        ("lookalike_contries", "LOOKALIKE_COUNTRIES"),
    ],
)
def test_name_that_is_nearly_a_setting_is_pointed_out_with_the_right_one(environment, name, meant):
    (sentence,) = sentences(environment, **GOOD, **{name: "DE"})
    assert sentence == f"{name} is no setting of Lookalike: {meant} is, if that was meant."


def test_unknown_name_of_our_own_prefix_in_the_env_file_is_pointed_out(environment, tmp_path):
    (tmp_path / ".env").write_text("LOOKALIKE_QWXJVBF=1\n")
    (sentence,) = sentences(environment, **GOOD)
    assert sentence == "LOOKALIKE_QWXJVBF is no setting of Lookalike: take it out."


@pytest.mark.parametrize("name", ["SLACK_WEBHOOK_URL", "PATSNAP_TEAM", "PATH_TO_X"])
def test_name_of_another_program_is_left_alone(environment, name):
    load(environment, **GOOD, **{name: "x"}).require_all()


def test_start_time_in_the_future_is_refused(environment):
    (sentence,) = sentences(environment, **GOOD, LOOKALIKE_APPLY_START_TIME="2999")
    assert sentence.startswith("LOOKALIKE_APPLY_START_TIME is wrong")


def test_error_never_holds_a_secret(environment):
    text = "\n".join(sentences(environment, **GOOD | {"SLACK_BOT_TOKEN": "xoxp-hush", "PATSNAP_QPS": "0"}))
    assert "hush" not in text
    assert "very-secret" not in text


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ann:hush@db.example:6432/look", "postgresql: db.example:6432/look"),
        ("postgresql://ann:hush@db.example/look", "postgresql: db.example:5432/look"),
        ("sqlite:////var/lib/l.db", "sqlite: /var/lib/l.db"),
    ],
)
def test_summary_names_the_database_without_its_password(environment, url, shown):
    assert load(environment, **GOOD, DATABASE_URL=url).summary()["database"] == shown


def test_summary_says_which_env_file_was_read(environment, tmp_path):
    assert load(environment, **GOOD).summary()["env_file"] == f"none in {tmp_path}"
    (tmp_path / ".env").write_text("LOOKALIKE_COUNTRIES=DE\n")
    summary = load_settings().summary()
    assert summary["env_file"] == str(tmp_path / ".env")
    assert summary["countries"] == "DE"


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("LOOKALIKE_COUNTRIES", "US,Germny", "it does not know “Germny” (did you mean Germany?)"),
        ("LOOKALIKE_COUNTRIES", "US CN today", "“today” stands behind its value"),
        ("LOOKALIKE_LANG", "fr", "it does not know “fr”"),
        ("LOOKALIKE_APPLY_START_TIME", "2015-2020", "it does not know “2015-2020”"),
    ],
)
def test_setting_with_a_wrong_word_names_the_word(environment, name, value, why):
    (sentence,) = sentences(environment, **GOOD, **{name: value})
    assert sentence.startswith(f"{name} is wrong: {why}")
    assert "thread" not in sentence


def test_settings_take_the_words_of_options(environment):
    options = load(
        environment, **GOOD, LOOKALIKE_COUNTRIES="德国， United States and 日本", LOOKALIKE_LANG="中文"
    ).default_options()
    assert (options.countries, options.lang) == (("DE", "US", "JP"), CHINESE)


def test_wrong_settings_are_told_in_chinese(environment):
    wrong = {
        "PATSNAP_QPS": ("fast", "PATSNAP_QPS 有误：应为数字。"),
        "PATSNAP_ENGINE": ("v9", "PATSNAP_ENGINE 有误：只能是 v2 或 v1。"),
        "SLACK_API_URL": ("ftp://x", "SLACK_API_URL 有误：应为以 https:// 开头的网址。"),
        "LOOKALIKE_CHECK_APP_POSTS": ("maybe", "LOOKALIKE_CHECK_APP_POSTS 有误：只能是 `true` 或 `false`。"),
        "LOOKALIKE_RETENTION_DAYS": ("0", "LOOKALIKE_RETENTION_DAYS 有误：应大于 0。"),
        "LOOKALIKE_HTTP_PORT": ("-1", "LOOKALIKE_HTTP_PORT 有误：应不小于 0。"),
        "LOOKALIKE_PORT": ("99999", "LOOKALIKE_PORT 有误：应不大于 65535。"),
        "DATABASE_URL": ("mysql://h/d", "DATABASE_URL 有误：应以 sqlite:/// 或 postgresql:// 开头。"),
        "LOOKALIKE_QWXJVBF": ("1", "Lookalike 没有 LOOKALIKE_QWXJVBF 这项设置，请删除。"),
    }
    with pytest.raises(SettingsError) as raised:
        load(environment, **GOOD, **{name: value for name, (value, _) in wrong.items()})
    assert sorted(words_of(raised.value, ZH).splitlines()) == sorted(said for _, said in wrong.values())
