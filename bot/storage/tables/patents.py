"""What was looked up of patents, and searches for similar designs."""

from sqlalchemy import Column, Double, Integer, String, Table, Text

from bot.storage.tables.base import metadata

# Look-ups by number. What Patsnap was paid for is kept, and shown again without a call while it is fresh.

numbers = Table(
    "numbers",
    metadata,
    # What a number that somebody typed stood for: the hits, maybe none.
    Column("number", String(255), primary_key=True),
    Column("hits", Text, nullable=False),
    Column("found_at", Double, nullable=False),
)

patents = Table(
    "patents",
    metadata,
    Column("patent_id", String(128), primary_key=True),
    Column("number", String(64), nullable=False, index=True),
    Column("patent", Text, nullable=False),
    Column("found_at", Double, nullable=False),
)

patent_parts = Table(
    "patent_parts",
    metadata,
    # What one of the look-ups said of a patent. Without content it was asked, and said nothing.
    Column("patent_id", String(128), primary_key=True),
    Column("part", String(16), primary_key=True),
    Column("content", Text),
    Column("fetched_at", Double, nullable=False),
)

patent_details = Table(
    "patent_details",
    metadata,
    # What one of the calls said of a patent in depth. Without content it was asked, and had nothing.
    Column("patent_id", String(128), primary_key=True),
    Column("part", String(16), primary_key=True),
    Column("content", Text),
    Column("fetched_at", Double, nullable=False),
)

similar_searches = Table(
    "similar_searches",
    metadata,
    # A search for designs similar to a picture, and how far people have paged through it.
    Column("id", String(32), primary_key=True),
    Column("team_id", String(32), nullable=False),
    Column("channel_id", String(32), nullable=False),
    Column("user_id", String(32), nullable=False),
    Column("thread_ts", String(32), nullable=False),
    Column("message_ts", String(32), nullable=False),
    Column("file_id", String(64), nullable=False, index=True),
    Column("source_url", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("filters", Text, nullable=False),
    Column("page_limit", Integer, nullable=False),
    Column("image_url", Text, nullable=False),
    Column("image_expires_at", Double),
    Column("patsnap_id", String(128), nullable=False),
    Column("searched_at", Double, nullable=False),
    Column("total", Integer),
    # What the last call sent, so that it is not paid for twice.
    Column("fetched_offset", Integer, nullable=False),
    Column("fetched", Text, nullable=False),
    Column("next_offset", Integer, nullable=False),
    # Of its pages; empty in searches of older versions.
    Column("lang", String(16), nullable=False, default="", server_default=""),
    # Set before a page is asked for, so that a second press asks for nothing.
    Column("turning_until", Double),
    Column("created_at", Double, nullable=False, index=True),
)
