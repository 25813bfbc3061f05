"""What people post, its checks and their reports, and what is left of them when they are deleted."""

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.storage.tables.base import metadata

posts = Table(
    "posts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("team_id", String(32), nullable=False),
    Column("channel_id", String(32), nullable=False),
    Column("message_ts", String(32), nullable=False),
    Column("thread_ts", String(32), nullable=False),
    Column("root_thread_ts", String(32), nullable=False, default="", server_default=""),
    Column("user_id", String(32), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("progress_ts", String(32), nullable=False, default="", server_default=""),
    # Set before the progress message is posted, so that a crash in between makes the next claim look for it.
    Column("progress_posting", Boolean, nullable=False, default=False, server_default="0"),
    # Of ``bot.model.PostState``. Checks that wait for a decision are not due: ``due_at`` is null before their end.
    Column("state", String(16), nullable=False, default="open", server_default="open"),
    Column("ask_until", Double),
    Column("due_at", Double),
    Column("lease", String(64)),
    Column("leased_until", Double),
    Column("attempts", Integer, nullable=False, default=0, server_default="0"),
    UniqueConstraint("team_id", "channel_id", "message_ts"),
)
Index("ix_posts_due", posts.c.due_at)  # partial, see above
Index("ix_posts_created_at", posts.c.created_at)
Index("ix_posts_thread", posts.c.team_id, posts.c.channel_id, posts.c.thread_ts)

checks = Table(
    "checks",
    metadata,
    Column("id", String(32), primary_key=True),
    # (team, channel, message ts, files or a digest of the address, try): Slack's retries and edits create nothing
    # twice.
    Column("key", Text, nullable=False, unique=True),
    Column("post_id", String(32), ForeignKey("posts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("engine", String(8), nullable=False),
    Column("options", Text, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("problem", Text),
    Column("retry_of", String(32), nullable=False, default="", server_default=""),
    # The options of the earlier check of the same picture that this one asks otherwise; empty for a first question.
    Column("asked_before", Text),
    # Somebody has said to check it anyway: whether it is worth a call is not asked any more.
    Column("insisted", Boolean, nullable=False, default=False, server_default="0"),
    Column("created_at", Double, nullable=False),
    Column("submitted_at", Double),
    # When Patsnap last said that the task runs, the submit included; empty if more than one task answers the check,
    # and its time tells nothing about how long one takes.
    Column("running_at", Double),
    Column("ended_at", Double),
    # Set before the reply is posted, so that a crash in between makes the next claim look for it in the thread.
    Column("delivering_at", Double),
    # When a look first did not find it there, by Slack's clock: only some time later that says that it was not posted.
    Column("missed_at", Double),
    Column("delivered_at", Double),
    Column("reply_ts", String(32), nullable=False, default="", server_default=""),
    # When the last step met a spent daily limit: until when that lasts.
    Column("held_until", Double),
    Column("due_at", Double),
    Column("lease", String(64)),
    Column("leased_until", Double),
    Column("attempts", Integer, nullable=False, default=0, server_default="0"),
)
Index("ix_checks_due", checks.c.due_at)  # partial, see above
Index("ix_checks_engine_ended_at", checks.c.engine, checks.c.ended_at)

views = Table(
    "views",
    metadata,
    Column("check_id", String(32), ForeignKey("checks.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file_id", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("source_url", Text, nullable=False, default="", server_default=""),
    Column("upload_url", Text, nullable=False, default="", server_default=""),
    Column("upload_expires_at", Double),
    Column("task_id", String(128), nullable=False, default="", server_default=""),
    Column("reported", Boolean, nullable=False, default=False, server_default="0"),
    # SHA-256 of the file as posted and of what went to Patsnap; empty in rows of older versions.
    Column("posted_sha256", String(64), nullable=False, server_default=""),
    Column("sent_sha256", String(64), nullable=False, server_default=""),
)

fingerprints = Table(
    "fingerprints",
    metadata,
    # By what the one picture of a check is known again, and what was asked about it; see ``bot.checks.fingerprints``.
    Column("check_id", String(32), ForeignKey("checks.id", ondelete="CASCADE"), primary_key=True),
    Column("team_id", String(32), nullable=False),
    Column("question", String(32), nullable=False),
    Column("band0", Integer, nullable=False),
    Column("band1", Integer, nullable=False),
    Column("band2", Integer, nullable=False),
    Column("band3", Integer, nullable=False),
    Column("hash", String(16), nullable=False),
    Column("tone", Integer, nullable=False),
    Column("contrast", Integer, nullable=False),
    Column("small", LargeBinary, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
)
# Each holds all that a look needs of a picture: it reads no row of those that are not alike.
for _band in ("band0", "band1", "band2", "band3"):
    Index(
        f"ix_fingerprints_{_band}",
        *(fingerprints.c[_name] for _name in ("team_id", "question", _band, "tone", "contrast", "hash", "check_id")),
    )

reports = Table(
    "reports",
    metadata,
    Column("check_id", String(32), ForeignKey("checks.id", ondelete="CASCADE"), primary_key=True),
    Column("report", Text, nullable=False),
)

sheets = Table(
    "sheets",
    metadata,
    # The picture of a report as a file in Slack.
    Column("check_id", String(32), ForeignKey("checks.id", ondelete="CASCADE"), primary_key=True),
    Column("file_id", String(64), nullable=False, index=True),
)

sightings = Table(
    "sightings",
    metadata,
    # Which patents a finished check compared, so that a look-up finds the checks that came across them.
    Column("check_id", String(32), ForeignKey("checks.id", ondelete="CASCADE"), primary_key=True),
    Column("number", String(64), primary_key=True, index=True),
    Column("risk", String(16), nullable=False),
)

view_reports = Table(
    "view_reports",
    metadata,
    # What came in for one view while others are still being compared.
    Column("check_id", String(32), ForeignKey("checks.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("report", Text, nullable=False),
)

searches = Table(
    "searches",
    metadata,
    # What the older engine's own, separately billed search found, as its next call takes it.
    Column("check_id", String(32), ForeignKey("checks.id", ondelete="CASCADE"), primary_key=True),
    Column("found", Text, nullable=False),
)

retractions = Table(
    "retractions",
    metadata,
    # Replies whose check has been deleted, until Slack has taken the edit that says so.
    Column("team_id", String(32), primary_key=True),
    Column("channel_id", String(32), primary_key=True),
    Column("ts", String(32), primary_key=True),
    Column("lang", String(16), nullable=False),
    Column("created_at", Double, nullable=False),
    # The sheet that the reply showed, as a file in Slack; it goes too.
    Column("sheet_file_id", String(64), nullable=False, default="", server_default=""),
    # The check is on hold: its reply says that, and its data is still there; with a report, it can be exported.
    Column("held", Boolean, nullable=False, default=False, server_default="0"),
    Column("exported_check_id", String(32), nullable=False, default="", server_default=""),
)

holds = Table(
    "holds",
    metadata,
    # Who keeps the data of a check from deletion, and who ended that: a record that outlives both.
    Column("id", String(32), primary_key=True),
    Column("team_id", String(32), nullable=False, index=True),
    Column("channel_id", String(32), nullable=False),
    Column("check_id", String(32), nullable=False),
    # The same while the hold stands, and empty from its release on: so a check has one at most.
    Column("held_check_id", String(32), unique=True),
    # Empty for an operator.
    Column("held_by", String(32), nullable=False),
    Column("held_at", Double, nullable=False),
    Column("reason", Text, nullable=False),
    Column("released_by", String(32), nullable=False, default="", server_default=""),
    Column("released_at", Double),
    Column("release_reason", Text, nullable=False, default="", server_default=""),
    # What was deleted in Slack meanwhile, and when: the data goes with the release.
    Column("deleted_with", String(16), nullable=False, default="", server_default=""),
    Column("deleted_at", Double),
    # The thread has yet to be told of how it stands.
    Column("untold", Boolean, nullable=False),
)

forgotten = Table(
    "forgotten",
    metadata,
    # Digests of what was deleted, for a day: what is still under way must not bring it back.
    Column("digest", String(32), primary_key=True),
    Column("forgotten_at", Double, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    # Digests of commands and presses that some replica has taken, for a day.
    Column("digest", String(32), primary_key=True),
    Column("came_at", Double, nullable=False),
)
