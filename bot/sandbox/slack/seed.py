"""The people, channels and tokens that every sandbox starts with. All of it is made up."""

from bot.sandbox.slack.records import Channel, ChannelKind, User

BOT_TOKEN = "xoxb-sandbox-000000000000-not-a-secret"  # noqa: S105
APP_TOKEN = "xapp-sandbox-000000000000-not-a-secret"  # noqa: S105
SIGNING_SECRET = "sandbox-signing-secret-not-a-secret"  # noqa: S105

TEAM_ID = "T0SANDBOX"
TEAM_NAME = "Sandbox"
TEAM_DOMAIN = "sandbox"
APP_ID = "A0LOOKALIKE"
BOT_ID = "B0LOOKALIKE"
BOT_USER_ID = "U0LOOKALIKE"
OTHER_APP_ID = "A0INTAKE001"
OTHER_BOT_ID = "B0INTAKE001"
SLACKBOT = "USLACKBOT"

ADA = "U0ADA00001"
BEN = "U0BEN00001"
CHEN = "U0CHEN0001"

PRODUCT_DESIGN = "C0PRODUCT1"
INDUSTRIAL_DESIGN = "C0INDUSTRY"
PRIVATE_LAUNCH = "C0LAUNCH01"
RANDOM = "C0RANDOM01"
GROUP_DM = "C0GROUPDM1"
DM = "D0ADABOT01"

USERS = (
    User(ADA, "ada", "Ada Lind", "Product designer", is_admin=True),
    User(BEN, "ben", "Ben Okafor", "Industrial designer"),
    User(CHEN, "chen", "陈薇", "Sourcing", locale="zh-CN"),
    User(BOT_USER_ID, "lookalike", "Lookalike", is_bot=True),
)

PARTNER_TEAM_ID = "T0PARTNER0"
DANA = "U0DANA0001"
PARTNER = User(DANA, "dana", "Dana Ruiz", "Buyer at another company", team_id=PARTNER_TEAM_ID)
"""Comes with the first channel that is shared."""

_EVERYBODY = frozenset({ADA, BEN, CHEN, BOT_USER_ID})

CHANNELS = (
    Channel(PRODUCT_DESIGN, "product-design", ChannelKind.PUBLIC, _EVERYBODY, "New products, before tooling"),
    Channel(INDUSTRIAL_DESIGN, "industrial-design", ChannelKind.PUBLIC, _EVERYBODY, "Forms and surfaces"),
    Channel(PRIVATE_LAUNCH, "spring-launch", ChannelKind.PRIVATE, frozenset({ADA, BEN, BOT_USER_ID}), "By invitation"),
    Channel(RANDOM, "random", ChannelKind.PUBLIC, frozenset({ADA, BEN, CHEN}), "The app has not been invited here"),
    Channel(GROUP_DM, "mpdm-ada--chen--lookalike-1", ChannelKind.GROUP_DM, frozenset({ADA, CHEN, BOT_USER_ID})),
    Channel(DM, "lookalike", ChannelKind.DM, frozenset({ADA, BOT_USER_ID})),
)
