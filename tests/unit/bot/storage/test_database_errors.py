"""What is wrong with a database is said in one sentence, with its place and without its password."""

import asyncio
import sqlite3
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.errors import SettingsError
from bot.storage.database import create_engine, migrate, schema_is_current
from tests.postgresql import running_postgresql
from tests.sentences import words_of


@pytest.fixture(scope="module")
def strict():
    """A server of its own with a role that needs a password, and one that nobody lets in."""
    with running_postgresql() as server:
        asyncio.run(server.run("CREATE ROLE guarded LOGIN PASSWORD 'right'"))
        asyncio.run(server.run("CREATE ROLE banned LOGIN"))
        hba = Path(asyncio.run(server.run("SHOW hba_file"))[0][0])
        hba.write_text(f"local all guarded scram-sha-256\nlocal all banned reject\n{hba.read_text()}")
        asyncio.run(server.run("SELECT pg_reload_conf()"))
        yield server


def address(server, user, database="postgres", more=""):
    host = parse_qs(urlsplit(server.url(database)).query)["host"][0]
    return f"postgresql://{user}@/{database}?host={host}{more}"


async def complaint(url, ask=schema_is_current):
    engine = create_engine(url)
    try:
        with pytest.raises(SettingsError) as caught:
            await ask(engine)
    finally:
        await engine.dispose()
    assert "s3cr3t" not in words_of(caught.value)
    assert words_of(caught.value).count("\n") == 0
    return words_of(caught.value)


@pytest.mark.parametrize("ask", [migrate, schema_is_current])
@pytest.mark.parametrize(
    ("user", "database", "more", "said"),
    [
        ("guarded:s3cr3t", "postgres", "", "/postgres refuses the password: check user and password"),
        ("nobody:s3cr3t", "postgres", "", "there is no such user on this server"),
        ("banned", "postgres", "", "does not let this user in"),
        ("postgres", "nothing", "", "/nothing: there is no such database on this server"),
        ("postgres", "postgres", "&port=5433", "there is no such socket"),
    ],
)
async def test_refusal_of_a_server_says_which_part_of_the_address_is_wrong(strict, ask, user, database, more, said):
    sentence = await complaint(address(strict, user, database, more), ask)
    assert sentence.startswith("DATABASE_URL cannot be used: ")
    assert said in sentence


async def test_role_that_may_make_no_table_is_told_so(strict):
    sentence = await complaint(address(strict, "guarded:right"), migrate)
    assert "this user may not do what the app needs" in sentence


async def test_port_on_which_nothing_listens_is_named(unused_tcp_port_factory):
    port = unused_tcp_port_factory()
    sentence = await complaint(f"postgresql://u:s3cr3t@127.0.0.1:{port}/d")
    assert f"nothing listens at 127.0.0.1:{port}/d: check host and port" in sentence


async def test_host_that_nobody_knows_is_named():
    assert "the host of db.invalid:5432/d is unknown" in await complaint("postgresql://u:s3cr3t@db.invalid/d")


@asynccontextmanager
async def answering(reply):
    """A server that says one thing, whatever it is told; its port."""
    ended = asyncio.Event()

    async def serve(reader, writer):
        await reader.read(8)
        writer.write(reply)
        with suppress(ConnectionError):
            await reader.read()
        writer.close()
        ended.set()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]
        await ended.wait()


async def test_server_without_encryption_is_told_where_the_address_demands_it():
    async with answering(b"N") as port:
        sentence = await complaint(f"postgresql://u:s3cr3t@127.0.0.1:{port}/d?sslmode=require")
    assert "takes no encrypted connections" in sentence


async def test_server_that_never_answers_is_given_up_after_connect_timeout():
    async with answering(b"") as port:
        sentence = await complaint(f"postgresql://u:s3cr3t@127.0.0.1:{port}/d?connect_timeout=1")
    assert f"127.0.0.1:{port}/d did not answer in time" in sentence


@pytest.mark.parametrize("ask", [migrate, schema_is_current])
async def test_file_that_is_no_database_is_named(tmp_path, ask):
    path = tmp_path / "notes.db"
    path.write_text("this is a text, and no database at all\n" * 100)
    assert f"{path} is no SQLite database" in await complaint(f"sqlite:///{path}", ask)


async def test_damaged_file_is_named(tmp_path):
    path = tmp_path / "damaged.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (n)")
    connection.close()
    content = bytearray(path.read_bytes())
    content[100:200] = b"\xff" * 100
    path.write_bytes(content)
    assert f"{path} is damaged: restore it from a backup" in await complaint(f"sqlite:///{path}")
