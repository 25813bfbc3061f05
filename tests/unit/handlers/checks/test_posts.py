"""Events of Slack's -> what is stored for them."""

from datetime import date
from types import SimpleNamespace

import pytest

from bot.model import CHINESE, ENGLISH, CheckOptions, ProblemKind
from bot.slack.web_api import slack_error
from handlers.checks.posts import PostHandlers
from handlers.checks.reading import PostReader

APP, APP_BOT = "U0APP", "B0APP"
PNG = {"id": "F1", "name": "mug.png", "mimetype": "image/png"}
CONTEXT = SimpleNamespace(team_id="T1", bot_user_id=APP, bot_id=APP_BOT)


class Service:
    """Keeps posts as the database does: each check of a post once."""

    def __init__(self):
        self.posts = []
        self.stored = {}

    async def receive(self, post):
        self.posts.append(post)
        kept = self.stored.setdefault((post.channel_id, post.message_ts), {})
        for check in post.checks:
            kept.setdefault(check.subject, check)

    async def checks_on(self, *, team_id, channel_id, message_ts):
        kept = self.stored.get((channel_id, message_ts))
        return None if kept is None else tuple(kept.values())

    async def language_of_thread(self, *, team_id, channel_id, thread_ts):
        asked = [post for post in self.posts if (post.channel_id, post.thread_ts) == (channel_id, thread_ts)]
        return asked[0].options.lang if asked else None

    def outcome(self):
        """For each check of all posts: the files, or the kind of problem."""
        checks = [check for kept in self.stored.values() for check in kept.values()]
        return [check.problem.kind if check.problem else [view.file_id for view in check.views] for check in checks]


class Thread:
    """A thread whose picture is the one that a test lays down."""

    def __init__(self, above=None):
        self.above = above

    async def pictures_for(self, _channel_id, _thread_ts, _ts, *, but_by):
        assert but_by == APP
        if isinstance(self.above, Exception):
            raise self.above
        return self.above


class Locales:
    """People's languages: everybody's is English, but for one person's."""

    async def language_of(self, user_id):
        return CHINESE if user_id == "U0LI" else ENGLISH


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def handlers(service):
    return handlers_of(service)


def handlers_of(service, *, above=None, checks_app_posts=False):
    reader = PostReader(options=CheckOptions(countries=("US",)), today=lambda: date(2026, 11, 28))
    return PostHandlers(service, None, Thread(above), reader, Locales(), checks_app_posts=checks_app_posts)


def posted(text="", *, ts="9.0", **fields):
    event = {"type": "message", "user": "U1", "channel": "C1", "channel_type": "channel", "ts": ts, "text": text}
    return event | ({"subtype": "file_share"} if fields.get("files") else {}) | fields


def mention_of(message):
    """The event beside a message that names the app; Slack leaves the files out."""
    left_out = {"subtype", "files", "channel_type"}
    return {name: value for name, value in message.items() if name not in left_out} | {"type": "app_mention"}


async def deliver(handlers, *events):
    for event in events:
        handle = handlers.handle_mention if event["type"] == "app_mention" else handlers.handle_message
        await handle(event, CONTEXT)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("mention", [f"<@{APP}>", f"<@{APP}|lookalike>"])
@pytest.mark.parametrize(("files", "expected"), [([PNG], [["F1"]]), ([], [ProblemKind.NO_IMAGE])])
async def test_mention_without_its_files_beside_its_message_gets_one_answer(
    handlers, service, files, expected, mention, order
):
    message = posted(f"{mention} countries:US", files=files)
    await deliver(handlers, *[message, mention_of(message)][::order])
    assert service.outcome() == expected


@pytest.mark.parametrize("order", [1, -1])
async def test_mention_in_a_thread_whose_own_picture_is_left_out_is_not_about_the_one_above(service, order):
    reply = posted(f"<@{APP}> and this?", files=[PNG | {"id": "F2"}], thread_ts="1.0")
    await deliver(handlers_of(service, above=reply), *[reply, mention_of(reply)][::order])
    assert service.outcome() == [["F2"]]


async def test_mention_in_a_thread_is_about_the_picture_above(service):
    reply = posted(f"<@{APP}> this one", thread_ts="1.0")
    await deliver(handlers_of(service, above=posted(ts="1.0", files=[PNG])), reply, mention_of(reply))
    assert service.outcome() == [["F1"]]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (slack_error("look_unfinished", "conversations.replies"), ProblemKind.THREAD_TOO_LONG),
        (slack_error("internal_error", "conversations.replies"), ProblemKind.THREAD_UNREADABLE),
        (TimeoutError(), ProblemKind.THREAD_UNREADABLE),
    ],
)
async def test_mention_in_a_thread_that_could_not_be_read_to_the_end_is_told_and_checks_nothing(
    service, error, expected
):
    reply = posted(f"<@{APP}> this one", thread_ts="1.0")
    await deliver(handlers_of(service, above=error), reply, mention_of(reply))
    assert service.outcome() == [expected]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "hello"}, []),
        ({"text": "hello", "channel_type": "im"}, [ProblemKind.HELP]),
        ({"text": "帮助", "channel_type": "im"}, [ProblemKind.HELP]),
        ({"text": "check", "channel_type": "im"}, [ProblemKind.NO_IMAGE]),
        ({"text": f"<@{APP}>"}, [ProblemKind.HELP]),
        ({"text": f"<@{APP}> help"}, [ProblemKind.HELP]),
        ({"text": f"<@{APP}|lookalike> 帮助"}, [ProblemKind.HELP]),
        ({"text": f"<@{APP}> good morning"}, [ProblemKind.HELP]),
        ({"text": f"<@{APP}> what do you make of this?"}, [ProblemKind.NO_IMAGE]),
        ({"text": f"<@{APP}> 检测"}, [ProblemKind.NO_IMAGE]),
        ({"text": f"<@{APP}> countries:DE"}, [ProblemKind.NO_IMAGE]),
        ({"text": f"<@{APP}> countries:Germny"}, [ProblemKind.INVALID_OPTION]),
        (
            {"text": f"<@{APP}> have a look", "files": [{"id": "F2", "name": "a.pdf", "mimetype": "application/pdf"}]},
            [ProblemKind.NO_IMAGE],
        ),
        ({"text": "hello", "channel_type": "im", "thread_ts": "1.0"}, []),
        ({"text": "look at <@U0OTHER>"}, []),
    ],
)
async def test_post_without_a_picture_is_answered_where_it_is_meant_for_the_app(handlers, service, fields, expected):
    await deliver(handlers, posted(**fields))
    assert service.outcome() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"<@{APP}> help", [ProblemKind.HELP]),
        (f"<@{APP}> 帮助", [ProblemKind.HELP]),
        (f"<@{APP}> thank you!", [ProblemKind.HELP]),
        (f"<@{APP}>", [ProblemKind.NO_IMAGE]),
        (f"<@{APP}> countries:DE", [ProblemKind.NO_IMAGE]),
    ],
)
async def test_mention_in_a_thread_without_a_picture_is_told_of_one_only_if_it_meant_one(service, text, expected):
    mention = posted(text, thread_ts="1.0")
    await deliver(handlers_of(service), *[mention_of(mention)] * 2)
    assert service.outcome() == expected


async def test_mention_that_asks_for_help_under_a_picture_starts_no_check(service):
    mention = posted(f"<@{APP}> help", thread_ts="1.0")
    await deliver(handlers_of(service, above=posted(ts="1.0", files=[PNG])), mention_of(mention))
    assert service.outcome() == [ProblemKind.HELP]


WORKFLOW = {"user": None, "subtype": "bot_message", "bot_id": "B0INTAKE"}
OTHER_APP = {"user": "U0INTAKE", "bot_id": "B0INTAKE"}
OWN = {"user": APP, "bot_id": APP_BOT}


@pytest.mark.parametrize("by", [WORKFLOW, OTHER_APP])
@pytest.mark.parametrize(
    ("text", "files", "checked", "expected"),
    [
        ("new product", [PNG], False, []),
        ("new product", [PNG], True, [["F1"]]),
        (f"<@{APP}> check", [PNG], False, [ProblemKind.POSTED_BY_APP]),
        (f"<@{APP}> check", [PNG], True, [["F1"]]),
        (f"<@{APP}> hello", [], False, []),
        (f"<@{APP}> hello", [], True, []),
    ],
)
async def test_post_of_another_app_is_checked_where_the_setting_says_so(service, by, text, files, checked, expected):
    message = posted(text, files=files) | by
    await deliver(handlers_of(service, checks_app_posts=checked), message, mention_of(message))
    assert service.outcome() == expected


async def test_person_who_mentions_the_app_under_another_apps_post_has_it_checked_with_its_options(service):
    theirs = posted(f"<@{APP}> countries:JP", ts="1.0", files=[PNG]) | WORKFLOW
    reply = posted(f"<@{APP}> this one", thread_ts="1.0")
    handlers = handlers_of(service, above=theirs)
    await deliver(handlers, theirs, reply, mention_of(reply))
    assert service.outcome() == [ProblemKind.POSTED_BY_APP, ["F1"]]
    assert [post.options.countries for post in service.posts if any(check.views for check in post.checks)] == [("JP",)]


@pytest.mark.parametrize("subtype", [None, "bot_message", "file_share"])
@pytest.mark.parametrize("checked", [False, True])
async def test_own_post_is_never_checked(service, subtype, checked):
    own = posted(f"<@{APP}>", files=[PNG]) | OWN | {"subtype": subtype}
    await deliver(handlers_of(service, checks_app_posts=checked), own, mention_of(own))
    assert service.outcome() == []


async def test_reply_that_is_shown_in_the_channel_too_is_the_reply_it_is(handlers, service):
    await deliver(handlers, posted(f"<@{APP}>", files=[PNG], thread_ts="1.0", subtype="thread_broadcast"))
    assert service.outcome() == [["F1"]]
    assert service.posts[0].thread_ts == "1.0"


@pytest.mark.parametrize("subtype", ["channel_join", "message_changed", "channel_topic"])
async def test_message_that_is_no_post_starts_nothing(handlers, service, subtype):
    await deliver(handlers, posted(f"<@{APP}>", files=[PNG]) | {"subtype": subtype})
    assert service.outcome() == []


def languages(service):
    """Of each post, in the order in which they came."""
    return [post.options.lang for post in service.posts]


@pytest.mark.parametrize(
    ("user", "text", "language"),
    [
        ("U1", "", ENGLISH),
        ("U0LI", "", CHINESE),
        ("U0LI", "lang:en", ENGLISH),
        ("U1", "语言：中文", CHINESE),
        ("U0LI", "countries:Germny", CHINESE),
    ],
)
async def test_post_is_answered_in_the_language_that_it_names_or_else_its_author_s(
    handlers, service, user, text, language
):
    await deliver(handlers, posted(text, user=user, files=[PNG]))
    assert languages(service) == [language]


async def test_mention_in_a_thread_is_answered_in_the_language_in_which_the_thread_began(service):
    first = posted("countries:Germny", ts="1.0", user="U0LI", files=[PNG])
    mention = posted(f"<@{APP}> countries:DE", ts="2.0", thread_ts="1.0")
    handlers = handlers_of(service, above=first)
    await deliver(handlers, first, mention_of(mention))
    assert set(languages(service)) == {CHINESE}


async def test_post_of_an_app_is_answered_in_the_default_language(service):
    handlers = handlers_of(service, checks_app_posts=True)
    await deliver(handlers, posted(user=None, bot_id="B0WORKFLOW", subtype="bot_message", files=[PNG]))
    assert languages(service) == [ENGLISH]
