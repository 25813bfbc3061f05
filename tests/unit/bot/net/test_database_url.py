"""``DATABASE_URL``: the addresses that hosting companies and other programs hand out."""

import ssl

import pytest

from bot.errors import WrongValue
from bot.net.database_url import read_database_url
from formatters.sentences import in_words
from tests.languages import EN


@pytest.mark.parametrize(
    "scheme", ["postgresql", "postgres", "postgresql+asyncpg", "postgresql+psycopg", "postgresql+psycopg2", "Postgres"]
)
def test_postgresql_address_with_any_prefix_is_the_same_server(scheme):
    url = read_database_url(f"{scheme}://u:p@db.test/d")
    assert (url.path, url.dsn, url.place) == (None, "postgresql://u:p@db.test:5432/d", "db.test:5432/d")


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+aiosqlite", "sqlite+pysqlite"])
@pytest.mark.parametrize(
    ("rest", "path"), [("/data.db", "data.db"), ("//var/data.db", "/var/data.db"), ("", ""), ("/:memory:", "")]
)
def test_sqlite_address_with_any_prefix_is_the_same_file(scheme, rest, path):
    assert read_database_url(f"{scheme}://{rest}").path == path


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("sslmode=require", "sslmode=require"),
        ("ssl=require", "sslmode=require"),
        ("application_name=look%20alike", "application_name=look+alike"),
        ("options=-c%20statement_timeout%3D5s", "options=-c+statement_timeout%3D5s"),
        ("target_session_attrs=read-write", "target_session_attrs=read-write"),
        ("channel_binding=prefer&gssencmode=disable&keepalives=1", ""),
        ("prepared_statement_cache_size=0&statement_cache_size=0", ""),
        ("sslmode=verify-full&channel_binding=require", "sslmode=verify-full"),
    ],
)
def test_parameter_of_libpq_goes_to_the_driver_in_its_own_words(query, kept):
    assert read_database_url(f"postgresql://h/d?{query}").dsn.partition("?")[2] == kept


@pytest.mark.parametrize(("given", "timeout"), [("7", 7), ("1", 2), ("0", None), ("-1", None)])
def test_connect_timeout_is_read_as_libpq_reads_it(given, timeout):
    assert read_database_url(f"postgresql://h/d?connect_timeout={given}").options == {"timeout": timeout}


def test_root_certificate_of_the_system_demands_certificate_and_host_name():
    url = read_database_url("postgresql://h/d?sslrootcert=system&channel_binding=require")
    context = url.options["ssl"]
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert url.dsn == "postgresql://h:5432/d"


def test_several_hosts_and_ports_are_kept_in_their_order():
    url = read_database_url("postgresql://u@a:1,[::1],c/d?target_session_attrs=primary")
    assert url.dsn == "postgresql://u:@a:1,[::1]:5432,c:5432/d?target_session_attrs=primary"
    assert url.place == "a:1, [::1]:5432, c:5432/d"


def test_password_with_slash_and_escapes_reaches_the_driver_escaped():
    url = read_database_url("postgresql://u:a/b%40c@h/d")
    assert url.dsn == "postgresql://u:a%2Fb%40c@h:5432/d"
    assert "a/b" not in repr(url)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://h/d", "start it with sqlite:/// or postgresql://"),
        ("data.db", "start it with sqlite:/// or postgresql://"),
        ("sqlite://data.db", "write sqlite:///name.db"),
        ("sqlite:///data.db?mode=ro", "takes no parameters"),
        ("postgresql://h/d?sslmod=require", "“sslmod” is no parameter"),
        ("postgresql://h/d?sslmode=always", "sslmode is one of disable, allow"),
        ("postgresql://h/d?sslrootcert=/none.pem", "sslrootcert names the file /none.pem, which is not there"),
        ("postgresql://h/d?connect_timeout=soon", "connect_timeout is a number of seconds"),
        ("postgresql://h/d?sslmode=require&channel_binding=require", "put sslrootcert=system in its place"),
        ("postgresql://h/d?sslrootcert=system&sslmode=require", "sslmode=verify-full alone"),
        ("postgresql://h/d?keepalives=0", "keepalives=0 is something that Lookalike cannot do"),
        ("postgresql://u:s3cr3t@h:54x2/d", "neither"),
        ("postgresql://u:x@s3cr3t@h/d", "neither"),
    ],
)
def test_address_that_cannot_be_used_is_named_without_the_password(address, said):
    with pytest.raises(WrongValue) as caught:
        read_database_url(address)
    assert said in in_words(EN, caught.value.fault)
    assert "s3cr3t" not in str(caught.value)
