from hypothesis import given
from hypothesis import strategies as st

from formatters.limits import count_blocks, json_size, share

LENGTHS = st.lists(st.integers(0, 5_000), max_size=8)


@given(LENGTHS, st.integers(-10, 20_000))
def test_share_gives_no_more_than_there_is_and_wastes_nothing(lengths, total):
    shares = share(lengths, total)
    assert all(0 <= got <= length for got, length in zip(shares, lengths, strict=True))
    assert sum(shares) <= max(total, 0)
    assert sum(shares) >= min(sum(lengths), total - len(lengths))


@given(LENGTHS, st.integers(0, 20_000))
def test_share_cuts_only_the_longest(lengths, total):
    shares = share(lengths, total)
    cut = [got for got, length in zip(shares, lengths, strict=True) if got < length]
    whole = [got for got, length in zip(shares, lengths, strict=True) if got == length]
    assert not cut or max(cut) - min(cut) <= len(cut)
    assert not cut or not whole or max(whole) <= min(cut) + len(cut)


def test_share_gives_what_a_short_text_leaves_to_the_long_ones():
    assert share([10, 500, 500], 210) == [10, 100, 100]


def test_json_size_counts_characters_and_escapes():
    assert json_size({"a": 'é"\n中'}) == len('{"a":"é\\"\\n中"}')


def test_count_blocks_counts_those_inside_containers():
    assert count_blocks([{"type": "divider"}, {"type": "container", "child_blocks": [{}, {}]}]) == 4
