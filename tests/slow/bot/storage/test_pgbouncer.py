"""A real PgBouncer in transaction mode: each transaction may run on another connection to the server."""

import asyncio
import os
import shutil
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text

from bot.storage.database import create_engine, migrate, schema_is_current

_PROGRAM = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")

pytestmark = [
    pytest.mark.skipif(_PROGRAM is None, reason="PgBouncer is not installed (Debian's package pgbouncer)"),
    pytest.mark.parametrize("database", ["postgresql"]),
]


@pytest.fixture
async def pooled_url(database_url, tmp_path, unused_tcp_port_factory):
    """The test's database behind a PgBouncer with two connections to the server."""
    port = unused_tcp_port_factory()
    directory = tmp_path / "pgbouncer"
    directory.mkdir()
    server = parse_qs(urlsplit(database_url).query)["host"][0]
    (directory / "users.txt").write_text('"postgres" ""\n')
    (directory / "pgbouncer.ini").write_text(
        f"[databases]\n* = host={server} port=5432 user=postgres\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = trust\nauth_file = {directory}/users.txt\npool_mode = transaction\n"
        "default_pool_size = 2\nmax_client_conn = 100\n"
    )
    async with _running(directory / "pgbouncer.ini", owner=_owner_of(server)):
        yield f"postgresql://postgres@127.0.0.1:{port}{urlsplit(database_url).path}?sslmode=disable&application_name=x"


def _owner_of(directory):
    return Path(directory).owner()


@asynccontextmanager
async def _running(config, *, owner):
    user = ()
    if os.geteuid() == 0:  # it refuses to run as root
        for path in (*config.parents[:3], config.parent, *config.parent.iterdir()):
            path.chmod(path.stat().st_mode | 0o055)
        user = ("-u", owner)
    process = await asyncio.create_subprocess_exec(
        _PROGRAM, *user, str(config), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(30):
            while b"process up" not in (line := await process.stderr.readline()):
                assert line, "PgBouncer has ended"
        reading = asyncio.create_task(process.stderr.read())
        yield
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
    await reading


async def test_schema_and_many_transactions_at_once_go_through_a_pool_of_two(pooled_url):
    engine = create_engine(pooled_url)
    try:
        await migrate(engine)
        assert await schema_is_current(engine)

        async def ask(number):
            async with engine.begin() as connection:
                first = (await connection.execute(text("SELECT CAST(:n AS INTEGER)"), {"n": number})).scalar()
                await asyncio.sleep(0)
                return first, (await connection.execute(text("SELECT pg_backend_pid()"))).scalar()

        answers = await asyncio.gather(*(ask(number) for number in range(200)))
        assert [number for number, _ in answers] == list(range(200))
        assert len({pid for _, pid in answers}) == 2
    finally:
        await engine.dispose()
