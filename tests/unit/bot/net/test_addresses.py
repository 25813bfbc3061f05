from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import OptionError
from bot.model import AddressFault, ProblemKind
from bot.net.addresses import is_public, parse_image_address

RANGES = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.0.0/29", "192.0.0.8/32", "192.0.0.9/32", "192.0.0.10/32", "192.0.0.170/32", "192.0.0.171/32",
    "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.88.99.2/32", "192.168.0.0/16",
    "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    "255.255.255.255/32", "::/128", "::1/128", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64", "2001::/23",
    "2001::/32", "2001:1::1/128", "2001:1::2/128", "2001:1::3/128", "2001:2::/48", "2001:3::/32", "2001:4:112::/48",
    "2001:10::/28", "2001:20::/28", "2001:30::/28", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "::/96", "4000::/2", "8000::/1",
]  # fmt: skip
"""IANA's two registries line by line, and what is not handed out at all; IPv4 in IPv6 is a case of its own."""

LEADS_TO_IPV4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))

SPECIAL = [str(ip_network(text)[0]) for text in RANGES] + [str(ip_network(text)[-1]) for text in RANGES]


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
        "LOCALHOST",
        "printer",
        "db.internal",
        "nas.local",
        "x.localhost",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::808:808]",
        "[2002:808:808::]",
        "[2001:0:808:808::1]",
        *(f"[{address}]" if ":" in address else address for address in SPECIAL),
    ],
)
def test_address_inside_a_network_is_refused(host):
    assert fault(f"http://{host}/mug.jpg") == AddressFault.NOT_PUBLIC
    assert fault(f"https://{host}:8443/mug.jpg") == AddressFault.NOT_PUBLIC


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "0x7f.1",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "134744072",
        "1.2.3",
        "08.8.8.8",
        "8.8.8.8.8",
        "127.0.0.1.",
        "localhost.",
        "example.com.",
        "example..com",
        ".example.com",
        "127%2e0%2e0%2e1",
        "example%2ecom",
        "\uff11\uff12\uff17.0.0.1",  # full-width digits
        "127\uff0e0\uff0e0\uff0e1",
        "printer\u3002local",
        "\u2460\u2461\u2466.0.0.1",  # digits in circles
        "example.\u0967\u0968",  # Devanagari digits
        "\uff45xample.com",
        "\ufb01sh.example",
        "stra\xdfe.example",  # ss to some, and itself to others
        "[fe80::1%25eth0]",
        "[fe80::1%eth0]",
        "[2606:4700::1111%1]",
        "[v1.example]",
        "-example.com",
        "example-.com",
        "exa$mple.com",
        "a" * 64 + ".com",
        ("a" * 60 + ".") * 5 + "com",
    ],
)
def test_host_that_is_no_plain_name_or_address_is_refused_wherever_it_would_lead(host):
    try:
        found = fault(f"http://{host}/mug.jpg")
    except ValueError:
        pytest.fail("not refused in a sentence")
    assert found in {AddressFault.HOST, AddressFault.UNREADABLE}


@pytest.mark.parametrize(
    "host",
    [
        "example.com",
        "EXAMPLE.com",
        "my_bucket.s3.example",
        "xn--r8jz45g.jp",
        "例え.jp",
        "xn--fa-hia.de",
        "1.example",
        "8.8.8.8",
    ],
)
def test_plain_names_and_addresses_are_taken(host):
    assert parse_image_address(f"https://{host}/mug.jpg").name == "mug.jpg"


@given(st.ip_addresses())
def test_address_that_the_standard_library_knows_as_special_is_in_the_table(address):
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_link_local:
        assert not is_public(str(address)) or any(address in network for network in LEADS_TO_IPV4)


@given(st.sampled_from(RANGES), st.data())
def test_no_address_of_a_special_purpose_range_is_public(network, data):
    drawn = data.draw(st.ip_addresses(network=network))
    assert not is_public(str(drawn))
    if isinstance(drawn, IPv4Address):
        assert not is_public(f"::ffff:{drawn}")
        assert not is_public(str(IPv6Address(int(IPv6Address("64:ff9b::")) + int(drawn))))


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
