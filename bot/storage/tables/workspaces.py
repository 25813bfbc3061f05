"""What workspaces and channels have settled, what they were shown and what they paid for; replicas."""

from sqlalchemy import Boolean, Column, Double, Index, Integer, String, Table, Text

from bot.storage.tables.base import metadata

pictures = Table(
    "pictures",
    metadata,
    # A patent's drawing as a file in Slack: Patsnap's own address of it lives nine hours.
    Column("team_id", String(32), primary_key=True),
    Column("patent_id", String(128), primary_key=True),
    Column("file_id", String(64), nullable=False),
    Column("created_at", Double, nullable=False),
)

replicas = Table(
    "replicas",
    metadata,
    # Who shares the credential's calls; a replica that has not been seen lately is gone.
    Column("owner", String(64), primary_key=True),
    Column("seen_at", Double, nullable=False),
)

workspaces = Table(
    "workspaces",
    metadata,
    Column("team_id", String(32), primary_key=True),
    Column("refuses_containers", Boolean, nullable=False, default=False, server_default="0"),
)

shared_channels = Table(
    "shared_channels",
    metadata,
    # Channels shared with another organisation in which somebody has let the app speak.
    Column("team_id", String(32), primary_key=True),
    Column("channel_id", String(32), primary_key=True),
    Column("switched_on_at", Double, nullable=False),
)

channel_settings = Table(
    "channel_settings",
    metadata,
    # What a channel has settled itself, as JSON; with no channel what the whole workspace has.
    Column("team_id", String(32), primary_key=True),
    Column("channel_id", String(32), primary_key=True),
    Column("settings", Text, nullable=False, default="{}", server_default="{}"),
    Column("revision", Integer, nullable=False, default=0, server_default="0"),
    Column("changed_by", String(32), nullable=False, default="", server_default=""),
    # What the channel has been told of: older than the settings while a change has yet to be announced.
    Column("told", Text, nullable=False, default="{}", server_default="{}"),
    Column("told_revision", Integer, nullable=False, default=0, server_default="0"),
    # When the app was last invited, and when it has said what it does: older while that has yet to be posted.
    Column("invited_at", Double),
    Column("welcomed_at", Double),
)

shares = Table(
    "shares",
    metadata,
    # Cards, and pages of similar designs. Written before one is posted, so that a second press posts nothing.
    Column("key", String(255), primary_key=True),
    Column("created_at", Double, nullable=False),
    # When the last try began, while nobody knows whether it was posted; empty once it stands.
    Column("announced_at", Double),
)

paid_calls = Table(
    "paid_calls",
    metadata,
    # The ledger: calls that Patsnap was paid for, or may have been. It outlives what it paid for, and holds ids alone.
    # A look-up's own, or the check's with the position of the view that a submit is about.
    Column("id", String(64), primary_key=True),
    Column("endpoint", String(64), nullable=False),
    Column("cost", String(16), nullable=False),
    Column("team_id", String(32), nullable=False),
    # Empty for nobody in particular, and once the data has been deleted.
    Column("channel_id", String(32), nullable=False),
    Column("user_id", String(32), nullable=False),
    Column("check_id", String(32), nullable=False),
    # reserved, sent, paid or unknown; see bot/model/costs.py.
    Column("payment", String(16), nullable=False),
    Column("at", Double, nullable=False, index=True),
)
Index("ix_paid_calls_team_at", paid_calls.c.team_id, paid_calls.c.at)
