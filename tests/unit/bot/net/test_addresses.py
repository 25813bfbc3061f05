import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import OptionError
from bot.model import AddressFault, ProblemKind
from bot.net.addresses import parse_image_address


def fault(typed, **options):
    with pytest.raises(OptionError) as raised:
        parse_image_address(typed, **options)
    problem = raised.value.problem
    assert problem.kind is ProblemKind.INVALID_ADDRESS
    return problem.details["fault"]


@pytest.mark.parametrize(
    ("typed", "url", "name"),
    [
        ("https://example.com/a/mug.jpg", "https://example.com/a/mug.jpg", "mug.jpg"),
        ("<https://example.com/mug.jpg>", "https://example.com/mug.jpg", "mug.jpg"),
        ("<https://example.com/mug.jpg|example.com/mug.jpg>", "https://example.com/mug.jpg", "mug.jpg"),
        ("https://example.com/x?a=1&amp;b=2", "https://example.com/x?a=1&b=2", "x"),
        ("http://example.com", "http://example.com", "example.com"),
        ("HTTPS://Example.com/red%20mug.png", "HTTPS://Example.com/red%20mug.png", "red mug.png"),
        ("https://example.com/mug.jpg?a=1#part", "https://example.com/mug.jpg?a=1", "mug.jpg"),
        ("https://example.com/mug.jpg?#part", "https://example.com/mug.jpg", "mug.jpg"),
        ('"https://8.8.8.8/mug.jpg"', "https://8.8.8.8/mug.jpg", "mug.jpg"),
        ("https://[2606:4700::1111]:8443/m.png", "https://[2606:4700::1111]:8443/m.png", "m.png"),
    ],
)
def test_address_is_read_as_people_type_it_and_as_slack_wraps_it(typed, url, name):
    picture = parse_image_address(typed)
    assert (picture.url, picture.name) == (url, name)


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST.",
        "printer",
        "db.internal",
        "nas.local",
        "x.localhost",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "[::1]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[2002:7f00:1::]",
        "\uff11\uff12\uff17.0.0.1",  # full-width digits
        "127%2e0%2e0%2e1",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::a9fe:a9fe]",
        "[::127.0.0.1]",
        "[fec0::1]",
        "[ff02::1]",
        "printer\u3002local",
        "127\uff0e0\uff0e0\uff0e1",
        "127.0.0.1.",
    ],
)
def test_address_inside_a_network_is_refused(host):
    assert fault(f"http://{host}/mug.jpg") == AddressFault.NOT_PUBLIC
    assert fault(f"https://{host}:8443/mug.jpg") == AddressFault.NOT_PUBLIC


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", AddressFault.MISSING),
        ("javascript:alert(1)", AddressFault.SCHEME),
        ("file:///etc/passwd", AddressFault.SCHEME),
        ("data:image/png;base64,AAAA", AddressFault.SCHEME),
        ("ftp://example.com/mug.jpg", AddressFault.SCHEME),
        ("mug.jpg", AddressFault.SCHEME),
        ("https://me:secret@example.com/mug.jpg", AddressFault.CREDENTIALS),
        ("https:///mug.jpg", AddressFault.UNREADABLE),
        ("https://[::1/mug.jpg", AddressFault.UNREADABLE),
        ("https://example.com:99999/", AddressFault.UNREADABLE),
        ("https://example.com/a|b", AddressFault.UNREADABLE),
        ("https://example.com/gnp.\u202egpj", AddressFault.UNREADABLE),
        ("https://exa\u200bmple.com/mug.jpg", AddressFault.UNREADABLE),
        ("https://example.com/%e2%80%aegpj", AddressFault.UNREADABLE),
        ("https://example.com/\ud800.png", AddressFault.UNREADABLE),
        ("https://example.com/%00.png", AddressFault.UNREADABLE),
        ("https://example.com/" + "a" * 2000, AddressFault.TOO_LONG),
    ],
)
def test_other_addresses_are_refused_by_what_is_wrong_with_them(typed, expected):
    assert fault(typed) == expected


def test_trusted_host_may_be_anywhere_but_only_on_its_own_port():
    trusted = frozenset({"127.0.0.1:8000"})
    assert parse_image_address("http://127.0.0.1:8000/mug.png", trusted=trusted).name == "mug.png"
    assert fault("http://127.0.0.1:8001/mug.png", trusted=trusted) == AddressFault.NOT_PUBLIC
    assert fault("http://127.0.0.1/mug.png", trusted=trusted) == AddressFault.NOT_PUBLIC


@given(st.text(max_size=80))
def test_no_text_raises_anything_but_a_refusal(text):
    for typed in (text, f"https://{text}", f"http://example.com/{text}"):
        try:
            url = parse_image_address(typed).url
        except OptionError:
            continue
        assert url.lower().startswith(("http://", "https://"))
        assert not set('<>|" \n') & set(url)


def test_refusal_names_host_and_path_and_nothing_that_may_be_a_signature():
    with pytest.raises(OptionError) as raised:
        parse_image_address("https://10.0.0.1/mug.jpg?sign=5ec2e7")
    assert raised.value.problem.details["address"] == "https://10.0.0.1/mug.jpg?"
